/** What bytes are by their content; a name or a declared type is never believed. */
export type MediaKind =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'heif'
  | 'mp3'
  | 'mp4'
  | 'webm'
  | 'ogg'
  | 'pdf'
  | 'zip'
  | 'ole'
  | 'text';

const starts = (bytes: Buffer, ...mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);
const wordAt = (bytes: Buffer, at: number, word: string): boolean =>
  bytes.toString('latin1', at, at + word.length) === word;

const heifBrands = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif', 'avis'];

/** Tells the kind of a file by its first bytes; undefined for what we do not take. */
export function kindOf(bytes: Buffer): MediaKind | undefined {
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (wordAt(bytes, 0, 'RIFF') && wordAt(bytes, 8, 'WEBP')) return 'webp';
  if (wordAt(bytes, 4, 'ftyp')) return heifBrands.includes(bytes.toString('latin1', 8, 12)) ? 'heif' : 'mp4';
  if (starts(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return 'webm';
  if (wordAt(bytes, 0, 'OggS')) return 'ogg';
  if (wordAt(bytes, 0, 'ID3') || isMp3Frame(bytes)) return 'mp3';
  if (wordAt(bytes, 0, '%PDF-')) return 'pdf';
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'ole';
  return isText(bytes) ? 'text' : undefined;
}

/** Eleven set bits, then version, layer 3 and a rate that exist. */
function isMp3Frame(bytes: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  const hasSync = first === 0xff && (second & 0xe0) === 0xe0;
  const isLayer3 = (second & 0x06) === 0x02 && (second & 0x18) !== 0x08;
  return hasSync && isLayer3 && third >> 4 !== 0xf && third >> 4 !== 0 && (third & 0x0c) !== 0x0c;
}

/** Text has no control characters but tab and line ends, and no byte that neither UTF-8 nor GB 18030 knows; UTF-16 says so by its mark. Mark-up is no table. */
function isText(bytes: Buffer): boolean {
  if (bytes.length === 0) return false;
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff)) return true;
  const head = bytes.subarray(0, 65_536);
  if (head.some((byte) => byte === 0xff || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)))
    return false;
  return !/^(?:\xef\xbb\xbf)?\s*</.test(head.toString('latin1', 0, 512));
}
