import { z } from 'zod';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { bilingual, isoDay, isoInstant, lonLat, rowRef, words } from './shapes.ts';

/** How long a link opens unless it is told, and at most; it can be made to last longer before it ends. */
export const outsideDays = { usual: 7, most: 30 } as const;
const days = z.number().int().min(1).max(outsideDays.most);
const file = z.object({ ref: rowRef, mediaType: z.string(), name: z.string(), takenAt: isoInstant.nullable() });

/** What a holder says: when they will come, something on the way, or that it is done. Done is for the handler to look at. */
export const outsideResult = z.enum(['coming', 'progress', 'done']);

export const outsideLinkView = z.object({
  id: z.uuid(),
  name: z.string(),
  firm: z.string(),
  words: z.string(),
  fileCount: z.number().int(),
  sharesContact: z.boolean(),
  madeAt: isoInstant,
  expiresAt: isoInstant,
  state: z.enum(['open', 'over', 'revoked']),
  seenAt: isoInstant.nullable(),
  comingOn: isoDay.nullable(),
  doneAt: isoInstant.nullable(),
});
export type OutsideLinkView = z.output<typeof outsideLinkView>;

/** The one matter as somebody outside sees it: what they were told and chosen for them, nothing else. */
export const outsideView = z.object({
  ref: rowRef,
  number: z.string(),
  name: z.string(),
  firm: z.string(),
  words: z.string(),
  category: bilingual.nullable(),
  placeWords: z.string(),
  point: lonLat.nullable(),
  expiresAt: isoInstant,
  comingOn: isoDay.nullable(),
  doneAt: isoInstant.nullable(),
  /** Of whoever asked; only where it was ticked, and every look is audited. */
  contact: z.object({ name: z.string(), phone: z.string() }).nullable(),
  /** Who handed it over, to be called back. */
  unit: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  files: z.array(file),
  reports: z.array(
    z.object({ at: isoInstant, result: outsideResult, on: isoDay.nullable(), words: z.string(), files: z.array(file) }),
  ),
});
export type OutsideView = z.output<typeof outsideView>;

const byLink =
  'whoever holds a link that is still open sees the one matter of it; everybody else is told that it is over';

export const outsideLinkRoutes = {
  'GET /cases/:ref/outside-links': route({
    access: { capability: 'cases.read' },
    summary: text('交给外部人员的链接', 'Links for outside parties'),
    params: z.object({ ref: rowRef }),
    output: z.object({ items: z.array(outsideLinkView) }),
  }),
  'GET /outside': route({
    access: { open: byLink },
    audits: true,
    perMinute: 60,
    summary: text('外部人员：交给我的这件事', 'Outside parties: the matter handed to me'),
    output: outsideView,
  }),
} as const;

export const outsideLinkCommands = {
  'outside-links.make': command({
    access: { signedIn: 'any' },
    summary: text('交外部人员：生成一个会到期的链接', 'Hand to an outside party by a link that expires'),
    input: z.object({
      ref: rowRef,
      name: words(60).pipe(z.string().min(1)),
      firm: words(60).default(''),
      words: words(1000).pipe(z.string().min(1)),
      fileIds: z.array(z.uuid()).max(9).default([]),
      sharesContact: z.boolean().default(false),
      days: days.default(outsideDays.usual),
      /** Made by the client (128 bits, base64url), stored hashed: the link. */
      token: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
    }),
    output: z.object({ id: z.uuid(), expiresAt: isoInstant }),
  }),
  'outside-links.extend': command({
    access: { signedIn: 'any' },
    summary: text('延长外部链接', 'Let an outside link last longer'),
    input: z.object({ ref: rowRef, id: z.uuid(), days }),
    output: z.object({ expiresAt: isoInstant }),
  }),
  'outside-links.revoke': command({
    access: { signedIn: 'any' },
    summary: text('收回外部链接', 'Take an outside link back'),
    input: z.object({ ref: rowRef, id: z.uuid() }),
    output: z.object({ revokedAt: isoInstant }),
  }),
  'outside-links.report': command({
    access: { open: byLink },
    summary: text('外部人员反馈：约定上门、补充情况、已做完', 'An outside party reports'),
    input: z.object({
      result: outsideResult,
      on: isoDay.optional(),
      words: words(1000).default(''),
      fileIds: z.array(z.uuid()).max(9).default([]),
    }),
    output: z.object({ at: isoInstant }),
  }),
} as const;
