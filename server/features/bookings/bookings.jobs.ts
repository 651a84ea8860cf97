import { sql } from 'kysely';
import { dayMs, toIso, toMs, wallTime } from '../../../domain/calendar/instant.ts';
import type { AppParts } from '../../app.ts';
import { noRows } from '../../kit/db/client.ts';
import type { Job, JobCtx } from '../../kit/jobs/job.ts';
import type { SmsMessage } from '../../outside/sms/port.ts';
import { keepProof } from '../../outside/sms/proofs.ts';

type Parts = Pick<AppParts, 'vault' | 'sms'>;

interface DueRow {
  readonly id: string;
  readonly phoneSealed: Buffer;
  readonly startsAt: string;
  readonly name: string;
  readonly place: string;
  readonly phone: string;
}

/** So many are on duty for the whole of a booking. */
const onDuty = sql`(select count(*) from rota_shifts s where s.rota_id = b.subject_id and s.dropped_at is null
  and s.starts_at <= b.starts_at and s.ends_at >= b.ends_at)`;

interface Telling {
  /** Written when somebody was told, so that a job that runs twice tells once. */
  readonly mark: 'reminded_at' | 'uncovered_told_at';
  /** Which bookings it is about, beside that they lie ahead. */
  readonly which: (now: string) => ReturnType<typeof sql>;
  readonly words: (due: DueRow, call: string) => string;
}

const reminder: Telling = {
  mark: 'reminded_at',
  which: (now) => sql`b.starts_at <= ${toIso(toMs(now) + dayMs)}::timestamptz and ${onDuty} >= b.seat`,
  words: ({ startsAt, name, place }, call) =>
    `您预约了 ${wallTime(startsAt)} 的${name}，地点：${place}${call && `，有变动请打 ${call}`}。`,
};

const fallenAway: Telling = {
  mark: 'uncovered_told_at',
  which: () => sql`${onDuty} < b.seat`,
  words: ({ startsAt, name }, call) =>
    `您预约的 ${wallTime(startsAt)} 的${name}因安排变动取消，请另约时间${call && `，或打 ${call}`}。`,
};

/** Claims one booking to tell its person of. */
async function claim(
  { mark, which, words }: Telling,
  parts: Parts,
  job: JobCtx,
): Promise<{ phone: string; text: string } | undefined> {
  const now = job.now();
  return job.write(noRows, async (db) => {
    const { rows } = await sql<DueRow>`
      update bookings t set ${sql.ref(mark)} = ${now}::timestamptz from rotas r
      where r.id = t.subject_id and t.id = (
        select b.id from bookings b where b.subject_kind = 'rota' and b.cancelled_at is null and b.${sql.ref(mark)} is null
          and b.starts_at > ${now}::timestamptz and ${which(now)} order by b.starts_at limit 1 for update skip locked)
      returning t.id, t.phone_sealed, t.starts_at, r.name, r.place, r.phone`.execute(db);
    const [due] = rows;
    if (!due) return undefined;
    const text = words(due, due.phone);
    const phone = parts.vault.open('phone', due.phoneSealed);
    await keepProof(db, parts.vault, { phone, text, now });
    return { phone, text };
  });
}

/** Tells everybody there is to tell, once each. What the gateway does not take is not sent again: the page says it, too. */
async function tellAll(telling: Telling, template: SmsMessage['template'], parts: Parts, job: JobCtx): Promise<void> {
  for (let n = 0; n < 500; n += 1) {
    const message = await claim(telling, parts, job);
    if (!message) return;
    await parts.sms
      .send({ ...message, template, parameters: {} })
      .catch((error: unknown) => job.log.warn({ error: String(error) }, 'bookings.message-failed'));
  }
}

/** Reminds of what is booked for the next day, by a message. */
export function remindJob(parts: Parts): Job {
  return {
    name: 'bookings.remind',
    cron: '*/15 9-19 * * *',
    run: (job) => tellAll(reminder, 'booking-reminder', parts, job),
  };
}

/** Tells whoever booked an hour that nobody keeps any more, by a message. */
export function fallenAwayJob(parts: Parts): Job {
  return {
    name: 'bookings.fallen-away',
    cron: '*/10 7-21 * * *',
    run: (job) => tellAll(fallenAway, 'booking-fallen-away', parts, job),
  };
}
