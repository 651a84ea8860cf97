import { sql } from 'kysely';
import { z } from 'zod';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { soonFrom } from '../../../domain/case/clocks.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import {
  type Assignment,
  type CaseState,
  type Clock,
  governingClock,
  leadOf,
  nobody,
  type Party,
  runningClock,
} from '../../../domain/case/state.ts';
import { caseTitle } from '../../../domain/case/title.ts';
import { cellOf } from '../../../domain/geometry/cells.ts';
import { jsonb } from '../../kit/db/jsonb.ts';

/** What the engine keeps beside the columns of a case's row. */
interface Progress
  extends Pick<
    CaseState,
    | 'answers'
    | 'requests'
    | 'inquiries'
    | 'hands'
    | 'tallies'
    | 'claim'
    | 'raisedByUserId'
    | 'lastMove'
    | 'mergedFrom'
    | 'children'
    | 'members'
    | 'from'
    | 'ledTo'
    | 'papers'
  > {
  /** Left out where nobody is, which is nearly always. */
  readonly barred?: CaseState['barred'];
}

/** The columns a state is read from, with its rows of other tables gathered by the same statement. */
export const stateColumns = [
  'cases.communityId',
  'cases.id',
  'cases.number',
  'cases.type',
  'cases.typeVersion',
  'cases.stage',
  'cases.phase',
  'cases.seq',
  'cases.source',
  'cases.categoryId',
  'cases.urgency',
  'cases.areaId',
  'cases.gridId',
  'cases.buildingId',
  'cases.houseId',
  'cases.placeWords',
  'cases.lon',
  'cases.lat',
  'cases.businessOn',
  'cases.raisedAt',
  'cases.hasDemand',
  'cases.onTheSpot',
  'cases.handlerUserId',
  'cases.contactedAt',
  'cases.doneAt',
  'cases.closedAt',
  'cases.outcome',
  'cases.deferredUntil',
  'cases.parentId',
  'cases.mergedIntoId',
  'cases.fields',
  'cases.progress',
] as const;

const instant = (value: unknown): string | null =>
  value === null || value === undefined ? null : new Date(String(value)).toISOString();

/** A case's assignments, clocks and parties as one jsonb column each: one statement, no matter how many rows. */
export const gatheredRows = {
  assignments:
    sql<unknown>`(select coalesce(jsonb_agg(to_jsonb(a) order by a.sent_at, a.id), '[]') from case_assignments a
    where a.community_id = cases.community_id and a.case_id = cases.id)`.as('assignments'),
  clocks: sql<unknown>`(select coalesce(jsonb_agg(to_jsonb(k) order by k.started_at, k.id), '[]') from case_clocks k
    where k.community_id = cases.community_id and k.case_id = cases.id)`.as('clocks'),
  parties:
    sql<unknown>`(select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'role', p.role, 'hasContact', p.phone_sealed is not null or p.had_contact,
      'joinedAt', p.joined_at, 'rating', p.rating, 'phoneToken', encode(p.phone_token, 'hex')) order by p.joined_at, p.id), '[]')
    from case_parties p where p.community_id = cases.community_id and p.case_id = cases.id)`.as('parties'),
};

const row = z.record(z.string(), z.unknown());

function assignmentOf(value: z.output<typeof row>): Assignment {
  return {
    id: String(value['id']),
    kind: value['kind'] as Assignment['kind'],
    organisationId: String(value['organisation_id']),
    userId: (value['user_id'] as string | null) ?? null,
    state: value['state'] as Assignment['state'],
    sentAt: instant(value['sent_at']) as string,
    signedAt: instant(value['signed_at']),
    doneAt: instant(value['done_at']),
    contactedAt: instant(value['contacted_at']),
    arrivedAt: instant(value['arrived_at']),
  };
}

function clockOf(value: z.output<typeof row>): Clock {
  return {
    id: String(value['id']),
    kind: value['kind'] as Clock['kind'],
    name: String(value['name']),
    assignmentId: (value['assignment_id'] as string | null) ?? null,
    unit: String(value['unit']),
    n: Number(value['n']),
    startedAt: instant(value['started_at']) as string,
    dueAt: instant(value['due_at']) as string,
    isProvisional: value['is_provisional'] === true,
    why: value['why'] as Clock['why'],
    basis: (value['basis'] as string | null) ?? null,
    stoppedAt: instant(value['stopped_at']),
    usedMinutes: (value['used_minutes'] as number | null) ?? null,
    raisedTimes: Number(value['raised_times']),
  };
}

function partyOf(value: z.output<typeof row>): Party {
  const party = {
    id: String(value['id']),
    kind: value['kind'] as Party['kind'],
    ...(value['role'] ? { role: String(value['role']) } : {}),
    hasContact: value['hasContact'] === true,
    joinedAt: instant(value['joinedAt']) as string,
  };
  return value['rating'] ? { ...party, rating: value['rating'] as NonNullable<Party['rating']> } : party;
}

