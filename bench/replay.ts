import { findReplayFaults } from '../server/features/cases/cases.replay.ts';
import { openDatabase } from '../server/kit/db/client.ts';
import type { District } from './district.ts';
import type { Subjects } from './subjects.ts';

export interface ReplayFigure {
  readonly looked: number;
  readonly faults: number;
  readonly seconds: number;
}

const most = 1_000;

/** Replays a thousand cases of the district from their entries with the engine of today, and compares each with its row. */
export async function measureReplay({ appUrl }: District, { storages }: Subjects): Promise<ReplayFigure> {
  const database = openDatabase(appUrl, 1);
  try {
    const began = performance.now();
    const scope = { communities: storages, organisations: [] };
    const { looked, faults } = await database.read(scope, (db) => findReplayFaults(db, most));
    for (const { communityId, id, parts } of faults.slice(0, 5))
      console.log(`replay differs: ${communityId}-${id} in ${parts.join(', ')}`);
    return { looked, faults: faults.length, seconds: (performance.now() - began) / 1000 };
  } finally {
    await database.close();
  }
}

export function sayReplay({ looked, faults, seconds }: ReplayFigure): void {
  console.log(
    `${'replay of cases from their entries'.padEnd(55)} ${looked} replayed in ${seconds.toFixed(1)} s, ${faults} differ from their row`,
  );
}
