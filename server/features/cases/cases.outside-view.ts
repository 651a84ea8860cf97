import { sql } from 'kysely';
import type { OutsideLinkView, OutsideView } from '../../../contract/outside-links.ts';
import { toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { actionAt } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { type CaseState, erased, leadOf } from '../../../domain/case/state.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { Text } from '../../../domain/text.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { unitContacts } from './cases.detail.ts';
import { entriesOf, getCase } from './cases.load.ts';

/** The links made for a matter, the newest first; how far each is, never its secret. */
export async function listOutsideLinks(types: CaseTypes, ctx: ReadCtx, ref: string) {
  const { state } = await getCase(types, ctx, ref);
  const rows = await ctx.db
    .selectFrom('outsideLinks')
    .selectAll()
    .where('communityId', '=', state.communityId)
    .where('caseId', '=', state.id)
    .orderBy('madeAt', 'desc')
    .limit(50)
    .execute();
  const stateOf = (row: (typeof rows)[number]): OutsideLinkView['state'] =>
    row.revokedAt !== null ? 'revoked' : row.expiresAt <= ctx.now || state.phase === 'closed' ? 'over' : 'open';
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      firm: row.firm,
      words: row.words,
      fileCount: row.fileIds.length,
      sharesContact: row.sharesContact,
      madeAt: row.madeAt,
      expiresAt: row.expiresAt,
      state: stateOf(row),
      seenAt: row.seenAt,
      comingOn: row.comingOn,
      doneAt: row.doneAt,
    })),
  };
}

/** The next day on which somebody the matter was handed to said they would come: of links that stand, until they say it is done. */
export async function announcedDayOf(ctx: ReadCtx, state: CaseState): Promise<string | undefined> {
  if (state.phase === 'closed') return undefined;
  const link = await ctx.db
    .selectFrom('outsideLinks')
    .select('comingOn')
    .where('communityId', '=', state.communityId)
    .where('caseId', '=', state.id)
    .where('revokedAt', 'is', null)
    .where('doneAt', 'is', null)
    .where('comingOn', '>=', businessDay(ctx.now))
    .orderBy('comingOn')
    .limit(1)
    .executeTakeFirst();
  return link?.comingOn ?? undefined;
}

/** The name and phone of whoever asked, for a link that was ticked for it: each look is audited. */
async function sharedContact(ctx: ReadCtx, state: CaseState, linkId: string): Promise<OutsideView['contact']> {
  const party = await ctx.db
    .selectFrom('caseParties')
    .select(['nameSealed', 'phoneSealed'])
    .where('communityId', '=', state.communityId)
    .where('caseId', '=', state.id)
    .where('kind', '<>', 'concerned')
    .where('phoneSealed', 'is not', null)
    .orderBy('joinedAt')
    .executeTakeFirst();
  if (!party?.phoneSealed) return null;
  ctx.audit({
    action: 'outside-links.contact',
    noun: 'cases',
    communityId: state.communityId,
    rowId: state.id,
    details: { link: linkId },
  });
  return {
    name: party.nameSealed ? ctx.vault.open('party-name', party.nameSealed) : '',
    phone: ctx.vault.open('phone', party.phoneSealed),
  };
}

async function unitOf(ctx: ReadCtx, state: CaseState): Promise<OutsideView['unit']> {
  const lead = leadOf(state);
  if (!lead) return null;
  const phones = await unitContacts(ctx, state);
  const row = await ctx.db
    .selectFrom('organisations')
    .select('name')
    .where('id', '=', lead.organisationId)
    .executeTakeFirst();
  return row ? { name: row.name, phone: phones.get(lead.organisationId) ?? null } : null;
}

/** Files among the matter's that this link may show. */
async function filesFor(ctx: ReadCtx, state: CaseState, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, OutsideView['files'][number]>();
  const rows = await ctx.db
    .selectFrom('files')
    .select(['id', 'mediaType', 'name', 'takenAt'])
    .where('communityId', '=', state.communityId)
    .where('noun', '=', 'cases')
    .where('rowId', '=', state.id)
    .where('state', '=', 'bound')
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, ...file }) => [id, { ref: toRef(state.communityId, id), ...file }]));
}

/** What this link's holder has said so far. */
async function reportsOf(
  ctx: ReadCtx,
  state: CaseState,
  linkId: string,
  files: ReadonlyMap<string, OutsideView['files'][number]>,
): Promise<OutsideView['reports']> {
  const entries = await entriesOf(ctx.db, state.communityId, state.id);
  return entries.flatMap((entry) =>
    entry.facts.flatMap((fact) => {
      if (fact.kind !== 'outside-reported' || fact.linkId !== linkId) return [];
      return [
        {
          at: entry.at,
          result: fact.result,
          on: fact.on,
          words: fact.personal?.words ?? erased,
          files: fact.fileIds.flatMap((id) => files.get(id) ?? []),
        },
      ];
    }),
  );
}

/** The one matter as the holder of an outside link sees it. @throws outside.link-over for everybody else, and once the matter is closed */
export async function showOutside(types: CaseTypes, ctx: ReadCtx): Promise<OutsideView> {
  const { actor } = ctx;
  if (actor.kind !== 'outside') throw refuse('outside.link-over');
  const { type, state } = await getCase(types, ctx, toRef(actor.communityId, actor.caseId));
  const link = await ctx.db
    .selectFrom('outsideLinks')
    .selectAll()
    .where('communityId', '=', actor.communityId)
    .where('caseId', '=', actor.caseId)
    .where('id', '=', actor.linkId)
    .executeTakeFirst();
  if (!link || link.revokedAt !== null || !actionAt(type, state.stage, 'outside-report'))
    throw refuse('outside.link-over');
  const category =
    state.categoryId === null
      ? undefined
      : await ctx.db.selectFrom('categories').select('name').where('id', '=', state.categoryId).executeTakeFirst();
  const files = await filesFor(ctx, state, [...link.fileIds, ...link.ownFileIds]);
  // The look itself is noted, once; this read runs in a transaction that may write.
  if (link.seenAt === null)
    await sql`update outside_links set seen_at = ${ctx.now} where community_id = ${actor.communityId} and id = ${link.id}`.execute(
      ctx.db,
    );
  return {
    ref: toRef(state.communityId, state.id),
    number: state.number,
    name: link.name,
    firm: link.firm,
    words: link.words,
    category: (category?.name as Text | undefined) ?? null,
    placeWords: state.place.words,
    point: state.place.lon !== null && state.place.lat !== null ? [state.place.lon, state.place.lat] : null,
    expiresAt: link.expiresAt,
    comingOn: link.comingOn,
    doneAt: link.doneAt,
    contact: link.sharesContact ? await sharedContact(ctx, state, link.id) : null,
    unit: await unitOf(ctx, state),
    files: link.fileIds.flatMap((id) => files.get(id) ?? []),
    reports: await reportsOf(ctx, state, link.id, files),
  };
}
