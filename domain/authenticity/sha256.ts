/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2). */
const rounds: readonly number[] = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const start: readonly number[] = primes(8).map((prime) => fraction(Math.sqrt(prime)));

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
const at = (list: ArrayLike<number>, index: number): number => list[index] as number;

/** The message with its end marked and its length behind it, in blocks of 64 bytes. */
function padded(message: Uint8Array): DataView {
  const length = Math.ceil((message.length + 9) / 64) * 64;
  const bytes = new Uint8Array(length);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(length - 4, (message.length * 8) >>> 0);
  return view;
}

function schedule(view: DataView, from: number): Int32Array {
  const words = new Int32Array(64);
  for (let i = 0; i < 16; i += 1) words[i] = view.getInt32(from + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const early = at(words, i - 15);
    const late = at(words, i - 2);
    const one = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const two = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[i] = at(words, i - 16) + one + at(words, i - 7) + two;
  }
  return words;
}

function mixed(state: Int32Array, words: Int32Array): Int32Array {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const up = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + up + ((e & f) ^ (~e & g)) + at(rounds, i) + at(words, i)) | 0;
    const down = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const second = (down + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return new Int32Array([a, b, c, d, e, f, g, h]);
}

/** SHA-256 (FIPS 180-4), here so that a phone counts what the server counts, without waiting and on any page. */
export function sha256(message: Uint8Array): Uint8Array {
  const view = padded(message);
  let state = new Int32Array(start);
  for (let from = 0; from < view.byteLength; from += 64) {
    const more = mixed(state, schedule(view, from));
    state = state.map((word, i) => word + at(more, i));
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => {
    digest.setInt32(i * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

const blockBytes = 64;

/** HMAC-SHA-256 (RFC 2104) under a key of at most 64 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  if (key.length > blockBytes) throw new RangeError('A key of at most 64 bytes');
  const pad = (fill: number, rest: Uint8Array) => {
    const bytes = new Uint8Array(blockBytes + rest.length).fill(fill, 0, blockBytes);
    key.forEach((byte, i) => {
      bytes[i] = byte ^ fill;
    });
    bytes.set(rest, blockBytes);
    return sha256(bytes);
  };
  return pad(0x5c, pad(0x36, message));
}

/** Bytes as hexadecimal digits. */
export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
