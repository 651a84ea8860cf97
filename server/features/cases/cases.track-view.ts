import type { TrackView } from '../../../contract/case-views.ts';
import { toRef } from '../../../contract/shapes.ts';
import { actionAt, stageOf } from '../../../domain/case/decide.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import type { Entry, Fact } from '../../../domain/case/facts.ts';
import { offers } from '../../../domain/case/offers.ts';
import { type CaseState, leadOf, membersOf, openInquiry, runningClock } from '../../../domain/case/state.ts';
import { type Text, text } from '../../../domain/text.ts';
import { personCode } from '../../access/person-code.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { answersOfPerson } from './cases.answers.ts';
import { namesFor, unitContacts } from './cases.detail.ts';
import { answerOf, type EntryNames, fileIdsOf, fileViewOf, replyOf, replyToAllOf } from './cases.entries.ts';
import { offerViewOf } from './cases.fields.ts';
import { withLead } from './cases.leads.ts';
import { entriesOf, type LoadedCase } from './cases.load.ts';
import { printsOf } from './cases.print-list.ts';
import { besideOf, mainOf, partsOf } from './cases.relations.ts';
import { worldFor } from './cases.world.ts';

/** The steps of the person's bar: done, now, next. A short cut (settled, declined) marks only what happened. */
export function stepsOf(type: CaseType, state: CaseState, isOwn = true): TrackView['steps'] {
  const at = type.track.findIndex((step) => step.stages.includes(state.stage));
  const now = at === -1 ? type.track.length - 1 : at;
  const isClosed = state.phase === 'closed';
  return type.track.map((step, position) => ({
    // What waits for the person who asked waits for nobody else: others are not told to rate.
    label: !isOwn && step.stages.slice(0, 1).some((name) => waitsForPerson(type, name)) ? confirming : step.label,
    state: position < now || (isClosed && position === now) ? 'done' : position === now ? 'now' : 'next',
  }));
}

/** What the person's own track says of an entry, or null if it stays internal. */
function trackLabel(type: CaseType, entry: Entry): Text | null {
  if (entry.from === null) return type.begins[entry.action]?.track ?? null;
  return actionAt(type, entry.from, entry.action)?.track ?? null;
}

const confirming = text('确认结果', 'Being confirmed');
const beingConfirmed = text('正在确认办理结果', 'The result is being confirmed');

/** Whether a stage waits for the person who asked. */
function waitsForPerson(type: CaseType, name: string): boolean {
  const stage = stageOf(type, name);
  return 'turn' in stage && stage.turn.some((one) => one.relation === 'reporter');
}

const toSomebody: ReadonlySet<Fact['kind']> = new Set([
  'contacted',
  'called',
  'rated',
  'replied',
  'inquired',
  'inquiry-ended',
]);

/**
 * The way of a case as others than its own person see it: its steps, and the replies that were meant for all. What is said to its person,
 * or asked of them, stays theirs.
 */
function stepsForOthers(type: CaseType, entries: readonly Entry[]): TrackView['way'] {
  return entries.flatMap((entry) => {
    const end = stageOf(type, entry.to);
    const words = replyToAllOf(entry);
    const isTheirs =
      words === null && (entry.facts.some((fact) => toSomebody.has(fact.kind)) || waitsForPerson(type, entry.to));
    const isEnd = end.phase === 'closed' && entry.from !== entry.to;
    const label = isEnd ? end.plain : isTheirs ? null : trackLabel(type, entry);
    return label ? [{ at: entry.at, label, words, files: [] }] : [];
  });
}

/** The way of the main one since a merge. */
async function wayOfMain(ctx: ReadCtx, type: CaseType, main: CaseState, state: CaseState): Promise<TrackView['way']> {
  const entries = await entriesOf(ctx.db, main.communityId, main.id);
  const taken = entries.findLast((entry) =>
    entry.facts.some((fact) => fact.kind === 'took-in' && fact.caseId === state.id),
  );
  const since = state.closedAt ?? state.raisedAt;
  return stepsForOthers(
    type,
    entries.filter((entry) => (taken ? entry.seq > taken.seq : entry.at > since)),
  );
}

/** The whole way of a case for whoever follows it, on through the one it was merged into. */
export async function wayForOthers(
  ctx: ReadCtx,
  type: CaseType,
  standing: CaseState,
  state: CaseState,
): Promise<TrackView['way']> {
  const own = stepsForOthers(type, await entriesOf(ctx.db, state.communityId, state.id));
  const main = standing.id === state.id ? [] : await wayOfMain(ctx, type, standing, state);
  return [...own, ...main].toSorted((a, b) => a.at.localeCompare(b.at));
}

