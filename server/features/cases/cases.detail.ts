import { sql } from 'kysely';
import type { CaseDetail } from '../../../contract/case-views.ts';
import { knowsNobody } from '../../../domain/access/actor.ts';
import { knowsAsker } from '../../../domain/case/asker.ts';
import { basisText } from '../../../domain/case/basis.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import type { Entry } from '../../../domain/case/facts.ts';
import { offers } from '../../../domain/case/offers.ts';
import { reasonTexts } from '../../../domain/case/reasons.ts';
import { type CaseState, isMember } from '../../../domain/case/state.ts';
import type { World } from '../../../domain/case/world.ts';
import { refuse } from '../../../domain/refusals.ts';
import { dutyWords } from '../../../domain/rotas/words.ts';
import { type Text, text } from '../../../domain/text.ts';
import { areaTree } from '../../access/tree.ts';
import { caseRows } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { resolveRouting } from '../catalogue/catalogue.queries.ts';
import { whoIsCalled } from '../rotas/rotas.queries.ts';
import { answerViews } from './cases.answers.ts';
import { type EntryNames, entryViewOf, fileViewOf } from './cases.entries.ts';
import { fieldViews, roleOfParty } from './cases.field-views.ts';
import { knownOf, offerViewOf, withTemplates } from './cases.fields.ts';
import { withLead } from './cases.leads.ts';
import { entriesOf, getCase, type LoadedCase } from './cases.load.ts';
import { newestMessage } from './cases.messages.ts';
import { printsOf } from './cases.print-list.ts';
import { listItems, placeHistory } from './cases.queries.ts';
import { worldOfCase } from './cases.relations.ts';
import { withWordsFrom, wordsAtHand } from './cases.words-from.ts';
import { worldFor } from './cases.world.ts';

/** A resident's account has no name: on a list they are called as they registered to help there. */
const calledHere = ({ communityId }: CaseState) =>
  sql<string>`coalesce(nullif(users.name, ''),
    (select v.name from volunteers v where v.user_id = users.id and v.community_id = ${communityId}), '')`.as('name');

/** The names a case's page needs, each table asked once. */
export async function namesFor(
  ctx: ReadCtx,
  state: CaseState,
  entries: readonly Entry[],
  world: World,
): Promise<EntryNames> {
  const organisationIds = new Set(state.assignments.map((one) => one.organisationId));
  for (const entry of entries) {
    if (entry.actor.organisationId) organisationIds.add(entry.actor.organisationId);
    for (const fact of entry.facts) if (fact.kind === 'assigned') organisationIds.add(fact.assignment.organisationId);
  }
  const userIds = [
    ...state.assignments.flatMap((one) => (one.userId ? [one.userId] : [])),
    ...state.members.map(({ userId }) => userId),
  ];
  const categoryIds = [
    ...entries.flatMap((entry) =>
      entry.facts.flatMap((fact) => (fact.kind === 'categorised' ? [fact.categoryId] : [])),
    ),
    ...state.answers.map(({ categoryId }) => categoryId),
  ];
  const organisations =
    organisationIds.size === 0
      ? []
      : await ctx.db
          .selectFrom('organisations')
          .select(['id', 'name'])
          .where('id', 'in', [...organisationIds])
          .execute();
  const users =
    userIds.length === 0
      ? []
      : await ctx.db
          .selectFrom('users')
          .select(['id', calledHere(state)])
          .where('id', 'in', userIds)
          .execute();
  const categories =
    categoryIds.length === 0
      ? []
      : await ctx.db.selectFrom('categories').select(['id', 'name']).where('id', 'in', categoryIds).execute();
  const files = await ctx.db
    .selectFrom('files')
    .select(['id', 'mediaType', 'name', 'takenAt'])
    .where('communityId', '=', state.communityId)
    .where('noun', '=', 'cases')
    .where('rowId', '=', state.id)
    .where('state', '=', 'bound')
    .execute();
  return {
    organisations: new Map(organisations.map((one) => [one.id, one.name])),
    users: new Map(users.map((one) => [one.id, one.name])),
    categories: new Map(categories.map((one) => [one.id, one.name as Text])),
    files: new Map(files.map((one) => [one.id, one])),
    reasons: reasonTexts(world.category),
  };
}

const clockLabels: Readonly<Record<string, Text>> = {
  promise: text('给居民的期限', 'The person’s own clock'),
  return: text('退单裁定', 'Decision on the return'),
  contact: text('先行联系', 'First contact'),
  deferral: text('缓办', 'Deferral'),
  assignment: text('单位时限', 'A unit’s own limit'),
  'assignment:sign': text('被召集单位签收', 'A summoned unit signs'),
  'assignment:contact': text('被召集单位联系', 'A summoned unit calls back'),
  'assignment:arrive': text('被召集单位到场', 'A summoned unit comes'),
  'assignment:conclude': text('被召集单位提交结论', 'A summoned unit concludes'),
  inquiry: text('等群众答复', 'Waiting for the person’s answer'),
};

