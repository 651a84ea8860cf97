import { z } from 'zod';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { bilingual, isoInstant, pageOf, pageQuery, rowRef, statedInstant } from './shapes.ts';

/** How soon somebody is told: at once even off duty (emergencies), while on duty, or gathered. */
const noticeClass = z.enum(['now', 'shift', 'digest']);
export type NoticeClass = z.output<typeof noticeClass>;

const notice = z.object({
  id: z.uuid(),
  class: noticeClass,
  text: bilingual,
  /** The matter it is about, where the asker still sees it. */
  caseRef: rowRef.nullable(),
  at: isoInstant,
  isNew: z.boolean(),
});
export type Notice = z.output<typeof notice>;

export const noticeRoutes = {
  'GET /notices': route({
    access: { signedIn: 'any' },
    summary: text('我的消息', 'What I was told, newest first, of the last 90 days'),
    query: pageQuery.extend({ class: noticeClass.optional() }),
    output: pageOf(notice),
  }),
  'GET /notices/count': route({
    access: { signedIn: 'any' },
    summary: text('未看消息数', 'How many notices are new, by class; each counted up to 100'),
    output: z.object({
      now: z.number().int(),
      shift: z.number().int(),
      digest: z.number().int(),
      /** Whether office hours run or the asker is on a shift; off duty only what is urgent calls for attention. */
      isOnDuty: z.boolean(),
    }),
  }),
} as const;

export const noticeCommands = {
  'notices.see': command({
    access: { signedIn: 'any' },
    summary: text('标为已看', 'Mark as seen all notices up to an instant'),
    input: z.object({ until: statedInstant }),
    output: z.object({ seenUntil: isoInstant }),
  }),
} as const;
