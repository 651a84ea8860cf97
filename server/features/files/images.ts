import sharp from 'sharp';
import { toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { takenAtOf } from './exif.ts';
import { makeGate } from './gate.ts';

/** About what a phone's best camera makes; a drawing of more is a bomb or no photo. */
export const mostPixels = 64_000_000;
const longestEdge = 2560;
const thumbEdge = 480;
const secondsPerImage = 20;

// One picture of the most pixels takes some 250 MB while it is open: few at once, none kept.
sharp.cache(false);
sharp.concurrency(1);
const gate = makeGate(2);

export interface CleanImage {
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly bytes: Buffer;
  /** JPEG, no longer than 480 on either side. */
  readonly thumb: Buffer;
  readonly takenAt: string | undefined;
}

const formats: Readonly<Record<string, CleanImage['mediaType']>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heif: 'image/jpeg',
};

/**
 * Draws a photo anew: turned upright, in sRGB, no longer than 2560 on either side, without anything the camera or an editor wrote into it.
 * @refuses files.too-many-pixels, files.damaged, files.heic-unreadable
 */
export async function cleanImage(bytes: Buffer, now: string): Promise<CleanImage> {
  return gate(async () => {
    const { format, exif } = await open(bytes)
      .metadata()
      .catch((error: Error) => refuseOf(error, bytes));
    const mediaType = formats[format ?? ''];
    if (!mediaType) throw refuse('files.unknown-kind');
    try {
      const drawn = await upright(bytes, longestEdge)
        .toFormat(mediaType.slice('image/'.length) as 'jpeg', quality[mediaType])
        .toBuffer();
      // From what is kept, not from what was sent: the large picture is opened once.
      const thumb = await upright(drawn, thumbEdge).flatten({ background: '#ffffff' }).jpeg({ quality: 72 }).toBuffer();
      return { mediaType, bytes: drawn, thumb, takenAt: takenAtOf(exif, toMs(now)) };
    } catch (error) {
      return refuseOf(error as Error, bytes);
    }
  });
}

const quality = {
  'image/jpeg': { quality: 82, mozjpeg: false },
  'image/png': { compressionLevel: 8 },
  'image/webp': { quality: 82 },
} as const;

function open(bytes: Buffer) {
  return sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', animated: false }).timeout({
    seconds: secondsPerImage,
  });
}

function upright(bytes: Buffer, edge: number) {
  return open(bytes).autoOrient().resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true });
}

function refuseOf(error: Error, bytes: Buffer): never {
  if (/pixel limit/i.test(error.message)) throw refuse('files.too-many-pixels', { millions: mostPixels / 1_000_000 });
  if (bytes.toString('latin1', 4, 8) === 'ftyp') throw refuse('files.heic-unreadable');
  throw refuse('files.damaged');
}
