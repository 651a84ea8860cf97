import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { buildApp } from '../server/app.ts';
import { readConfig } from '../server/config.ts';
import { fillDemoIfEmpty } from '../server/features/demo/fill.ts';
import { sessionCookie, tokenHash } from '../server/features/identity/session-rules.ts';
import { openVault } from '../server/kit/crypto/ring-vault.ts';
import type { Log } from '../server/kit/ctx.ts';
import { openDatabase } from '../server/kit/db/client.ts';
import { uuidv7 } from '../server/kit/ids.ts';
import { openQueue } from '../server/kit/jobs/pg-boss-queue.ts';
import { smsNone } from '../server/outside/sms/none.ts';
import { storeDisk } from '../server/outside/store/disk.ts';
import { prepareDatabase } from '../server/prepare-database.ts';
import { type BareRoute, serveBare } from './bare.ts';
import { alternate, type Target } from './load.ts';
import { record, type Statement, scansOf } from './recorder.ts';

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(`npm run bench [-- --size demo|full] [--rounds 5] [--seconds 3] [--only word]
  Measures the platform beside its limit of the same run: Fastify and pg alone with the same final SQL, as the owner, without policy, masks or audit.
  The district is made once and kept under .data/bench-<size>.`);
  process.exit(0);
}
const option = (name: string, fallback: string): string => {
  const at = args.indexOf(`--${name}`);
  return at === -1 ? fallback : (args[at + 1] ?? fallback);
};
const size = option('size', 'demo') === 'full' ? 'full' : 'demo';
const [rounds, seconds, only] = [Number(option('rounds', '5')), Number(option('seconds', '3')), option('only', '')];

const root = resolve(import.meta.dirname, '..');
const folder = join(root, `.data/bench-${size}`);
mkdirSync(folder, { recursive: true });
const quiet: Log = {
  info: () => undefined,
  debug: () => undefined,
  warn: () => undefined,
  error: (details, event) => console.error(event, details),
};
const config = {
  ...readConfig({
    LINLI_DATA: join(folder, 'data'),
    LINLI_KEYS: join(folder, 'keys'),
    ...(process.env['DATABASE_URL'] ? { DATABASE_URL: process.env['DATABASE_URL'] } : {}),
  }),
  hasDemo: true,
};
const prepared = await prepareDatabase(config, quiet);
const vault = await openVault(config.keysDir);
const store = storeDisk(join(config.dataDir, 'files'));
const began = Date.now();
const filled = await fillDemoIfEmpty({
  ownerUrl: prepared.ownerUrl,
  vault,
  store,
  size,
  now: new Date().toISOString(),
  log: quiet,
});
if (filled) console.log(`made the ${size} district in ${((Date.now() - began) / 1000).toFixed(1)} s`);
const database = openDatabase(prepared.appUrl, 12);
const owner = new pg.Pool({ connectionString: prepared.ownerUrl, max: 12 });
if (filled) await owner.query('analyze');
const queue = await openQueue({ url: prepared.appUrl, log: quiet, isWorker: false });
const app = await buildApp({ config, database, vault, queue, sms: smsNone(), store, log: quiet });
const url = await app.http.listen({ host: '127.0.0.1', port: 0 });

async function signIn(userId: string): Promise<Record<string, string>> {
  const token = randomBytes(24).toString('base64url');
  await owner.query(
    "insert into sessions (id, user_id, token_hash, expires_at, seen_at, created_at, updated_at) values ($1, $2, $3, now() + interval '6 hours', now(), now(), now())",
    [uuidv7(), userId, tokenHash(vault, token)],
  );
  return { cookie: `${sessionCookie({ publicUrl: undefined }).name}=${token}`, origin: url };
}

const first = async <T>(query: string, values: unknown[] = []): Promise<T> =>
  (await owner.query(query, values)).rows[0] as T;
const holder = (role: string, kind: string) =>
  first<{ user_id: string; area_id: string }>(
    'select h.user_id, h.area_id from holdings h join areas a on a.id = h.area_id where h.role = $1 and a.kind = $2 order by h.user_id limit 1',
    [role, kind],
  );

