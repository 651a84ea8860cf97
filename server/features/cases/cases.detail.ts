import { sql } from 'kysely';
import type { CaseDetail, TrackView } from '../../../contract/cases.ts';
import { toRef } from '../../../contract/shapes.ts';
import { basisText } from '../../../domain/case/basis.ts';
import { actionAt, offers, stageOf } from '../../../domain/case/decide.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import type { Entry } from '../../../domain/case/facts.ts';
import { reasonTexts } from '../../../domain/case/reasons.ts';
import { type CaseState, leadOf, runningClock } from '../../../domain/case/state.ts';
import type { World } from '../../../domain/case/world.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type Text, text } from '../../../domain/text.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { resolveRouting } from '../catalogue/catalogue.queries.ts';
import { type EntryNames, entryViewOf, fileIdsOf, fileViewOf, replyOf } from './cases.entries.ts';
import { offerViewOf } from './cases.fields.ts';
import { entriesOf, getCase, type LoadedCase } from './cases.load.ts';
import { listItems, placeHistory } from './cases.queries.ts';
import { worldFor } from './cases.world.ts';

/** The names a case's page needs, each table asked once. */
async function namesFor(ctx: ReadCtx, state: CaseState, entries: readonly Entry[], world: World): Promise<EntryNames> {
  const organisationIds = new Set(state.assignments.map((one) => one.organisationId));
  for (const entry of entries) {
    if (entry.actor.organisationId) organisationIds.add(entry.actor.organisationId);
    for (const fact of entry.facts) if (fact.kind === 'assigned') organisationIds.add(fact.assignment.organisationId);
  }
  const userIds = state.assignments.flatMap((one) => (one.userId ? [one.userId] : []));
  const categoryIds = entries.flatMap((entry) =>
    entry.facts.flatMap((fact) => (fact.kind === 'categorised' ? [fact.categoryId] : [])),
  );
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
      : await ctx.db.selectFrom('users').select(['id', 'name']).where('id', 'in', userIds).execute();
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
  assignment: text('协办', 'Help'),
};

function clockViews(type: CaseType, state: CaseState): CaseDetail['clocks'] {
  return state.clocks.map((clock) => ({
    kind: clock.kind,
    label:
      clock.kind === 'stage'
        ? stageOf(type, clock.name).label
        : (clockLabels[clock.kind] ?? text(clock.name, clock.name)),
    startedAt: clock.startedAt,
    dueAt: clock.dueAt,
    stoppedAt: clock.stoppedAt,
    usedMinutes: clock.usedMinutes,
    isProvisional: clock.isProvisional,
    why: clock.why,
    basis: clock.basis === null ? null : (basisText(clock.basis)?.words ?? text(clock.basis, clock.basis)),
  }));
}

function fieldViews(type: CaseType, state: CaseState): CaseDetail['fields'] {
  return Object.entries(type.fields).flatMap(([key, one]) => {
    const value = state.fields[key];
    if (value === undefined || one.kind === 'files') return [];
    const shown =
      one.kind === 'choice'
        ? (one.of[String(value)]?.zh ?? String(value))
        : one.kind === 'flag'
          ? value === true
            ? '是'
            : '否'
          : String(value);
    return [{ key, label: one.label, value, text: shown }];
  });
}

/** Whether an open case in this actor's name is the reason to dial: they handle it, or a step of it is theirs now. */
function mayDialFor(loaded: LoadedCase, ctx: ReadCtx, world: World): boolean {
  const { state, type } = loaded;
  if (state.phase === 'closed' || ctx.actor.kind !== 'staff') return false;
  if (state.handlerUserId === ctx.actor.userId) return true;
  return offers(type, state, ctx.actor, world).some((offer) => offer.isMain && !offer.whyNot);
}

