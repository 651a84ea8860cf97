export interface Message {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Private networks that may be reached beside the open Internet. */
  readonly networks?: readonly string[];
}

/** Systems that are told of what happens, at addresses their administrators gave. Gives the status they answered with. */
export interface ReceiverPort {
  /** @throws ReceiverFailure where there is no answer, or where we do not ask */
  post(message: Message): Promise<{ readonly status: number }>;
}

export type ReceiverFault = 'address' | 'not-allowed' | 'not-encrypted' | 'unknown-host' | 'unreachable' | 'timeout';

export class ReceiverFailure extends Error {
  readonly fault: ReceiverFault;
  constructor(fault: ReceiverFault, options?: ErrorOptions) {
    super(fault, options);
    this.name = 'ReceiverFailure';
    this.fault = fault;
  }
}
