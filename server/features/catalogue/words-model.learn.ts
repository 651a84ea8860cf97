import { Worker } from 'node:worker_threads';
import { type Accuracy, learnAndMeasure, thinOut } from '../../../domain/likeness/category-accuracy.ts';
import { type Label, prepareLesson } from '../../../domain/likeness/category-model.ts';
import type { Example } from '../../../domain/likeness/gram-table.ts';
import { type PackedModel, packModel } from '../../../domain/likeness/packed-model.ts';

/** What a model is learned from. */
export interface LearningTask {
  readonly examples: readonly Example[];
  readonly labels: readonly Label[];
}

export interface Learned {
  /** How many it was learned from, after near-identical ones were thinned out. */
  readonly examples: number;
  readonly model: PackedModel;
  readonly accuracy: Accuracy;
}

/** Less than this keeps a thread busy for a moment; more gets one of its own, so that other work goes on. */
const inlineExamples = 500;
const withinMs = 10 * 60_000;

/** Learns and measures; pure, and the same everywhere. */
export function learnHere({ examples, labels }: LearningTask): Learned {
  const taken = thinOut(examples);
  const { model, accuracy } = learnAndMeasure(prepareLesson(taken, labels), taken);
  return { examples: taken.length, model: packModel(model), accuracy };
}

function learnInThread(task: LearningTask): Promise<Learned> {
  const worker = new Worker(new URL('./words-model.worker.ts', import.meta.url), { workerData: task });
  return new Promise((settle, fail) => {
    const late = setTimeout(() => void worker.terminate(), withinMs);
    worker.once('message', settle);
    worker.once('error', fail);
    worker.once('exit', (code) => {
      clearTimeout(late);
      fail(new Error(`The learning thread ended with ${code}`));
    });
  });
}

/** Learns here or, from many examples, in a thread of its own. */
export const learnModel = (task: LearningTask): Promise<Learned> =>
  task.examples.length > inlineExamples ? learnInThread(task) : Promise.resolve(learnHere(task));