/** One matter for the desk: its state, its way, and what this actor may do next. */
export async function showCase(types: CaseTypes, ctx: ReadCtx, ref: string): Promise<CaseDetail> {
  const loaded = await getCase(types, ctx, ref);
  const { type, state } = loaded;
  const world = await worldFor(ctx, {
    areaId: state.place.areaId,
    categoryId: state.categoryId,
    phoneTokens: loaded.phoneTokens,
  });
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
  const parties = await ctx.db
    .selectFrom('caseParties')
    .select(['id', 'kind', 'nameMasked', 'phoneMasked', 'rating'])
    .where('communityId', '=', state.communityId)
    .where('caseId', '=', state.id)
    .orderBy('joinedAt')
    .execute();
  const units = await unitContacts(ctx, state);
  return {
    ...item,
    fields: fieldViews(type, state),
    point: pointOf(state),
    areaId: state.place.areaId,
    gridId: state.place.gridId,
    buildingId: state.place.buildingId,
    files: [...names.files.keys()].flatMap((id) => fileViewOf(state.communityId, id, names)),
    parties: parties.map((party) => ({
      id: party.id,
      kind: party.kind as 'reporter',
      nameMasked: party.nameMasked,
      phoneMasked: party.phoneMasked,
      hasContact: party.phoneMasked !== null,
      rating: (party.rating as CaseDetail['parties'][number]['rating']) ?? null,
    })),
    assignments: state.assignments.map(({ id: _id, userId, ...one }) => ({
      ...one,
      organisationName: names.organisations.get(one.organisationId) ?? '',
      organisationPhone: units.get(one.organisationId) ?? null,
      userName: userId === null ? null : (names.users.get(userId) ?? null),
    })),
    clocks: clockViews(type, state),
    requests: state.requests.map(
      ({ organisationId: _o, byUserId: _b, decidedByUserId: _d, decidedAt: _a, ...one }) => one,
    ),
    deferredUntil: state.deferredUntil,
    tallies: { ...state.tallies },
    entries: entries.map((entry) => entryViewOf(type, state.communityId, entry, names)),
    offers: offers(type, state, ctx.actor, world).map((offer) => offerViewOf(offer, world.category, routing)),
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

async function unitContacts(ctx: ReadCtx, state: CaseState): Promise<ReadonlyMap<string, string>> {
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
    .select(['nameSealed', 'phoneSealed', 'peopleId'])
    .where('communityId', '=', state.communityId)
    .where('caseId', '=', state.id)
    .where('id', '=', query.party)
    .executeTakeFirst();
  if (!party?.phoneSealed) throw refuse('request.not-found');
  ctx.audit({
    action: 'cases.reveal-contact',
    noun: 'cases',
    communityId: state.communityId,
    rowId: state.id,
    reason: query.reason ?? 'in-my-name',
  });
  return {
    name: party.nameSealed ? ctx.vault.open('party-name', party.nameSealed) : '',
    phone: ctx.vault.open('phone', party.phoneSealed),
  };
}

/** The steps of the person's bar: done, now, next. A short cut (settled, declined) marks only what happened. */
export function stepsOf(type: CaseType, state: CaseState): TrackView['steps'] {
  const at = type.track.findIndex((step) => step.stages.includes(state.stage));
  const now = at === -1 ? type.track.length - 1 : at;
  const isClosed = state.phase === 'closed';
  return type.track.map((step, position) => ({
    label: step.label,
    state: position < now || (isClosed && position === now) ? 'done' : position === now ? 'now' : 'next',
  }));
}

/** What the person's own track says of an entry, or null if it stays internal. */
function trackLabel(type: CaseType, entry: Entry): Text | null {
  if (entry.from === null) return type.begins[entry.action]?.track ?? null;
  return actionAt(type, entry.from, entry.action)?.track ?? null;
}

/** What a case looks like to the person who asked; nothing internal, nobody's name. */
export async function trackOf(ctx: ReadCtx, loaded: LoadedCase): Promise<TrackView> {
  const { type, state } = loaded;
  const world = await worldFor(ctx, {
    areaId: state.place.areaId,
    categoryId: state.categoryId,
    phoneTokens: loaded.phoneTokens,
  });
  const entries = await entriesOf(ctx.db, state.communityId, state.id);
  const names = await namesFor(ctx, state, entries, world);
  const lead = leadOf(state);
  const phones = await unitContacts(ctx, state);
  const promise = runningClock(state, 'promise') ?? state.clocks.find((clock) => clock.kind === 'promise');
  const own = state.parties.find((party) => world.partyIds.includes(party.id));
  return {
    ref: toRef(state.communityId, state.id),
    number: state.number,
    typeTitle: type.title,
    title: String(state.fields[type.titleField] ?? ''),
    placeWords: state.place.words,
    raisedAt: state.raisedAt,
    steps: stepsOf(type, state),
    plain: stageOf(type, state.stage).plain,
    unit: lead
      ? { name: names.organisations.get(lead.organisationId) ?? '', phone: phones.get(lead.organisationId) ?? null }
      : null,
    promiseDueAt: promise?.dueAt ?? null,
    isLate: state.phase !== 'closed' && promise !== undefined && promise.dueAt <= ctx.now,
    deferredUntil: state.deferredUntil,
    outcome: state.outcome,
    way: entries.flatMap((entry) => {
      const label = trackLabel(type, entry);
      if (!label) return [];
      const isOwn = entry.actor.kind === 'link' || entry.actor.kind === 'resident' || entry.actor.kind === 'anonymous';
      const files =
        isOwn || replyOf(entry) !== null
          ? fileIdsOf(entry).flatMap((id) => fileViewOf(state.communityId, id, names))
          : [];
      return [{ at: entry.at, label, words: replyOf(entry), files }];
    }),
    offers: offers(type, state, ctx.actor, world).map((offer) => offerViewOf(offer, world.category, null)),
    rating: own?.rating ?? null,
    seq: state.seq,
  };
}

/** Past matters of a caller: by the phone's blind index, within this actor's own cases. */
export async function casesOfCaller(types: CaseTypes, ctx: ReadCtx, phone: string) {
  const token = ctx.vault.token('phone', phone);
  const rows = await ctx.db
    .selectFrom('caseParties')
    .innerJoin('cases', (join) =>
      join.onRef('cases.communityId', '=', 'caseParties.communityId').onRef('cases.id', '=', 'caseParties.caseId'),
    )
    .where('caseParties.phoneToken', '=', token)
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
