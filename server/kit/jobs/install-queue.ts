import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { appRole } from '../db/app-role.ts';

export const queueSchema = 'pgboss';

/** Makes or brings up to date the queue's own schema, and lets the application's role work in it. Run as owner, after `migrate`. */
export async function installQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: queueSchema,
    migrate: true,
    supervise: false,
    schedule: false,
    max: 2,
  });
  const failures: Error[] = [];
  boss.on('error', (error) => failures.push(error));
  await boss.start();
  await boss.stop({ graceful: false, close: true });
  if (failures[0]) throw failures[0];
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Two that start at once would grant at once, which the database refuses.
    await client.query(
      `select pg_advisory_xact_lock(hashtextextended('${queueSchema}', 0));
       grant usage on schema ${queueSchema} to ${appRole};
       grant select, insert, update, delete on all tables in schema ${queueSchema} to ${appRole};
       grant usage on all sequences in schema ${queueSchema} to ${appRole};
       grant execute on all functions in schema ${queueSchema} to ${appRole}`,
    );
  } finally {
    await client.end();
  }
}
