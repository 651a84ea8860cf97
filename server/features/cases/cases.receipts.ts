import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseRef, rowRef } from '../../../contract/shapes.ts';
import { toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { AppParts } from '../../app.ts';
import { tellFailure } from './cases.messages.ts';

const receiptsBody = z.object({
  receipts: z
    .array(
      z.object({
        /** As it was given to the gateway. */
        id: rowRef,
        state: z.enum(['delivered', 'failed', 'unknown']),
        /** The gateway's own word for why. */
        reason: z.string().max(60).optional(),
      }),
    )
    .max(500),
});
type Receipt = z.output<typeof receiptsBody>['receipts'][number];

/** A signature holds for so long, so that a call that was overheard cannot be made again later. */
const holdsMs = 5 * 60_000;
const mostBytes = 256 * 1024;

/** Whether a call bears the signature of Standard Webhooks under our common key. */
export function isSigned(
  key: string,
  headers: Readonly<Record<string, unknown>>,
  body: string,
  nowMs: number,
): boolean {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    String(headers[name] ?? ''),
  );
  if (!/^\d{1,12}$/.test(timestamp ?? '') || Math.abs(Number(timestamp) * 1000 - nowMs) > holdsMs) return false;
  const due = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return (signatures ?? '').split(' ').some((one) => {
    const given = Buffer.from(one.replace(/^v1,/, ''), 'base64');
    return given.length === due.length && timingSafeEqual(given, due);
  });
}

type Parts = Pick<AppParts, 'config' | 'database'> & { readonly now: () => string };

/** What became of one message; one that was delivered stays so, and one we do not know changes nothing. */
async function keepReceipt({ database }: Parts, now: string, { id: ref, state, reason }: Receipt): Promise<boolean> {
  const { communityId, id } = parseRef(ref);
  return database.write({ communities: [communityId], organisations: [] }, async (db) => {
    const changed = await db
      .updateTable('smsMessages')
      .set({ state, reason: reason ?? null, toldAt: now })
      .where('communityId', '=', communityId)
      .where('id', '=', id)
      .where('state', 'in', ['sent', 'unknown', ...(state === 'delivered' ? ['failed'] : [])])
      .returning('caseId')
      .executeTakeFirst();
    if (changed && state === 'failed') await tellFailure(db, now, { communityId, id, caseId: changed.caseId });
    return changed !== undefined;
  });
}

/** Where the gateway tells what became of messages: `POST /api/sms/receipts`, signed. Without a key the address is not there. */
export function bindReceipts(app: FastifyInstance, parts: Parts): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: mostBytes }, (_request, body, done) =>
    done(null, body),
  );
  app.post('/sms/receipts', async (request, reply) => {
    const { smsReceiptKey } = parts.config;
    if (!smsReceiptKey) throw refuse('request.not-found');
    const body = typeof request.body === 'string' ? request.body : '';
    const now = parts.now();
    if (!isSigned(smsReceiptKey, request.headers, body, toMs(now))) throw refuse('access.forbidden');
    const parsed = receiptsBody.safeParse(readJson(body));
    if (!parsed.success) throw refuse('request.invalid');
    let kept = 0;
    for (const receipt of parsed.data.receipts) if (await keepReceipt(parts, now, receipt)) kept += 1;
    return reply.type('application/json').send(JSON.stringify({ kept }));
  });
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
