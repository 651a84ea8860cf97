import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { CommonMatter, EstateMoney } from '../../../contract/estates.ts';
import { toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import { memberRows } from '../../access/members.ts';
import { areaTree } from '../../access/tree.ts';
import { estateCaseRows } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { bigints } from '../../kit/db/lists.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { commonCategories } from '../catalogue/categories.queries.ts';

interface Asked {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const newestFirst = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

interface Row {
  readonly communityId: number;
  readonly id: string;
  readonly type: string;
  readonly stage: string;
  readonly raisedAt: string;
  readonly closedOn: string | null;
  readonly isListed: boolean;
}

/** Whether the asker may open it. */
const isListed = ({ actor }: ReadCtx): RawBuilder<SqlBool> =>
  actor.kind === 'staff' ? memberRows(actor.userId) : sql<SqlBool>`false`;

const before = (cursor: string | undefined): RawBuilder<unknown> => {
  const place = fromCursor(cursor, newestFirst);
  return place ? sql`and (cases.raised_at, cases.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql``;
};

interface MatterRow extends Row {
  readonly categoryId: number | null;
  readonly buildingId: number | null;
  readonly gridId: number | null;
  readonly lead: string;
  readonly title: string | null;
  readonly meetingOn: string | null;
  readonly dueAt: string | null;
}

/**
 * What the property firm of an estate was given, the newest first: events of common parts and joint matters. No words, door, point or person is
 * selected, the title for those on its list alone, and nothing of a category that is private, or that is not of places all share.
 */
export async function listCommonMatters(
  types: CaseTypes,
  ctx: ReadCtx,
  asked: Asked & { readonly open?: 'yes' | undefined },
) {
  const tree = await areaTree(ctx);
  const categories = await commonCategories(ctx);
  const { rows } = await sql<MatterRow>`
    select cases.community_id, cases.id, cases.type, cases.stage, cases.raised_at, cases.closed_on, cases.category_id, cases.building_id, cases.grid_id,
      o.name as lead, cases.fields ->> 'meetingOn' as meeting_on, cases.due_at, ${isListed(ctx)} as is_listed,
      case when ${isListed(ctx)} then cases.title end as title
    from cases join organisations o on o.id = cases.lead_organisation_id and o.kind = 'property'
    where ${await estateCaseRows(ctx)} and cases.merged_into_id is null
      and (cases.type = 'joint-matter'
        or (cases.type = 'event' and cases.house_id is null and cases.category_id = any (${bigints([...categories.keys()])})))
      ${asked.open ? sql`and cases.closed_on is null` : sql``} ${before(asked.cursor)}
    order by cases.raised_at desc, cases.id desc limit ${asked.limit + 1}`.execute(ctx.db);
  const page = pageUp(rows, asked.limit, (row) => [row.raisedAt, row.id]);
  return {
    ...page,
    items: page.items.map((row): CommonMatter => {
      const type = types[row.type] as CaseType;
      return {
        ref: toRef(row.communityId, row.id),
        typeTitle: type.title,
        title: row.title,
        category: row.categoryId === null ? null : (categories.get(row.categoryId)?.name ?? null),
        place: tree.byId.get(row.buildingId ?? row.gridId ?? 0)?.name ?? '',
        lead: row.lead,
        stageLabel: stageOf(type, row.stage).label,
        raisedOn: businessDay(row.raisedAt),
        meetingOn: row.meetingOn,
        dueOn: row.closedOn !== null || row.dueAt === null ? null : businessDay(row.dueAt),
        isClosed: row.closedOn !== null,
        isLate: row.closedOn === null && row.dueAt !== null && row.dueAt < ctx.now,
        isListed: row.isListed,
      };
    }),
  };
}

interface MoneyRow extends Row {
  readonly name: string;
  readonly provider: string | null;
  readonly sources: string | null;
  readonly capFen: string | null;
  readonly paidFen: string | null;
  readonly untilOn: string | null;
}

/** Before somebody has agreed to it, and where they did not, a project or contract is nobody's money yet. */
const agreed = sql<SqlBool>`(cases.type, cases.stage) not in (('project', 'proposed'), ('project', 'dropped'), ('service-contract', 'checking'), ('service-contract', 'voided'))`;

/** Projects and contracts of purchased service of an estate, the newest first: what they are, by whom, and their money. */
export async function listEstateMoney(types: CaseTypes, ctx: ReadCtx, asked: Asked) {
  const said = (key: string) => sql`cases.fields ->> ${sql.lit(key)}`;
  const { rows } = await sql<MoneyRow>`
    select cases.community_id, cases.id, cases.type, cases.stage, cases.raised_at, cases.closed_on, ${isListed(ctx)} as is_listed, ${said('name')} as name,
      (select o.name from organisations o where o.id::text = ${said('provider')}) as provider, ${said('sources')} as sources,
      coalesce(${said('budget')}, ${said('contractSum')}) as cap_fen, coalesce(${said('spent')}, ${said('paid')}) as paid_fen,
      coalesce(${said('dueOn')}, ${said('until')}) as until_on
    from cases
    where ${await estateCaseRows(ctx)} and cases.type in ('project', 'service-contract') and ${agreed} and cases.erased_at is null ${before(asked.cursor)}
    order by cases.raised_at desc, cases.id desc limit ${asked.limit + 1}`.execute(ctx.db);
  const page = pageUp(rows, asked.limit, (row) => [row.raisedAt, row.id]);
  return {
    ...page,
    items: page.items.map((row): EstateMoney => {
      const type = types[row.type] as CaseType;
      return {
        ref: toRef(row.communityId, row.id),
        typeTitle: type.title,
        name: row.name,
        provider: row.provider,
        sources: row.sources,
        capFen: row.capFen === null ? null : Number(row.capFen),
        paidFen: Number(row.paidFen ?? 0),
        stageLabel: stageOf(type, row.stage).label,
        untilOn: row.untilOn,
        isClosed: row.closedOn !== null,
        isListed: row.isListed,
      };
    }),
  };
}
