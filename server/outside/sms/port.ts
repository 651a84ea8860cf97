/** A message to one phone. `text` is what the person reads and may hold a code: it is never logged. */
export interface SmsMessage {
  /** Under which the gateway tells what became of it; absent for what nobody waits for. */
  readonly id?: string;
  /** Digits only. */
  readonly phone: string;
  /** What the message is about; gateways that want a registered template know it by this name. */
  readonly template: 'sign-in-code' | 'case-progress' | 'mandate' | 'booking-reminder' | 'booking-fallen-away';
  readonly text: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Short messages to phones. Whoever sends one first keeps its proof (proofs.ts), so that people can ask whether it was ours. Throws SmsFailure when the gateway does not take the message. */
export interface SmsPort {
  send(message: SmsMessage): Promise<void>;
}

export class SmsFailure extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The SMS gateway did not take a message: ${reason}`, options);
    this.name = 'SmsFailure';
  }
}
