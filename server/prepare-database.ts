import { join } from 'node:path';
import pg from 'pg';
import type { Config } from './config.ts';
import type { Log } from './kit/ctx.ts';
import { ensureAppRole } from './kit/db/app-role.ts';
import { assertDatabaseFit } from './kit/db/database-fit.ts';
import { startEmbedded } from './kit/db/embedded/start.ts';
import { migrate } from './kit/db/migrate.ts';
import { installQueue } from './kit/jobs/install-queue.ts';

export interface PreparedDatabase {
  /** The owner: for migrations, the demo and backup. Requests and jobs never use it. */
  readonly ownerUrl: string;
  /** The application's role, which row-level security binds. */
  readonly appUrl: string;
  /** Lets go of the embedded server, if it is one. */
  stop(): Promise<void>;
}

export interface PrepareOptions {
  /** For those that serve: the embedded server is started anew when it is gone. */
  readonly keeps?: true;
}

/** Starts or finds the database and brings it to this version. Any number of processes may do so at once. */
export async function prepareDatabase(
  config: Config,
  log: Log,
  { keeps }: PrepareOptions = {},
): Promise<PreparedDatabase> {
  const server = config.databaseUrl ? givenServer(config.databaseUrl) : await embeddedServer(config, log, keeps);
  try {
    await connected(server.url, assertDatabaseFit);
    const done = await migrate(server.url);
    if (done.length > 0) log.info({ migrations: done }, 'database.migrated');
    await installQueue(server.url);
    const appUrl = config.databaseAppUrl ?? (await ensureAppRole(server.url));
    await connected(appUrl, assertBound);
    return { ownerUrl: server.url, appUrl, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function givenServer(url: string) {
  return { url, stop: async () => undefined };
}

async function embeddedServer(config: Config, log: Log, keeps: true | undefined) {
  return startEmbedded({
    dataDir: join(config.dataDir, 'db'),
    log: (event, fields) => log.info({ ...fields }, event),
    ...(config.archiveDir ? { archiveDir: config.archiveDir } : {}),
    ...(keeps ? { keeps } : {}),
  });
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'linli-start' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Refuses a connection for requests that the policies do not bind. */
async function assertBound(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ role: string; free: boolean; owns: boolean }>(
    `select current_user as role, r.rolsuper or r.rolbypassrls as free,
       exists (select from pg_class c where c.relowner = r.oid and c.relname = 'cases') as owns
     from pg_roles r where r.rolname = current_user`,
  );
  const [row] = rows;
  if (!row || row.free || row.owns) {
    throw new Error(
      `DATABASE_APP_URL signs in as ${row?.role}, which row-level security does not bind. Give a role that owns nothing, ` +
        'is no superuser and has linli_app granted to it; or leave the variable out.',
    );
  }
}
