import { sql } from 'kysely';
import { z } from 'zod';
import { toRef } from '../../../contract/shapes.ts';
import { toIso, toMs } from '../../../domain/calendar/instant.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { settingNow, settingsNow } from '../../access/settings.ts';
import { areaTree } from '../../access/tree.ts';
import type { AppParts } from '../../app.ts';
import { noRows, type WriteTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import type { Job, JobCtx } from '../../kit/jobs/job.ts';
import { ReceiverFailure, type ReceiverPort } from '../../outside/receivers/port.ts';
import { signedHeaders } from './sign-message.ts';

type Parts = Pick<AppParts, 'vault' | 'queue' | 'database'> & { readonly receivers: ReceiverPort };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** How long after each try that failed the next one follows: all of them within a little more than three days. */
const waitsMs = [
  5_000,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  20 * hourMs,
];
/** A receiver that took nothing for so long is switched off, until its administrator switches it on again. */
const failedAfterMs = 3 * dayMs;
/** Longer than a try takes: a worker that dies with messages in its hands does not keep them. */
const claimMs = 2 * minuteMs;
const atOnce = 8;

const happened = z.object({
  communityId: z.number(),
  areaId: z.number(),
  caseId: z.uuid(),
  entryId: z.uuid(),
  number: z.string(),
  state: z.string(),
  at: z.string(),
  kinds: z.array(z.string()).min(1),
});

interface Listener {
  readonly id: string;
  readonly kinds: readonly string[];
  readonly areaId: number | null;
}

/** Who listens to a case: those of an area above it, and those of an organisation it is assigned to. */
async function listenersOf(
  db: WriteTx,
  parts: Parts,
  now: string,
  told: z.output<typeof happened>,
): Promise<readonly Listener[]> {
  const tree = await areaTree({ db, shared: parts.database.pool, now });
  const { rows } = await sql<Listener>`
    select w.id, w.kinds, w.area_id from webhooks w
    where w.state = 'on' and w.kinds && ${told.kinds}::text[] and (w.area_id is not null or exists (
      select from case_assignments a where a.community_id = ${told.communityId} and a.case_id = ${told.caseId}
        and a.organisation_id = w.organisation_id and a.state <> 'withdrawn'))`.execute(db);
  return rows.filter(({ areaId }) => areaId === null || tree.isWithin(told.areaId, areaId));
}

/** Something happened to a matter: a message for each who listens, once for each step. */
function happenedJob(parts: Parts): Job {
  return {
    name: 'webhooks.happened',
    concurrency: 2,
    async run(job, data) {
      const told = happened.parse(data);
      await job.write({ communities: [told.communityId], organisations: [] }, async (db) => {
        const listeners = await listenersOf(db, parts, job.now(), told);
        const rows = listeners.flatMap((listener) =>
          told.kinds
            .filter((kind) => listener.kinds.includes(kind))
            .map((kind) => ({
              id: deriveId(told.entryId, `webhook:${listener.id}:${kind}`),
              webhookId: listener.id,
              kind,
              payload: jsonb({
                type: kind,
                timestamp: told.at,
                data: { ref: toRef(told.communityId, told.caseId), number: told.number, state: told.state },
              }),
              state: 'waiting',
              nextAt: job.now(),
              triedFrom: job.now(),
              madeAt: job.now(),
            })),
        );
        if (rows.length === 0) return;
        await db
          .insertInto('webhookDeliveries')
          .values(rows)
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
        await parts.queue.inside(db).send('webhooks.deliver', {}, { singletonKey: 'webhooks.deliver' });
      });
    },
  };
}

interface Claimed {
  readonly id: string;
  readonly webhookId: string;
  readonly attempts: number;
  readonly triedFrom: string;
  readonly payload: unknown;
  readonly url: string;
  readonly secretSealed: Buffer;
}

/** Takes some of the messages that are due, at most one of each receiver, so that a slow one does not hold up the others. */
async function claim(db: WriteTx, now: string): Promise<readonly Claimed[]> {
  const { rows } = await sql<Claimed>`
    with due as (
      select d.id from webhook_deliveries d
      where d.state = 'waiting' and d.next_at <= ${now}::timestamptz and d.id in (
        select distinct on (x.webhook_id) x.id from webhook_deliveries x join webhooks w on w.id = x.webhook_id
        where x.state = 'waiting' and x.next_at <= ${now}::timestamptz and w.state = 'on'
        order by x.webhook_id, x.next_at, x.id)
      order by d.next_at limit ${atOnce} for update skip locked
    )
    update webhook_deliveries d set attempts = d.attempts + 1, next_at = ${toIso(toMs(now) + claimMs)}
    from due, webhooks w where d.id = due.id and w.id = d.webhook_id
    returning d.id, d.webhook_id, d.attempts, d.tried_from, d.payload, w.url, w.secret_sealed`.execute(db);
  return rows;
}

/** Delivers what waits and is due. */
function deliverJob(parts: Parts): Job {
  return {
    name: 'webhooks.deliver',
    cron: '* * * * *',
    async run(job) {
      for (;;) {
        const next = await job.write(noRows, async (db) => {
          const decided = await settingsNow(db, 'webhooks.isOn', 'webhooks.networks');
          // Switched off, what waits keeps waiting: the minute after it is on again takes it up.
          const messages = decided['webhooks.isOn'] ? await claim(db, job.now()) : [];
          return { messages, networks: decided['webhooks.networks'] };
        });
        if (next.messages.length === 0) return;
        await Promise.all(next.messages.map((message) => deliver(parts, job, message, next.networks)));
      }
    },
  };
}

interface Result {
  readonly status: number | null;
  readonly fault: string | null;
}

async function deliver(parts: Parts, job: JobCtx, message: Claimed, networks: readonly string[]): Promise<void> {
  const body = JSON.stringify(message.payload);
  const secret = parts.vault.open('webhook-secret', message.secretSealed);
  const headers = signedHeaders(secret, `msg_${message.id}`, toMs(job.now()), body);
  const result = await parts.receivers.post({ url: message.url, headers, body, networks }).then(
    ({ status }): Result => ({ status, fault: status >= 200 && status < 300 ? null : 'status' }),
    (error: unknown): Result => {
      if (error instanceof ReceiverFailure) return { status: null, fault: error.fault };
      throw error;
    },
  );
  await job.write(noRows, (db) => settle(db, job.now(), message, result));
}

/** Writes down what became of a try: done, tried again later, or given up; and what that says of the receiver. */
async function settle(db: WriteTx, now: string, message: Claimed, { status, fault }: Result): Promise<void> {
  const waitMs = waitsMs[message.attempts - 1];
  const next = { lastStatus: status, lastFault: fault };
  const row = db.updateTable('webhookDeliveries').where('id', '=', message.id);
  const webhook = db.updateTable('webhooks').where('id', '=', message.webhookId);
  if (fault === null) {
    await row.set({ ...next, state: 'delivered', deliveredAt: now }).execute();
    await webhook.set({ failingSince: null }).execute();
    return;
  }
  if (waitMs === undefined) await row.set({ ...next, state: 'dead' }).execute();
  else await row.set({ ...next, nextAt: toIso(toMs(now) + waitMs) }).execute();
  await sql`update webhooks set failing_since = coalesce(failing_since, ${now}::timestamptz),
      state = case when state = 'on' and failing_since <= ${toIso(toMs(now) - failedAfterMs)}::timestamptz then 'failed' else state end
    where id = ${message.webhookId}`.execute(db);
}

/** Forgets messages that were delivered or given up as long ago as the installation keeps them. */
const sweepJob: Job = {
  name: 'webhooks.sweep',
  cron: '25 3 * * *',
  async run(job) {
    await job.write(noRows, async (db) => {
      const keptDays = await settingNow(db, 'webhooks.keptDays');
      await db
        .deleteFrom('webhookDeliveries')
        .where('state', '<>', 'waiting')
        .where('madeAt', '<', toIso(toMs(job.now()) - keptDays * dayMs))
        .execute();
    });
  },
};

export function webhookJobs(parts: Parts): readonly Job[] {
  return [happenedJob(parts), deliverJob(parts), sweepJob];
}
