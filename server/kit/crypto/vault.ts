/** What a sealed value is; bound into the seal, so that one kind can't be passed off as another. */
export type SealKind =
  | 'id-number'
  | 'phone'
  | 'party-name'
  | 'import-row'
  | 'webhook-secret'
  | 'sensor-secret'
  | 'second-factor'
  | 'sms';

/** What a blind index is over; each kind has its own key. */
export type TokenKind =
  | 'id-number'
  | 'phone'
  | 'link'
  | 'session'
  | 'code'
  | 'throttle'
  | 'intention'
  | 'import-row'
  | 'api-key'
  | 'ticket'
  | 'door-key'
  | 'message-proof'
  | 'paper'
  | 'rental-door';

/**
 * Sealing and searching of values that are not stored readable. Seals are authenticated encryption under the newest key of a ring
 * and say which key; old keys still open. Tokens are keyed hashes, the same for the same value, so that equality can be searched.
 */
export interface Vault {
  seal(kind: SealKind, plain: string): Buffer;
  /** Throws if the seal is of another kind, was altered, or its key is not in the ring. */
  open(kind: SealKind, sealed: Buffer): string;
  /** 16 bytes; the caller normalises the value first (ids upper case, phones digits only). */
  token(kind: TokenKind, value: string): Buffer;
  /** Keyed hashes of the one- and two-character pieces of a text, for search_tokens: distinct, sorted, as signed 32-bit integers. */
  pieces(text: string): number[];
  /** The fewest of the pieces of some words that a row must hold to hold the words: those of two characters, which hold the single ones. */
  piecesToFind(words: string): number[];
}
