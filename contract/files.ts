import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { isoInstant, rowRef } from './shapes.ts';

const mb = 1024 * 1024;

/** What may be sent, by who sends it. A client shows these before it sends; the server holds them by content. */
export const fileLimits = {
  /** Residents and people not signed in. */
  visitor: { imageBytes: 10 * mb, audioBytes: 5 * mb, audioSeconds: 120, documentBytes: 10 * mb },
  staff: { imageBytes: 20 * mb, audioBytes: 20 * mb, audioSeconds: 600, documentBytes: 30 * mb },
} as const;

/** Media types that are stored. Photos of other kinds (HEIC where it can be read) become JPEG. */
export const storedMedia = {
  image: ['image/jpeg', 'image/png', 'image/webp'],
  audio: ['audio/mpeg', 'audio/mp4', 'audio/webm', 'audio/ogg'],
  document: ['application/pdf'],
  /** Staff only. */
  table: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv'],
} as const;

/** What becomes of a file that was sent: the answer to `PUT /api/files/<ref>?name=…`, the same however often it is sent. */
export const fileAnswer = z.object({
  ref: rowRef,
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  name: z.string(),
  /** When a photo was taken, by its own clock; the only thing kept of what the camera wrote. */
  takenAt: isoInstant.nullable(),
  hasThumb: z.boolean(),
});
export type FileAnswer = z.output<typeof fileAnswer>;

/**
 * Where a file's bytes are sent: the raw bytes as the body of a PUT. The ref is made by the client: the community where the matter lies
 * and a new uuid (random, not guessable: for those not signed in, knowing it is the right to attach it).
 */
export function fileAddress(ref: string, name = ''): string {
  return `/api/files/${ref}${name === '' ? '' : `?name=${encodeURIComponent(name)}`}`;
}

export const fileRoutes = {
  'GET /files/:ref': route({
    access: {
      open: 'photos of a matter are seen by whoever sees the matter, its link included; nothing else is given out',
      helper: ['track'],
    },
    summary: text('查看附件', 'The bytes of a file'),
    params: z.object({ ref: rowRef }),
    query: z.object({ size: z.enum(['full', 'thumb']).default('full') }),
    output: z.unknown(),
    media: 'application/octet-stream',
  }),
} as const;
