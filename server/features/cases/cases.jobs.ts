import { sql } from 'kysely';
import { z } from 'zod';
import { toRef } from '../../../contract/shapes.ts';
import { businessDay, dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { latenessSteps } from '../../../domain/case/deeds.ts';
import type { CaseTypes, Tell } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { noticeText } from '../../../domain/case/notices.ts';
import { isSealedStorage } from '../../../domain/case/sealed.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { remindedBeforeDays } from '../../../domain/case/terms.ts';
import { personCode } from '../../access/person-code.ts';
import { everywhere } from '../../access/row-scope.ts';
import { settingNow } from '../../access/settings.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { announceChange } from '../../kit/db/live-feed.ts';
import type { Job, JobCtx } from '../../kit/jobs/job.ts';
import { tellFollowers } from './cases.followers.ts';
import { forgetCasesJob } from './cases.forget.ts';
import { listStrayed } from './cases.grids.ts';
import { lapseJob } from './cases.lapse-jobs.ts';
import { lockCase } from './cases.load.ts';
import { carryJob, sendMessage } from './cases.messages.ts';
import { noticesOf } from './cases.notices.ts';
import { mainOf } from './cases.relations.ts';
import { eraseCasesJob } from './cases.retention.ts';
import { handBackJob } from './cases.sealed-jobs.ts';
import { actOnce, type CaseJobParts, systemCtx } from './cases.system.ts';

const tellData = z.object({
  communityId: z.number(),
  caseId: z.uuid(),
  entryId: z.uuid(),
  tells: z.array(z.object({ to: z.string(), code: z.string(), class: z.enum(['now', 'shift', 'digest']) })),
});

/**
 * A link of the person's own for a question, so that nobody has to sign in to answer. Its secret is derived with a key nobody else has:
 * a message sent twice carries the same one. Null where the platform does not know its own address.
 */
async function answerLink(
  parts: CaseJobParts,
  db: WriteTx,
  state: CaseState,
  { partyId, entryId, now }: { readonly partyId: string; readonly entryId: string; readonly now: string },
): Promise<string | null> {
  const { publicUrl } = parts.config;
  if (!publicUrl) return null;
  const secret = parts.vault.token('link', `answer:${entryId}:${partyId}`).subarray(0, 16).toString('base64url');
  const days = await settingNow(db, 'links.answerDays');
  await db
    .insertInto('caseLinks')
    .values({
      kind: 'track',
      keyHash: parts.vault.token('link', secret),
      communityId: state.communityId,
      caseId: state.id,
      partyId,
      createdAt: now,
      expiresAt: toIso(toMs(now) + days * dayMs),
    })
    .onConflict((conflict) => conflict.columns(['keyHash', 'communityId', 'caseId']).doNothing())
    .execute();
  return `${new URL(publicUrl).origin}/t#${secret}`;
}

async function messagesFor(
  parts: CaseJobParts,
  db: WriteTx,
  state: CaseState,
  { entryId, now }: { readonly entryId: string; readonly now: string },
  parameters: Record<string, string>,
  tells: readonly Tell[],
): Promise<void> {
  const spoken = tells.filter((one) => one.to === 'reporter' && one.class !== 'digest');
  if (spoken.length === 0 || state.source === 'hotline') return;
  const parties = await db
    .selectFrom('caseParties')
    .select(['id', 'phoneSealed'])
    .where('communityId', '=', state.communityId)
    .where('caseId', '=', state.id)
    .where('phoneSealed', 'is not', null)
    // Who is only named and may not follow it has no blind index, and is told nothing.
    .where('phoneToken', 'is not', null)
    .execute();
  for (const party of parties) {
    const phone = parts.vault.open('phone', party.phoneSealed as Buffer);
    for (const one of spoken) {
      const said = noticeText(one.code, parameters).zh;
      const link =
        one.code === 'case.inquired' ? await answerLink(parts, db, state, { partyId: party.id, entryId, now }) : null;
      await sendMessage(parts, db, now, {
        communityId: state.communityId,
        caseId: state.id,
        id: deriveId(entryId, `sms:${party.id}:${one.code}`),
        partyId: party.id,
        code: one.code,
        phone,
        text: link ? `${said}：${link}` : said,
        parameters: link ? { ...parameters, link } : parameters,
      });
    }
  }
}

/** Tells those whom a decision named: notices for staff, a message for the person. Run twice it writes each notice once. */
function tellJob(types: CaseTypes, parts: CaseJobParts): Job {
  return {
    name: 'cases.tell',
    concurrency: 4,
    async run(job, data) {
      const { communityId, caseId, entryId, tells } = tellData.parse(data);
      await job.write({ communities: [communityId], organisations: [] }, async (db) => {
        const ctx = systemCtx(parts, job, db, communityId, caseId, entryId);
        const { state, type } = await lockCase(types, ctx, toRef(communityId, caseId));
        const main = await mainOf(ctx, state);
        const known = { number: state.number, ...(main ? { main: main.number } : {}) };
        const list = tells as readonly Tell[];
        await tellFollowers(parts, ctx, state, list, main?.number);
        const rows = (await noticesOf(ctx, state, entryId, list)).map((one) => ({
          ...one,
          communityId,
          // The title is read when the notice is, by who may see it then.
          parameters: jsonb(known),
          noun: 'cases',
          rowId: caseId,
          createdAt: ctx.now,
        }));
        if (rows.length > 0) {
          await db
            .insertInto('notices')
            .values(rows)
            .onConflict((conflict) => conflict.columns(['communityId', 'id']).doNothing())
            .execute();
          if (!isSealedStorage(communityId))
            await announceChange(
              db,
              communityId,
              rows.flatMap((row) => row.toOrganisationId ?? []),
            );
        }
        const code = personCode(parts.vault, state, type.personCode);
        await messagesFor(parts, db, state, { entryId, now: ctx.now }, code ? { ...known, code } : known, list);
      });
    },
  };
}

interface LapsingStage {
  readonly type: string;
  readonly stage: string;
  readonly action: string;
}

/** The stages that end by themselves once their time is up, with the step that ends them. */
function lapsingStages(types: CaseTypes): readonly LapsingStage[] {
  return Object.values(types).flatMap(({ code, stages }) =>
    Object.entries(stages).flatMap(([stage, one]) =>
      'actions' in one
        ? Object.entries(one.actions).flatMap(([action, { lapses }]) => (lapses ? [{ type: code, stage, action }] : []))
        : [],
    ),
  );
}

/** Ends what ends by itself: done before lateness is looked for, so that nobody is told of it as late. */
async function endLapsed(types: CaseTypes, parts: CaseJobParts, job: JobCtx): Promise<void> {
  const lapsing = lapsingStages(types);
  if (lapsing.length === 0) return;
  const keys = lapsing.map(({ type, stage }) => `${type} ${stage}`);
  const over = await job.write(await everywhere(job), async (db) =>
    sql<ClockRow & { readonly type: string; readonly name: string }>`
      select k.community_id, k.case_id, k.id, c.type, k.name from case_clocks k
      join cases c on c.community_id = k.community_id and c.id = k.case_id
      where k.stopped_at is null and k.kind = 'stage' and k.due_at <= ${job.now()}::timestamptz
        and c.type || ' ' || k.name = any (${`{${keys.map((key) => `"${key}"`).join(',')}}`}::text[])
      order by k.due_at limit 500`.execute(db),
  );
  for (const { communityId, caseId, id, type, name } of over.rows) {
    const action = lapsing.find((one) => one.type === type && one.stage === name)?.action ?? '';
    await actOnce(types, parts, job, { communityId, caseId, action, entryId: deriveId(id, action) });
  }
}

/** Finds clocks that ran out and raises attention, once per clock and step; the owner stays. What ends by itself then ends first. */
function latenessJob(types: CaseTypes, parts: CaseJobParts): Job {
  return {
    name: 'cases.lateness',
    cron: '* * * * *',
    async run(job) {
      await endLapsed(types, parts, job);
      const rows = await everywhere(job);
      const late = await job.write(rows, async (db) =>
        sql<{ communityId: number; caseId: string; id: string; raisedTimes: number }>`
          select k.community_id, k.case_id, k.id, k.raised_times from case_clocks k
          where k.stopped_at is null and k.kind not in ('inquiry', 'term') and k.raised_times < ${latenessSteps.length} and k.due_at + (array[${sql.raw(latenessSteps.join(', '))}])[k.raised_times + 1] * interval '1 hour' <= ${job.now()}::timestamptz
          order by k.due_at limit 500`.execute(db),
      );
      const byCase = new Map(late.rows.map((row) => [row.caseId, row]));
      for (const row of byCase.values()) {
        const { communityId, caseId } = row;
        await actOnce(types, parts, job, {
          communityId,
          caseId,
          action: 'raise-lateness',
          entryId: deriveId(row.id, `late:${row.raisedTimes}`),
        });
      }
    },
  };
}

interface ClockRow {
  readonly communityId: number;
  readonly caseId: string;
  readonly id: string;
}

/** Does a step of the system once for each clock that asks for it. */
async function actOnClocks(
  types: CaseTypes,
  parts: CaseJobParts,
  job: JobCtx,
  clocks: readonly ClockRow[],
  action: string,
): Promise<void> {
  for (const { communityId, caseId, id } of clocks)
    await actOnce(types, parts, job, { communityId, caseId, action, entryId: deriveId(id, action) });
}

/** Terms of the people of a case that run out within the week: they are reminded, once each. */
function termsJob(types: CaseTypes, parts: CaseJobParts): Job {
  return {
    name: 'cases.terms',
    cron: '10 8 * * *',
    async run(job) {
      const near = await job.write(await everywhere(job), async (db) =>
        sql<ClockRow>`
          select distinct on (k.case_id) k.community_id, k.case_id, k.id from case_clocks k
          where k.stopped_at is null and k.kind = 'term' and k.raised_times = 0
            and k.due_at <= ${job.now()}::timestamptz + ${remindedBeforeDays} * interval '1 day'
          order by k.case_id, k.due_at limit 500`.execute(db),
      );
      await actOnClocks(types, parts, job, near.rows, 'remind-term');
    },
  };
}

/** Questions that nobody answered in time: the work goes on without the answer. */
function inquiriesJob(types: CaseTypes, parts: CaseJobParts): Job {
  return {
    name: 'cases.inquiries',
    cron: '* * * * *',
    async run(job) {
      const over = await job.write(await everywhere(job), async (db) =>
        sql<ClockRow>`
          select k.community_id, k.case_id, k.id from case_clocks k
          where k.stopped_at is null and k.kind = 'inquiry' and k.due_at <= ${job.now()}::timestamptz
          order by k.due_at limit 500`.execute(db),
      );
      await actOnClocks(types, parts, job, over.rows, 'inquiry-over');
    },
  };
}

/** Counts provisional due times again after the calendar changed, by an entry that says so. */
function recountJob(types: CaseTypes, parts: CaseJobParts): Job {
  return {
    name: 'cases.recount-clocks',
    async run(job, data) {
      const { version } = z.object({ version: z.number() }).parse(data);
      const provisional = await job.write(await everywhere(job), async (db) =>
        sql<{
          communityId: number;
          caseId: string;
        }>`select distinct k.community_id, k.case_id from case_clocks k where k.stopped_at is null and k.is_provisional`.execute(
          db,
        ),
      );
      for (const row of provisional.rows) {
        await actOnce(types, parts, job, {
          ...row,
          action: 'recount-clocks',
          entryId: deriveId(row.caseId, `calendar:${version}`),
        });
      }
    },
  };
}

const dayData = z.object({ day: z.string().optional() });

/**
 * Each night, and when grids are changed: an open matter goes with its building to the grid that has it now, or from a grid that was merged to
 * the one that took it in. What is closed stays where it was.
 */
function gridsJob(types: CaseTypes, parts: CaseJobParts): Job {
  return {
    name: 'cases.follow-grids',
    cron: '5 0 * * *',
    async run(job, data) {
      const day = dayData.parse(data ?? {}).day ?? businessDay(job.now());
      if (day > businessDay(job.now())) return;
      const strayed = await job.write(await everywhere(job), (db) => listStrayed(db, day));
      for (const { gridId, ...row } of strayed) {
        const entryId = deriveId(row.caseId, `grid:${gridId}:${day}`);
        await actOnce(types, parts, job, { ...row, action: 'regrid', entryId, input: { gridId } });
      }
      if (strayed.length > 0) job.log.info({ moved: strayed.length }, 'cases.followed-grids');
    },
  };
}

const childData = z.object({
  communityId: z.number(),
  parentId: z.uuid(),
  childId: z.uuid(),
  isOpen: z.boolean(),
  entryId: z.uuid(),
});

/** Writes on a parent that one of its parts has closed or is open again. */
function childJob(types: CaseTypes, parts: CaseJobParts): Job {
  return {
    name: 'cases.child-moved',
    async run(job, data) {
      const { communityId, parentId, childId, isOpen, entryId } = childData.parse(data);
      await actOnce(types, parts, job, {
        communityId,
        caseId: parentId,
        action: 'child-moved',
        entryId: deriveId(entryId, 'parent'),
        input: { childId, isOpen },
      });
    },
  };
}

const stillThereData = z.object({
  communityId: z.number(),
  caseId: z.uuid(),
  followerId: z.uuid(),
  closedAt: z.string(),
});

/** Writes on a closed case that somebody who follows it says it is not solved; the desk is told. */
function stillThereJob(types: CaseTypes, parts: CaseJobParts): Job {
  return {
    name: 'cases.still-there',
    async run(job, data) {
      const { communityId, caseId, followerId, closedAt } = stillThereData.parse(data);
      await actOnce(types, parts, job, {
        communityId,
        caseId,
        action: 'still-there',
        entryId: deriveId(followerId, `still-there:${closedAt}`),
        input: { words: '一位关注的人反映：办结后仍没有解决。' },
      });
    },
  };
}

export function caseJobs(types: CaseTypes, parts: CaseJobParts): readonly Job[] {
  return [
    carryJob(parts),
    tellJob(types, parts),
    latenessJob(types, parts),
    inquiriesJob(types, parts),
    termsJob(types, parts),
    lapseJob(types, parts),
    recountJob(types, parts),
    childJob(types, parts),
    stillThereJob(types, parts),
    gridsJob(types, parts),
    handBackJob(types, parts),
    eraseCasesJob(types, parts),
    forgetCasesJob(types, parts),
  ];
}
