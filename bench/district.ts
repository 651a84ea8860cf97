import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { readConfig } from '../server/config.ts';
import { fillDemoIfEmpty } from '../server/features/demo/fill.ts';
import { countBaseJob } from '../server/features/metrics/base-facts.ts';
import { openVault } from '../server/kit/crypto/ring-vault.ts';
import type { Vault } from '../server/kit/crypto/vault.ts';
import { openDatabase } from '../server/kit/db/client.ts';
import { uuidv7 } from '../server/kit/ids.ts';
import { storeDisk } from '../server/outside/store/disk.ts';
import { prepareDatabase } from '../server/prepare-database.ts';
import type { BenchOptions } from './options.ts';
import { quiet } from './quiet.ts';

/** The district that is measured, made once and kept, with its owner's connections. */
export interface District {
  readonly folder: string;
  /** The environment a process of the platform is started with. */
  readonly environment: Readonly<Record<string, string>>;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly owner: pg.Pool;
  readonly vault: Vault;
  close(): Promise<void>;
}

/** As the application's own pool: the limit must not be held up by fewer connections. */
export const poolSize = 12;

/** What the worker keeps counted, since only the web's process runs while requests are measured. */
async function countBase(appUrl: string): Promise<void> {
  const database = openDatabase(appUrl, 2);
  const now = () => new Date().toISOString();
  const send = async () => undefined;
  await countBaseJob.run({ write: database.write, now, newId: uuidv7, log: quiet, jobs: { send } }, {});
  await database.close();
}

/** Opens the district of a size, and makes it where it is not there yet: seconds for the demo's, ten minutes for the full one. */
export async function openDistrict({ size }: BenchOptions): Promise<District> {
  const folder = join(resolve(import.meta.dirname, '..'), `.data/bench-${size}`);
  mkdirSync(folder, { recursive: true });
  const { DATABASE_URL } = process.env;
  const environment = {
    LINLI_DATA: join(folder, 'data'),
    LINLI_KEYS: join(folder, 'keys'),
    PORT: '0',
    DATABASE_POOL: String(poolSize),
    ...(DATABASE_URL ? { DATABASE_URL } : {}),
  };
  const config = readConfig(environment);
  const prepared = await prepareDatabase(config, quiet);
  const vault = await openVault(config.keysDir);
  const filled = await fillDemoIfEmpty({
    ownerUrl: prepared.ownerUrl,
    vault,
    store: storeDisk(join(config.dataDir, 'files')),
    size,
    now: new Date().toISOString(),
    log: quiet,
  });
  if (filled) console.log(`made the ${size} district in ${(filled.tookMs / 1000).toFixed(1)} s`);
  await countBase(prepared.appUrl);
  const owner = new pg.Pool({ connectionString: prepared.ownerUrl, max: poolSize });
  return {
    folder,
    environment,
    ownerUrl: prepared.ownerUrl,
    appUrl: prepared.appUrl,
    owner,
    vault,
    close: async () => {
      await owner.end();
      await prepared.stop();
    },
  };
}
