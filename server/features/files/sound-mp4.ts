import type { Sound } from './sound.ts';

const boxesWithin = new Set(['moov', 'trak', 'mdia', 'moof', 'traf', 'mvex', 'edts']);
/** Where players and phones write titles, places and device names. */
const wordBoxes = new Set(['udta', 'meta', 'uuid']);

interface Found {
  scale: number;
  duration: number;
  trackScale: number;
  fragments: number;
  defaultLength: number;
  isVideo: boolean;
  hasSound: boolean;
}

/** A sound in an MP4 (m4a): its length, and whether there are pictures too. Boxes of words are blanked in place. */
export function readMp4(sent: Buffer): Sound | undefined {
  const bytes = Buffer.from(sent);
  const found: Found = {
    scale: 0,
    duration: 0,
    trackScale: 0,
    fragments: 0,
    defaultLength: 0,
    isVideo: false,
    hasSound: false,
  };
  if (!walk(bytes, 0, bytes.length, found, 0)) return undefined;
  const whole = found.scale > 0 ? found.duration / found.scale : 0;
  // A recording made while it is sent keeps no length in front, only in its pieces.
  const pieces = found.trackScale > 0 ? found.fragments / found.trackScale : 0;
  const seconds = Math.max(whole, pieces);
  return found.hasSound && seconds > 0
    ? { mediaType: 'audio/mp4', seconds, hasPictures: found.isVideo, bytes }
    : undefined;
}

function walk(bytes: Buffer, from: number, to: number, found: Found, depth: number): boolean {
  for (let at = from; at < to; ) {
    if (at + 8 > to || depth > 8) return false;
    let size = bytes.readUInt32BE(at);
    let head = 8;
    if (size === 1 && at + 16 <= to) {
      size = Number(bytes.readBigUInt64BE(at + 8));
      head = 16;
    }
    if (size === 0) size = to - at;
    if (size < head || at + size > to) return false;
    const kind = bytes.toString('latin1', at + 4, at + 8);
    if (wordBoxes.has(kind)) {
      bytes.write('free', at + 4, 'latin1');
      bytes.fill(0, at + head, at + size);
    } else if (boxesWithin.has(kind)) {
      if (!walk(bytes, at + head, at + size, found, depth + 1)) return false;
    } else readBox(bytes.subarray(at + head, at + size), kind, found);
    at += size;
  }
  return true;
}

function readBox(box: Buffer, kind: string, found: Found): void {
  if (kind === 'mvhd') [found.scale, found.duration] = scaleAndLength(box);
  else if (kind === 'mdhd') [found.trackScale] = scaleAndLength(box);
  else if (kind === 'hdlr') {
    const handler = box.toString('latin1', 8, 12);
    if (handler === 'vide') found.isVideo = true;
    if (handler === 'soun') found.hasSound = true;
  } else if (kind === 'trex' && box.length >= 16) found.defaultLength = box.readUInt32BE(12);
  else if (kind === 'tfhd') found.defaultLength = headLength(box) ?? found.defaultLength;
  else if (kind === 'trun') found.fragments += runLength(box, found.defaultLength);
}

function scaleAndLength(box: Buffer): [scale: number, length: number] {
  if (box[0] === 1) return box.length < 32 ? [0, 0] : [box.readUInt32BE(20), Number(box.readBigUInt64BE(24))];
  return box.length < 20 ? [0, 0] : [box.readUInt32BE(12), box.readUInt32BE(16)];
}

/** The length of each sample, where the head of a piece says it for all. */
function headLength(box: Buffer): number | undefined {
  if (box.length < 8) return undefined;
  const flags = box.readUInt32BE(0) & 0xffffff;
  if ((flags & 0x8) === 0) return undefined;
  const at = 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  return at + 4 <= box.length ? box.readUInt32BE(at) : undefined;
}

function runLength(box: Buffer, defaultLength: number): number {
  if (box.length < 8) return 0;
  const flags = box.readUInt32BE(0) & 0xffffff;
  const count = box.readUInt32BE(4);
  if ((flags & 0x100) === 0) return count * defaultLength;
  const step = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4;
  let at = 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  let sum = 0;
  for (let i = 0; i < count && at + 4 <= box.length; i += 1, at += step) sum += box.readUInt32BE(at);
  return sum;
}
