import { messageDigest } from '../../../domain/authenticity/message-words.ts';
import { businessDay, dayMs, toMs } from '../../../domain/calendar/instant.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import type { ReadTx, WriteTx } from '../../kit/db/client.ts';

/** Days for which somebody may ask whether a message was ours. */
const keptDays = 180;

const proofOf = (vault: Vault, digest: string, last4: string): Buffer =>
  vault.token('message-proof', `${digest}\n${last4}`);

interface Sent {
  readonly phone: string;
  readonly text: string;
  readonly now: string;
}

/** Keeps that a message goes out from us: a keyed hash of its words and of the phone's last four digits, with the day. */
export async function keepProof(db: WriteTx, vault: Vault, { phone, text, now }: Sent): Promise<void> {
  const sentOn = businessDay(now);
  await db
    .insertInto('messageProofs')
    .values({ proof: proofOf(vault, messageDigest(text), phone.slice(-4)), sentOn })
    .onConflict((conflict) => conflict.column('proof').doUpdateSet({ sentOn }))
    .execute();
}

/** The day a message of these words was last sent to a phone of this ending; undefined if it never was, or long ago. */
export async function findProof(db: ReadTx, vault: Vault, digest: string, last4: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('messageProofs')
    .select('sentOn')
    .where('proof', '=', proofOf(vault, digest, last4))
    .executeTakeFirst();
  return row?.sentOn;
}

/** Forgets the messages of long ago. */
export async function clearProofs(db: WriteTx, now: string): Promise<void> {
  await db
    .deleteFrom('messageProofs')
    .where('sentOn', '<', businessDay(toMs(now) - keptDays * dayMs))
    .execute();
}
