import type { z } from 'zod';
import type { myDataCommands } from '../../../contract/my-data.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { refuse } from '../../../domain/refusals.ts';
import { everyCommunity } from '../../access/row-scope.ts';
import { visibleCases, visiblePeople } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { listChanges } from '../../registry/changes.ts';
import { erasePerson } from '../../registry/erase-person.ts';
import { copyDocx } from './copy.ts';
import { changeWords } from './held-values.ts';
import { type RecordRow, recordsOf } from './own-records.ts';

type Input<K extends keyof typeof myDataCommands> = z.output<(typeof myDataCommands)[K]['input']>;
type AnyCtx = ReadCtx | WriteCtx;

const type = 'data-right';
const working = 'working';

interface Asked {
  readonly communityId: number;
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly stage: string;
  readonly raisedAt: string;
}

/** A request about personal data that the actor sees. @throws request.not-found */
async function getRequest(ctx: AnyCtx, ref: string): Promise<Asked> {
  const { communityId, id } = parseRef(ref);
  const found = await (await visibleCases(ctx))
    .where('cases.communityId', '=', communityId)
    .where('cases.id', '=', id)
    .where('cases.type', '=', type)
    .select(['cases.communityId', 'cases.id', 'cases.number', 'cases.stage', 'cases.raisedAt', 'cases.fields'])
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  const { fields, ...rest } = found;
  return { ...rest, kind: String((fields as Record<string, unknown>)['kind'] ?? '') };
}

interface About {
  readonly ref: string;
  readonly isProven: boolean;
}

/**
 * Whose records a request is about, as far as the actor sees them: the one named in it by their record, else the one that its asker has shown to be theirs,
 * else those with the asker's phone as their own. Who it really is, is for whoever looks at the id to say.
 */
async function recordsAbout(ctx: AnyCtx, { communityId, id }: Asked): Promise<readonly About[]> {
  const parties = await ctx.db
    .selectFrom('caseParties')
    .leftJoin('users', (join) =>
      join.onRef('users.phoneToken', '=', 'caseParties.phoneToken').on('users.kind', '=', 'resident'),
    )
    .leftJoin('recordProofs', 'recordProofs.userId', 'users.id')
    .where('caseParties.communityId', '=', communityId)
    .where('caseParties.caseId', '=', id)
    .select(['caseParties.role', 'caseParties.peopleId', 'caseParties.phoneToken', 'recordProofs.personId'])
    .execute();
  const named = parties.filter(({ role }) => role === 'subject');
  const asked = named.length > 0 ? named : parties.filter(({ role }) => role === null);
  const found = new Map<string, About>();
  const put = (community: number, peopleId: string, isProven: boolean) => {
    const ref = toRef(community, peopleId);
    if (!found.get(ref)?.isProven) found.set(ref, { ref, isProven });
  };
  for (const one of asked) {
    if (one.peopleId) put(communityId, one.peopleId, false);
    const people = await visiblePeople(ctx);
    if (named.length === 0 && one.personId) {
      const own = await people
        .where('personId', '=', one.personId)
        .select(['people.communityId', 'people.id'])
        .execute();
      for (const row of own) put(row.communityId, row.id, true);
    } else if (one.phoneToken) {
      const own = await people
        .innerJoin('peoplePhones', (join) =>
          join
            .onRef('peoplePhones.communityId', '=', 'people.communityId')
            .onRef('peoplePhones.peopleId', '=', 'people.id'),
        )
        .where('peoplePhones.token', '=', one.phoneToken)
        .where('peoplePhones.note', 'is', null)
        .select(['people.communityId', 'people.id'])
        .limit(5)
        .execute();
      for (const row of own) put(row.communityId, row.id, false);
    }
  }
  return [...found.values()];
}

/** The records of a request with what was changed in them since it came, for whoever deals with it and whoever goes over it. */
export async function showDataRight(ctx: ReadCtx, ref: string) {
  const asked = await getRequest(ctx, ref);
  const records = [];
  for (const about of await recordsAbout(ctx, asked)) {
    const { communityId, id } = parseRef(about.ref);
    const row = await (await visiblePeople(ctx))
      .where('people.communityId', '=', communityId)
      .where('people.id', '=', id)
      .leftJoin('peopleLimits', (join) =>
        join
          .onRef('peopleLimits.communityId', '=', 'people.communityId')
          .onRef('peopleLimits.peopleId', '=', 'people.id'),
      )
      .select(['people.name', 'people.idMasked', 'people.erasedAt', 'peopleLimits.since'])
      .executeTakeFirst();
    if (!row) continue;
    const changes = await listChanges(ctx, communityId, id);
    records.push({
      ...about,
      name: row.name,
      idMasked: row.idMasked,
      isLimited: row.since !== null,
      isErased: row.erasedAt !== null,
      changedSince: changes
        .filter(({ at }) => at >= asked.raisedAt)
        .map(({ at, byName, cause, before, after }) => ({ at, byName, words: changeWords(cause, before, after) })),
    });
  }
  return { kind: asked.kind, isWorking: asked.stage === working, records };
}

