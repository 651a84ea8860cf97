import { sql } from 'kysely';
import { dayMs, toIso, toMs, wallTime } from '../../../domain/calendar/instant.ts';
import type { AppParts } from '../../app.ts';
import { noRows } from '../../kit/db/client.ts';
import type { Job, JobCtx } from '../../kit/jobs/job.ts';
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

/** Claims one booking to be reminded of, so that a job that runs twice reminds once. */
async function claim(parts: Parts, job: JobCtx): Promise<{ phone: string; text: string } | undefined> {
  const [now, until] = [job.now(), toIso(toMs(job.now()) + dayMs)];
  return job.write(noRows, async (db) => {
    const { rows } = await sql<DueRow>`
      update bookings b set reminded_at = ${now}::timestamptz from rotas r
      where r.id = b.subject_id and b.id = (
        select id from bookings where subject_kind = 'rota' and cancelled_at is null and reminded_at is null
          and starts_at > ${now}::timestamptz and starts_at <= ${until}::timestamptz order by starts_at limit 1 for update skip locked)
      returning b.id, b.phone_sealed, b.starts_at, r.name, r.place, r.phone`.execute(db);
    const [due] = rows;
    if (!due) return undefined;
    const call = due.phone === '' ? '' : `，有变动请打 ${due.phone}`;
    const text = `您预约了 ${wallTime(due.startsAt)} 的${due.name}，地点：${due.place}${call}。`;
    const phone = parts.vault.open('phone', due.phoneSealed);
    await keepProof(db, parts.vault, { phone, text, now });
    return { phone, text };
  });
}

/** Reminds of what is booked for the next day, once each, by a message. What the gateway does not take is not sent again: it is a reminder. */
export function remindJob(parts: Parts): Job {
  return {
    name: 'bookings.remind',
    cron: '*/15 9-19 * * *',
    async run(job) {
      for (let n = 0; n < 500; n += 1) {
        const message = await claim(parts, job);
        if (!message) return;
        await parts.sms
          .send({ ...message, template: 'booking-reminder', parameters: {} })
          .catch((error: unknown) => job.log.warn({ error: String(error) }, 'bookings.reminder-failed'));
      }
    },
  };
}
