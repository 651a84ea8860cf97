import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { CaseFile } from '../../../contract/case-file.ts';
import type { PackageView } from '../../../contract/packages.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { dayMs, toIso, toMs, wallTime } from '../../../domain/calendar/instant.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { metricCodes, metrics } from '../../../domain/metrics/metrics.ts';
import { Refusal } from '../../../domain/refusals.ts';
import { writeAudit } from '../../access/audit.ts';
import { rowScopeOfActor } from '../../access/row-scope.ts';
import type { AppParts } from '../../app.ts';
import type { AuditNote, ReadCtx } from '../../kit/ctx.ts';
import type { RowScope, WriteTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import type { Job, JobCtx } from '../../kit/jobs/job.ts';
import { writeWorkbook } from '../../kit/sheets/write-workbook.ts';
import { caseFileBytes } from '../cases/cases.file.queries.ts';
import { sealedCategories } from '../catalogue/catalogue.queries.ts';
import { reportFigures } from '../metrics/report.figures.queries.ts';

type Parts = Pick<AppParts, 'vault' | 'store' | 'database'>;

/** Photos of a package come to so many bytes; those beyond it are named in the index. */
const mostPhotoBytes = 1024 * 1024 * 1024;

const asked = z.object({
  from: z.string(),
  to: z.string(),
  area: z.number(),
  category: z.number().optional(),
});

interface Order {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly actor: Actor & { readonly kind: 'staff' };
  readonly asked: z.output<typeof asked>;
  readonly madeAt: string;
  readonly expiresAt: string;
}

/** A row of the index. */
interface Line {
  readonly cells: readonly (string | number | null)[];
}

/** Whoever asked, at work through the job: their scope, their masks, their name in the audit. */
function ctxOf(
  parts: Parts,
  job: JobCtx,
  db: WriteTx,
  order: Order,
  rows: RowScope,
): ReadCtx & { readonly notes: AuditNote[] } {
  const notes: AuditNote[] = [];
  return {
    db,
    shared: parts.database.pool,
    actor: order.actor,
    rows,
    now: job.now(),
    newId: job.newId,
    vault: parts.vault,
    log: job.log,
    requestId: `job-${order.id}`,
    audit: (note) => notes.push(note),
    notes,
  };
}

async function findOrder(job: JobCtx, id: string): Promise<Order | undefined> {
  const row = await job.write({ communities: [], organisations: [] }, (db) =>
    db
      .selectFrom('packages')
      .select(['id', 'title', 'purpose', 'actor', 'asked', 'madeAt', 'expiresAt'])
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .executeTakeFirst(),
  );
  return row && { ...row, actor: row.actor as unknown as Order['actor'], asked: asked.parse(row.asked) };
}

async function putEntry(db: WriteTx, parts: Parts, packageId: string, path: string, bytes: Buffer): Promise<void> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await parts.store.put(sha256, bytes);
  await nameEntry(db, packageId, { path, sha256, sizeBytes: bytes.length });
}

async function nameEntry(
  db: WriteTx,
  packageId: string,
  entry: { path: string; sha256: string; sizeBytes: number },
): Promise<void> {
  await db
    .insertInto('packageEntries')
    .values({ packageId, ...entry })
    .onConflict((conflict) =>
      conflict.columns(['packageId', 'path']).doUpdateSet({ sha256: entry.sha256, sizeBytes: entry.sizeBytes }),
    )
    .execute();
}

/** The photos of a matter beside its file, as they are stored. */
async function addPhotos(ctx: ReadCtx, db: WriteTx, packageId: string, { matter }: CaseFile): Promise<number> {
  const images = matter.files.filter(({ mediaType }) => mediaType.startsWith('image/'));
  if (images.length === 0) return 0;
  const rows = await ctx.db
    .selectFrom('files')
    .select(['id', 'sha256', 'sizeBytes', 'mediaType'])
    .where('communityId', '=', parseRef(matter.ref).communityId)
    .where(
      'id',
      'in',
      images.map(({ ref }) => parseRef(ref).id),
    )
    .orderBy('id')
    .execute();
  const { bytes } = await db
    .selectFrom('packageEntries')
    .select(({ fn }) => fn.sum<number | null>('sizeBytes').as('bytes'))
    .where('packageId', '=', packageId)
    .executeTakeFirstOrThrow();
  let sum = Number(bytes ?? 0);
  let added = 0;
  for (const [n, row] of rows.entries()) {
    sum += row.sizeBytes;
    if (sum > mostPhotoBytes) break;
    const ending = row.mediaType.split('/')[1] === 'jpeg' ? 'jpg' : row.mediaType.split('/')[1];
    await nameEntry(db, packageId, {
      path: `照片/${matter.number}-${n + 1}.${ending}`,
      sha256: row.sha256,
      sizeBytes: row.sizeBytes,
    });
    added += 1;
  }
  return added;
}

