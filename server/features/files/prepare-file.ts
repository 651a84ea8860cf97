import { fileLimits, storedMedia } from '../../../contract/files.ts';
import { refuse } from '../../../domain/refusals.ts';
import { openZip } from '../../kit/sheets/zip-entries.ts';
import { cleanImage } from './images.ts';
import { kindOf, type MediaKind } from './media-kind.ts';
import { cleanSound, isSound } from './sound.ts';

export type Sender = keyof typeof fileLimits;

/** A file as it will be kept. */
export interface PreparedFile {
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly thumb: Buffer | undefined;
  readonly takenAt: string | undefined;
}

/** The most bytes a sender may send of any kind. */
export function mostBytes(sender: Sender): number {
  const { imageBytes, audioBytes, documentBytes } = fileLimits[sender];
  return Math.max(imageBytes, audioBytes, documentBytes);
}

const images: readonly MediaKind[] = ['jpeg', 'png', 'webp', 'heif'];
const [workbook, csv] = storedMedia.table;
const encryptedWorkbook = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Looks at what was sent, by content alone, and makes of it what is kept: photos drawn anew without what the camera wrote, sounds without
 * titles, documents and (of staff) tables as they are.
 * @refuses files.unknown-kind, files.too-large, files.damaged, files.heic-unreadable, files.too-many-pixels, files.too-long, files.video, import.*
 */
export async function prepareFile(sent: Buffer, sender: Sender, now: string): Promise<PreparedFile> {
  const limits = fileLimits[sender];
  const kind = kindOf(sent);
  if (kind === undefined) throw refuse('files.unknown-kind');
  if (images.includes(kind)) {
    assertSize(sent, limits.imageBytes);
    return cleanImage(sent, now);
  }
  if (isSound(kind)) {
    assertSize(sent, limits.audioBytes);
    const { mediaType, bytes } = cleanSound(kind, sent, limits.audioSeconds);
    return { mediaType, bytes, thumb: undefined, takenAt: undefined };
  }
  assertSize(sent, limits.documentBytes);
  const mediaType =
    kind === 'pdf' ? storedMedia.document[0] : sender === 'staff' ? await tableType(sent, kind) : undefined;
  if (mediaType === undefined) throw refuse('files.unknown-kind');
  return { mediaType, bytes: sent, thumb: undefined, takenAt: undefined };
}

function assertSize(sent: Buffer, most: number): void {
  if (sent.length > most) throw refuse('files.too-large', { limit: `${most / 1024 / 1024} MB` });
}

async function tableType(sent: Buffer, kind: MediaKind): Promise<string | undefined> {
  if (kind === 'text') return csv;
  if (kind === 'ole')
    throw sent.includes(encryptedWorkbook)
      ? refuse('import.encrypted')
      : refuse('import.old-format', { format: '.xls' });
  if (kind !== 'zip') return undefined;
  const zip = await openZip(sent);
  try {
    return zip.has('xl/workbook.xml') ? workbook : undefined;
  } finally {
    zip.close();
  }
}
