import { z } from 'zod';
import { text } from '../domain/text.ts';
import { roleCode } from './identity.ts';
import { command, route } from './route.ts';
import { isoDay, isoInstant, pageOf, pageQuery } from './shapes.ts';

const colleague = z.object({ id: z.uuid(), name: z.string(), userName: z.string() });

export const confirmationKind = z.enum(['grant-administrator', 'end-administrator', 'reset-second-factor']);

const confirmationRow = z.object({
  id: z.uuid(),
  kind: confirmationKind,
  user: colleague,
  /** Of a grant: what would be held, where and when; of an end: what is held. */
  grant: z
    .object({
      role: roleCode,
      area: z.object({ id: z.number(), name: z.string() }).nullable(),
      validFrom: isoDay.nullable(),
      validTo: isoDay.nullable(),
    })
    .nullable(),
  reason: z.string().nullable(),
  state: z.enum(['open', 'confirmed', 'refused', 'expired']),
  proposedBy: colleague,
  proposedAt: isoInstant,
  expiresAt: isoInstant,
  decidedBy: colleague.nullable(),
  decidedAt: isoInstant.nullable(),
  /** What the asker may do now. */
  mayConfirm: z.boolean(),
  mayRefuse: z.boolean(),
});
export type ConfirmationRow = z.output<typeof confirmationRow>;

export const confirmationRoutes = {
  'GET /confirmations': route({
    access: { capability: 'access.confirm' },
    summary: text('待第二人复核', 'What waits for a second person, and what was decided, newest first'),
    query: pageQuery.extend({ isOpen: z.stringbool().optional() }),
    output: pageOf(confirmationRow),
  }),
} as const;

export const confirmationCommands = {
  'confirmations.decide': command({
    access: { capability: 'access.confirm' },
    summary: text('复核：确认或不同意', 'Confirm what another proposed, or refuse it'),
    input: z.object({ id: z.uuid(), decision: z.enum(['confirm', 'refuse']) }),
    output: z.object({ id: z.uuid(), state: z.enum(['confirmed', 'refused']) }),
  }),
} as const;
