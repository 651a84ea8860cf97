import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** What the start of a run leaves for its test files. */
export interface TestServer {
  /** The owner's connection to the server, not to any test database. */
  readonly adminUrl: string;
  /** As `adminUrl`, with the application's role. */
  readonly appUrl: string;
  /** The migrated database that test databases are copies of. */
  readonly template: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

export interface TestDatabase {
  /** The owner: for looking behind the policies. */
  readonly ownerUrl: string;
  /** The role `linli_app`, as the application connects. */
  readonly appUrl: string;
  drop(): Promise<void>;
}

/** The same connection to another database. */
export function toDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** Runs statements one after the other on a connection of their own. */
export async function runSql(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of one's own, migrated and empty: a copy of the run's template. One for each test file; about 0.2 s. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const { adminUrl, appUrl, template } = inject('testServer');
  const name = `linli_test_${randomUUID().replaceAll('-', '')}`;
  await runSql(adminUrl, `create database ${name} template ${template}`);
  return {
    ownerUrl: toDatabase(adminUrl, name),
    appUrl: toDatabase(appUrl, name),
    drop: () => runSql(adminUrl, `drop database if exists ${name} with (force)`),
  };
}
