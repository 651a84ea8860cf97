import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../domain/access/actor.ts';
import type { Capability } from '../../domain/access/capabilities.ts';
import type { Who } from '../../domain/case/who.ts';
import type { ReadCtx, WriteCtx } from '../kit/ctx.ts';
import { bigints, uuids } from '../kit/db/lists.ts';
import { memberRows } from './members.ts';
import { type AreaScope, scopeWith } from './scope.ts';
import type { AreaTree } from './tree.ts';

export type Predicate = RawBuilder<SqlBool>;
export const never: Predicate = sql<SqlBool>`false`;

/** Who asks, with what the relations look at. */
export interface Asker {
  readonly tree: AreaTree;
  readonly ctx: ReadCtx | WriteCtx;
  readonly userId: string | null;
  readonly organisations: readonly string[];
}

/** Cases over whose area the scope holds. */
function overArea(scope: AreaScope): Predicate {
  const whole = sql<SqlBool>`cases.community_id = any (${bigints(scope.whole)})`;
  if (scope.partStorage.length === 0) return whole;
  return sql<SqlBool>`(${whole} or (cases.community_id = any (${bigints(scope.partStorage)})
    and (cases.grid_id = any (${bigints(scope.grids)}) or cases.building_id = any (${bigints(scope.buildings)}))))`;
}

function holding({ tree, ctx }: Asker, capability: Capability): Predicate {
  const scope = scopeWith(tree, ctx.actor, capability);
  return scope.whole.length === 0 && scope.partStorage.length === 0 ? never : overArea(scope);
}

/** Cases this asker (or a unit of theirs) has had no hand in. */
function noHand({ userId, organisations }: Asker): Predicate {
  const own = sql<SqlBool>`not coalesce(cases.progress #> '{hands,handled}' @> ${JSON.stringify([userId])}::text::jsonb, false)`;
  if (organisations.length === 0) return own;
  return sql<SqlBool>`(${own} and not exists (
    select from jsonb_array_elements_text(cases.progress #> '{hands,handledBy}') hand(id) where hand.id::uuid = any (${uuids(organisations)})))`;
}

const notChecked = ({ userId }: Asker): Predicate =>
  sql<SqlBool>`not coalesce(cases.progress #> '{hands,checked}' @> ${JSON.stringify([userId])}::text::jsonb, false)`;

function assigned({ organisations, userId }: Asker, kinds: 'lead' | 'helper'): Predicate {
  const states =
    kinds === 'lead'
      ? sql`a.kind = 'lead' and a.state not in ('returned', 'withdrawn')`
      : sql`a.kind <> 'lead' and a.state in ('sent', 'signed')`;
  const mine =
    kinds === 'lead'
      ? sql`(a.organisation_id = any (${uuids(organisations)}) or a.user_id = ${userId}::uuid)`
      : sql`a.organisation_id = any (${uuids(organisations)})`;
  return sql<SqlBool>`exists (select from case_assignments a where a.community_id = cases.community_id and a.case_id = cases.id and ${states} and ${mine})`;
}

export const both = (a: Predicate, b: Predicate): Predicate =>
  a === never || b === never ? never : sql<SqlBool>`(${a} and ${b})`;

/** Cases of which somebody is one of the people, by their link or their phone's code. */
function partyRows(actor: Actor, as: RawBuilder<unknown>): Predicate {
  const own =
    actor.kind === 'link'
      ? sql`(p.community_id = ${actor.communityId} and p.case_id = ${actor.caseId} and p.id = ${actor.partyId})`
      : actor.kind === 'resident'
        ? sql`p.phone_token = ${Buffer.from(actor.phoneToken, 'base64url')}`
        : null;
  return own === null
    ? never
    : sql<SqlBool>`exists (select from case_parties p where p.community_id = cases.community_id and p.case_id = cases.id and ${own} and ${as})`;
}

/** Cases on whose list the asker stands, as `m` says. */
export function listedRows({ userId }: Asker, as: RawBuilder<unknown>): Predicate {
  if (userId === null) return never;
  return both(
    memberRows(userId),
    sql<SqlBool>`exists (select from jsonb_array_elements(cases.progress -> 'members') m
      where m ->> 'userId' = ${userId} and m ->> 'until' is null and ${as})`,
  );
}

/** The SQL side of the register of relations (domain/case/who.ts); a property test holds the two equal. */
export function relationSql(asker: Asker, one: Who): Predicate {
  const isStaff = asker.ctx.actor.kind === 'staff';
  switch (one.relation) {
    case 'capability':
      return holding(asker, one.capability);
    case 'lead-unit':
      return isStaff ? assigned(asker, 'lead') : never;
    case 'helper-unit':
      return isStaff ? assigned(asker, 'helper') : never;
    case 'summoned-unit':
      return isStaff
        ? sql<SqlBool>`exists (select from case_assignments a where a.community_id = cases.community_id and a.case_id = cases.id
            and a.kind in ('lead', 'summoned') and a.state in ('sent', 'signed') and a.organisation_id = any (${uuids(asker.organisations)}))`
        : never;
    case 'checker':
      return isStaff ? both(holding(asker, 'cases.check'), noHand(asker)) : never;
    case 'caller':
      return isStaff ? both(both(holding(asker, 'cases.call-back'), noHand(asker)), notChecked(asker)) : never;
    case 'second-hand':
      return isStaff ? both(holding(asker, one.capability), noHand(asker)) : never;
    case 'listed':
      return listedRows(asker, one.role === undefined ? sql`true` : sql`m ->> 'role' = ${one.role}`);
    case 'reporter': {
      const { actor } = asker.ctx;
      return partyRows(actor, sql`p.role is null`);
    }
    case 'party': {
      const { actor } = asker.ctx;
      return partyRows(actor, one.role === undefined ? sql`p.role is not null` : sql`p.role = ${one.role}`);
    }
    case 'outsider': {
      const { actor } = asker.ctx;
      return actor.kind === 'outside'
        ? sql<SqlBool>`(cases.community_id = ${actor.communityId} and cases.id = ${actor.caseId})`
        : never;
    }
    // Nobody's inbox: it is offered by its own slice, which looks at the register.
    case 'enlisted':
      return never;
    case 'staff':
      return isStaff ? sql<SqlBool>`true` : never;
    case 'anyone':
      return sql<SqlBool>`true`;
    case 'integration':
      return asker.ctx.actor.kind === 'integration' ? sql<SqlBool>`true` : never;
    case 'system':
      return asker.ctx.actor.kind === 'system' ? sql<SqlBool>`true` : never;
  }
}

/** Cases that this asker, or a unit of theirs, is not kept from acting on. */
export function notBarred({ userId, organisations }: Asker): Predicate {
  const units =
    organisations.length === 0
      ? sql``
      : sql` and not exists (
        select from jsonb_array_elements_text(cases.progress #> '{barred,organisations}') unit(id) where unit.id::uuid = any (${uuids(organisations)}))`;
  return sql<SqlBool>`(not jsonb_exists(cases.progress, 'barred')
    or (not coalesce(cases.progress #> '{barred,users}' @> ${JSON.stringify([userId])}::text::jsonb, false)${units}))`;
}
