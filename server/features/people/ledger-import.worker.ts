import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../../domain/refusals.ts';
import { doParserTask, type ParserTask } from './ledger-import.parsing.ts';

/** One task, one answer; a refusal crosses as its code and parameters. */
try {
  parentPort?.postMessage({ answer: await doParserTask(workerData as ParserTask) });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  parentPort?.postMessage({ refusal: { code: error.code, with: error.details.with } });
}