/** One matter's part: its file, its photos, its row of the index; what was done already is left as it is. */
async function addItem(
  types: CaseTypes,
  parts: Parts,
  job: JobCtx,
  order: Order,
  rows: RowScope,
  position: number,
): Promise<void> {
  await job.write(rows, async (db) => {
    const item = await db
      .selectFrom('packageItems')
      .select(['communityId', 'caseId', 'line'])
      .where('packageId', '=', order.id)
      .where('position', '=', position)
      .forUpdate()
      .executeTakeFirst();
    if (!item || item.line !== null) return;
    const ctx = ctxOf(parts, job, db, order, rows);
    const line = await lineOf(types, parts, ctx, db, order, position, item);
    await db
      .updateTable('packageItems')
      .set({ line: jsonb(line) })
      .where('packageId', '=', order.id)
      .where('position', '=', position)
      .execute();
    await db
      .updateTable('packages')
      .set(({ eb }) => ({ done: eb('done', '+', 1) }))
      .where('id', '=', order.id)
      .execute();
    await writeAudit(db, { actor: order.actor, requestId: ctx.requestId }, ctx.now, ctx.notes);
  });
}

async function lineOf(
  types: CaseTypes,
  parts: Parts,
  ctx: ReadCtx,
  db: WriteTx,
  order: Order,
  position: number,
  item: { readonly communityId: number; readonly caseId: string },
): Promise<Line> {
  try {
    const { file, bytes } = await caseFileBytes(types, parts, ctx, toRef(item.communityId, item.caseId), {
      contacts: 'masked',
      language: 'zh',
    });
    const { matter } = file;
    await putEntry(db, parts, order.id, `档案/${matter.number}.pdf`, bytes);
    const photos = await addPhotos(ctx, db, order.id, file);
    return {
      cells: [
        position + 1,
        matter.number,
        matter.categoryName?.zh ?? matter.typeTitle.zh,
        matter.title,
        [matter.communityName, matter.gridName, matter.placeWords].filter(Boolean).join(' '),
        wallTime(matter.raisedAt),
        matter.closedAt ? wallTime(matter.closedAt) : '',
        matter.stageLabel.zh,
        matter.leadName ?? '',
        `档案/${matter.number}.pdf`,
        photos,
      ],
    };
  } catch (error) {
    // It has gone out of their sight since they asked: the index says so, and nothing else does.
    if (error instanceof Refusal) return { cells: [position + 1, '（已不在范围内）'] };
    throw error;
  }
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const indexHeads = ['序号', '编号', '类别', '标题', '地点', '上报', '结案', '环节', '承办单位', '档案', '照片数'];

async function addIndex(db: WriteTx, parts: Parts, order: Order, now: string): Promise<void> {
  const items = await db
    .selectFrom('packageItems')
    .select('line')
    .where('packageId', '=', order.id)
    .orderBy('position')
    .execute();
  const book = writeWorkbook(
    [
      {
        name: '目录',
        columns: indexHeads.map((header, at) => ({
          header,
          width: [6, 18, 16, 40, 30, 18, 18, 12, 22, 26, 8][at] ?? 12,
        })),
        rows: items.map(({ line }) => (line as unknown as Line).cells),
      },
    ],
    {
      footer: `${order.actor.name} 于 ${wallTime(order.madeAt)} 申请，用途：${order.purpose}`,
      writtenAt: new Date(now),
    },
  );
  await putEntry(db, parts, order.id, '目录.xlsx', await bytesOf(book));
}

async function addFigures(ctx: ReadCtx, db: WriteTx, parts: Parts, order: Order): Promise<void> {
  const { from, to, area, category } = order.asked;
  const figures = await reportFigures(
    ctx,
    { kind: 'topic', on: from, to, area, category, words: 'no' },
    await sealedCategories(ctx),
  );
  const rows: (string | number)[][] = [
    ['上报', figures.now.raised, '', ''],
    ['办结', figures.now.closed, '', ''],
    ['目前未结', figures.open, '', ''],
    ['其中超时', figures.late, '', ''],
    ...metricCodes.map((code, at) => {
      const [part = 0, of = 0] = [figures.now.numerators[at], figures.now.denominators[at]];
      return [
        metrics[code].title.zh,
        of === 0 ? '' : Math.round((part / of) * 1000) / 10,
        Math.round(part * 10) / 10,
        of,
      ];
    }),
  ];
  const book = writeWorkbook(
    [
      {
        name: '指标',
        columns: ['指标', '数或比率（%）', '分子', '分母'].map((header) => ({ header, width: 18 })),
        rows,
      },
    ],
    { footer: `${order.title}，与月度指标同一口径`, writtenAt: new Date(ctx.now) },
  );
  await putEntry(db, parts, order.id, '指标.xlsx', await bytesOf(book));
}

/** What lies in the package, each part with its hash, so that whoever receives it can tell that nothing was changed. */
async function addManifest(db: WriteTx, parts: Parts, order: Order, now: string): Promise<void> {
  const entries = await db
    .selectFrom('packageEntries')
    .select(['path', 'sha256', 'sizeBytes'])
    .where('packageId', '=', order.id)
    .where('path', 'not in', ['清单.json', 'SHA256SUMS'])
    .orderBy('path')
    .execute();
  const { title, purpose, madeAt, expiresAt } = order;
  const manifest = { title, purpose, madeBy: order.actor.name, madeAt, readyAt: now, expiresAt, entries };
  await putEntry(db, parts, order.id, '清单.json', Buffer.from(JSON.stringify(manifest, null, 2)));
  await putEntry(
    db,
    parts,
    order.id,
    'SHA256SUMS',
    Buffer.from(entries.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('')),
  );
}

/** Makes a package, matter by matter; killed and run again it goes on where it was. */
function makeJob(types: CaseTypes, parts: Parts): Job {
  return {
    name: 'packages.make',
    concurrency: 1,
    async run(job, data) {
      const { packageId } = z.object({ packageId: z.uuid() }).parse(data);
      const order = await findOrder(job, packageId);
      if (!order) return;
      const rows = await rowScopeOfActor(parts.database, order.actor, job.now());
      const { total } = await job.write(rows, (db) =>
        db.selectFrom('packages').select('total').where('id', '=', packageId).executeTakeFirstOrThrow(),
      );
      for (let position = 0; position < total; position += 1) await addItem(types, parts, job, order, rows, position);
      await job.write(rows, async (db) => {
        const ctx = ctxOf(parts, job, db, order, rows);
        await addIndex(db, parts, order, ctx.now);
        await addFigures(ctx, db, parts, order);
        await addManifest(db, parts, order, ctx.now);
        const state: PackageView['state'] = 'ready';
        await db
          .updateTable('packages')
          .set(({ selectFrom }) => ({
            state,
            readyAt: ctx.now,
            sizeBytes: selectFrom('packageEntries')
              .select(({ fn }) => fn.sum<number>('sizeBytes').as('bytes'))
              .where('packageId', '=', packageId),
          }))
          .where('id', '=', packageId)
          .where('state', '=', 'waiting')
          .execute();
      });
      job.log.info({ packageId, cases: total }, 'packages.made');
    },
  };
}

/** Each night: packages whose time is over name their bytes no longer; what was asked for and why stays. */
const endJob: Job = {
  name: 'packages.end',
  cron: '10 3 * * *',
  async run(job) {
    await job.write({ communities: [], organisations: [] }, async (db) => {
      const over = await db
        .updateTable('packages')
        .set({ state: 'ended' })
        .where('expiresAt', '<=', job.now())
        .where('state', '<>', 'ended')
        .returning('id')
        .execute();
      for (const { id } of over) {
        await db.deleteFrom('packageEntries').where('packageId', '=', id).execute();
        await db.deleteFrom('packageItems').where('packageId', '=', id).execute();
      }
      // One that was not made within a day will not be: whoever asked for it asks again.
      await db
        .updateTable('packages')
        .set({ state: 'failed' })
        .where('state', '=', 'waiting')
        .where('madeAt', '<', toIso(toMs(job.now()) - dayMs))
        .execute();
      job.log.info({ ended: over.length }, 'packages.ended');
    });
  },
};

export function packageJobs(types: CaseTypes, parts: Parts): readonly Job[] {
  return [makeJob(types, parts), endJob];
}
