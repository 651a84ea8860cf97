import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fileRoutes } from '../../../contract/files.ts';
import { parseRef, rowRef, words } from '../../../contract/shapes.ts';
import { refuse } from '../../../domain/refusals.ts';
import { settingNow } from '../../access/settings.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { noRows } from '../../kit/db/client.ts';
import { bindReads, type MediaAnswer, type Slice } from '../../kit/http/slice.ts';
import type { StorePort } from '../../outside/store/port.ts';
import { sweepFiles } from './files.jobs.ts';
import { getShownFile } from './files.queries.ts';
import { mostBytes } from './prepare-file.ts';
import { assertMaySend, type StageParts, senderOf, stageFile } from './stage-file.ts';

interface SendLimit {
  readonly name: string;
  readonly times: number;
  readonly withinMs: number;
}

export interface FileParts extends StageParts {
  /** Counts tries across processes, by a subject that is kept as a keyed hash. */
  readonly throttle: { take(limit: SendLimit, subject: string): Promise<{ isAllowed: boolean; waitMs: number }> };
}

/** A report has ten files at most; behind one address there may be a whole street. */
const visitorLimits = (perHour: number): readonly SendLimit[] => [
  { name: 'files.hour', times: perHour, withinMs: 3_600_000 },
  { name: 'files.day', times: perHour * 4, withinMs: 86_400_000 },
];

/** Files: bytes in by PUT, out by the read, and the nightly sweep. */
export function filesSlice(parts: FileParts): Slice {
  return {
    reads: bindReads(fileRoutes, {
      'GET /files/:ref': (ctx, { params, query }) => readFile(ctx, parts.store, params.ref, query.size),
    }),
    jobs: [sweepFiles(parts.store)],
    plugin: async (app) => {
      // The body is what it is: no parser looks at it, whatever it is called.
      app.removeAllContentTypeParsers();
      app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      bindPut(app, parts);
    },
  };
}

async function readFile(ctx: ReadCtx, store: StorePort, ref: string, size: 'full' | 'thumb'): Promise<MediaAnswer> {
  const { communityId, id } = parseRef(ref);
  const file = await getShownFile(ctx, communityId, id);
  const sum = size === 'thumb' ? file.thumbSha256 : file.sha256;
  const held = sum === null ? undefined : await store.open(sum);
  if (!held) throw refuse('request.not-found');
  const isShown = size === 'thumb' || /^(?:image|audio)\//.test(file.mediaType);
  return {
    body: held.stream,
    mediaType: size === 'thumb' ? 'image/jpeg' : file.mediaType,
    headers: {
      'content-length': String(held.sizeBytes),
      'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      // The bytes under a ref never change; who may see them does, so only the reader's own device keeps them, and not for long.
      'cache-control': 'private, max-age=3600',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  };
}

function bindPut(app: FastifyInstance, parts: FileParts): void {
  app.put('/files/:ref', async (request, reply) => {
    const { actor } = request.caller;
    const ref = rowRef.safeParse((request.params as { ref?: string }).ref);
    const name = words(200).safeParse((request.query as { name?: string }).name ?? '');
    if (!ref.success || !name.success) throw refuse('request.invalid');
    const { communityId, id } = parseRef(ref.data);
    await assertMaySend(parts, actor, communityId);
    if (senderOf(actor) === 'visitor') await countVisitor(parts, request.ip);
    const bytes = await readBody(request, reply, mostBytes(senderOf(actor)));
    const answer = await stageFile(parts, { actor, communityId, id, name: plainName(name.data), bytes });
    return reply.type('application/json').send(JSON.stringify(answer));
  });
}

async function countVisitor({ throttle, database }: FileParts, address: string): Promise<void> {
  const perHour = await database.read(noRows, (db) => settingNow(db, 'uploads.perHour'));
  for (const limit of visitorLimits(perHour)) {
    const { isAllowed, waitMs } = await throttle.take(limit, address);
    if (!isAllowed) throw refuse('request.too-many', { seconds: Math.ceil(waitMs / 1000) });
  }
}

/** The last part of a path, without what a file system or a header would trip over. */
function plainName(sent: string): string {
  const last = sent.split(/[\\/]/).at(-1) ?? '';
  return [...last.replace(/[\p{Cc}\p{Cf}"<>:|?*]/gu, '').trim()].slice(0, 120).join('') || 'file';
}

async function readBody(request: FastifyRequest, reply: FastifyReply, most: number): Promise<Buffer> {
  const tooLarge = () => {
    // The rest of the body is not waited for.
    reply.header('connection', 'close');
    return refuse('files.too-large', { limit: `${most / 1024 / 1024} MB` });
  };
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
  const body = request.body as AsyncIterable<Buffer> | undefined | null;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    if (size > most) throw tooLarge();
    parts.push(part);
  }
  if (size === 0) throw refuse('files.damaged');
  return Buffer.concat(parts);
}
