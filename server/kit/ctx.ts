import type { Actor } from '../../domain/access/actor.ts';
import type { Vault } from './crypto/vault.ts';
import type { ReadTx, RowScope, WriteTx } from './db/client.ts';

export interface Log {
  info(details: object, event: string): void;
  warn(details: object, event: string): void;
  error(details: object, event: string): void;
  debug(details: object, event: string): void;
}

/** A job to run after the commit; sending it is part of the transaction. */
export interface JobSender {
  send(
    name: string,
    data: object,
    options?: { readonly startAfter?: string; readonly singletonKey?: string },
  ): Promise<void>;
}

/** One row of the audit: who did or looked at what, and why. */
export interface AuditNote {
  readonly action: string;
  readonly noun: string;
  readonly communityId?: number;
  readonly rowId?: string;
  readonly personId?: string;
  readonly reason?: string;
  readonly details?: Record<string, unknown>;
}

/** What every read is given. The clock and ids come from here, so that tests can set them. */
export interface ReadCtx {
  readonly db: ReadTx;
  /** The identity of this database in this process: caches that outlive a request hang on it. */
  readonly shared: object;
  readonly actor: Actor;
  /** What the transaction's policies let through; finer scope is in server/access/visible.ts. */
  readonly rows: RowScope;
  /** The instant of the request, ISO 8601 UTC. */
  readonly now: string;
  newId(): string;
  readonly vault: Vault;
  readonly log: Log;
  readonly requestId: string;
  /** Notes a look at something guarded; it is written when the read has succeeded. */
  audit(note: AuditNote): void;
}

/** What every command is given: one transaction, one intention. */
export interface WriteCtx extends Omit<ReadCtx, 'db'> {
  readonly db: WriteTx;
  readonly intentionId: string;
  /** When the person did it, by their own clock; server time counts, this is only kept. */
  readonly madeAt: string | undefined;
  readonly jobs: JobSender;
}
