import pg from 'pg';
import type { Vault } from '../../kit/crypto/vault.ts';
import type { Log } from '../../kit/ctx.ts';
import type { StorePort } from '../../outside/store/port.ts';
import { loadCategorySeeds } from '../catalogue/seed-load.ts';
import { hashPassword } from '../identity/password-hash.ts';
import { liftIndexes } from './bulk.ts';
import { caseMaker } from './cases.ts';
import { copySink, type DemoTable, type RowSink } from './copy.ts';
import { putPhotos } from './photos.ts';
import { type DistrictPlanned, planDistrict } from './plan.ts';
import { type Neighbour, type PopulationParts, peopleCommunity } from './population.ts';
import { apportion } from './random.ts';
import { putAreas, putDuties, putOrganisations, putStaff } from './registry-rows.ts';
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
}

export interface FillResult {
  readonly rows: Readonly<Partial<Record<DemoTable, number>>>;
  readonly tookMs: number;
  readonly signIns: readonly DemoSignIn[];
}

const lockKey = 7_205_115;
const settingsKey = 'demo';
/** From this many people on, indexes are built after the rows. */
const bulkFrom = 100_000;
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
  const { vault, now, log } = options;
  await client.query("set local synchronous_commit = off; set local maintenance_work_mem = '256MB'");
  const putBack = size.people >= bulkFrom ? await liftIndexes(client, bulkTables) : undefined;
  const plan = planDistrict({ size, seed: options.seed ?? 'linli', now });
  const sink = copySink(client);
  await loadCategorySeeds(client, plan.createdAt);
  await putPlan(sink, plan, vault);
  const resident = await putCommunities(sink, plan, { ...options, size });
  await sink.flush();
  await sink.flush();
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

async function putPlan(sink: RowSink, plan: DistrictPlanned, vault: Vault): Promise<void> {
  const written = { sink, createdAt: plan.createdAt, validFrom: plan.validFrom };
  putAreas(written, plan.places.areas);
  putOrganisations(written, plan.organisations.all);
  const passwordHash = await hashPassword(demoPassword);
  putStaff(written, plan.staff.all, { vault, passwordHash, newId: plan.newId });
  putDuties(written, plan, plan.newId);
  await sink.flush();
}

/** Puts people and their matters, community by community. @returns somebody grown up with a phone, to sign in as */
async function putCommunities(
  sink: RowSink,
  plan: DistrictPlanned,
  { vault, store, size, now, log }: Omit<FillOptions, 'size'> & { readonly size: DemoSize },
): Promise<{ name: string; phone: string } | undefined> {
  const { kin, ids, nextPhone, newId, createdAt, places } = plan;
  const { communities } = places;
  const homes = communities.map((community) => community.homes);
  const people = apportion(size.people, homes);
  const matters = apportion(size.cases, homes);
  const parts: PopulationParts = { ...kin, ids, nextPhone, newId, vault, sink, createdAt, elsewhere: [] };
  // A small district has most of its matters of late, so that every desk has something on it.
  const recentShare = size.cases / communities.length < 300 ? 0.5 : 0.06;
  const photos = await putPhotos(store, now);
  const putMatters = caseMaker({ plan, photos, nowMs: Date.parse(now), recentShare, sink, vault });
  let resident: { name: string; phone: string } | undefined;
  for (const [i, community] of communities.entries()) {
    const random = plan.random.fork(`people of ${community.id}`);
    const neighbours = await peopleCommunity({ ...parts, random }, community, people[i] as number);
    await putMatters(community, neighbours, matters[i] as number);
    resident ??= grownUp(neighbours);
    await sink.flush();
    log.debug({ community: community.plan.name, of: communities.length, nth: i + 1 }, 'demo.community');
  }
  return resident;
}

function grownUp(neighbours: readonly Neighbour[]): { name: string; phone: string } | undefined {
  const found = neighbours.find(({ age, phone }) => age >= 30 && age < 60 && phone !== undefined);
  return found?.phone ? { name: found.name, phone: found.phone } : undefined;
}
