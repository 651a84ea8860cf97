import type { z } from 'zod';
import type { CaseFile, caseFileRoutes } from '../../../contract/case-file.ts';
import type { CaseDetail } from '../../../contract/case-views.ts';
import { parseRef } from '../../../contract/shapes.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import { wallTime } from '../../../domain/calendar/instant.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { refuse } from '../../../domain/refusals.ts';
import { fill } from '../../../domain/text.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import type { PaperPicture } from '../../kit/papers/pdf-paper.ts';
import type { StorePort } from '../../outside/store/port.ts';
import { revealContact, showCase } from './cases.detail.ts';
import { setCaseFile } from './cases.file-paper.ts';
import { fileWords, partyTexts } from './cases.file-words.ts';

type PrintQuery = z.output<(typeof caseFileRoutes)['GET /cases/:ref/case-file']['query']>;

/** The people of a matter as its file names them: masked, or in full where that is asked for with a reason; each such look is written down. */
async function contactsOf(
  types: CaseTypes,
  ctx: ReadCtx,
  matter: CaseDetail,
  query: PrintQuery,
): Promise<CaseFile['contacts']> {
  if (query.contacts === 'full' && holdingsWith(ctx.actor, 'people.reveal').length === 0)
    throw refuse('access.forbidden');
  const contacts = [];
  for (const party of matter.parties) {
    const kind = partyTexts[party.kind] ?? fileWords.people;
    if (query.contacts === 'full' && party.hasContact) {
      const { name, phone } = await revealContact(types, ctx, matter.ref, { party: party.id, reason: query.reason });
      contacts.push({ kind, name, phone });
    } else contacts.push({ kind, name: party.nameMasked ?? '', phone: party.phoneMasked ?? '' });
  }
  return contacts;
}

const nameOf = ({ actor }: ReadCtx): string =>
  actor.kind === 'staff' || actor.kind === 'integration' || actor.kind === 'system' ? actor.name : '';

/**
 * The file of a matter: what is known, done, answered and promised, within the reader's scope and masks, with who took it and when. It is
 * written down, and each full contact in it once more.
 * @throws request.not-found, case.reason-needed, access.forbidden for full contacts without the right to reveal
 */
export async function caseFileOf(types: CaseTypes, ctx: ReadCtx, ref: string, query: PrintQuery): Promise<CaseFile> {
  const matter = await showCase(types, ctx, ref);
  const contacts = await contactsOf(types, ctx, matter, query);
  const { communityId, id } = parseRef(ref);
  ctx.audit({
    action: 'cases.file-taken',
    noun: 'cases',
    communityId,
    rowId: id,
    details: { contacts: query.contacts },
  });
  const printedBy = nameOf(ctx);
  const { offers: _offers, prints: _prints, placeHistory: _history, mayDial: _dial, ...rest } = matter;
  return {
    matter: rest,
    contacts,
    printedBy,
    printedAt: ctx.now,
    stamp: fill(fileWords.stamp, { name: printedBy, at: wallTime(ctx.now) }),
  };
}

async function bytesOf(store: StorePort, sum: string): Promise<Buffer | undefined> {
  const held = await store.open(sum);
  if (!held) return undefined;
  const parts: Buffer[] = [];
  for await (const part of held.stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** The photos of a file, small, in the order they came. */
async function picturesOf(ctx: ReadCtx, store: StorePort, { matter }: CaseFile): Promise<readonly PaperPicture[]> {
  const images = matter.files.filter(({ mediaType }) => mediaType.startsWith('image/'));
  if (images.length === 0) return [];
  const { communityId } = parseRef(matter.ref);
  const rows = await ctx.db
    .selectFrom('files')
    .select(['id', 'thumbSha256'])
    .where('communityId', '=', communityId)
    .where(
      'id',
      'in',
      images.map(({ ref }) => parseRef(ref).id),
    )
    .execute();
  const sums = new Map(rows.map((row) => [row.id, row.thumbSha256]));
  const pictures: PaperPicture[] = [];
  for (const [n, { ref, takenAt }] of images.entries()) {
    const sum = sums.get(parseRef(ref).id);
    const bytes = sum ? await bytesOf(store, sum) : undefined;
    if (bytes) pictures.push({ bytes, caption: `${n + 1}　${takenAt ? wallTime(takenAt) : ''}` });
  }
  return pictures;
}

/** A case file's bytes, for whoever may take it; the notes of the audit are made by the caller's context. */
export async function caseFileBytes(
  types: CaseTypes,
  { store }: { readonly store: StorePort },
  ctx: ReadCtx,
  ref: string,
  query: PrintQuery,
): Promise<{ readonly file: CaseFile; readonly bytes: Buffer }> {
  const file = await caseFileOf(types, ctx, ref, query);
  return { file, bytes: await setCaseFile(file, await picturesOf(ctx, store, file), query.language) };
}

/** The file of a matter as PDF. */
export async function caseFilePdf(
  types: CaseTypes,
  parts: { readonly store: StorePort },
  ctx: ReadCtx,
  ref: string,
  query: PrintQuery,
): Promise<MediaAnswer> {
  const { file, bytes } = await caseFileBytes(types, parts, ctx, ref, query);
  return {
    body: bytes,
    mediaType: 'application/pdf',
    fileName: `${fileWords.head[query.language]}-${file.matter.number}.pdf`,
  };
}