function clockViews(type: CaseType, state: CaseState): CaseDetail['clocks'] {
  return state.clocks.map((clock) => ({
    kind: clock.kind,
    label:
      clock.kind === 'stage'
        ? stageOf(type, clock.name).label
        : (clockLabels[`${clock.kind}:${clock.name}`] ?? clockLabels[clock.kind] ?? text(clock.name, clock.name)),
    startedAt: clock.startedAt,
    dueAt: clock.dueAt,
    stoppedAt: clock.stoppedAt,
    usedMinutes: clock.usedMinutes,
    isProvisional: clock.isProvisional,
    why: clock.why,
    basis: clock.basis === null ? null : (basisText(clock.basis)?.words ?? text(clock.basis, clock.basis)),
  }));
}

/** Whether an open case in this actor's name is the reason to dial: they handle it, or a step of it is theirs now. */
function mayDialFor(loaded: LoadedCase, ctx: ReadCtx, world: World): boolean {
  const { state, type } = loaded;
  if (state.phase === 'closed' || ctx.actor.kind !== 'staff') return false;
  if (state.handlerUserId === ctx.actor.userId || isMember(state, ctx.actor.userId)) return true;
  return offers(type, state, ctx.actor, world).some((offer) => offer.isMain && !offer.whyNot);
}

/** What another platform calls it, where one brought it. */
async function outsideNumberOf(ctx: ReadCtx, state: CaseState): Promise<{ outsideNumber?: string }> {
  if (state.source !== 'hotline') return {};
  const row = await ctx.db
    .selectFrom('cases')
    .select('outsideNumber')
    .where('communityId', '=', state.communityId)
    .where('id', '=', state.id)
    .executeTakeFirst();
  return row?.outsideNumber ? { outsideNumber: row.outsideNumber } : {};
}

/** Why a unit is proposed, and who is on duty there now. */
async function withDuty(
  ctx: ReadCtx,
  state: CaseState,
  routing: { readonly leadOrganisationId: string; readonly whyText: Text },
): Promise<Text> {
  const path = (await areaTree(ctx)).ancestorsOf(state.place.areaId).map(({ id }) => id);
  const duty = dutyWords(await whoIsCalled(ctx.db, ctx.now, path, [routing.leadOrganisationId]));
  const { zh, en } = routing.whyText;
  return duty ? { zh: `${zh} ${duty.zh}`, en: `${en} ${duty.en}` } : routing.whyText;
}

/** The people of a case, whoever asked left out where this asker may not know them. */
async function partiesOf(ctx: ReadCtx, loaded: LoadedCase) {
  const { communityId, id } = loaded.state;
  const rows = await ctx.db
    .selectFrom('caseParties')
    .select(['id', 'kind', 'role', 'nameMasked', 'phoneMasked', 'rating', newestMessage])
    .where('communityId', '=', communityId)
    .where('caseId', '=', id)
    .orderBy('joinedAt')
    .execute();
  if (knowsNobody(ctx.actor)) return [];
  return mayKnowAsker(ctx, loaded) ? rows : rows.filter(({ role }) => role !== null);
}

const mayKnowAsker = (ctx: ReadCtx, { type, state }: LoadedCase): boolean =>
  ctx.actor.kind !== 'staff' || knowsAsker(type, state, ctx.actor.userId);

/** One matter for the desk: its state, its way, and what this actor may do next. */
export async function showCase(types: CaseTypes, ctx: ReadCtx, ref: string): Promise<CaseDetail> {
  const loaded = await getCase(types, ctx, ref);
  const { type, state } = loaded;
  const world = await worldOfCase(ctx, loaded);
  const entries = await entriesOf(ctx.db, state.communityId, state.id);
  const names = await namesFor(ctx, state, entries, world);
  const [item] = await listItems(types, ctx, [state]);
  if (!item) throw refuse('request.not-found');
  const routing = await resolveRouting(ctx, {
    categoryId: state.categoryId,
    areaId: state.place.areaId,
    point: pointOf(state),
    at: ctx.now,
  });
  const proposed = routing && { ...routing, whyText: await withDuty(ctx, state, routing) };
  const parties = await partiesOf(ctx, loaded);
  const units = await unitContacts(ctx, state);
  const offered = offers(type, state, ctx.actor, world);
  const atHand = await wordsAtHand(ctx, state.place.areaId, offered);
  return {
    ...item,
    answers: answerViews(state, names),
    fields: await fieldViews(ctx, type, state),
    point: pointOf(state),
    ...(await outsideNumberOf(ctx, state)),
    areaId: state.place.areaId,
    gridId: state.place.gridId,
    buildingId: state.place.buildingId,
    files: [...names.files.keys()].flatMap((id) => fileViewOf(state.communityId, id, names)),
    parties: parties.map((party) => ({
      id: party.id,
      kind: party.kind as 'reporter',
      role: party.role === null ? null : roleOfParty(type, party.role),
      nameMasked: party.nameMasked,
      phoneMasked: party.phoneMasked,
      hasContact: party.phoneMasked !== null,
      message: party.message && {
        state: party.message.state as 'sent',
        at: new Date(party.message.at).toISOString(),
      },
      rating: (party.rating as CaseDetail['parties'][number]['rating']) ?? null,
    })),
    assignments: state.assignments.map(({ id: _id, userId, ...one }) => ({
      ...one,
      organisationName: names.organisations.get(one.organisationId) ?? '',
      organisationPhone: units.get(one.organisationId) ?? null,
      userName: userId === null ? null : (names.users.get(userId) ?? null),
    })),
    members: state.members.map(({ userId, role, since, until }) => ({
      userId,
      name: names.users.get(userId) ?? '',
      role: type.members?.[role] ?? text(role, role),
      since,
      until,
    })),
    clocks: clockViews(type, state),
    requests: state.requests.map(
      ({ organisationId: _o, byUserId: _b, decidedByUserId: _d, decidedAt: _a, ...one }) => one,
    ),
    inquiries: state.inquiries.map(({ byUserId: _b, held: _h, ...one }) => one),
    deferredUntil: state.deferredUntil,
    tallies: { ...state.tallies },
    entries: entries.map((entry) => entryViewOf(type, state.communityId, entry, names)),
    offers: offered
      .map((offer) => {
        const view = withTemplates(
          offerViewOf(offer, world.category, proposed),
          state.stage,
          world.category,
          knownOf(item),
        );
        return withWordsFrom(view, offer, atHand);
      })
      .flatMap((offer) => withLead(types, ctx, loaded, world, offer)),
    prints: printsOf(type, state, false),
    placeHistory: await placeHistory(types, ctx, {
      communityId: state.communityId,
      id: state.id,
      buildingId: state.place.buildingId,
    }),
    mayDial: mayDialFor(loaded, ctx, world),
  };
}

