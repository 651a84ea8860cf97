import { sql } from 'kysely';
import { z } from 'zod';
import type { ConfirmationRow } from '../../../contract/confirmations.ts';
import type { RoleCode } from '../../../domain/access/roles.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { ownUserId } from './identity.queries.ts';
import { seenUsers } from './staff.ts';

export interface ConfirmationFilter {
  readonly isOpen?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface Details {
  readonly role?: RoleCode;
  readonly areaId?: number;
  readonly validFrom?: string;
  readonly validTo?: string;
}

const place = z.tuple([z.iso.datetime(), z.uuid()]);

/** What waits for a second person, and what was decided, newest first; only of users the asker administers. */
export async function listConfirmations(
  ctx: ReadCtx,
  filter: ConfirmationFilter,
): Promise<{ items: ConfirmationRow[]; next?: string }> {
  const after = fromCursor(filter.cursor, place);
  const me = ownUserId(ctx.actor);
  const tree = await areaTree(ctx);
  const seen = await seenUsers(ctx, 'access.confirm');
  let found = ctx.db
    .selectFrom('confirmations as c')
    .innerJoin('users', 'users.id', 'c.userId')
    .innerJoin('users as proposer', 'proposer.id', 'c.proposedBy')
    .leftJoin('users as decider', 'decider.id', 'c.decidedBy')
    .select(['c.id', 'c.kind', 'c.details', 'c.reason', 'c.proposedAt', 'c.expiresAt', 'c.decidedAt'])
    .select(['users.id as userId', 'users.name', 'users.displayUserName as userName'])
    .select(['proposer.id as proposerId', 'proposer.name as proposerName', 'proposer.displayUserName as proposerUser'])
    .select(['decider.id as deciderId', 'decider.name as deciderName', 'decider.displayUserName as deciderUser'])
    .select(
      sql<
        ConfirmationRow['state']
      >`case when c.state = 'open' and c.expires_at <= ${ctx.now} then 'expired' else c.state end`.as('state'),
    );
  if (seen) found = found.where(seen);
  if (filter.isOpen === true) found = found.where('c.state', '=', 'open').where('c.expiresAt', '>', ctx.now);
  if (filter.isOpen === false)
    found = found.where((eb) => eb.or([eb('c.state', '<>', 'open'), eb('c.expiresAt', '<=', ctx.now)]));
  if (after) found = found.where(sql<boolean>`(c.proposed_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await found
    .orderBy('c.proposedAt', 'desc')
    .orderBy('c.id', 'desc')
    .limit(filter.limit + 1)
    .execute();
  const items = rows.map((row): ConfirmationRow => {
    const details = row.details as Details;
    const area = details.areaId === undefined ? undefined : tree.byId.get(details.areaId);
    const isWithin = area === undefined || holdsOver(tree, ctx.actor, 'access.confirm', area.id);
    const mayRefuse = row.state === 'open' && row.userId !== me && isWithin;
    return {
      id: row.id,
      kind: row.kind as ConfirmationRow['kind'],
      user: { id: row.userId, name: row.name, userName: row.userName ?? '' },
      grant: details.role
        ? {
            role: details.role,
            area: area ? { id: area.id, name: area.name } : null,
            validFrom: details.validFrom ?? null,
            validTo: details.validTo ?? null,
          }
        : null,
      reason: row.reason,
      state: row.state,
      proposedBy: { id: row.proposerId, name: row.proposerName, userName: row.proposerUser ?? '' },
      proposedAt: row.proposedAt,
      expiresAt: row.expiresAt,
      decidedBy: row.deciderId
        ? { id: row.deciderId, name: row.deciderName ?? '', userName: row.deciderUser ?? '' }
        : null,
      decidedAt: row.decidedAt,
      mayConfirm: mayRefuse && row.proposerId !== me,
      mayRefuse,
    };
  });
  return pageUp(items, filter.limit, (row) => [row.proposedAt, row.id]);
}
