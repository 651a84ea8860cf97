import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../server/config.ts';
import type { Log } from '../server/kit/ctx.ts';
import { existingCluster } from '../server/kit/db/embedded/cluster.ts';
import { startEmbedded } from '../server/kit/db/embedded/start.ts';

/** A database as it is: nothing is made in it and nothing migrated. */
export interface Attached {
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

/** Connects to the database of an installation, starting the embedded one if it does not run. Throws where there is none yet. */
export async function attach(config: Config, log: Log): Promise<Attached> {
  if (config.databaseUrl) return { ownerUrl: config.databaseUrl, stop: async () => undefined };
  const dataDir = join(config.dataDir, 'db');
  if (!(await existingCluster(dataDir)))
    throw new Error(`There is no database in ${config.dataDir} yet. Set LINLI_DATA, or start the platform once.`);
  const server = await startEmbedded({
    dataDir,
    log: (event, fields) => log.info({ ...fields }, event),
    ...(config.archiveDir ? { archiveDir: config.archiveDir } : {}),
  });
  return { ownerUrl: server.url, stop: server.stop };
}

/** Runs work on a connection of its own. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'linli-cli' });
  client.on('error', () => undefined); // the query under way tells of it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
