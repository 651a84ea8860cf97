import { sql } from 'kysely';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { actionAt, stageOf } from '../../../domain/case/decide.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import { parseCaseNumber } from '../../../domain/identifiers/case-number.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import { publicCases } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { RowScope } from '../../kit/db/client.ts';
import { Open311Error } from './open311.error.ts';
import { allServices, type Language, reportedType, type Service } from './open311.services.queries.ts';

/** What is asked of the list, read and checked. */
export interface RequestsAsk {
  /** The area it is limited to; everywhere where it is not. */
  readonly areaId: number | undefined;
  readonly ids: readonly string[] | undefined;
  readonly serviceCodes: readonly string[] | undefined;
  readonly status: readonly ('open' | 'closed')[] | undefined;
  readonly from: string;
  readonly to: string;
  readonly page: number;
  readonly pageSize: number;
  readonly hasExtensions: boolean;
  readonly language: Language;
}

/** The storage of an area and all under it: what a public list is read from. The query itself shows public rows and columns alone. */
export function publicRows(tree: AreaTree, areaId: number | undefined): RowScope {
  const nodes = areaId === undefined ? [...tree.byId.values()] : tree.subtreeOf(areaId);
  const kinds = new Set(['district', 'street', 'community']);
  return { communities: nodes.flatMap(({ id, kind }) => (kinds.has(kind) ? [id] : [])), organisations: [] };
}

/** The area a jurisdiction names: by its id, or by its division code of today. @throws 404 */
export async function jurisdictionArea(ctx: ReadCtx, name: string | undefined): Promise<number | undefined> {
  if (name === undefined || name === '') return undefined;
  const tree = await areaTree(ctx);
  const id = /^\d{1,15}$/.test(name) ? Number(name) : undefined;
  const known = id === undefined ? undefined : tree.byId.get(id);
  if (known && ['district', 'street', 'community'].includes(known.kind)) return known.id;
  const today = businessDay(ctx.now);
  const { rows } = await sql<{ areaId: number }>`
    select v.area_id from area_versions v where v.code = ${name.slice(0, 20)} collate "C"
      and v.valid_from <= ${today}::date and (v.valid_to is null or v.valid_to > ${today}::date) limit 1`.execute(
    ctx.db,
  );
  if (!rows[0]) throw new Open311Error(404, 'jurisdiction_id was not found');
  return rows[0].areaId;
}

/** Degrees to three decimals, about a hundred metres: a public list never leads to somebody's door. */
const blurred = (degrees: number): number => Math.round(degrees * 1000) / 1000;

interface Row {
  readonly communityId: number;
  readonly id: string;
  readonly number: string;
  readonly type: string;
  readonly stage: string;
  readonly phase: string;
  readonly categoryId: number | null;
  readonly gridId: number | null;
  readonly isHome: boolean;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly raisedAt: string;
  readonly updatedAt: string;
  readonly promiseDueAt: string | null;
  readonly leadName: string | null;
}

async function readRows(ctx: ReadCtx, ask: RequestsAsk, categoryIds: readonly number[]): Promise<readonly Row[]> {
  const isById = ask.ids !== undefined;
  let found = publicCases(ctx, reportedType, categoryIds)
    .leftJoin('organisations', 'organisations.id', 'cases.leadOrganisationId')
    .select([
      'cases.communityId',
      'cases.id',
      'cases.number',
      'cases.type',
      'cases.stage',
      'cases.phase',
      'cases.categoryId',
      'cases.gridId',
      'cases.lon',
      'cases.lat',
      'cases.raisedAt',
      'cases.updatedAt',
      'cases.promiseDueAt',
      'organisations.name as leadName',
    ])
    .select(sql<boolean>`cases.building_id is not null or cases.house_id is not null`.as('isHome'))
    .orderBy('cases.raisedAt', 'desc')
    .orderBy('cases.id', 'desc')
    .limit(ask.pageSize)
    .offset(isById ? 0 : (ask.page - 1) * ask.pageSize);
  if (ask.ids) {
    const numbers = ask.ids.flatMap((id) => {
      const parsed = parseCaseNumber(id);
      return parsed.ok ? [parsed] : [];
    });
    found = found
      .where(
        'cases.communityId',
        '=',
        sql<number>`any (${`{${numbers.map(({ community }) => community).join(',')}}`}::bigint[])`,
      )
      .where('cases.number', '=', sql<string>`any (${numbers.map(({ normalized }) => normalized)}::text[])`);
  } else found = found.where('cases.raisedAt', '>=', ask.from).where('cases.raisedAt', '<=', ask.to);
  if (ask.status?.length === 1) found = found.where('cases.phase', ask.status[0] === 'closed' ? '=' : '<>', 'closed');
  return found.execute();
}