const secretary = await holder('community-secretary', 'community');
const desk = await holder('street-desk', 'street');
const community = Number(secretary.area_id);
const asSecretary = await signIn(secretary.user_id);
const asDesk = await signIn(desk.user_id);
// Somebody who reads the whole district's people: the desk's roles over the root, for this run alone.
const root1 = await first<{ id: string }>("select id from areas where kind = 'district'");
const districtUser = uuidv7();
await owner.query(
  "insert into users (id, kind, name, user_name, email, created_at, updated_at) values ($1, 'staff', '压测', $2, $3, now(), now())",
  [districtUser, `bench-${districtUser}`, `${districtUser}@user.invalid`],
);
await owner.query(
  "insert into holdings (id, user_id, role, area_id, valid_from, granted_at) values ($1, $2, 'community-secretary', $3, '2024-01-01', now())",
  [uuidv7(), districtUser, root1.id],
);
const asDistrict = await signIn(districtUser);

const person = await first<{ id: string; name: string }>(
  'select id, name from people where community_id = $1 and id_token is not null and ended_on is null order by id limit 1',
  [community],
);
const phone = await first<{ sealed: Buffer }>('select sealed from people_phones where community_id = $1 limit 1', [
  community,
]);
const sealedId = await first<{ id_sealed: Buffer }>(
  'select id_sealed from people where community_id = $1 and id = $2',
  [community, person.id],
);
const building = await first<{ id: string }>(
  "select a.id from areas a where a.kind = 'building' and a.community_id = $1 order by id limit 1",
  [community],
);
const openCase = await first<{ id: string; community_id: string }>(
  "select id, community_id from cases where community_id = $1 and phase <> 'closed' order by id limit 1",
  [community],
);
const query = (parts: Record<string, string | number>) =>
  new URLSearchParams(Object.entries(parts).map(([key, value]): [string, string] => [key, String(value)])).toString();
const month = new Date().toISOString().slice(0, 7);
const intention = (command: string, input: unknown) =>
  JSON.stringify({ intentions: [{ id: randomUUID(), command, input }] });

interface Row {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: () => string;
}

const raise = () =>
  intention('cases.raise', {
    type: 'event',
    begin: 'report',
    source: 'grid',
    place: { areaId: Number(building.id), words: '楼道' },
    fields: { words: '楼道照明不亮，夜里出入不便' },
  });
const note = () =>
  intention('cases.act', {
    ref: `${openCase.community_id}-${openCase.id}`,
    action: 'note',
    input: { words: '已电话告知' },
  });

const all: readonly Row[] = [
  {
    name: 'point read of a person',
    method: 'GET',
    path: `/api/people/${community}-${person.id}`,
    headers: asSecretary,
  },
  {
    name: '50 people of a community aged 80 and over',
    method: 'GET',
    path: `/api/people?${query({ limit: 50, ageFrom: 80, area: community })}`,
    headers: asSecretary,
  },
  {
    name: 'exact search by phone',
    method: 'GET',
    path: `/api/people?${query({ q: vault.open('phone', phone.sealed) })}`,
    headers: asDistrict,
  },
  {
    name: 'exact search by id number',
    method: 'GET',
    path: `/api/people?${query({ q: vault.open('id-number', sealedId.id_sealed) })}`,
    headers: asDistrict,
  },
  {
    name: 'part of a name across the district',
    method: 'GET',
    path: `/api/people?${query({ q: [...person.name].slice(-2).join(''), limit: 20 })}`,
    headers: asDistrict,
  },
  {
    name: '50 open cases of a street by due time',
    method: 'GET',
    path: `/api/cases?${query({ limit: 50, tab: 'open' })}`,
    headers: asDesk,
  },
  {
    name: "a month's figures per community",
    method: 'GET',
    path: `/api/metrics/rates?${query({ area: Number(root1.id), month })}`,
    headers: asDistrict,
  },
  { name: 'create a case', method: 'POST', path: '/api/intentions', headers: asSecretary, body: raise },
  { name: 'one step of a case', method: 'POST', path: '/api/intentions', headers: asSecretary, body: note },
];
const rows = all.filter((row) => row.name.includes(only));

async function ask(row: Row): Promise<void> {
  const answer = await fetch(`${url}${row.path}`, {
    method: row.method,
    headers: { ...row.headers, ...(row.body ? { 'content-type': 'application/json' } : {}) },
    ...(row.body ? { body: row.body() } : {}),
  });
  const text = await answer.text();
  if (!answer.ok || text.includes('"state":"refused"'))
    throw new Error(`${row.name}: ${answer.status} ${text.slice(0, 300)}`);
}

