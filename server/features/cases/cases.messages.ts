import { sql } from 'kysely';
import { z } from 'zod';
import { toRef } from '../../../contract/shapes.ts';
import { dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import type { NoticeCode } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { isSealedStorage } from '../../../domain/case/sealed.ts';
import { afterQuiet } from '../../../domain/settings/quiet-hours.ts';
import { everywhere } from '../../access/row-scope.ts';
import { settingNow } from '../../access/settings.ts';
import type { AppParts } from '../../app.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { announceChange } from '../../kit/db/live-feed.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { SmsFailure } from '../../outside/sms/port.ts';
import { keepProof } from '../../outside/sms/proofs.ts';

type Parts = Pick<AppParts, 'vault' | 'sms'>;

interface Message {
  readonly communityId: number;
  readonly caseId: string;
  /** Made from what is told to whom: the same message is sent once. */
  readonly id: string;
  readonly partyId: string | null;
  readonly code: NoticeCode;
  readonly phone: string;
  readonly text: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const sealedMessage = z.object({ phone: z.string(), text: z.string(), parameters: z.record(z.string(), z.string()) });
const minuteMs = 60_000;
/** How often the gateway is tried, each time twice as late as before. */
const mostAttempts = 5;

const maskPhone = (phone: string): string => (phone.length >= 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '***');

/**
 * Sends a message to one of a matter's people and keeps what becomes of it, unless the installation sends none. Sent once for its id, in
 * quiet hours when these end; where the gateway does not take it, it is tried again.
 */
export async function sendMessage(parts: Parts, db: WriteTx, now: string, message: Message): Promise<void> {
  const { communityId, caseId, id, partyId, code, phone, text, parameters } = message;
  if (!(await settingNow(db, 'sms.isOn'))) return;
  const made = await db
    .insertInto('smsMessages')
    .values({
      communityId,
      caseId,
      id,
      partyId,
      code,
      phoneMasked: maskPhone(phone),
      sealed: parts.vault.seal('sms', JSON.stringify({ phone, text, parameters })),
      state: 'waiting',
      nextAt: now,
      madeAt: now,
    })
    .onConflict((conflict) => conflict.columns(['communityId', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) await carry(parts, db, now, { communityId, id });
}

interface Key {
  readonly communityId: number;
  readonly id: string;
}

/** Gives one waiting message to the gateway, or puts it off; after the last try it has failed and somebody must call. */
async function carry(parts: Parts, db: WriteTx, now: string, { communityId, id }: Key): Promise<void> {
  const row = await db
    .selectFrom('smsMessages')
    .select(['sealed', 'attempts', 'caseId'])
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst();
  if (!row?.sealed) return;
  const earliest = await earliestFor(db, now, communityId, row.caseId);
  if (earliest !== now) {
    const later = db.updateTable('smsMessages').set({ nextAt: earliest });
    await later.where('communityId', '=', communityId).where('id', '=', id).execute();
    return;
  }
  const { phone, text, parameters } = sealedMessage.parse(JSON.parse(parts.vault.open('sms', row.sealed)));
  const attempts = row.attempts + 1;
  // Before it goes out: a gateway that answers too late may have sent it all the same.
  await keepProof(db, parts.vault, { phone, text, now });
  const change = await parts.sms
    .send({ id: toRef(communityId, id), phone, template: 'case-progress', text, parameters })
    .then(
      () => ({ state: 'sent', sentAt: now, sealed: null, attempts }),
      (error: unknown) => {
        if (!(error instanceof SmsFailure)) throw error;
        return attempts < mostAttempts
          ? { attempts, nextAt: toIso(toMs(now) + minuteMs * 2 ** attempts) }
          : { attempts, state: 'failed', reason: 'gateway', toldAt: now, sealed: null };
      },
    );
  await db.updateTable('smsMessages').set(change).where('communityId', '=', communityId).where('id', '=', id).execute();
  if ('reason' in change) await tellFailure(db, now, { communityId, id, caseId: row.caseId });
}

/** When a message about a matter may go: what is urgent at once, the rest outside the quiet hours. */
async function earliestFor(db: WriteTx, now: string, communityId: number, caseId: string): Promise<string> {
  const { urgency } = await db
    .selectFrom('cases')
    .select('urgency')
    .where('communityId', '=', communityId)
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  return urgency === 'urgent' ? now : afterQuiet(now, await settingNow(db, 'sms.quiet'));
}

/** Lets whoever works on the matter know that the person was not reached: the unit it is with, else its handler, else the desk. */
export async function tellFailure(
  db: WriteTx,
  now: string,
  { communityId, id, caseId }: Key & { readonly caseId: string },
): Promise<void> {
  const matter = await db
    .selectFrom('cases')
    .select(['number', 'handlerUserId', 'leadOrganisationId', 'phase'])
    .where('communityId', '=', communityId)
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const { number, handlerUserId, leadOrganisationId, phase } = matter;
  // Of a sealed case nobody is told who is not on its list; they see on its page that a message failed.
  if (isSealedStorage(communityId)) return;
  const post = { toAreaId: communityId, toCapability: 'cases.dispatch' };
  const own = leadOrganisationId
    ? { toOrganisationId: leadOrganisationId }
    : handlerUserId && { toUserId: handlerUserId };
  const target = (phase === 'handling' && own) || post;
  await db
    .insertInto('notices')
    .values({
      communityId,
      id: deriveId(id, 'sms-failed'),
      ...target,
      class: 'shift',
      code: 'case.sms-failed',
      parameters: jsonb({ number }),
      noun: 'cases',
      rowId: caseId,
      createdAt: now,
    })
    .onConflict((conflict) => conflict.columns(['communityId', 'id']).doNothing())
    .execute();
  await announceChange(db, communityId, leadOrganisationId ? [leadOrganisationId] : []);
}

/** Days after which a message that nobody told of counts as unknown. */
const unknownAfterDays = 3;

/** Every minute: what the gateway did not take is tried again; what it never told of is no longer waited for. */
export function carryJob(parts: Parts): Job {
  return {
    name: 'sms.carry',
    cron: '* * * * *',
    async run(job) {
      const rows = await everywhere(job);
      const due = await job.write(rows, async (db) => {
        if (!(await settingNow(db, 'sms.isOn'))) return [];
        return db
          .selectFrom('smsMessages')
          .select(['communityId', 'id'])
          .where('state', '=', 'waiting')
          .where('nextAt', '<=', job.now())
          .orderBy('nextAt')
          .limit(200)
          .execute();
      });
      for (const key of due)
        await job.write({ communities: [key.communityId], organisations: [] }, (db) =>
          carry(parts, db, job.now(), key),
        );
      await job.write(rows, (db) =>
        db
          .updateTable('smsMessages')
          .set({ state: 'unknown', toldAt: job.now() })
          .where('state', '=', 'sent')
          .where('sentAt', '<', toIso(toMs(job.now()) - unknownAfterDays * dayMs))
          .execute(),
      );
    },
  };
}

/** What became of the newest message to a party, beside its row. */
export const newestMessage = sql<{ state: string; at: string } | null>`(
  select jsonb_build_object('state', m.state, 'at', coalesce(m.told_at, m.sent_at, m.made_at)) from sms_messages m
  where m.community_id = case_parties.community_id and m.case_id = case_parties.case_id and m.party_id = case_parties.id
  order by m.made_at desc, m.id limit 1)`.as('message');
