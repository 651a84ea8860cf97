import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import type pg from 'pg';
import type { Statement } from './recorder.ts';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The same write again, for another case: every id in the values anew, each the same wherever it stands. */
function renewed(statements: readonly Statement[], kept: ReadonlySet<string>): readonly Statement[] {
  const fresh = new Map<string, string>();
  const renew = (text: string): string =>
    text.replace(uuid, (id) => {
      if (kept.has(id)) return id;
      const known = fresh.get(id) ?? randomUUID();
      fresh.set(id, known);
      return known;
    });
  return statements.map(({ text, values }) => ({
    text,
    values: values.map((value) => (typeof value === 'string' ? renew(value) : value)),
  }));
}

export interface BareRoute {
  readonly path: string;
  readonly statements: readonly Statement[];
  /** Ids that must stay: organisations, users, the case that is written to. */
  readonly kept?: ReadonlySet<string>;
  readonly isWrite?: boolean;
}

/** Fastify and pg alone, the same pool size, as the owner: no policy, no masks, no audit. The limit of the same run. */
export async function serveBare(pool: pg.Pool, routes: readonly BareRoute[]) {
  const app = fastify();
  let serial = 0;
  for (const route of routes) {
    app.route({
      method: route.isWrite ? 'POST' : 'GET',
      url: route.path,
      handler: async (_request, reply) => {
        if (!route.isWrite) {
          const answers = [];
          for (const { text, values } of route.statements) answers.push((await pool.query(text, [...values])).rows);
          return reply.type('application/json').send(JSON.stringify(answers));
        }
        serial += 1;
        const client = await pool.connect();
        try {
          await client.query('begin');
          for (const { text, values } of renewed(route.statements, route.kept ?? new Set())) {
            // A case's number and a place in its chain are unique; the copy takes its own.
            const own = values.map((value) =>
              typeof value === 'string' && /^\d+-\d{6}-\d{4,}-\d$/.test(value) ? `${value}-${serial}` : value,
            );
            await client.query(text, own);
          }
          await client.query('commit');
        } catch (error) {
          await client.query('rollback');
          throw error;
        } finally {
          client.release();
        }
        return reply.type('application/json').send('{"ok":true}');
      },
    });
  }
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { address, close: () => app.close() };
}