// Explained as the application's role, with the widest scope: what a policy costs shows here.
const appClient = new pg.Client({ connectionString: prepared.appUrl });
await appClient.connect();
const desks = (
  await owner.query<{ id: string }>("select id from areas where kind in ('district', 'street', 'community')")
).rows.map((row) => row.id);
await appClient.query(`set app.communities = '${desks.join(',')}'; set app.org = ''`);

const kept = new Set([districtUser, secretary.user_id, desk.user_id, openCase.id]);
const bareRoutes: BareRoute[] = [];
const scans = new Map<string, readonly string[]>();
const recorded = new Map<string, readonly Statement[]>();
for (const row of rows) {
  await ask(row); // warms the caches: what is recorded is what every later request sends
  const statements = await record(() => ask(row));
  recorded.set(row.name, statements);
  const found: string[] = [];
  for (const one of statements) if (/^\s*(select|with)/i.test(one.text)) found.push(...(await scansOf(appClient, one)));
  scans.set(row.name, found);
  // A step's entry is the next of its chain: its limit is the create's kind of work, on rows of its own.
  if (row.name !== 'one step of a case')
    bareRoutes.push({ path: `/${bareRoutes.length}`, statements, kept, isWrite: row.method === 'POST' });
}
const bare = await serveBare(owner, bareRoutes);

console.log(`\n${size}: ${rounds} rounds of ${seconds} s at 16 connections, in turn with the limit\n`);
console.log(
  `${'what'.padEnd(46)} ${'ours/s'.padStart(8)} ${'limit/s'.padStart(8)} ${'ratio'.padStart(6)} ${'p50'.padStart(5)} ${'p99'.padStart(5)}  scans`,
);
const figures: Record<string, unknown>[] = [];
let at = 0;
for (const row of rows) {
  const isStep = row.name === 'one step of a case';
  const createAt = rows.findIndex((one) => one.name === 'create a case');
  const path = isStep ? `/${createAt}` : `/${at}`;
  if (!isStep) at += 1;
  const ours: Target = { url, method: row.method, path: row.path, headers: row.headers, body: row.body };
  const limit: Target = { url: bare.address, method: row.method, path, headers: {} };
  const result = await alternate(ours, limit, rounds, seconds);
  const ratio = result.app.perSecond / result.bare.perSecond;
  const found = scans.get(row.name) ?? [];
  figures.push({ name: row.name, ...result, ratio, scans: found, statements: recorded.get(row.name)?.length });
  const failed = result.app.failed > 0 ? `  ${result.app.failed} FAILED` : '';
  console.log(
    `${row.name.padEnd(46)} ${result.app.perSecond.toFixed(0).padStart(8)} ${result.bare.perSecond.toFixed(0).padStart(8)} ${ratio.toFixed(2).padStart(6)} ${String(result.app.p50).padStart(5)} ${String(result.app.p99).padStart(5)}  ${[...new Set(found)].join(' ') || '-'}${failed}`,
  );
}

const exportBegan = Date.now();
const sheet = await fetch(`${url}/api/people/export?${query({})}`, { headers: asDistrict });
const bytes = (await sheet.arrayBuffer()).byteLength;
const exportMs = Date.now() - exportBegan;
const copyBegan = Date.now();
await owner.query(
  'select community_id, name, sex, born_on, id_masked from people order by community_id, id limit 50000',
);
console.log(
  `${'export of 50,000 people to Excel'.padEnd(46)} ${(exportMs / 1000).toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB; the rows alone ${((Date.now() - copyBegan) / 1000).toFixed(2)} s; resident ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
);
writeFileSync(
  join(folder, 'figures.json'),
  JSON.stringify({ at: new Date().toISOString(), size, rounds, seconds, figures, exportMs }, null, 2),
);

await appClient.end();
await bare.close();
await app.http.close();
await queue.stop();
await owner.query('delete from sessions where user_id = any ($1)', [[districtUser, secretary.user_id, desk.user_id]]);
await owner.end();
await database.close();
await prepared.stop();
process.exit([...scans.values()].some((list) => list.length > 0) ? 1 : 0);
