import type { TicketState } from '../../../contract/tickets.ts';
import { HotlineFailure, type HotlinePort } from './port.ts';

export interface HotlineFake extends HotlinePort {
  readonly told: readonly { readonly id: string; readonly state: TicketState }[];
  /** While set, nothing is taken. */
  isDown: boolean;
}

/** Keeps what it is told in memory. */
export function hotlineFake(): HotlineFake {
  const told: { id: string; state: TicketState }[] = [];
  const fake: HotlineFake = {
    told,
    isDown: false,
    async report(id, state) {
      if (fake.isDown) throw new HotlineFailure('it is down');
      told.push({ id, state });
    },
  };
  return fake;
}