function pointOf(state: CaseState): [number, number] | null {
  return state.place.lon !== null && state.place.lat !== null ? [state.place.lon, state.place.lat] : null;
}

export async function unitContacts(ctx: ReadCtx, state: CaseState): Promise<ReadonlyMap<string, string>> {
  const ids = state.assignments.map((one) => one.organisationId);
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.selectFrom('organisations').select(['id', 'phone']).where('id', 'in', ids).execute();
  return new Map(rows.flatMap((row) => (row.phone ? [[row.id, row.phone] as const] : [])));
}

/** The full contact of a person who asked. An open case in my name is the reason; otherwise a reason is named. Audited either way. */
export async function revealContact(
  types: CaseTypes,
  ctx: ReadCtx,
  ref: string,
  query: { readonly party: string; readonly reason?: string | undefined },
) {
  const loaded = await getCase(types, ctx, ref);
  const { state } = loaded;
  const world = await worldFor(ctx, {
    areaId: state.place.areaId,
    categoryId: state.categoryId,
    phoneTokens: loaded.phoneTokens,
  });
  const isMine = mayDialFor(loaded, ctx, world);
  if (!isMine && !query.reason) throw refuse('case.reason-needed');
  const party = await ctx.db
    .selectFrom('caseParties')
    .select(['nameSealed', 'phoneSealed', 'role'])
    .where('communityId', '=', state.communityId)
    .where('caseId', '=', state.id)
    .where('id', '=', query.party)
    .executeTakeFirst();
  if (!party?.phoneSealed || knowsNobody(ctx.actor) || (party.role === null && !mayKnowAsker(ctx, loaded)))
    throw refuse('request.not-found');
  ctx.audit({
    action: 'cases.reveal-contact',
    noun: 'cases',
    communityId: state.communityId,
    rowId: state.id,
    reason: query.reason ?? 'in-my-name',
    details: { party: query.party },
  });
  return {
    name: party.nameSealed ? ctx.vault.open('party-name', party.nameSealed) : '',
    phone: ctx.vault.open('phone', party.phoneSealed),
  };
}

/** Past matters of a caller: by the phone's blind index, within this actor's own cases. */
export async function casesOfCaller(types: CaseTypes, ctx: ReadCtx, phone: string) {
  const token = ctx.vault.token('phone', phone);
  // By a phone nobody learns of a matter that keeps secret who asked.
  const secret = Object.values(types).flatMap(({ code, sealed }) => (sealed?.askerTo ? [code] : []));
  const rows = await ctx.db
    .selectFrom('caseParties')
    .innerJoin('cases', (join) =>
      join.onRef('cases.communityId', '=', 'caseParties.communityId').onRef('cases.id', '=', 'caseParties.caseId'),
    )
    .where('caseParties.phoneToken', '=', token)
    .where(await caseRows(ctx))
    .where(sql<boolean>`cases.type <> all (${`{${secret.join(',')}}`}::text[])`)
    .orderBy('cases.raisedAt', 'desc')
    .limit(20)
    .select([
      'cases.communityId',
      'cases.id',
      'caseParties.nameMasked',
      sql<string>`case_parties.phone_masked`.as('phoneMasked'),
    ])
    .execute();
  return { rows, items: await listItems(types, ctx, rows) };
}
