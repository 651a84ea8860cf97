import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/**
 * The algorithms of the platform: the only file that names them. A suite of SM2/SM3/SM4 has the same shape; its name stands in the
 * key ring, so that a ring is never read with another suite than the one that made it.
 */
export interface CryptoSuite {
  readonly name: string;
  readonly keyBytes: number;
  /** Authenticated encryption: nonce, ciphertext and tag in one. `bound` is authenticated, not stored. */
  encrypt(key: Buffer, plain: Buffer, bound: Buffer): Buffer;
  /** Throws if key, ciphertext or `bound` are not those of `encrypt`. */
  decrypt(key: Buffer, sealed: Buffer, bound: Buffer): Buffer;
  /** A keyed hash of 32 bytes. */
  mac(key: Buffer, message: string | Buffer): Buffer;
  /** A hash of 32 bytes without key, for chains of proof. */
  digest(message: string | Buffer): Buffer;
  /** A key for one purpose out of another key. */
  derive(key: Buffer, purpose: string): Buffer;
  newKey(): Buffer;
}

const nonceBytes = 12;
const tagBytes = 16;
const noncesAtOnce = 256;

/** Node prepares a key given as bytes anew for each call, which costs more than the cipher: one prepared form is kept for each key. */
const prepared = new WeakMap<Buffer, KeyObject>();

function prepare(key: Buffer): KeyObject {
  const known = prepared.get(key) ?? createSecretKey(key);
  prepared.set(key, known);
  return known;
}

let nonces = Buffer.alloc(0);
let nonceAt = 0;

/** Random bytes never given before; fetched many at once, since each fetch costs as much as a seal. */
function freshNonce(): Buffer {
  if (nonceAt >= nonces.length) {
    nonces = randomBytes(nonceBytes * noncesAtOnce);
    nonceAt = 0;
  }
  nonceAt += nonceBytes;
  return nonces.subarray(nonceAt - nonceBytes, nonceAt);
}

/** AES-256-GCM, HMAC-SHA-256, HKDF-SHA-256. */
export const aesSuite: CryptoSuite = {
  name: 'aes-256-gcm+sha-256',
  keyBytes: 32,
  encrypt(key, plain, bound) {
    const nonce = freshNonce();
    const cipher = createCipheriv('aes-256-gcm', prepare(key), nonce).setAAD(bound);
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  decrypt(key, sealed, bound) {
    if (sealed.length < nonceBytes + tagBytes) throw new Error('A seal is cut short');
    const tagStart = sealed.length - tagBytes;
    const nonce = sealed.subarray(0, nonceBytes);
    const decipher = createDecipheriv('aes-256-gcm', prepare(key), nonce, { authTagLength: tagBytes })
      .setAAD(bound)
      .setAuthTag(sealed.subarray(tagStart));
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, tagStart)), decipher.final()]);
  },
  mac: (key, message) => createHmac('sha256', prepare(key)).update(message).digest(),
  digest: (message) => createHash('sha256').update(message).digest(),
  derive: (key, purpose) => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, 32)),
  newKey: () => randomBytes(32),
};
