import { refuse } from '../../../domain/refusals.ts';
import type { MediaKind } from './media-kind.ts';
import { readMp3 } from './sound-mp3.ts';
import { readMp4 } from './sound-mp4.ts';
import { readOgg } from './sound-ogg.ts';
import { readWebm } from './sound-webm.ts';

/** A recording as it is kept: without titles, places and device names where the container holds such. */
export interface Sound {
  readonly mediaType: 'audio/mpeg' | 'audio/mp4' | 'audio/webm' | 'audio/ogg';
  readonly seconds: number;
  readonly hasPictures: boolean;
  readonly bytes: Buffer;
}

const readers: Partial<Record<MediaKind, (bytes: Buffer) => Sound | undefined>> = {
  mp3: readMp3,
  mp4: readMp4,
  ogg: readOgg,
  webm: readWebm,
};

/** Whether a kind may be a recording. */
export function isSound(kind: MediaKind): boolean {
  return kind in readers;
}

/** A recorder stops a little after the button says so. */
const graceSeconds = 5;

/** Reads a recording to its end. @refuses files.damaged if it can't be, files.video, files.too-long */
export function cleanSound(kind: MediaKind, bytes: Buffer, mostSeconds: number): Sound {
  const sound = readers[kind]?.(bytes);
  if (!sound) throw refuse('files.damaged');
  if (sound.hasPictures) throw refuse('files.video');
  if (sound.seconds > mostSeconds + graceSeconds)
    throw refuse('files.too-long', { minutes: Math.round(mostSeconds / 60) });
  return sound;
}
