import type { Database } from './client.ts';

/** Lets so many pieces of work run at once, the others in the order they came. */
function turns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < atOnce) running += 1;
    else await new Promise<void>((begin) => waiting.push(begin));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** How many transactions of each kind may run at once. */
export interface Turns {
  readonly reads: number;
  readonly writes: number;
}

/** Measured on two cores with sixteen connections: three reads and three writes at once wait least. */
export const turnsOf = (cores: number): Turns => ({ reads: cores + 1, writes: cores + 1 });

/**
 * The database as requests use it: where it lies on this machine its cores are ours, and more transactions at once than they can work on only take them
 * from each other. A write holds rows that the next one waits for, so that it must not be slowed by reads beside it. Reads and writes have
 * turns of their own: writes that wait for a lock keep nobody from reading.
 */
export function inTurns(database: Database, { reads, writes }: Turns): Database {
  const [reading, writing] = [turns(reads), turns(writes)];
  return {
    ...database,
    read: (scope, work) => reading(() => database.read(scope, work)),
    write: (scope, work) => writing(() => database.write(scope, work)),
  };
}
