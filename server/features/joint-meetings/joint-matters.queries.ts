import { sql } from 'kysely';
import { z } from 'zod';
import type { JointMatterLine } from '../../../contract/joint-meetings.ts';
import { toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { areaTree } from '../../access/tree.ts';
import { caseRows } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { bigints } from '../../kit/db/lists.ts';
import { wordsIn } from '../../kit/db/words-in.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';

/** The process that a matter of the joint meeting is followed as. */
export const jointMatterType = 'joint-matter';

interface MatterRow {
  readonly communityId: number;
  readonly id: string;
  readonly number: string;
  readonly topic: string | null;
  readonly stage: string;
  readonly lead: string | null;
  readonly proposer: string | null;
  readonly unit: string | null;
  readonly proposedBy: string | null;
  readonly raisedOn: string;
  readonly raisedAt: string;
  readonly dueOn: string | null;
  readonly closedOn: string | null;
}

interface Asked {
  readonly areaId?: number | undefined;
  readonly memberId?: string | undefined;
  readonly q?: string | undefined;
  readonly open?: 'yes' | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const newestFirst = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

/** 联席会事项: those the asker may see, the newest first, each with who proposed it, the unit that took it on, and its day. */
export async function listMatters(types: CaseTypes, ctx: ReadCtx, asked: Asked) {
  const type = types[jointMatterType];
  if (!type) return { items: [] };
  const tree = await areaTree(ctx);
  const place = fromCursor(asked.cursor, newestFirst);
  const under = asked.areaId === undefined ? null : tree.subtreeOf(asked.areaId).map(({ id }) => id);
  const { rows } = await sql<MatterRow>`
    select cases.community_id, cases.id, cases.number, cases.title as topic, cases.stage, o.name as lead, m.name as proposer,
      coalesce(mo.name, m.unit_words) as unit, cases.fields ->> 'proposedBy' as proposed_by,
      cases.business_on as raised_on, cases.raised_at, cases.fields ->> 'dueOn' as due_on, cases.closed_on
    from cases
    left join organisations o on o.id = cases.lead_organisation_id
    left join joint_proposals p on p.community_id = cases.community_id and p.case_id = cases.id
    left join joint_members m on m.id = p.member_id
    left join organisations mo on mo.id = m.organisation_id
    where cases.type = ${jointMatterType} and ${await caseRows(ctx)}
      ${under ? sql`and cases.area_id = any (${bigints(under)})` : sql``}
      ${asked.memberId ? sql`and p.member_id = ${asked.memberId}` : sql``}
      ${asked.open ? sql`and cases.closed_on is null` : sql``}
      ${asked.q ? sql`and ${wordsIn(asked.q, 'cases.title', 'o.name', 'm.name')}` : sql``}
      ${place ? sql`and (cases.raised_at, cases.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql``}
    order by cases.raised_at desc, cases.id desc limit ${asked.limit + 1}`.execute(ctx.db);
  const today = businessDay(ctx.now);
  const page = pageUp(rows, asked.limit, (row) => [row.raisedAt, row.id]);
  return {
    ...page,
    items: page.items.map(
      (row): JointMatterLine => ({
        ref: toRef(row.communityId, row.id),
        number: row.number,
        topic: row.topic ?? '',
        proposer: row.proposer
          ? { name: row.proposer, unit: row.unit ?? '' }
          : row.proposedBy
            ? { name: row.proposedBy, unit: '' }
            : null,
        lead: row.lead,
        stageLabel: stageOf(type, row.stage).label,
        raisedOn: row.raisedOn,
        dueOn: row.dueOn,
        isClosed: row.closedOn !== null,
        isLate: row.closedOn === null && row.dueOn !== null && row.dueOn < today,
      }),
    ),
  };
}
