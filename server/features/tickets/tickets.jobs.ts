import { sql } from 'kysely';
import { z } from 'zod';
import { toIso, toMs } from '../../../domain/calendar/instant.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { Refusal } from '../../../domain/refusals.ts';
import type { AppParts } from '../../app.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { noRows, type WriteTx } from '../../kit/db/client.ts';
import type { Job, JobCtx } from '../../kit/jobs/job.ts';
import { HotlineFailure, type HotlinePort } from '../../outside/hotline/port.ts';
import { showTicket } from './tickets.queries.ts';

type Parts = Pick<AppParts, 'vault' | 'queue' | 'database' | 'hotline'>;

const minuteMs = 60_000;
/** How long after each try that failed the next one follows; then every six hours. */
const waitsMinutes = [1, 5, 15, 60, 180] as const;
const usualWaitMinutes = 360;
/** A step that could not be told for three days is laid aside until somebody asks for it again. */
const giveUpAfterMs = 3 * 24 * 60 * minuteMs;
/** Longer than a try takes: a worker that dies with a report in its hands does not keep it. */
const claimMs = 2 * minuteMs;

const changed = z.object({ communityId: z.number(), caseId: z.uuid(), entryId: z.uuid(), seq: z.number() });

/** A step of a ticket's case: written down to be told, once for each step. */
function changedJob(parts: Parts): Job {
  return {
    name: 'tickets.changed',
    concurrency: 2,
    async run(job, data) {
      if (!parts.hotline) return;
      const { communityId, caseId, entryId, seq } = changed.parse(data);
      await job.write(noRows, async (db) => {
        await sql`
          insert into ticket_reports (id, number, community_id, case_id, seq, state, next_at, made_at)
          select ${entryId}, t.number, t.community_id, t.case_id, ${seq}, 'waiting', ${job.now()}, ${job.now()}
          from tickets t where t.community_id = ${communityId} and t.case_id = ${caseId}
          on conflict (id) do nothing`.execute(db);
        await parts.queue.inside(db).send('tickets.report', {}, { singletonKey: 'tickets.report' });
      });
    },
  };
}

interface Claimed {
  readonly id: string;
  readonly number: string;
  readonly communityId: number;
  readonly attempts: number;
  readonly madeAt: string;
}

/** Takes the next report that is due, so that no other worker does; older steps of the same ticket come first. */
async function claim(db: WriteTx, now: string): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    update ticket_reports set attempts = attempts + 1, next_at = ${toIso(toMs(now) + claimMs)}
    where id = (
      select r.id from ticket_reports r
      where r.state = 'waiting' and r.next_at <= ${now}::timestamptz
        and not exists (select from ticket_reports b where b.number = r.number and b.state = 'waiting' and b.seq < r.seq)
      order by r.next_at, r.seq limit 1 for update skip locked
    )
    returning id, number, community_id, attempts, made_at`.execute(db);
  return rows[0];
}

/** Tells the hotline what waits and is due, one after the other. */
function reportJob(types: CaseTypes, parts: Parts): Job {
  return {
    name: 'tickets.report',
    cron: '* * * * *',
    async run(job) {
      const { hotline } = parts;
      if (!hotline) return;
      for (;;) {
        const next = await job.write(noRows, (db) => claim(db, job.now()));
        if (!next) return;
        await tell(types, parts, job, hotline, next);
      }
    },
  };
}

async function tell(types: CaseTypes, parts: Parts, job: JobCtx, hotline: HotlinePort, next: Claimed): Promise<void> {
  const rows = { communities: [next.communityId], organisations: [] };
  const fault = await job
    .write(rows, (db) => showTicket(types, systemCtx(parts, job, db, rows), next.number))
    .then((state) => hotline.report(next.id, state))
    .then(
      () => undefined,
      (error: unknown) => {
        // What the case or the hotline refuses is tried again; anything else is a fault of ours and stays one.
        if (error instanceof HotlineFailure) return error.message;
        if (error instanceof Refusal) return error.code;
        throw error;
      },
    );
  await job.write(noRows, (db) => settle(db, job.now(), next, fault));
}

async function settle(db: WriteTx, now: string, { id, attempts, madeAt }: Claimed, fault: string | undefined) {
  const waitMs = (waitsMinutes[attempts - 1] ?? usualWaitMinutes) * minuteMs;
  const isOver = toMs(now) + waitMs > toMs(madeAt) + giveUpAfterMs;
  await db
    .updateTable('ticketReports')
    .set(
      fault === undefined
        ? { state: 'sent', sentAt: now, lastFault: null }
        : { state: isOver ? 'failed' : 'waiting', nextAt: toIso(toMs(now) + waitMs), lastFault: fault },
    )
    .where('id', '=', id)
    .execute();
}

/** The system as a reader of one community. */
function systemCtx(parts: Parts, job: JobCtx, db: WriteTx, rows: ReadCtx['rows']): ReadCtx {
  return {
    db,
    shared: parts.database.pool,
    actor: { kind: 'system', name: '系统' },
    rows,
    now: job.now(),
    newId: job.newId,
    vault: parts.vault,
    log: job.log,
    requestId: 'job-tickets',
    audit: () => undefined,
  };
}

export function ticketJobs(types: CaseTypes, parts: Parts): readonly Job[] {
  return [changedJob(parts), reportJob(types, parts)];
}
