import { z } from 'zod';

/** A refusal on the wire (RFC 9457 problem details); `code` is stable, `text` is for people. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  text: z.object({ zh: z.string(), en: z.string() }),
  fields: z.array(z.object({ path: z.string(), text: z.object({ zh: z.string(), en: z.string() }) })).optional(),
  current: z.unknown().optional(),
  requestId: z.string().optional(),
});
export type Problem = z.output<typeof problem>;

/** What somebody wants done, made where they are, with signal or without. Sending it again is harmless: `id` decides. */
export const intention = z.object({
  id: z.uuid(),
  command: z.string().max(80),
  input: z.unknown(),
  /** Another intention that must be done before this one. */
  after: z.uuid().optional(),
  madeAt: z.iso.datetime({ offset: true }).optional(),
  appVersion: z.string().max(40).optional(),
});
export type Intention = z.input<typeof intention>;

export const intentionsBody = z.object({ intentions: z.array(intention).min(1).max(50) });

export const intentionResult = z.discriminatedUnion('state', [
  z.object({ id: z.uuid(), state: z.literal('done'), output: z.unknown() }),
  z.object({ id: z.uuid(), state: z.literal('refused'), problem }),
  z.object({ id: z.uuid(), state: z.literal('not-yet') }),
]);
export type IntentionResult = z.output<typeof intentionResult>;
export const intentionsAnswer = z.object({ results: z.array(intentionResult) });
