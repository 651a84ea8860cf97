import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/client.ts';

const readyWithinMs = 2_000;

/** `/api/health`: the process answers. `/api/ready`: so does its database. For whoever starts, stops and balances processes. */
export function addHealth(http: FastifyInstance, database: Database): void {
  http.get('/api/health', async (_, reply) => reply.header('cache-control', 'no-store').send({ status: 'healthy' }));
  http.get('/api/ready', async (_, reply) => {
    const isReady = await Promise.race([
      database.pool.query('select 1').then(
        () => true,
        () => false,
      ),
      new Promise<false>((done) => setTimeout(() => done(false), readyWithinMs).unref()),
    ]);
    if (!isReady) reply.header('retry-after', 5);
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'not ready' });
  });
}
