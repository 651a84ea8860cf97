import { randomUUID } from 'node:crypto';
import fastify, { type FastifyReply } from 'fastify';
import pg from 'pg';
import { answerParent } from './child.ts';
import type { Statement } from './recorder.ts';
import type { OpenCase } from './rows.ts';

/** A route of the limit: the statements that the platform sent for one request. */
export interface BareRoute {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly statements: readonly Statement[];
  readonly isWrite: boolean;
  /** Ids that stay as they are, such as those of users and organisations; all others of a write are made anew for each request. */
  readonly kept: readonly string[];
  /** For steps: the case they were recorded on, and the cases they are repeated on in turn. */
  readonly step?: { readonly from: OpenCase; readonly cases: readonly OpenCase[] } | undefined;
}

export interface BareSetup {
  readonly ownerUrl: string;
  readonly poolSize: number;
  readonly routes: readonly BareRoute[];
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const caseNumber = /^\d+-\d{6}-\d{4,}-\d$/;
/** Far above what any case comes to, so that a place in a chain is free. */
const freeSeq = 1_000_000;

/** The same write again, for rows of its own: every id anew, each the same wherever it stands; numbers and places in the chain that are free. */
function renewed({ statements, kept, step }: BareRoute, serial: number): readonly Statement[] {
  const stays = new Set(kept);
  const onto = step?.cases[serial % step.cases.length];
  const fresh = new Map(step && onto ? [[step.from.id, onto.id]] : []);
  const renew = (id: string): string => {
    if (stays.has(id)) return id;
    const known = fresh.get(id) ?? randomUUID();
    fresh.set(id, known);
    return known;
  };
  const own = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    return caseNumber.test(value) ? (onto?.number ?? `${value}-${serial}`) : value.replace(uuid, renew);
  };
  return statements.map(({ text, values }) => {
    const seqAt = step ? seqPosition(text) : -1;
    return { text, values: values.map((value, i) => (i === seqAt ? freeSeq + serial : own(value))) };
  });
}

/** Which value is an entry's place in the chain; -1 in statements that write no entry. */
function seqPosition(text: string): number {
  const [, columns = '', values = ''] = /insert into "case_entries" \(([^)]*)\) values \(([^)]*)\)/.exec(text) ?? [];
  const at = columns.split(',').findIndex((column) => column.trim() === '"seq"');
  return Number(values.split(',')[at]?.trim().slice(1) ?? 0) - 1;
}

function readHandler(pool: pg.Pool, { statements }: BareRoute) {
  return async (_: unknown, reply: FastifyReply) => {
    const answers = [];
    for (const { text, values } of statements) answers.push((await pool.query(text, [...values])).rows);
    return reply.type('application/json').send(JSON.stringify(answers));
  };
}

function writeHandler(pool: pg.Pool, route: BareRoute) {
  let last = 0;
  return async (_: unknown, reply: FastifyReply) => {
    last += 1;
    const statements = renewed(route, last);
    const client = await pool.connect();
    try {
      await client.query('begin');
      for (const { text, values } of statements) await client.query(text, [...values]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
    return reply.type('application/json').send('{"ok":true}');
  };
}

/** Fastify and pg alone, with as many connections, as the owner: no policy, no masks, no audit. */
async function serve({ ownerUrl, poolSize, routes }: BareSetup): Promise<string> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: poolSize });
  const app = fastify();
  app.setErrorHandler((error: Error, _, reply) => {
    console.error('limit.failed', error.message);
    void reply.code(500).send('{}');
  });
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      handler: route.isWrite ? writeHandler(pool, route) : readHandler(pool, route),
    });
  }
  return app.listen({ host: '127.0.0.1', port: 0 });
}

answerParent({ start: (given) => serve(given as BareSetup), stop: async () => undefined });