/** A request of one of these kinds at work, and the record of the person it is about. @throws data-rights.not-working, data-rights.other-person */
async function getGranted(ctx: AnyCtx, of: { case: string; person: string }, kinds: readonly string[]): Promise<Asked> {
  const asked = await getRequest(ctx, of.case);
  if (asked.stage !== working || !kinds.includes(asked.kind)) throw refuse('data-rights.not-working');
  const about = await recordsAbout(ctx, asked);
  if (!about.some(({ ref }) => ref === of.person)) throw refuse('data-rights.other-person');
  return asked;
}

/** The record a request is about, its row held; within what the actor may write. @throws request.not-found */
async function lockRecord(ctx: WriteCtx, ref: string, capability: 'people.write' | 'people.merge') {
  const { communityId, id } = parseRef(ref);
  const found = await (await visiblePeople(ctx, capability))
    .where('people.communityId', '=', communityId)
    .where('people.id', '=', id)
    .select(['people.communityId', 'people.id', 'people.personId'])
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return found;
}

/** Leaves a record out of lists that are taken out and of lists of service groups, or ends that. @throws data-rights.not-working, data-rights.other-person */
export async function limitRecord(ctx: WriteCtx, input: Input<'data-rights.limit'>) {
  if (ctx.actor.kind !== 'staff') throw refuse('access.forbidden');
  const asked = await getGranted(ctx, input, ['object']);
  const { communityId, id, personId } = await lockRecord(ctx, input.person, 'people.write');
  if (input.isLimited)
    await ctx.db
      .insertInto('peopleLimits')
      .values({ communityId, peopleId: id, caseId: asked.id, since: ctx.now, madeBy: ctx.actor.userId })
      .onConflict((conflict) => conflict.columns(['communityId', 'peopleId']).doNothing())
      .execute();
  else
    await ctx.db.deleteFrom('peopleLimits').where('communityId', '=', communityId).where('peopleId', '=', id).execute();
  ctx.audit({
    action: input.isLimited ? 'data-rights.limited' : 'data-rights.unlimited',
    noun: 'people',
    communityId,
    rowId: id,
    personId,
    details: { case: asked.number },
  });
  return { isLimited: input.isLimited };
}

/** Whether somebody lives or owns a home here: then the base of residents is a duty by law and their record is not erased whole. */
async function isStillNeeded(ctx: WriteCtx, communityId: number, peopleId: string): Promise<boolean> {
  for (const table of ['residences', 'ownerships'] as const) {
    const found = await ctx.db
      .selectFrom(table)
      .select('id')
      .where('communityId', '=', communityId)
      .where('peopleId', '=', peopleId)
      .where('toOn', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (found) return true;
  }
  return false;
}

/**
 * Erases a record as was asked: for good, and by whoever may join and part records. What law keeps is kept: the log of operations, closed matters until their
 * term without the door of the person's home, and the record itself while its person lives or owns a home here (PIPL arts. 13, 47).
 * @throws data-rights.not-working, data-rights.other-person, data-rights.still-needed
 */
export async function eraseRecord(ctx: WriteCtx, input: Input<'data-rights.erase'>) {
  const asked = await getGranted(ctx, input, ['delete']);
  const { communityId, id, personId } = await lockRecord(ctx, input.person, 'people.merge');
  if (await isStillNeeded(ctx, communityId, id)) throw refuse('data-rights.still-needed');
  await everyCommunity(ctx);
  await erasePerson(ctx, { communityId, id }, 'asked');
  await ctx.jobs.send('cases.forget', {});
  ctx.audit({
    action: 'people.erased',
    noun: 'people',
    communityId,
    rowId: id,
    personId,
    details: { case: asked.number },
  });
  return { isErased: true };
}

/** The copy for whoever asked: everything of one record, and their matters where their phone is known. It is written down with the person. */
export async function copyForRequest(
  types: CaseTypes,
  ctx: ReadCtx,
  of: { readonly case: string; readonly person: string },
): Promise<MediaAnswer> {
  const asked = await getGranted(ctx, of, ['see', 'copy']);
  const { communityId, id } = parseRef(of.person);
  const seen = await (await visiblePeople(ctx, 'people.reveal'))
    .where('people.communityId', '=', communityId)
    .where('people.id', '=', id)
    .select('people.personId')
    .executeTakeFirst();
  const rows = seen ? await recordsOf(ctx, seen.personId) : [];
  const row: RecordRow | undefined = rows.find((one) => one.communityId === communityId && one.id === id);
  if (!row) throw refuse('request.not-found');
  ctx.audit({
    action: 'data-rights.copied',
    noun: 'people',
    communityId,
    rowId: id,
    personId: row.personId,
    reason: 'correction',
    details: { case: asked.number },
  });
  const name = ctx.actor.kind === 'staff' ? ctx.actor.name : '';
  return copyDocx(types, ctx, { row, number: asked.number, name });
}