/** What happened to matters, step by step, in the words that their reporters are told; nothing that anybody wrote. */
async function notesOf(ctx: ReadCtx, types: CaseTypes, rows: readonly Row[], language: Language) {
  const byCase = new Map<string, { datetime: string; description: string; type: string }[]>();
  if (rows.length === 0) return byCase;
  const entries = await ctx.db
    .selectFrom('caseEntries')
    .select(['communityId', 'caseId', 'seq', 'at', 'action', 'fromStage'])
    .where('communityId', 'in', [...new Set(rows.map(({ communityId }) => communityId))])
    .where(
      'caseId',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('caseId')
    .orderBy('seq')
    .execute();
  const typeOf = new Map(rows.map(({ id, type }) => [id, types[type]]));
  for (const entry of entries) {
    const type = typeOf.get(entry.caseId);
    const track = type && trackOf(type, entry.fromStage, entry.action);
    if (!track) continue;
    const list = byCase.get(entry.caseId) ?? [];
    list.push({ datetime: entry.at, description: track[language], type: entry.action });
    byCase.set(entry.caseId, list);
  }
  return byCase;
}

function trackOf(type: CaseType, from: string | null, action: string) {
  return from === null ? type.begins[action]?.track : actionAt(type, from, action)?.track;
}

/** The public matters that were asked for, the newest first. Nobody's words, name, phone, building or door is in it. */
export async function listRequests(types: CaseTypes, ctx: ReadCtx, ask: RequestsAsk) {
  const services = new Map<number, Service>();
  for (const one of await allServices(ctx)) {
    if (!one.rule.isPrivate && (ask.serviceCodes?.includes(one.code) ?? true)) services.set(one.categoryId, one);
  }
  const rows = services.size === 0 ? [] : await readRows(ctx, ask, [...services.keys()]);
  const notes = ask.hasExtensions ? await notesOf(ctx, types, rows, ask.language) : undefined;
  const tree = await areaTree(ctx);
  return rows.map((row) => ({
    ...requestView(types, tree, row, services.get(row.categoryId as number) as Service, ask.language),
    ...(notes ? { extended_attributes: {}, notes: notes.get(row.id) ?? [] } : {}),
  }));
}

function requestView(types: CaseTypes, tree: AreaTree, row: Row, service: Service, language: Language) {
  const type = types[row.type];
  const place = [
    tree.byId.get(row.communityId)?.name,
    row.gridId === null ? undefined : tree.byId.get(row.gridId)?.name,
  ];
  const isShown = !row.isHome && row.lat !== null && row.lon !== null;
  return {
    service_request_id: row.number,
    status: row.phase === 'closed' ? 'closed' : 'open',
    status_notes: type ? stageOf(type, row.stage).plain[language] : '',
    service_name: service.name[language],
    service_code: service.code,
    description: null,
    agency_responsible: row.leadName,
    service_notice: null,
    requested_datetime: row.raisedAt,
    updated_datetime: row.updatedAt,
    expected_datetime: row.promiseDueAt,
    address: place.filter((name) => name !== undefined).join(' '),
    address_id: row.gridId === null ? null : String(row.gridId),
    zipcode: null,
    lat: isShown ? blurred(row.lat as number) : null,
    long: isShown ? blurred(row.lon as number) : null,
    media_url: null,
  };
}
