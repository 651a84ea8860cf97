import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../db/client.ts';
import type { Meter } from './slice.ts';

/** What an operator watches, in Prometheus' text form. Labels are routes, methods, statuses and job names: never a person, an address or a value. */
export interface Meters {
  /** One refusal, by its code. */
  refused(code: string): void;
  /** One answered request. */
  observe(request: FastifyRequest, reply: FastifyReply): void;
  text(): Promise<string>;
  readonly mediaType: string;
}

const depthsSql = `select replace(name, '/once', '') as name, state::text as state, count(*)::int as n
  from pgboss.job where state in ('created', 'retry', 'active', 'failed') group by 1, 2`;
const waitMs = 2_000;

/** What the database answers in time; nothing otherwise: whoever watches must not wait for it. */
async function asked<T extends object>(database: Database, sql: string): Promise<readonly T[]> {
  const rows = await Promise.race([
    database.pool.query<T>(sql).then(({ rows: found }) => found),
    new Promise<undefined>((done) => setTimeout(() => done(undefined), waitMs).unref()),
  ]).catch(() => undefined);
  return rows ?? [];
}

function addGauge(registry: Registry, database: Database, { name, help, label, sql }: Meter): void {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    async collect() {
      const rows = await asked<{ label: string; n: number }>(database, sql);
      this.reset();
      for (const row of rows) this.set({ [label]: row.label }, row.n);
    },
  });
}

/** Counts requests, the pool, the jobs, this process, and what the slices name. The database is asked when somebody looks. */
export function openMeters(database: Database, named: readonly Meter[] = []): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'linli_' });
  const requests = new Histogram({
    name: 'linli_request_seconds',
    help: 'How long requests took, by route',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'linli_refusals_total',
    help: 'Refusals by code: what was not allowed, not found, not right, or asked too often',
    labelNames: ['code'] as const,
    registers: [registry],
  });
  new Gauge({
    name: 'linli_pool_connections',
    help: 'Connections of the pool: open, idle, and requests that wait for one',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      const { totalCount, idleCount, waitingCount } = database.pool;
      this.set({ state: 'open' }, totalCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'waiting' }, waitingCount);
    },
  });
  new Gauge({
    name: 'linli_jobs',
    help: 'Jobs by name and state; those named dead-letter were given up and wait for an operator',
    labelNames: ['job', 'state'] as const,
    registers: [registry],
    async collect() {
      const rows = await asked<{ name: string; state: string; n: number }>(database, depthsSql);
      this.reset();
      for (const { name, state, n } of rows) this.set({ job: name, state }, n);
    },
  });
  for (const meter of named) addGauge(registry, database, meter);
  return {
    refused: (code) => refusals.inc({ code }),
    observe(request, reply) {
      const route = request.routeOptions.url ?? 'none';
      requests.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    },
    text: () => registry.metrics(),
    mediaType: registry.contentType,
  };
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** This machine without a proxy in between, or whoever carries the token. */
function mayLook(request: FastifyRequest, token: string | undefined): boolean {
  const given = Buffer.from(/^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
  const wanted = Buffer.from(token ?? '');
  if (wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)) return true;
  const isForwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip'].some((name) => request.headers[name] !== undefined);
  return loopback.has(request.socket.remoteAddress ?? '') && !isForwarded;
}

/** `/api/metrics` for Prometheus; nobody else learns that it is there. */
export function addMeters(http: FastifyInstance, meters: Meters, token: string | undefined): void {
  http.get('/api/metrics', async (request, reply) => {
    if (!mayLook(request, token)) return reply.callNotFound();
    return reply
      .header('cache-control', 'no-store')
      .type(meters.mediaType)
      .send(await meters.text());
  });
}
