export interface BrokerMessage {
  readonly topic: string;
  readonly bytes: Buffer;
}

/** How a line stands; what went wrong is in the machine's words. */
export type LineState = { readonly state: 'connected' } | { readonly state: 'waiting'; readonly fault: string };

export interface BrokerLine {
  /** Lets what is being taken come to its end and be acknowledged, then hangs up. The broker keeps what comes meanwhile. */
  close(): Promise<void>;
}

export interface Listening {
  /** Topics of MQTT, with their wildcards. */
  readonly topic: string;
  /** Takes one message; the next comes after it. Thrown, it is not acknowledged: the line is let go and the broker sends it again. */
  take(message: BrokerMessage): Promise<void>;
  tell(state: LineState): void;
}

/** A broker of messages: it keeps what is said for us, at least once each, until we acknowledge it. */
export interface BrokerPort {
  /** Listens until it is closed; a lost line is taken up again, after longer and longer waits. */
  listen(listening: Listening): BrokerLine;
  /** Whether one can sign in there now: undefined, or what is in the way. */
  probe(): Promise<string | undefined>;
}
