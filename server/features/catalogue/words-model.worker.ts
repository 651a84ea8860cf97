import { parentPort, workerData } from 'node:worker_threads';
import { type LearningTask, learnHere } from './words-model.learn.ts';

parentPort?.postMessage(learnHere(workerData as LearningTask));
