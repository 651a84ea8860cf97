import { z } from 'zod';
import { keyScopes } from '../domain/access/key-scopes.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, isoDay, isoInstant, words } from './shapes.ts';

const keyScope = z.enum(keyScopes);

/**
 * How a key stands: waiting for the security administrator, good, ended by somebody, past its last day (or not confirmed within a week), or
 * idle because its maker holds none of its scopes any more.
 */
const keyState = z.enum(['waiting', 'good', 'idle', 'expired', 'ended']);

const keyRow = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The first letters; the rest is kept nowhere. */
  hint: z.string(),
  area: z.object({ id: z.number(), name: z.string() }).nullable(),
  organisation: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  scopes: z.array(keyScope),
  perMinute: z.number().int(),
  state: keyState,
  madeBy: z.string(),
  madeAt: isoInstant,
  expiresOn: isoDay.nullable(),
  usedAt: isoInstant.nullable(),
  endedAt: isoInstant.nullable(),
  /** Null while it waits; of a key from before confirming was asked, when it was made. */
  confirmedAt: isoInstant.nullable(),
  confirmedBy: z.string().nullable(),
  /** What the asker may do now. */
  mayConfirm: z.boolean(),
});
export type KeyRow = z.output<typeof keyRow>;

/** An area with all under it, or an organisation: one of the two. */
export const reachInput = z
  .object({ areaId: areaId.optional(), organisationId: z.uuid().optional() })
  .refine((value) => (value.areaId === undefined) !== (value.organisationId === undefined), {
    params: { text: text('区域和单位二选一。', 'Choose an area or an organisation, not both.') },
  });

export const apiKeyRoutes = {
  'GET /api-keys': route({
    access: { capability: 'api-keys.manage' },
    summary: text('接口密钥', 'API keys, the newest first'),
    output: z.object({ items: z.array(keyRow) }),
  }),
} as const;

export const apiKeyCommands = {
  'api-keys.make': command({
    access: { capability: 'api-keys.manage' },
    summary: text('新建接口密钥', 'Make an API key'),
    input: z.object({
      name: words(60).pipe(z.string().min(2)),
      reach: reachInput,
      scopes: z.array(keyScope).min(1).max(keyScopes.length),
      perMinute: z.number().int().min(1).max(6000).default(120),
      /** The first day on which it is no longer good. */
      expiresOn: isoDay.optional(),
      /** Made by the client from 256 random bits: the door for writes remembers its answers, so it must never give out a key. */
      key: z.string().regex(/^linli_[A-Za-z0-9_-]{43}$/),
    }),
    output: z.object({ id: z.uuid() }),
  }),
  'api-keys.confirm': command({
    access: { capability: 'access.manage' },
    summary: text('确认接口密钥', 'Confirm an API key that another made'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  }),
  'api-keys.end': command({
    access: { capability: 'api-keys.manage' },
    summary: text('停用接口密钥', 'End an API key'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  }),
} as const;
