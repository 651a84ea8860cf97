import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A process of its own that does what it is asked, one thing after the other. */
export interface Child {
  ask<T>(work: string, given?: unknown): Promise<T>;
  stop(): Promise<void>;
}

interface Asked {
  readonly id: number;
  readonly work: string;
  readonly given: unknown;
}

interface Answered {
  readonly id: number;
  readonly answer?: unknown;
  readonly failure?: string;
}

/** How `npm start` runs Node: what is measured runs no other way. */
const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
  readonly scripts: { readonly start: string };
};
const words = scripts.start.split(' ');
const execArgv = words.filter((word) => word.startsWith('--'));
const env = Object.fromEntries(words.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split('=')));

/** Starts a module of this folder as a process, so that the load it is put under does not run on its own thread. */
export function startChild(module: string): Child {
  const child = fork(join(import.meta.dirname, module), {
    serialization: 'advanced',
    stdio: 'inherit',
    execArgv,
    env: { ...process.env, ...env },
  });
  const waiting = new Map<number, (answered: Answered) => void>();
  let last = 0;
  child.on('message', (message) => {
    const answered = message as Answered;
    waiting.get(answered.id)?.(answered);
    waiting.delete(answered.id);
  });
  child.on('exit', (code) => {
    for (const [id, tell] of waiting) tell({ id, failure: `${module} ended with ${code}` });
  });
  return {
    ask: <T>(work: string, given?: unknown) =>
      new Promise<T>((settle, fail) => {
        last += 1;
        waiting.set(last, ({ answer, failure }) => (failure ? fail(new Error(failure)) : settle(answer as T)));
        child.send({ id: last, work, given } satisfies Asked);
      }),
    stop: () =>
      new Promise((ended) => {
        child.once('exit', () => ended());
        child.send({ id: 0, work: 'stop', given: undefined } satisfies Asked);
      }),
  };
}

export type Work = Readonly<Record<string, (given: unknown) => Promise<unknown>>>;

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** The child's side: does what the parent asks; `processor` tells the milliseconds of processor time it has used; `stop` is done last. */
export function answerParent(work: Work): void {
  process.on('message', async (message) => {
    const { id, work: name, given } = message as Asked;
    try {
      const answer = name === 'processor' ? processorMs() : await work[name]?.(given);
      if (name === 'stop') process.exit(0);
      process.send?.({ id, answer } satisfies Answered);
    } catch (error) {
      process.send?.({ id, failure: (error as Error).stack ?? String(error) } satisfies Answered);
    }
  });
  process.on('disconnect', () => process.exit(1));
}
