import { Worker } from 'node:worker_threads';
import { Refusal, type RefusalCode, refuse } from '../../../domain/refusals.ts';
import { doParserTask, type ParserAnswers, type ParserTask } from './ledger-import.parsing.ts';

/** Parsing keeps a thread busy for so long; larger files get a thread of their own, so that requests go on being answered. */
const inlineBytes = 200 * 1024;
/** Packed pages of text shrink more than the archive they came from. */
const inlinePageBytes = 100 * 1024;
const withinMs = 5 * 60_000;

interface Answered {
  readonly answer?: unknown;
  readonly refusal?: { readonly code: RefusalCode; readonly with?: Readonly<Record<string, unknown>> };
}

function isLarge(task: ParserTask): boolean {
  if (task.kind === 'read') return task.bytes.length > inlineBytes;
  return task.pages.reduce((sum, page) => sum + page.length, 0) > inlinePageBytes;
}

function inThread(task: ParserTask): Promise<unknown> {
  const worker = new Worker(new URL('./ledger-import.worker.ts', import.meta.url), { workerData: task });
  return new Promise((settle, fail) => {
    const late = setTimeout(() => {
      fail(refuse('import.too-large', { limit: `${withinMs / 60_000} min` }));
      void worker.terminate();
    }, withinMs);
    worker.once('message', ({ answer, refusal }: Answered) => {
      if (refusal) fail(new Refusal(refusal.code, refusal.with ? { with: refusal.with } : {}));
      else settle(answer);
    });
    worker.once('error', fail);
    worker.once('exit', (code) => {
      clearTimeout(late);
      fail(new Error(`The parser's thread ended with ${code}`));
    });
  });
}

/** Does a task of the parser here or, for a large file, in a thread of its own. */
export async function parse<K extends ParserTask['kind']>(
  task: Extract<ParserTask, { kind: K }>,
): Promise<ParserAnswers[K]> {
  return (isLarge(task) ? await inThread(task) : await doParserTask(task)) as ParserAnswers[K];
}
