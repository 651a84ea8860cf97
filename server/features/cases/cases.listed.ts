import { sql } from 'kysely';
import { processesHeldTo } from '../../../domain/access/actor.ts';
import type { RoleCode } from '../../../domain/access/roles.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { Decision } from '../../../domain/case/decide.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { uuids } from '../../kit/db/lists.ts';
import { partiesAmong } from './cases.apart.ts';

/** Nobody is put on a list who could not open it: members of staff whose account is on, and whoever puts themselves on it. @throws case.no-such-staff, case.not-their-process, case.listed-is-party */
export async function assertStaffListed(ctx: WriteCtx, type: CaseType, { entry, state }: Decision): Promise<void> {
  const self = 'userId' in ctx.actor ? ctx.actor.userId : null;
  const named = entry.facts.flatMap((fact) => (fact.kind === 'listed' ? [fact.member.userId] : []));
  if (named.length === 0) return;
  const known = await ctx.db
    .selectFrom('users')
    .select('id')
    .where('id', 'in', named)
    .where((eb) => eb.or([eb('kind', '=', 'staff'), eb('id', '=', self)]))
    .where('isActive', '=', true)
    .execute();
  if (known.length < new Set(named).size) throw refuse('case.no-such-staff');
  await assertMayTakePart(ctx, type, named);
  // Where who asked is secret, a refusal would tell.
  if (!type.sealed?.askerTo && (await partiesAmong(ctx, state, named)).size > 0) throw refuse('case.listed-is-party');
}

/** Whoever is held to some processes by each of their roles stands on no list of another. @throws case.not-their-process */
async function assertMayTakePart(ctx: WriteCtx, type: CaseType, userIds: readonly string[]): Promise<void> {
  const today = businessDay(ctx.now);
  const { rows } = await sql<{ role: RoleCode; userId: string }>`select h.role, h.user_id from holdings h
    where h.user_id = any (${uuids(userIds)}) and h.valid_from <= ${today}::date and (h.valid_to is null or h.valid_to > ${today}::date)`.execute(
    ctx.db,
  );
  for (const held of Map.groupBy(rows, ({ userId }) => userId).values())
    if (processesHeldTo(held)?.includes(type.code) === false) throw refuse('case.not-their-process');
}
