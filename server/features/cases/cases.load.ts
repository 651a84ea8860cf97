import { parseRef } from '../../../contract/shapes.ts';
import { throughOf } from '../../../domain/access/mandates.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import { type Entry, joinPersonal } from '../../../domain/case/facts.ts';
import { isSealedStorage } from '../../../domain/case/sealed.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { refuse } from '../../../domain/refusals.ts';
import { workOnSealed } from '../../access/row-scope.ts';
import { visibleCases } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import type { ReadTx } from '../../kit/db/client.ts';
import { gatheredRows, partyTokens, stateColumns, stateOf } from './cases.rows.ts';

export interface LoadedCase {
  readonly type: CaseType;
  readonly state: CaseState;
  /** Party id → blind index of its phone, in hex. */
  readonly phoneTokens: ReadonlyMap<string, string>;
}

function loaded(types: CaseTypes, found: Record<string, unknown> | undefined): LoadedCase {
  if (!found) throw refuse('request.not-found');
  const type = types[String(found['type'])];
  if (!type) throw new Error(`A case is of the type ${String(found['type'])}, which is not registered`);
  return { type, state: stateOf(found), phoneTokens: partyTokens(found['parties']) };
}

/** A case this actor may see; `request.not-found` otherwise, whether it exists or not. */
export async function getCase(types: CaseTypes, ctx: ReadCtx | WriteCtx, ref: string): Promise<LoadedCase> {
  const { communityId, id } = parseRef(ref);
  const found = await (await visibleCases(ctx))
    .where('cases.communityId', '=', communityId)
    .where('cases.id', '=', id)
    .select([...stateColumns, gatheredRows.assignments, gatheredRows.clocks, gatheredRows.parties])
    .executeTakeFirst();
  const one = loaded(types, found);
  if (one.type.isOwn && throughOf(ctx.actor)) throw refuse('request.not-found');
  return one;
}

/** As getCase, holding the row until the transaction ends: two people acting on one case come one after the other. */
export async function lockCase(types: CaseTypes, ctx: WriteCtx, ref: string): Promise<LoadedCase> {
  const { communityId, id } = parseRef(ref);
  // The lock comes first and alone: what is gathered afterwards is what the one before us left.
  const locked = await (await visibleCases(ctx))
    .where('cases.communityId', '=', communityId)
    .where('cases.id', '=', id)
    .select('cases.id')
    .forUpdate()
    .executeTakeFirst();
  if (!locked) throw refuse('request.not-found');
  if (isSealedStorage(communityId)) await workOnSealed(ctx, id);
  return getCase(types, ctx, ref);
}

/** The entries of a case, oldest first, each with its personal values unless they were erased. */
export async function entriesOf(db: ReadTx, communityId: number, caseId: string): Promise<readonly Entry[]> {
  const rows = await db
    .selectFrom('caseEntries')
    .leftJoin('caseEntryValues', (join) =>
      join
        .onRef('caseEntryValues.communityId', '=', 'caseEntries.communityId')
        .onRef('caseEntryValues.entryId', '=', 'caseEntries.id'),
    )
    .where('caseEntries.communityId', '=', communityId)
    .where('caseEntries.caseId', '=', caseId)
    .orderBy('caseEntries.seq')
    .select([
      'caseEntries.id',
      'caseEntries.seq',
      'caseEntries.at',
      'caseEntries.actor',
      'caseEntries.action',
      'caseEntries.fromStage',
      'caseEntries.toStage',
      'caseEntries.typeVersion',
      'caseEntries.facts',
      'caseEntryValues.vals',
    ])
    .execute();
  return rows.map((row) =>
    joinPersonal(
      {
        id: row.id,
        seq: row.seq,
        at: row.at,
        actor: row.actor as Entry['actor'],
        action: row.action,
        from: row.fromStage,
        to: row.toStage,
        typeVersion: row.typeVersion,
        facts: row.facts as Entry['facts'],
      },
      (row.vals as Record<string, unknown> | null) ?? undefined,
    ),
  );
}
