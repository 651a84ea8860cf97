import { replay } from '../../../domain/case/fold.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import type { ReadTx } from '../../kit/db/client.ts';
import { entriesOf } from './cases.load.ts';
import { gatheredRows, stateColumns, stateOf } from './cases.rows.ts';
import { canonical } from './cases.store.ts';

/** A case whose row is not what its entries say, and in which part. */
export interface ReplayFault {
  readonly communityId: number;
  readonly id: string;
  readonly parts: readonly string[];
}

/** Rows come back in an order of their own. */
function byId(value: unknown): unknown {
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'id' in one);
  return isList ? value.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1)) : value;
}

/** The parts of a state that differ from what its entries say. */
function partsThatDiffer(state: CaseState, told: CaseState): readonly string[] {
  return Object.keys(told).filter((part) => {
    const [own, again] = [state[part as keyof CaseState], told[part as keyof CaseState]];
    return canonical(byId(own ?? null)) !== canonical(byId(again ?? null));
  });
}

/**
 * Replays cases of the transaction's scope from their entries and compares each with its row.
 * @param most how many to look at: half of them those changed last, the others anywhere
 */
export async function findReplayFaults(
  db: ReadTx,
  most = Number.POSITIVE_INFINITY,
): Promise<{ readonly looked: number; readonly faults: readonly ReplayFault[] }> {
  const all = db
    .selectFrom('cases')
    .select([...stateColumns, gatheredRows.assignments, gatheredRows.clocks, gatheredRows.parties]);
  const rows = Number.isFinite(most)
    ? [
        ...(await all
          .orderBy('updatedAt', 'desc')
          .limit(Math.ceil(most / 2))
          .execute()),
        ...(await all
          .orderBy('number')
          .limit(Math.floor(most / 2))
          .execute()),
      ]
    : await all.execute();
  const faults: ReplayFault[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const state = stateOf(row);
    if (seen.has(state.id)) continue;
    seen.add(state.id);
    const entries = await entriesOf(db, state.communityId, state.id);
    const parts = entries.length === 0 ? ['entries'] : partsThatDiffer(state, replay(entries));
    if (parts.length > 0) faults.push({ communityId: state.communityId, id: state.id, parts });
  }
  return { looked: seen.size, faults };
}