const rows = z.array(row);

/** A party's blind index of its phone beside its id: how a signed-in resident is known to be one of the people who asked. */
export function partyTokens(gathered: unknown): ReadonlyMap<string, string> {
  return new Map(
    rows
      .parse(gathered)
      .flatMap((party) => (party['phoneToken'] ? [[String(party['id']), String(party['phoneToken'])] as const] : [])),
  );
}

/** The state a row and its gathered rows stand for. */
export function stateOf(value: z.output<typeof row>): CaseState {
  const progress = value['progress'] as Progress;
  return {
    ...(value as unknown as CaseState),
    place: {
      areaId: Number(value['areaId']),
      gridId: (value['gridId'] as number | null) ?? null,
      buildingId: (value['buildingId'] as number | null) ?? null,
      houseId: (value['houseId'] as string | null) ?? null,
      words: (value['placeWords'] as string | null) ?? '',
      lon: (value['lon'] as number | null) ?? null,
      lat: (value['lat'] as number | null) ?? null,
    },
    fields: value['fields'] as CaseState['fields'],
    assignments: rows.parse(value['assignments']).map(assignmentOf),
    clocks: rows.parse(value['clocks']).map(clockOf),
    parties: rows.parse(value['parties']).map(partyOf),
    ...progress,
    // Cases that began before answers were kept have none.
    answers: progress.answers ?? [],
    inquiries: progress.inquiries ?? [],
    // Rows of before there were merges hold no such word.
    mergedFrom: progress.mergedFrom ?? null,
    children: progress.children ?? [],
    members: progress.members ?? [],
    from: progress.from ?? null,
    ledTo: progress.ledTo ?? [],
    papers: progress.papers ?? [],
    barred: progress.barred ?? nobody,
  };
}

/** The title of lists: the beginning of the words the type is titled by. */
export function titleOf(type: CaseType, state: CaseState): string {
  const words = caseTitle(type, state.fields).replace(/\s+/g, ' ').trim();
  return words.length > 60 ? `${words.slice(0, 59)}…` : words;
}

/** A state's row: what all cases share as columns, the rest as checked jsonb. */
export function rowOf(type: CaseType, state: CaseState, now: string) {
  const values = columnsOfState(type, state, now);
  return { ...values, fields: jsonb(values.fields), progress: jsonb(values.progress) };
}

/** The same with its jsonb as plain values, for rows that are copied in. */
export function columnsOfState(type: CaseType, state: CaseState, now: string) {
  const governing = governingClock(state);
  const progress: Progress = {
    answers: state.answers,
    requests: state.requests,
    inquiries: state.inquiries,
    hands: state.hands,
    tallies: state.tallies,
    claim: state.claim,
    raisedByUserId: state.raisedByUserId,
    lastMove: state.lastMove,
    mergedFrom: state.mergedFrom,
    children: state.children,
    members: state.members,
    from: state.from,
    ledTo: state.ledTo,
    papers: state.papers,
    ...(state.barred.users.length + state.barred.organisations.length > 0 ? { barred: state.barred } : {}),
  };
  const { lon, lat } = state.place;
  return {
    number: state.number,
    type: state.type,
    typeVersion: state.typeVersion,
    stage: state.stage,
    phase: state.phase,
    source: state.source,
    categoryId: state.categoryId,
    urgency: state.urgency,
    title: titleOf(type, state),
    areaId: state.place.areaId,
    gridId: state.place.gridId,
    buildingId: state.place.buildingId,
    houseId: state.place.houseId,
    placeWords: state.place.words,
    lon,
    lat,
    cell: lon !== null && lat !== null ? Number(cellOf(lon, lat)) : null,
    businessOn: state.businessOn,
    raisedAt: state.raisedAt,
    hasDemand: state.hasDemand,
    onTheSpot: state.onTheSpot,
    leadOrganisationId: leadOf(state)?.organisationId ?? null,
    handlerUserId: state.handlerUserId,
    dueAt: governing?.dueAt ?? null,
    dueKind: governing?.kind ?? null,
    soonAt: governing ? soonFrom(governing) : null,
    deferredUntil: state.deferredUntil,
    promiseDueAt:
      runningClock(state, 'promise')?.dueAt ?? state.clocks.find((clock) => clock.kind === 'promise')?.dueAt ?? null,
    contactedAt: state.contactedAt,
    doneAt: state.doneAt,
    closedAt: state.closedAt,
    closedOn: state.closedAt === null ? null : businessDay(state.closedAt),
    outcome: state.outcome,
    parentId: state.parentId,
    mergedIntoId: state.mergedIntoId,
    fields: state.fields,
    progress,
    seq: state.seq,
    updatedAt: now,
  };
}