/** Where a case stands, in words for its person: for a merged one where the main one stands. */
export async function standingOf(ctx: ReadCtx, type: CaseType, state: CaseState, isOwn: boolean, mayRate = true) {
  const lead = leadOf(state);
  const phones = await unitContacts(ctx, state);
  const names = lead
    ? await ctx.db.selectFrom('organisations').select('name').where('id', '=', lead.organisationId).execute()
    : [];
  const promise = runningClock(state, 'promise') ?? state.clocks.find((clock) => clock.kind === 'promise');
  return {
    steps: stepsOf(type, state, mayRate),
    plain: isOwn || !waitsForPerson(type, state.stage) ? stageOf(type, state.stage).plain : beingConfirmed,
    unit: lead ? { name: names[0]?.name ?? '', phone: phones.get(lead.organisationId) ?? null } : null,
    promiseDueAt: promise?.dueAt ?? null,
    isLate: state.phase !== 'closed' && promise !== undefined && promise.dueAt <= ctx.now,
    deferredUntil: state.deferredUntil,
    outcome: state.outcome,
  };
}

/** The question that waits for this person's answer, and until when. */
function inquiryOf(state: CaseState): TrackView['inquiry'] {
  const open = openInquiry(state);
  return open ? { words: open.words, askedAt: open.askedAt, until: open.until } : null;
}

/** What the person is asked for where it is their turn: the words of the step that made it so. */
function askedOf(type: CaseType, state: CaseState, entries: readonly Entry[]): TrackView['asked'] {
  if (!waitsForPerson(type, state.stage)) return null;
  const entry = entries.findLast((one) => one.to === state.stage && one.from !== one.to);
  const words = entry ? replyOf(entry) : null;
  return entry && words ? { words, at: entry.at } : null;
}

/** Who came forward, and the code that the person tells them. */
function helperOf(ctx: ReadCtx, { personCode: role }: CaseType, state: CaseState, names: EntryNames) {
  const code = personCode(ctx.vault, state, role);
  const member = membersOf(state, role)[0];
  return code && member ? { helper: { name: names.users.get(member.userId) ?? '', code } } : {};
}

/** What a case looks like to the person who asked; nothing internal, nobody's name. A merged one shows the way of the one it goes on with. */
export async function trackOf(types: CaseTypes, ctx: ReadCtx, loaded: LoadedCase): Promise<TrackView> {
  const { type, state } = loaded;
  const main = await mainOf(ctx, state);
  const world = {
    ...(await worldFor(ctx, {
      areaId: state.place.areaId,
      categoryId: state.categoryId,
      phoneTokens: loaded.phoneTokens,
    })),
    ...(main ? { beside: besideOf(main) } : {}),
  };
  const entries = await entriesOf(ctx.db, state.communityId, state.id);
  const names = await namesFor(ctx, state, entries, world);
  const own = state.parties.find((party) => world.partyIds.includes(party.id));
  const ownWay = entries.flatMap((entry) => {
    const label = trackLabel(type, entry);
    if (!label) return [];
    const isOwn = entry.actor.kind === 'link' || entry.actor.kind === 'resident' || entry.actor.kind === 'anonymous';
    const files =
      isOwn || replyOf(entry) !== null
        ? fileIdsOf(entry).flatMap((id) => fileViewOf(state.communityId, id, names))
        : [];
    const { helper } = entry.actor;
    return [
      {
        at: entry.at,
        label,
        words: replyOf(entry) ?? answerOf(entry),
        files,
        ...(helper ? { helper: helper.name } : {}),
      },
    ];
  });
  const way = main ? [...ownWay, ...(await wayOfMain(ctx, type, main, state))] : ownWay;
  return {
    ref: toRef(state.communityId, state.id),
    number: state.number,
    typeTitle: type.title,
    asker: type.asker,
    title: String(state.fields[type.titleField] ?? ''),
    answers: answersOfPerson(entries, names),
    placeWords: state.place.words,
    raisedAt: state.raisedAt,
    ...(await standingOf(ctx, type, main ?? state, main === null)),
    parts: await partsOf(types, ctx, main ?? state),
    goesWith: main ? { number: main.number } : null,
    way: way.toSorted((a, b) => a.at.localeCompare(b.at)),
    offers: offers(type, state, ctx.actor, world).flatMap((offer) =>
      withLead(types, ctx, loaded, world, offerViewOf(offer, world.category, null)),
    ),
    rating: own?.rating ?? null,
    prints: printsOf(type, state, true),
    inquiry: inquiryOf(state),
    asked: askedOf(type, state, entries),
    ...helperOf(ctx, type, state, names),
    seq: state.seq,
  };
}
