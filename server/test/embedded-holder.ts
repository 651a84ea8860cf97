// A process that holds an embedded database, for tests that kill it: node embedded-holder.ts <data folder> [write]
// It prints one JSON line when the database runs, with `write` one line for each committed row, and stops when its
// input ends.
import pg from 'pg';
import { startEmbedded } from '../kit/db/embedded/start.ts';

const [dataDir = '', mode] = process.argv.slice(2);
process.on('SIGINT', () => undefined); // Ctrl-C is what the test sends; the database must not see it

const { url, pid, adopted, stop } = await startEmbedded({
  dataDir,
  log: (event, fields) => console.error(event, JSON.stringify(fields)),
});
console.log(JSON.stringify({ url, pid, adopted }));

async function writeRows(): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('create table if not exists acknowledged (n int primary key)');
  const { rows } = await client.query<{ n: number }>('select coalesce(max(n), 0)::int as n from acknowledged');
  for (let n = (rows[0]?.n ?? 0) + 1; ; n += 1) {
    await client.query('insert into acknowledged values ($1)', [n]);
    console.log(`committed ${n}`);
  }
}

if (mode === 'write') writeRows().catch((error: Error) => console.error(error.message));
process.stdin.resume().once('end', async () => {
  await stop();
  process.exit(0);
});
