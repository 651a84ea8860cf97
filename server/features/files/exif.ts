import { toIso } from '../../../domain/calendar/instant.ts';

const tag = { exifFolder: 0x8769, changedAt: 0x0132, takenAt: 0x9003, takenOffset: 0x9011 } as const;
const asciiType = 2;
const earliestMs = Date.UTC(1990, 0, 1);
const dayMs = 86_400_000;

interface Tiff {
  readonly bytes: Buffer;
  u16(at: number): number;
  u32(at: number): number;
}

function openTiff(exif: Buffer): Tiff | undefined {
  const bytes = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
  const order = bytes.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const isLittle = order === 'II';
  // Past the end reads as nothing: a hostile offset leads nowhere.
  const u16 = (at: number) => (at + 2 > bytes.length ? 0 : isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const u32 = (at: number) => (at + 4 > bytes.length ? 0 : isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  return u16(2) === 42 ? { bytes, u16, u32 } : undefined;
}

/** Where the value of a tag in a folder of tags is written: the entry's own place. */
function findEntry(tiff: Tiff, folderAt: number, wanted: number): number | undefined {
  const count = Math.min(tiff.u16(folderAt), 512);
  for (let i = 0; i < count; i += 1) {
    const at = folderAt + 2 + i * 12;
    if (tiff.u16(at) === wanted) return at;
  }
  return undefined;
}

function readWords(tiff: Tiff, folderAt: number, wanted: number): string | undefined {
  const at = findEntry(tiff, folderAt, wanted);
  if (at === undefined || tiff.u16(at + 2) !== asciiType) return undefined;
  const length = Math.min(tiff.u32(at + 4), 64);
  const from = length <= 4 ? at + 8 : tiff.u32(at + 8);
  return tiff.bytes.toString('latin1', from, from + length).replace(/\0.*$/s, '');
}

/**
 * When a photo says it was taken; a time without its zone is Shanghai's. Nothing else of what a camera writes is read.
 * @param now a time after tomorrow, or before 1990, is a camera whose clock was never set
 */
export function takenAtOf(exif: Buffer | undefined, now: number): string | undefined {
  const tiff = exif && openTiff(exif);
  if (!tiff) return undefined;
  const root = tiff.u32(4);
  const folderEntry = findEntry(tiff, root, tag.exifFolder);
  const folder = folderEntry === undefined ? root : tiff.u32(folderEntry + 8);
  const words = readWords(tiff, folder, tag.takenAt) ?? readWords(tiff, root, tag.changedAt);
  const parts = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(words ?? '');
  if (!parts) return undefined;
  const offset = readWords(tiff, folder, tag.takenOffset);
  const zone = offset && /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : '+08:00';
  const ms = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${zone}`);
  return ms >= earliestMs && ms <= now + dayMs ? toIso(ms) : undefined;
}
