import pg from 'pg';
import type { Vault } from '../../kit/crypto/vault.ts';
import type { Log } from '../../kit/ctx.ts';
import type { StorePort } from '../../outside/store/port.ts';
import { loadCategorySeeds } from '../catalogue/seed-load.ts';
import { hashPassword } from '../identity/password-hash.ts';
import { liftIndexes } from './bulk.ts';
import { copySink, type DemoTable } from './copy.ts';
import { putPhotos } from './photos.ts';
import { planDistrict } from './plan.ts';
import { putDistrict } from './put-district.ts';
import { type DemoSignIn, demoPassword, signInsOf } from './sign-ins.ts';
import { type DemoSize, type DemoSizeName, sizes } from './sizes.ts';

export interface FillOptions {
  /** Owner of the tables: policies do not let COPY in for others. */
  readonly ownerUrl: string;
  readonly vault: Vault;
  /** Takes the few drawn pictures that matters show. */
  readonly store: StorePort;
  readonly size: DemoSizeName | DemoSize;
  readonly seed?: string;
  readonly now: string;
  readonly log: Log;
  /** From this many people on, indexes are built after the rows. */
  readonly bulkFrom?: number;
}

export interface FillResult {
  readonly rows: Readonly<Partial<Record<DemoTable, number>>>;
  readonly tookMs: number;
  readonly signIns: readonly DemoSignIn[];
}

const lockKey = 7_205_115;
const settingsKey = 'demo';
const usualBulkFrom = 100_000;
const bulkTables: readonly DemoTable[] = [
  'persons',
  'houses',
  'people',
  'people_phones',
  'households',
  'residences',
  'ownerships',
  'tags',
  'search_tokens',
  'cases',
  'case_entries',
  'case_entry_values',
  'case_assignments',
  'case_clocks',
  'case_measures',
  'case_parties',
  'case_links',
  'files',
];

/**
 * Fills an empty database with the demo district, in one transaction: all of it is there, or none. Streams community by community, so that
 * memory stays bounded at any size.
 * @throws if there are areas already
 */
export async function fillDemo(options: FillOptions): Promise<FillResult> {
  const result = await fillDemoIfEmpty(options);
  if (!result) throw new Error('This database has areas already. The demo district goes into an empty one only.');
  return result;
}

/** Fills a database that has no areas yet; of several that start at once one does it, the others wait. Undefined where there were areas. */
export async function fillDemoIfEmpty(options: FillOptions): Promise<FillResult | undefined> {
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'linli-demo' });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(${lockKey})`);
    const { rows } = await client.query<{ found: boolean }>('select exists (select from areas) as found');
    if (rows[0]?.found) return undefined;
    const result = await fillAll(client, options);
    await client.query('commit');
    await client.query('analyze');
    return result;
  } finally {
    // Ends the transaction, too, if it was not committed.
    await client.end();
  }
}

/** The sign-ins of a filled database; undefined where no demo district was put. */
export async function readDemoSignIns(client: Pick<pg.Client, 'query'>): Promise<readonly DemoSignIn[] | undefined> {
  const { rows } = await client.query<{ value: { signIns: readonly DemoSignIn[] } }>(
    'select value from settings where key = $1',
    [settingsKey],
  );
  return rows[0]?.value.signIns;
}

async function fillAll(client: pg.Client, options: FillOptions): Promise<FillResult> {
  const startedAt = performance.now();
  const size = typeof options.size === 'string' ? sizes[options.size] : options.size;
  const { vault, store, now, log } = options;
  await client.query("set local synchronous_commit = off; set local maintenance_work_mem = '256MB'");
  const putBack =
    size.people >= (options.bulkFrom ?? usualBulkFrom) ? await liftIndexes(client, bulkTables) : undefined;
  const plan = planDistrict({ size, seed: options.seed ?? 'linli', now });
  const sink = copySink(client);
  await loadCategorySeeds(client, plan.createdAt);
  const resident = await putDistrict(sink, plan, {
    vault,
    size,
    now,
    photos: await putPhotos(store, now),
    passwordHash: await hashPassword(demoPassword),
    onLeftOut: ({ type, nth, error }) =>
      log.error({ type, nth, error: error instanceof Error ? error.message : String(error) }, 'demo.scene-left-out'),
    onCommunity: ({ plan: { name } }) => log.debug({ community: name, of: size.communities }, 'demo.community'),
  });
  await putBack?.((name) => log.debug({ name }, 'demo.index'));
  const signIns = signInsOf(plan.staff, resident);
  await client.query('update tree_versions set version = version + 1 where id = 1');
  await client.query('insert into settings (key, value, updated_at) values ($1, $2, $3)', [
    settingsKey,
    JSON.stringify({ size, seed: options.seed ?? 'linli', filledAt: now, signIns }),
    now,
  ]);
  const tookMs = Math.round(performance.now() - startedAt);
  const rows = Object.fromEntries(sink.rowCounts);
  log.info({ tookMs, rows }, 'demo.filled');
  return { rows, tookMs, signIns };
}
