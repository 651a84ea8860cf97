import type { Vault } from '../../kit/crypto/vault.ts';
import { residentOfPhone } from '../identity/phone-codes.ts';
import { proposedStages } from '../orders/outcomes.queries.ts';
import { columnNames, putObject, type RowSink } from './copy.ts';
import { idMaker } from './ids.ts';
import type { PlacedCommunity } from './places.ts';
import type { DistrictPlanned } from './plan.ts';
import type { Neighbour } from './population-parts.ts';

/** A micro-project that nobody has taken on yet. */
export interface Proposed {
  readonly communityId: number;
  readonly caseId: string;
  /** When it was published. */
  readonly sinceMs: number;
}

/** A sink that remembers which micro-projects whom it put waits for. */
export function tapProposed(sink: RowSink): { readonly sink: RowSink; readonly proposed: readonly Proposed[] } {
  const proposed: Proposed[] = [];
  const names = columnNames('cases');
  const [communityAt, idAt, typeAt, stageAt, updatedAt] = ['community_id', 'id', 'type', 'stage', 'updated_at'].map(
    (name) => names.indexOf(name),
  ) as [number, number, number, number, number];
  const tapped: RowSink = {
    ...sink,
    put(table, values) {
      if (table === 'cases' && values[typeAt] === 'micro-project' && isProposed(values[stageAt] as string))
        proposed.push({
          communityId: values[communityAt] as number,
          caseId: values[idAt] as string,
          sinceMs: Date.parse(values[updatedAt] as string),
        });
      sink.put(table, values);
    },
  };
  return { sink: tapped, proposed };
}

const isProposed = (stage: string): boolean => (proposedStages as readonly string[]).includes(stage);

/** Accounts that support what is proposed in a community. */
const mostVoices = 9;

/** Puts residents who signed in once and said that they want what is proposed 附议; whoever the demo lets sign in has yet to say so. */
export function putSupports(
  {
    sink,
    vault,
    plan,
    nowMs,
  }: { readonly sink: RowSink; readonly vault: Vault; readonly plan: DistrictPlanned; readonly nowMs: number },
  community: PlacedCommunity,
  neighbours: readonly Neighbour[],
  proposed: readonly Proposed[],
): void {
  const here = proposed.filter(({ communityId }) => communityId === community.id);
  if (here.length === 0) return;
  const random = plan.random.fork(`supports of ${community.id}`);
  const newId = idMaker(random, Date.parse(plan.createdAt));
  const phones = new Set(neighbours.flatMap(({ age, phone }) => (age >= 18 && phone !== undefined ? [phone] : [])));
  const accounts = [...phones].slice(0, mostVoices).map((phone) => {
    const id = newId();
    putObject(sink, 'users', { id, ...residentOfPhone(vault, phone, plan.createdAt) });
    return id;
  });
  for (const { communityId, caseId, sinceMs } of here)
    for (const userId of accounts.slice(0, random.between(4, mostVoices)))
      putObject(sink, 'project_supports', {
        communityId,
        caseId,
        userId,
        madeAt: new Date(random.between(sinceMs, nowMs)).toISOString(),
      });
}
