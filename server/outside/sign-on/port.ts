import type { Text } from '../../../domain/text.ts';
import type { MatchField } from './settings.ts';

/** One way of somebody to a portal and back. All of it is random, good once, and known to one browser alone. */
export interface SignOnFlow {
  /** Where the portal sends the browser back to. */
  readonly returnAddress: string;
  readonly state: string;
  readonly nonce: string;
  /** PKCE's secret; only its hash goes out first. */
  readonly verifier: string;
}

/** What a portal says of who signed in. */
export interface SignOnProof {
  /** Who it is, for ever and among all portals. */
  readonly subject: string;
  /** What the account is found by. */
  readonly value: string;
  /** Whether a second factor that the operator trusts was seen there. */
  readonly hasSecondFactor: boolean;
  /** By what the portal can end the session later. */
  readonly endsBy?: string;
}

/** A portal of the city where staff sign on. Throws SignOnFailure where it can't be asked or its answer can't be trusted. */
export interface SignOnPort {
  readonly id: string;
  readonly name: Text;
  readonly matches: MatchField;
  /** Whether sign-on can begin now; asks again where it failed a while ago. */
  isAvailable(): Promise<boolean>;
  /** The address that a browser is sent to. */
  begin(flow: SignOnFlow): Promise<string>;
  /** Redeems what the browser came back with. */
  finish(flow: SignOnFlow, answer: Readonly<Record<string, string>>): Promise<SignOnProof>;
  /** Whether it is known to sign people out. */
  canLeave(): boolean;
  /** Where a browser is signed out there; undefined where that is not offered. */
  leave(back: string): Promise<string | undefined>;
  /** What a portal's own message, sent past the browser, says has ended; undefined where it says nothing. Throws SignOnFailure where it cannot be trusted. */
  endedBy?(body: string): Promise<SignOnEnd | undefined>;
}

/** What has ended at a portal: one session, or without `endsBy` all of somebody. */
export interface SignOnEnd {
  readonly endsBy?: string;
  readonly subject?: string;
  /** Its name where it is good once, and until when it could come again. */
  readonly once?: { readonly name: string; readonly until: string };
}

export type SignOnFault = 'unavailable' | 'untrusted' | 'cancelled' | 'nobody' | 'unverified';

export class SignOnFailure extends Error {
  readonly fault: SignOnFault;

  /** @param reason for the operator: without any value of a person or a token */
  constructor(fault: SignOnFault, reason: string) {
    super(reason);
    this.name = 'SignOnFailure';
    this.fault = fault;
  }
}
