import { z } from 'zod';
import { type Happening, happenings } from '../domain/case/happenings.ts';
import { text } from '../domain/text.ts';
import { reachInput } from './api-keys.ts';
import { command, route } from './route.ts';
import { isoInstant, pageOf, pageQuery, words } from './shapes.ts';

const happening = z.enum(Object.keys(happenings) as [Happening, ...Happening[]]);

const webhookRow = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  kinds: z.array(happening),
  area: z.object({ id: z.number(), name: z.string() }).nullable(),
  organisation: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** failed: switched off by the platform, since nothing arrived for days. */
  state: z.enum(['on', 'off', 'failed']),
  madeBy: z.string(),
  madeAt: isoInstant,
  waiting: z.number().int(),
  dead: z.number().int(),
  deliveredAt: isoInstant.nullable(),
});
export type WebhookRow = z.output<typeof webhookRow>;

const deliveryRow = z.object({
  id: z.uuid(),
  kind: z.string(),
  number: z.string().nullable(),
  state: z.enum(['waiting', 'delivered', 'dead']),
  attempts: z.number().int(),
  madeAt: isoInstant,
  nextAt: isoInstant.nullable(),
  deliveredAt: isoInstant.nullable(),
  lastStatus: z.number().int().nullable(),
  lastFault: z.string().nullable(),
});
export type DeliveryRow = z.output<typeof deliveryRow>;

const ofWebhook = z.object({ id: z.uuid() });

export const webhookRoutes = {
  'GET /webhooks': route({
    access: { capability: 'webhooks.manage' },
    summary: text('事件推送', 'Webhooks, the newest first'),
    output: z.object({ items: z.array(webhookRow) }),
  }),
  'GET /webhooks/:id/deliveries': route({
    access: { capability: 'webhooks.manage' },
    summary: text('一个事件推送的消息', 'The messages of a webhook, the newest first'),
    params: ofWebhook,
    query: pageQuery.extend({ state: z.enum(['waiting', 'delivered', 'dead']).optional() }),
    output: pageOf(deliveryRow),
  }),
} as const;

export const webhookCommands = {
  'webhooks.make': command({
    access: { capability: 'webhooks.manage' },
    summary: text('新建事件推送', 'Add a webhook'),
    input: z.object({
      name: words(60).pipe(z.string().min(2)),
      url: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .refine((value) => !URL.canParse(value) || new URL(value).username === '', {
          params: { text: text('地址里不要写用户名和密码。', 'Leave user names and passwords out of the address.') },
        }),
      kinds: z.array(happening).min(1).max(20),
      reach: reachInput,
      /** Made by the client from 256 random bits, as Standard Webhooks writes it; the platform keeps it sealed. */
      secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{43}=$/),
    }),
    output: ofWebhook,
  }),
  'webhooks.turn': command({
    access: { capability: 'webhooks.manage' },
    summary: text('开启或停止事件推送', 'Switch a webhook on or off'),
    input: ofWebhook.extend({ isOn: z.boolean() }),
    output: ofWebhook,
  }),
  'webhooks.remove': command({
    access: { capability: 'webhooks.manage' },
    summary: text('删除事件推送', 'Remove a webhook with its messages'),
    input: ofWebhook,
    output: ofWebhook,
  }),
  'webhooks.ping': command({
    access: { capability: 'webhooks.manage' },
    summary: text('发送一条测试消息', 'Send a message to try it'),
    input: ofWebhook,
    output: ofWebhook,
  }),
  'webhooks.replay': command({
    access: { capability: 'webhooks.manage' },
    summary: text('重发消息', 'Send messages again'),
    /** One message, whatever became of it; without one all that were given up. */
    input: ofWebhook.extend({ deliveryId: z.uuid().optional() }),
    output: z.object({ again: z.number().int() }),
  }),
} as const;
