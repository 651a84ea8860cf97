import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openVault } from '../../kit/crypto/ring-vault.ts';
import { ensureAppRole } from '../../kit/db/app-role.ts';
import { openDatabase } from '../../kit/db/client.ts';
import { seededPick } from '../hostile.ts';
import { testPeople } from '../people.ts';
import { makeWorld } from '../world.ts';
import { type Crew, type Load, type Pick, startLoad } from './load.ts';
import { type Part, type Platform, startPlatform } from './platform.ts';
import { faultsOf } from './verdict.ts';

export interface RoundsOptions {
  /** A folder of its own, empty; root's database server must get through to it. */
  readonly folder: string;
  readonly rounds: number;
  /** Which parts are killed and when follows from it; what the machine makes of it does not. */
  readonly seed: number;
  say(line: string): void;
}

export interface RoundsReport {
  readonly acknowledged: number;
  readonly unavailable: number;
  readonly retried: number;
  readonly faults: readonly string[];
}

const victims: readonly (readonly Part[])[] = [
  ['database'],
  ['web'],
  ['worker'],
  ['database', 'web'],
  ['web', 'worker'],
  ['database', 'worker'],
];

/** Kills parts of a running platform at random moments under mixed load, then compares all that is stored with all that was acknowledged. */
export async function runRounds({ folder, rounds, seed, say }: RoundsOptions): Promise<RoundsReport> {
  const pick = seededPick(seed);
  const platform = await startPlatform(folder);
  let load: Load | undefined;
  try {
    const crew = await makeCrew(platform.ownerUrl(), join(folder, 'keys'));
    const running = startLoad(platform.address, crew, pick);
    load = running;
    const offset = pick(victims.length);
    for (let round = 1; round <= rounds; round += 1)
      await killOnce(platform, pick, victims[(offset + round) % victims.length] ?? [], (words) =>
        say(`round ${round} of ${rounds}: ${words}, ${running.answered.length} answered`),
      );
    await running.end();
    const failed = platform.said.filter((line) => line.includes('request.failed'));
    const faults = [...running.faults, ...failed, ...(await faultsOf(platform.ownerUrl(), running.answered))];
    const acknowledged = running.answered.filter(({ result }) => result.state === 'done').length;
    return { acknowledged, ...running.counts, faults };
  } finally {
    load?.abandon();
    await platform.stop();
  }
}

async function killOnce(
  platform: Platform,
  pick: Pick,
  parts: readonly Part[],
  say: (words: string) => void,
): Promise<void> {
  await sleep(200 + pick(1_300));
  await Promise.all(
    parts.map(async (part, nth) => {
      await sleep(nth * pick(300));
      await platform.kill(part);
    }),
  );
  await platform.untilReady();
  say(`killed ${parts.join(' and ')}`);
}

async function makeCrew(ownerUrl: string, keysDir: string): Promise<Crew> {
  await makeWorld(ownerUrl);
  const database = openDatabase(await ensureAppRole(ownerUrl), 2);
  try {
    const people = testPeople({ database, vault: await openVault(keysDir), now: () => new Date().toISOString() });
    return {
      worker: await people.signIn('grid-worker'),
      desk: await people.signIn('street-desk'),
      unit: await people.signIn('handler'),
    };
  } finally {
    await database.close();
  }
}
