import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../server/kit/db/embedded/start.ts';
import { migrate } from '../server/kit/db/migrate.ts';
import { describeSchema } from '../server/kit/db/schema.ts';

if (process.argv.includes('--help')) {
  console.log(
    'npm run gen [-- --verify]\n  Makes tables.gen.ts and schema.gen.sql from a freshly migrated database; --verify fails if they differ.',
  );
  process.exit(0);
}
const isVerify = process.argv.includes('--verify');
const root = resolve(import.meta.dirname, '..');
const tablesFile = join(root, 'server/kit/db/tables.gen.ts');
const schemaFile = join(root, 'server/kit/db/schema.gen.sql');
const typeMapping = { int8: 'number', timestamptz: 'string', date: 'string', jsonb: 'Jsonb', bytea: 'Buffer' };

const scratch = mkdtempSync(join(tmpdir(), 'linli-gen-'));
chmodSync(scratch, 0o711);
const given = process.env['TEST_DATABASE_URL'];
const server = given
  ? { url: given, stop: async () => undefined }
  : await startEmbedded({ dataDir: join(scratch, 'db'), log: () => undefined, settings: { fsync: 'off' } });
const name = `linli_gen_${process.pid}`;
const admin = new pg.Client({ connectionString: server.url });
await admin.connect();
let failed = false;
try {
  await admin.query(`create database ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await migrate(url.href);
  const out = join(scratch, 'tables.gen.ts');
  execFileSync(process.execPath, [
    join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
    ...['--dialect', 'postgres', '--url', url.href, '--camel-case', '--out-file', out],
    ...['--type-mapping', JSON.stringify(typeMapping)],
  ]);
  const types = readFileSync(out, 'utf8').replace(
    /^import type/m,
    'import type { Jsonb } from "./jsonb.ts";\nimport type',
  );
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const made: ReadonlyArray<readonly [string, string]> = [
    [tablesFile, types],
    [schemaFile, await describeSchema(client)],
  ];
  await client.end();
  for (const [file, text] of made) {
    if (!isVerify) writeFileSync(file, text);
    else if (readFileSync(file, 'utf8') !== text) {
      failed = true;
      console.error(`${file} differs from the migrations: run npm run gen`);
    }
  }
} finally {
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
