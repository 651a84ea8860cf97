import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import { type StatementNames, statementNames } from './statement-names.ts';
import type { DB } from './tables.gen.ts';

declare const inTransaction: unique symbol;
declare const inWrite: unique symbol;

/** A connection inside a transaction whose scope is set. Only `Database.read` and `Database.write` make one. */
export type ReadTx = Kysely<DB> & { readonly [inTransaction]: true };
/** As ReadTx, and may write. A command that asks for one cannot be called outside a write. */
export type WriteTx = ReadTx & { readonly [inWrite]: true };

/** What row-level security lets a transaction see: storage ids, organisations that cases are assigned to, and what is addressed to somebody by name. */
export interface RowScope {
  readonly communities: readonly number[];
  readonly organisations: readonly string[];
  readonly userId?: string;
}

export const noRows: RowScope = { communities: [], organisations: [] };

// Instants and days stay text: a JS Date moves days across midnight. Whole numbers fit, ids are below 2^53.
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === 20) return Number;
    if (oid === 1082) return (value: string) => value;
    if (oid === 1184) return (value: string) => new Date(value).toISOString();
    if (oid === 1016) return (value: string) => (value === '{}' ? [] : value.slice(1, -1).split(',').map(Number));
    return pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

/** The connection a Kysely stands on: one pool client that is already inside its transaction. */
function driverOver(client: pg.PoolClient, nameOf: StatementNames): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const values = query.parameters as unknown[];
      // Without parameters a text may be several statements, which cannot be prepared.
      const name = values.length > 0 ? nameOf(query.sql, values) : undefined;
      const answer = await client.query({ text: query.sql, values, ...(name === undefined ? {} : { name }) });
      return { rows: answer.rows as R[], numAffectedRows: BigInt(answer.rowCount ?? 0) };
    },
    streamQuery() {
      throw new Error('Streams go through server/kit/db/copy.ts');
    },
  };
  const refuseNesting = async () => {
    throw new Error('Transactions are opened by Database.read and Database.write alone');
  };
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: refuseNesting,
    commitTransaction: refuseNesting,
    rollbackTransaction: refuseNesting,
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  };
}

function kyselyOver(client: pg.PoolClient, nameOf: StatementNames): Kysely<DB> {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOver(client, nameOf),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    // Keys inside jsonb are ours already; only column names change their case.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

const digits = /^\d{1,15}$/;
const uuid = /^[0-9a-f-]{36}$/;

/** The settings as SQL text: SET LOCAL takes no parameters, so every part is checked to be digits or a uuid. */
function scopeSql(scope: RowScope): string {
  const communities = scope.communities.map(String);
  if (!communities.every((part) => digits.test(part))) throw new Error('A community id of the scope is not a number');
  if (!scope.organisations.every((part) => uuid.test(part)))
    throw new Error('An organisation id of the scope is not a uuid');
  if (scope.userId !== undefined && !uuid.test(scope.userId)) throw new Error('The user of the scope is not a uuid');
  const own = scope.userId === undefined ? '' : `; set local app.person = '${scope.userId}'`;
  return `set local app.communities = '${communities.join(',')}'; set local app.org = '${scope.organisations.join(',')}'${own}`;
}

export interface Database {
  readonly pool: pg.Pool;
  /** Runs a read in a transaction that sees only the scope. */
  read<T>(scope: RowScope, work: (db: ReadTx) => Promise<T>): Promise<T>;
  /** Runs a write: all of it is committed, or none. Serialization failures and deadlocks are tried again, three times. */
  write<T>(scope: RowScope, work: (db: WriteTx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Done<T> {
  /** Still inside its transaction. */
  readonly client: pg.PoolClient;
  readonly answer: T;
}

/** Whoever gets no connection by then is told to come back. */
const connectWithinMs = 15_000;

const retryable = new Set(['40001', '40P01']);

/** Ends a transaction that failed; a connection that does not answer even to that is not used again. */
async function giveUp(client: pg.PoolClient): Promise<void> {
  await client.query('rollback').then(
    () => client.release(),
    (lost: Error) => client.release(lost),
  );
}

/** Opens a pool on the role `linli_app`, which row-level security binds. */
export function openDatabase(url: string, poolSize = 12): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    pipeline: true,
    types,
    application_name: 'linli',
    connectionTimeoutMillis: connectWithinMs,
  });
  pool.on('error', () => undefined); // an idle client lost its server; the next query opens another
  // One that is in use may lose it between two queries: the next of them tells of it. Unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const nameOf = statementNames();
  const overClient = new WeakMap<pg.PoolClient, Kysely<DB>>();

  async function inScope<T>(begin: string, scope: RowScope, work: (db: Kysely<DB>) => Promise<T>): Promise<Done<T>> {
    const settings = scopeSql(scope);
    const client = await pool.connect();
    try {
      // The first statement goes out behind this one without waiting for its answer. Should it fail, the transaction is aborted or there is none:
      // without its scope a statement sees no row.
      const begun = client.query(`${begin}; ${settings}`);
      begun.catch(() => undefined);
      const db = overClient.get(client) ?? kyselyOver(client, nameOf);
      overClient.set(client, db);
      const answer = await work(db);
      await begun;
      return { client, answer };
    } catch (error) {
      await giveUp(client);
      throw error;
    }
  }

  async function commit(client: pg.PoolClient): Promise<void> {
    try {
      await client.query('commit');
      client.release();
    } catch (error) {
      await giveUp(client);
      throw error;
    }
  }

  return {
    pool,
    async read(scope, work) {
      const { client, answer } = await inScope('begin read only', scope, (db) => work(db as ReadTx));
      // Nothing depends on the end of a read: the answer goes out meanwhile. A connection lost here is replaced.
      commit(client).catch(() => undefined);
      return answer;
    },
    async write(scope, work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const { client, answer } = await inScope('begin', scope, (db) => work(db as WriteTx));
          await commit(client);
          return answer;
        } catch (error) {
          if (attempt >= 3 || !retryable.has((error as { code?: string }).code ?? '')) throw error;
        }
      }
    },
    close: () => pool.end(),
  };
}
