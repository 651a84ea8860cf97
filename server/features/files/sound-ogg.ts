import type { Sound } from './sound.ts';

const opusRate = 48_000;

/** A sound in Ogg (Opus or Vorbis): its length from the last page. */
export function readOgg(bytes: Buffer): Sound | undefined {
  let rate = 0;
  let skip = 0;
  let last = 0;
  let hasPictures = false;
  for (let at = 0; at < bytes.length; ) {
    if (at + 27 > bytes.length || bytes.toString('latin1', at, at + 4) !== 'OggS') return undefined;
    const segments = bytes[at + 26] as number;
    const from = at + 27 + segments;
    if (from > bytes.length) return undefined;
    let size = 0;
    for (let i = 0; i < segments; i += 1) size += bytes[at + 27 + i] as number;
    if (from + size > bytes.length) return undefined;
    const head = bytes.subarray(from, from + size);
    if (head.toString('latin1', 0, 8) === 'OpusHead' && head.length >= 12)
      [rate, skip] = [opusRate, head.readUInt16LE(10)];
    else if (head.toString('latin1', 0, 7) === '\x01vorbis' && head.length >= 16) rate = head.readUInt32LE(12);
    else if (/^(?:\x80theora|fishead|BBCD\0|\x7fFLAC)/.test(head.toString('latin1', 0, 8))) hasPictures = true;
    const reached = bytes.readBigInt64LE(at + 6);
    if (reached > 0n) last = Math.max(last, Number(reached));
    at = from + size;
  }
  const seconds = rate > 0 ? (last - skip) / rate : 0;
  return seconds > 0 ? { mediaType: 'audio/ogg', seconds, hasPictures, bytes } : undefined;
}
