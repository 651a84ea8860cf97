import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { ensureAppRole } from '../kit/db/app-role.ts';
import { assertDatabaseFit } from '../kit/db/database-fit.ts';
import { testSettings } from '../kit/db/embedded/settings.ts';
import { startEmbedded, stopAbandoned } from '../kit/db/embedded/start.ts';
import { migrate } from '../kit/db/migrate.ts';
import { runSql, toDatabase } from './database.ts';

interface StartedServer {
  readonly url: string;
  stop(): Promise<void>;
}

const prefix = 'linli-test-';

/** Clears away what killed runs left: their servers live on, nobody else would stop them. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    // Without a database it is a run that begins at this moment.
    if (!existsSync(join(folder, 'db/PG_VERSION'))) continue;
    const isFree = await stopAbandoned(join(folder, 'db')).catch(() => false); // another user's
    if (isFree) rmSync(folder, { recursive: true, force: true });
  }
}

async function startServer(): Promise<StartedServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { url: given, stop: async () => undefined };
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o711); // root's server runs as another user
  const server = await startEmbedded({ dataDir: join(folder, 'db'), log: () => undefined, settings: testSettings });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(adminUrl: string, template: string): Promise<string> {
  await runSql(adminUrl, `create database ${template}`);
  const ownerUrl = toDatabase(adminUrl, template);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await assertDatabaseFit(client);
  } finally {
    await client.end();
  }
  await migrate(ownerUrl);
  const appUrl = await ensureAppRole(ownerUrl);
  await runSql(adminUrl, `alter database ${template} with allow_connections false`);
  return appUrl;
}

/** Once for each run of vitest: a server (the one of TEST_DATABASE_URL if set) and a migrated database to be copied. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `linli_template_${process.pid}_${Date.now()}`;
  const teardown = async (): Promise<void> => {
    await runSql(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
  try {
    const appUrl = await makeTemplate(server.url, template);
    project.provide('testServer', { adminUrl: server.url, appUrl, template });
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}
