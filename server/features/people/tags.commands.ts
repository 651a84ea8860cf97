import { sql } from 'kysely';
import type { z } from 'zod';
import type { peopleCommands } from '../../../contract/people.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { serviceTags, type TagCode, tagOf } from '../../../domain/registry/fields.ts';
import { refusedKinds, refusedValueKind } from '../../../domain/registry/ledger/refused-columns.ts';
import { text } from '../../../domain/text.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { assertNotLater, noteChanges } from '../../registry/changes.ts';
import { insertTags } from '../../registry/person-rows.ts';
import { type LockedPerson, lockLiving, touchPerson } from './person-locks.ts';

type Input<K extends keyof typeof peopleCommands> = z.output<(typeof peopleCommands)[K]['input']>;

/** A service group as a row, with the basis of its declaration. */
export function tagRow(
  ctx: WriteCtx,
  peopleId: string,
  { code, source, fromOn }: { readonly code: TagCode; readonly source: string; readonly fromOn: string },
) {
  const { kind, basis } = serviceTags[code];
  return { id: ctx.newId(), peopleId, code, kind, source, basis, fromOn, lineage: {} };
}

/** In the history a hidden group stays hidden: it says that there was one, not which. */
const shownCode = (code: string): Record<string, unknown> =>
  tagOf(code).level === 3 ? { tag: '***', $code: code } : { tag: tagOf(code).label.zh };

async function noteTag(
  ctx: WriteCtx,
  found: LockedPerson,
  kind: 'created' | 'ended',
  tag: { readonly code: string; readonly days: Readonly<Record<string, string | null>> },
): Promise<void> {
  await noteChanges(ctx, found.communityId, { cause: 'correction', causeId: ctx.intentionId }, [
    { noun: 'tags', rowId: found.id, kind, before: {}, after: { ...shownCode(tag.code), ...tag.days } },
  ]);
  await touchPerson(ctx, found);
  ctx.audit({
    action: kind === 'created' ? 'people.tag-given' : 'people.tag-ended',
    noun: 'people',
    communityId: found.communityId,
    rowId: found.id,
    personId: found.personId,
    details: { code: tag.code },
  });
}

/** Gives a service group, with its source and from when to when. @throws people.tag-given if it is held now, request.invalid */
export async function giveTag(ctx: WriteCtx, input: Input<'people.giveTag'>) {
  const found = await lockLiving(ctx, input.ref);
  assertNotLater(ctx.now, input.fromOn, 'fromOn');
  const kind = refusedValueKind(input.source);
  if (kind)
    throw new Refusal('request.invalid', {
      fields: [
        {
          path: 'source',
          text: text(
            `本平台不登记${refusedKinds[kind].zh}。`,
            `This platform holds nothing on ${refusedKinds[kind].en}.`,
          ),
        },
      ],
    });
  if (input.toOn !== null && input.toOn <= input.fromOn)
    throw new Refusal('request.invalid', {
      fields: [{ path: 'toOn', text: text('结束日期要晚于开始日期。', 'It must end after it begins.') }],
    });
  const { communityId, id } = found;
  const held = await ctx.db
    .selectFrom('tags')
    .select('id')
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .where('code', '=', input.code)
    .where(sql<boolean>`(to_on is null or to_on > ${businessDay(ctx.now)}::date)`)
    .executeTakeFirst();
  if (held) throw refuse('people.tag-given', { label: tagOf(input.code).label.zh });
  const { code, fromOn, toOn } = input;
  await insertTags(ctx, communityId, [
    { ...tagRow(ctx, id, { code: code as TagCode, source: input.source || '登记', fromOn }), toOn },
  ]);
  await noteTag(ctx, found, 'created', { code, days: { from: fromOn, to: toOn } });
  return { ref: input.ref };
}

/** Ends a service group on a day. @throws request.not-found if it is not held */
export async function endTag(ctx: WriteCtx, input: Input<'people.endTag'>) {
  const found = await lockLiving(ctx, input.ref);
  assertNotLater(ctx.now, input.on, 'on');
  const ended = await ctx.db
    .updateTable('tags')
    .set({ toOn: sql<string>`greatest(${input.on}::date, from_on)` })
    .where('communityId', '=', found.communityId)
    .where('peopleId', '=', found.id)
    .where('id', '=', input.tagId)
    .where(sql<boolean>`(to_on is null or to_on > ${input.on}::date)`)
    .returning('code')
    .executeTakeFirst();
  if (!ended) throw refuse('request.not-found');
  await noteTag(ctx, found, 'ended', { code: ended.code, days: { on: input.on } });
  return { ref: input.ref };
}
