import type { Sound } from './sound.ts';

const id = {
  segment: 0x18538067,
  facts: 0x1549a966,
  scale: 0x2ad7b1,
  length: 0x4489,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackKind: 0x83,
  cluster: 0x1f43b675,
  clusterTime: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  title: 0x7ba9,
  tags: 0x1254c367,
  attachments: 0x1941a469,
  empty: 0xec,
} as const;

const within = new Set<number>([id.segment, id.facts, id.tracks, id.track, id.cluster, id.blockGroup]);
const words = new Set<number>([id.title, id.tags, id.attachments]);

interface Found {
  scaleNs: number;
  said: number;
  clusterTime: number;
  last: number;
  isVideo: boolean;
  hasSound: boolean;
}

/** A sound in WebM: its length (said in front, or from its last block) and whether there are pictures too. Titles and tags are blanked. */
export function readWebm(sent: Buffer): Sound | undefined {
  const bytes = Buffer.from(sent);
  const found: Found = { scaleNs: 1_000_000, said: 0, clusterTime: 0, last: 0, isVideo: false, hasSound: false };
  for (let at = 0; at < bytes.length; ) {
    const element = readHead(bytes, at);
    if (!element) return undefined;
    const { kind, from, size } = element;
    // What holds others is stepped into, so that a segment of unknown size needs no end.
    if (within.has(kind)) at = from;
    else {
      if (size === undefined || from + size > bytes.length) return undefined;
      if (words.has(kind)) bytes.fill(0, from, from + size);
      else readElement(bytes.subarray(from, from + size), kind, found);
      at = from + size;
    }
  }
  const seconds = (Math.max(found.said, found.last) * found.scaleNs) / 1e9;
  return found.hasSound && seconds > 0
    ? { mediaType: 'audio/webm', seconds, hasPictures: found.isVideo, bytes }
    : undefined;
}

interface Head {
  readonly kind: number;
  readonly from: number;
  /** undefined: not known while it was written. */
  readonly size: number | undefined;
}

function readHead(bytes: Buffer, at: number): Head | undefined {
  const kindLength = Math.clz32(bytes[at] ?? 0) - 23;
  if (kindLength > 4 || at + kindLength >= bytes.length) return undefined;
  const kind = bytes.readUIntBE(at, kindLength);
  const sizeAt = at + kindLength;
  const sizeLength = Math.clz32(bytes[sizeAt] ?? 0) - 23;
  if (sizeLength > 8 || sizeAt + sizeLength > bytes.length) return undefined;
  let size = (bytes[sizeAt] as number) & (0xff >> sizeLength);
  let isUnknown = size === 0xff >> sizeLength;
  for (let i = 1; i < sizeLength; i += 1) {
    const byte = bytes[sizeAt + i] as number;
    if (byte !== 0xff) isUnknown = false;
    size = size * 256 + byte;
  }
  return { kind, from: sizeAt + sizeLength, size: isUnknown ? undefined : size };
}

const whole = (value: Buffer): number =>
  value.length >= 1 && value.length <= 6 ? value.readUIntBE(0, value.length) : 0;

function readElement(value: Buffer, kind: number, found: Found): void {
  if (kind === id.scale) found.scaleNs = whole(value) || found.scaleNs;
  else if (kind === id.length)
    found.said = value.length === 4 ? value.readFloatBE(0) : value.length === 8 ? value.readDoubleBE(0) : 0;
  else if (kind === id.clusterTime) found.clusterTime = whole(value);
  else if (kind === id.trackKind) {
    if (whole(value) === 1) found.isVideo = true;
    if (whole(value) === 2) found.hasSound = true;
  } else if ((kind === id.simpleBlock || kind === id.block) && value.length >= 4) {
    const trackLength = Math.clz32(value[0] as number) - 23;
    if (trackLength + 2 <= value.length)
      found.last = Math.max(found.last, found.clusterTime + value.readInt16BE(trackLength));
  }
}
