import { sql } from 'kysely';
import { z } from 'zod';
import type { JointMember } from '../../../contract/joint-meetings.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { MemberKind } from '../../../domain/joint-meetings/member-kinds.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaNode, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { placedRows } from '../resources/resources-scope.queries.ts';

export interface MemberRow {
  readonly id: string;
  readonly areaId: number;
  readonly communityId: number;
  readonly kind: MemberKind;
  readonly name: string;
  readonly unit: string;
  readonly organisationId: string | null;
  readonly post: string;
  readonly beginsOn: string;
  readonly endsOn: string;
  readonly addedAt: string;
  readonly leftOn: string | null;
  readonly leftWhy: string;
}

const memberColumns = sql`m.id, m.area_id, m.community_id, m.kind, m.name, coalesce(o.name, m.unit_words) as unit, m.organisation_id, m.post,
  m.begins_on, m.ends_on, m.added_at, m.left_on, m.left_why`;

/** A joint committee is a community's or a street's. */
export const hasJointCommittee = ({ kind }: AreaNode): boolean => kind === 'community' || kind === 'street';

/** Whether somebody sits there on a day. */
export const isSittingOn = ({ beginsOn, endsOn, leftOn }: MemberRow, day: string): boolean =>
  beginsOn <= day && day <= endsOn && (leftOn === null || day < leftOn);

/** A member around the asker; null where there is none. */
export async function findMember(ctx: WriteCtx, id: string): Promise<MemberRow | null> {
  const { rows } = await sql<MemberRow>`
    select ${memberColumns} from joint_members m left join organisations o on o.id = m.organisation_id
    where m.id = ${id} and ${await placedRows(ctx, 'm')} for update of m`.execute(ctx.db);
  return rows[0] ?? null;
}

interface Asked {
  readonly areaId?: number | undefined;
  readonly kind?: MemberKind | undefined;
  readonly q?: string | undefined;
  readonly past?: 'yes' | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const mostPlaces = 300;
const newestFirst = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

/** 兼职委员: who sits on the joint committees around the asker, the newest first; those whose term is over only where the past is asked for. */
export async function listMembers(ctx: ReadCtx, asked: Asked) {
  const tree = await areaTree(ctx);
  const today = businessDay(ctx.now);
  const place = fromCursor(asked.cursor, newestFirst);
  const isOver = sql`(m.ends_on < ${today}::date or m.left_on <= ${today}::date)`;
  const { rows } = await sql<MemberRow & { proposed: number; closed: number }>`
    select ${memberColumns}, said.proposed, said.closed
    from joint_members m left join organisations o on o.id = m.organisation_id
    left join lateral (
      select count(*)::int as proposed, count(c.closed_on)::int as closed
      from joint_proposals p join cases c on c.community_id = p.community_id and c.id = p.case_id where p.member_id = m.id) said on true
    where ${await placedRows(ctx, 'm', asked.areaId)} and ${asked.past ? isOver : sql`not coalesce(${isOver}, false)`}
      ${asked.kind ? sql`and m.kind = ${asked.kind}` : sql``}
      ${asked.q ? sql`and (position(${asked.q} in m.name) > 0 or position(${asked.q} in coalesce(o.name, m.unit_words)) > 0)` : sql``}
      ${place ? sql`and (m.added_at, m.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql``}
    order by m.added_at desc, m.id desc limit ${asked.limit + 1}`.execute(ctx.db);
  const page = pageUp(rows, asked.limit, (row) => [row.addedAt, row.id]);
  const items = page.items.map((row): JointMember => {
    const { id, kind, name, unit, post, beginsOn, endsOn, leftOn, leftWhy, proposed, closed } = row;
    const isSitting = isSittingOn(row, today);
    return {
      ...{ id, kind, name, unit, post, beginsOn, endsOn, leftOn, leftWhy, proposed, closed, isSitting },
      area: { id: row.areaId, name: tree.byId.get(row.areaId)?.name ?? '' },
      mayManage: leftOn === null && holdsOver(tree, ctx.actor, 'organisations.manage', row.areaId),
      mayPropose: isSitting && holdsOver(tree, ctx.actor, 'cases.raise', row.areaId),
    };
  });
  const mayAddIn = [...tree.byId.values()]
    .filter((node) => hasJointCommittee(node) && holdsOver(tree, ctx.actor, 'organisations.manage', node.id))
    .slice(0, mostPlaces)
    .map(({ id, name }) => ({ id, name }));
  return { ...page, items, mayAddIn };
}
