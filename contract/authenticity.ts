import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { areaId, bilingual, isoDay, isoInstant } from './shapes.ts';

/** Whom a resident can call instead: never the number that is in doubt. */
const ownDesk = z.object({ name: z.string(), phone: z.string() }).nullable();

/** What a worker's phone needs to show codes, with a signal or without. */
export const doorKey = z.object({
  /** In base64url; good for this sign-in alone. Empty for whoever comes to no doors. */
  key: z.string(),
  /** The clock that counts. */
  now: isoInstant,
  /** Until when its codes are believed, unless the phone reaches us again. */
  validUntil: isoInstant,
  name: z.string(),
  /** Where this worker may say that they come from us. */
  communities: z.array(z.object({ id: z.number(), name: z.string(), purposes: z.array(z.string()) })),
});
export type DoorKey = z.output<typeof doorKey>;

export const doorCheck = z.object({
  state: z.enum(['ours', 'expired', 'unknown']),
  worker: z.object({ name: z.string(), post: bilingual, unit: z.string(), purpose: bilingual }).nullable(),
  community: z.string().nullable(),
  desk: ownDesk,
});
export type DoorCheck = z.output<typeof doorCheck>;

export const authenticityRoutes = {
  'GET /door-key': route({
    access: { signedIn: 'any' },
    summary: text('亮码用的密钥', 'What my phone shows door codes with'),
    output: doorKey,
  }),
  'POST /authenticity/door': route({
    access: {
      open: 'whoever stands behind a door asks who is in front of it, before signing in; nothing of the look is kept',
    },
    summary: text('核验上门人员', 'Whether a code shown at the door is of one of ours'),
    asks: z.object({
      /** What the QR code says, or the six digits. */
      code: z.string().max(60),
      /** With six digits: the community of whoever asks. */
      communityId: areaId.optional(),
    }),
    perMinute: 20,
    output: doorCheck,
  }),
  'POST /authenticity/number': route({
    access: { open: 'numbers that offices publish; whoever was called asks before signing in' },
    summary: text('核验来电号码', 'Whether a number is one that we publish'),
    asks: z.object({ number: z.string().max(40), communityId: areaId.optional() }),
    perMinute: 20,
    output: z.object({
      isPublished: z.boolean(),
      /** Whose it is, where it is published. */
      owners: z.array(z.object({ name: z.string(), area: z.string() })),
      desk: ownDesk,
    }),
  }),
  'POST /authenticity/message': route({
    access: { open: 'whoever got a message asks before signing in; only a hash of it arrives' },
    summary: text('核验短信', 'Whether a message of these words was sent by us to a phone'),
    asks: z.object({
      /** SHA-256 of the bare words, in hexadecimal. */
      digest: z.string().regex(/^[0-9a-f]{64}$/),
      last4: z.string().regex(/^\d{4}$/),
    }),
    perMinute: 20,
    output: z.object({ sentOn: isoDay.nullable() }),
  }),
} as const;
