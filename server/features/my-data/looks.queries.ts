import { sql } from 'kysely';
import { z } from 'zod';
import type { Look } from '../../../contract/my-data.ts';
import { type RoleCode, roles } from '../../../domain/access/roles.ts';
import { auditDeed } from '../../../domain/audit/audit-words.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { lookReasonWords } from '../../../domain/registry/look-words.ts';
import { type Text, text } from '../../../domain/text.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { uuids } from '../../kit/db/lists.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { familyOf } from '../../registry/persons.ts';
import { proofOf, residentOf } from './own-records.ts';

const place = z.tuple([z.string(), z.uuid()]);

interface LookRow {
  readonly id: string;
  readonly at: string;
  readonly actor: {
    readonly kind: string;
    readonly userId?: string;
    readonly name?: string;
    readonly roles?: string[];
  };
  readonly action: string;
  readonly reason: string | null;
}

/** The matters of a resident with which of their people they are: a number of theirs that is dialled is a look, too. */
async function partiesOf(
  ctx: ReadCtx,
  phoneToken: Buffer | null,
): Promise<readonly { readonly caseId: string; readonly partyId: string }[]> {
  if (phoneToken === null) return [];
  const rows = await ctx.db
    .selectFrom('caseLinks')
    .where('kind', '=', 'phone')
    .where('keyHash', '=', phoneToken)
    .where('partyId', 'is not', null)
    .select(['caseId', 'partyId'])
    .orderBy('createdAt', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ caseId, partyId }) => ({ caseId, partyId: partyId as string }));
}

/** Whose looks: the identities of one person, and the phone their matters are under. */
export interface Whose {
  readonly personIds: readonly string[];
  readonly phoneToken: Buffer | null;
}

/**
 * Looks at a person and changes of their record, newest first, from the rows of the audit. Each id is looked up along its own index (person or row, then
 * time) and no further than the page goes: how much others are looked at costs nothing.
 */
async function findLooks(
  ctx: ReadCtx,
  { personIds, phoneToken }: Whose,
  after: z.output<typeof place> | undefined,
  limit: number,
): Promise<readonly LookRow[]> {
  const parties = await partiesOf(ctx, phoneToken);
  const since = after ? sql`and (a.at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const columns = sql`a.id, a.at, a.actor, a.action, a.reason`;
  const byStaff = sql`a.actor ->> 'kind' in ('staff', 'integration', 'system')`;
  const { rows } = await sql<LookRow>`
    select * from (
      select looks.* from unnest(${uuids(personIds)}) as own (id) cross join lateral (
        select ${columns} from audit_rows a where a.person_id = own.id and ${byStaff} ${since}
        order by a.at desc, a.id desc limit ${limit}) looks
      union all
      select dialled.* from unnest(${uuids(parties.map(({ caseId }) => caseId))}, ${uuids(parties.map(({ partyId }) => partyId))}) as own (case_id, party_id)
      cross join lateral (
        select ${columns} from audit_rows a where a.row_id = own.case_id and a.action = 'cases.reveal-contact'
          and a.details ->> 'party' = own.party_id::text and ${byStaff} ${since}
        order by a.at desc, a.id desc limit ${limit}) dialled
    ) every order by at desc, id desc limit ${limit}`.execute(ctx.db);
  return rows;
}

interface HeldRow {
  readonly userId: string;
  readonly role: RoleCode;
  readonly areaId: number | null;
  readonly organisationName: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

async function holdingsOf(ctx: ReadCtx, userIds: readonly string[]): Promise<readonly HeldRow[]> {
  if (userIds.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('holdings')
    .leftJoin('organisations', 'organisations.id', 'holdings.organisationId')
    .where('holdings.userId', 'in', [...userIds])
    .select(['holdings.userId', 'holdings.role', 'holdings.areaId', 'holdings.validFrom', 'holdings.validTo'])
    .select('organisations.name as organisationName')
    .orderBy('holdings.grantedAt')
    .execute();
  return rows as readonly HeldRow[];
}

const bySystem = text('系统', 'The system');
const byOther = text('对接系统', 'A connected system');

/** Which post it was and of where, on the day of the look. */
function postOf(row: LookRow, held: readonly HeldRow[], areaName: (id: number) => string): { post: Text; of: string } {
  const { kind, userId, name } = row.actor;
  if (kind === 'system') return { post: bySystem, of: '' };
  if (kind === 'integration') return { post: byOther, of: name ?? '' };
  const on = businessDay(row.at);
  const known = row.actor.roles ?? [];
  const own = held.filter(
    (one) =>
      one.userId === userId && known.includes(one.role) && one.validFrom <= on && (!one.validTo || one.validTo > on),
  );
  const first = own[0];
  const role = first?.role ?? (known[0] as RoleCode | undefined);
  const post = role && Object.hasOwn(roles, role) ? roles[role].label : text('工作人员', 'Staff');
  const of = first ? (first.organisationName ?? (first.areaId === null ? '' : areaName(first.areaId))) : '';
  return { post, of };
}

/** Looks in words for whoever was looked at. */
export async function looksAt(
  ctx: ReadCtx,
  whose: Whose,
  after: z.output<typeof place> | undefined,
  limit: number,
): Promise<readonly Look[]> {
  const rows = await findLooks(ctx, whose, after, limit);
  const users = [
    ...new Set(rows.flatMap(({ actor }) => (actor.kind === 'staff' && actor.userId ? [actor.userId] : []))),
  ];
  const held = await holdingsOf(ctx, users);
  const { byId } = await areaTree(ctx);
  return rows.map((row) => ({
    id: row.id,
    at: new Date(row.at).toISOString(),
    ...postOf(row, held, (id) => byId.get(id)?.name ?? ''),
    what: auditDeed(row.action),
    why: row.reason === null ? null : lookReasonWords(row.reason),
  }));
}

/** Who looked at the asker's data and why: a page of it. Without a record shown to be theirs, who dialled them in their matters. */
export async function listLooks(ctx: ReadCtx, query: { readonly cursor?: string | undefined; readonly limit: number }) {
  const { personId } = await proofOf(ctx);
  const family = personId === null ? [] : await familyOf(ctx.db, personId);
  const whose = { personIds: family, phoneToken: Buffer.from(residentOf(ctx).phoneToken, 'base64url') };
  const found = await looksAt(ctx, whose, fromCursor(query.cursor, place), query.limit + 1);
  return pageUp([...found], query.limit, ({ at, id }) => [at, id]);
}
