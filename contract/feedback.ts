import { z } from 'zod';
import { type Text, text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { isoInstant, pageOf, pageQuery, words } from './shapes.ts';

/** What it is about; 填报负担 is asked for by name (国办函〔2026〕12号). */
export const feedbackKinds = {
  hard: text('不好用', 'Hard to use'),
  fault: text('出错了', 'Something is broken'),
  idea: text('建议', 'A suggestion'),
  burden: text('填报负担', 'Too much to fill in'),
  other: text('其他', 'Something else'),
} as const satisfies Record<string, Text>;
export type FeedbackKind = keyof typeof feedbackKinds;
const kindCodes = Object.keys(feedbackKinds) as [FeedbackKind, ...FeedbackKind[]];
const feedbackKind = z.enum(kindCodes);

const feedbackState = z.enum(['new', 'seen', 'answered']);
export type FeedbackState = z.output<typeof feedbackState>;

/** As whoever wrote it sees it. */
const ownFeedback = z.object({
  id: z.uuid(),
  kind: feedbackKind,
  words: z.string(),
  state: feedbackState,
  answer: z.string().nullable(),
  madeAt: isoInstant,
  answeredAt: isoInstant.nullable(),
});
export type OwnFeedback = z.output<typeof ownFeedback>;

/** As whoever runs the platform sees it: never who wrote it, only whether they work here. */
const feedbackItem = ownFeedback.extend({
  sender: z.enum(['staff', 'resident', 'anonymous']),
  path: z.string(),
  hasContact: z.boolean(),
});
export type FeedbackItem = z.output<typeof feedbackItem>;

/** Made by the sender's device: 128 bits in base64url, the way back to the answer. */
const linkToken = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

export const feedbackRoutes = {
  'GET /feedback': route({
    access: { capability: 'settings.manage' },
    summary: text('对系统的意见', 'What people say of the platform'),
    query: pageQuery.extend({ state: feedbackState.optional() }),
    output: pageOf(feedbackItem).extend({ counts: z.object({ new: z.number(), seen: z.number() }) }),
  }),
  'GET /feedback/:id/contact': route({
    access: { capability: 'settings.manage' },
    summary: text('意见人留的联系方式', 'How to reach whoever wrote it'),
    params: z.object({ id: z.uuid() }),
    audits: true,
    output: z.object({ contact: z.string() }),
  }),
  'GET /feedback/mine': route({
    access: { signedIn: 'any' },
    summary: text('我提的意见', 'What I said of the platform, the newest first'),
    output: z.object({ items: z.array(ownFeedback) }),
  }),
  'GET /feedback/by-link/:token': route({
    access: { open: 'whoever wrote without signing in comes back by a secret of their own' },
    summary: text('凭链接看意见的答复', 'The answer to what was said, by its link'),
    params: z.object({ token: linkToken }),
    perMinute: 60,
    output: ownFeedback,
  }),
} as const;

export const feedbackCommands = {
  'feedback.send': command({
    access: { open: 'complaints about the platform need no account (国办函〔2026〕12号)' },
    summary: text('提意见', 'Say something of the platform'),
    input: z.object({
      token: linkToken,
      kind: feedbackKind,
      words: words(1000).pipe(z.string().min(2)),
      /** The page it is about; ids in it are left out. */
      path: z.string().max(200).regex(/^\//),
      contact: words(60).optional(),
      /** Staff and residents may leave their name out. */
      isNameless: z.boolean().default(false),
    }),
    output: z.object({ id: z.uuid() }),
  }),
  'feedback.see': command({
    access: { capability: 'settings.manage' },
    summary: text('标为已看', 'Mark as looked at'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  }),
  'feedback.answer': command({
    access: { capability: 'settings.manage' },
    summary: text('答复意见', 'Answer'),
    input: z.object({ id: z.uuid(), answer: words(1000).pipe(z.string().min(2)) }),
    output: z.object({ id: z.uuid() }),
  }),
} as const;
