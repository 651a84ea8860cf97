import type { TicketState } from '../../../contract/tickets.ts';

/** The hotline's platform, told how its tickets stand. Throws HotlineFailure when it does not take a message. */
export interface HotlinePort {
  /** @param id the same for the same step, however often it is told */
  report(id: string, state: TicketState): Promise<void>;
}

export class HotlineFailure extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The hotline did not take a message: ${reason}`, options);
    this.name = 'HotlineFailure';
  }
}
