import type { Look, OwnRecord } from '../../../contract/my-data.ts';
import { wallTime } from '../../../domain/calendar/instant.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { copyWords as w } from '../../../domain/registry/rights-words.ts';
import { fill, type Text } from '../../../domain/text.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { openDocx } from '../../kit/papers/docx-paper.ts';
import { openPaper } from '../../kit/papers/pdf-paper.ts';
import { familyOf } from '../../registry/persons.ts';
import { listOwnMatters, type OwnMatter } from '../cases/cases.own.queries.ts';
import { listOwnSupports, type OwnSupport } from '../orders/supports.queries.ts';
import { heldOf } from './held-values.ts';
import { looksAt } from './looks.queries.ts';
import { ownRecordRows, type RecordRow, residentOf } from './own-records.ts';

/** Looks that one copy lists; whoever wants more turns the pages of the list. */
const mostLooks = 1000;

/** Everything about a person that is theirs to take along. */
export interface DataCopy {
  readonly madeAt: string;
  readonly records: readonly OwnRecord[];
  readonly matters: readonly OwnMatter[];
  /** Projects their account said it wants; null where no account is looked at. */
  readonly supports: readonly OwnSupport[] | null;
  readonly looks: readonly Look[];
}

type Language = 'zh' | 'en';

/** What somebody signs in with, which their matters and their voices lie under. */
interface Account {
  readonly userId: string;
  readonly phoneToken: Buffer;
}

async function copyOf(
  types: CaseTypes,
  ctx: ReadCtx,
  rows: readonly RecordRow[],
  account: Account | null,
): Promise<DataCopy> {
  const phoneToken = account?.phoneToken ?? null;
  const { byId } = await areaTree(ctx);
  const records: OwnRecord[] = [];
  for (const row of rows) records.push(await heldOf(ctx, row, byId.get(row.communityId)?.name ?? '', 'full'));
  const [first] = rows;
  const family = first ? await familyOf(ctx.db, first.personId) : [];
  return {
    madeAt: ctx.now,
    records,
    matters: phoneToken ? await listOwnMatters(types, ctx, phoneToken) : [],
    supports: account ? await listOwnSupports(ctx, account.userId) : null,
    looks: await looksAt(ctx, { personIds: family, phoneToken }, undefined, mostLooks),
  };
}

/** The asker's own copy: their record where they have shown which it is, and their matters. It is written down that it was taken. */
async function ownCopy(types: CaseTypes, ctx: ReadCtx): Promise<DataCopy> {
  const { personId, rows } = await ownRecordRows(ctx);
  ctx.audit({ action: 'my-data.copied', noun: 'people', ...(personId ? { personId } : {}) });
  const { userId, phoneToken } = residentOf(ctx);
  return copyOf(types, ctx, rows, { userId, phoneToken: Buffer.from(phoneToken, 'base64url') });
}

const day = (at: string): string => wallTime(at).slice(0, 10);

/** A copy for a machine: every value with its reason, nothing left to be read off a picture. */
export async function copyJson(types: CaseTypes, ctx: ReadCtx): Promise<MediaAnswer> {
  const copy = await ownCopy(types, ctx);
  return {
    body: `${JSON.stringify({ format: 'linli-my-data', version: 1, ...copy }, null, 2)}\n`,
    mediaType: 'application/json',
    fileName: `${w.title.zh}-${day(ctx.now)}.json`,
  };
}

/** What a sheet can be written on, PDF or DOCX alike. */
interface Sheet {
  section(words: string): void;
  paragraph(words: string): void;
  table(columns: readonly { readonly header: string; readonly width: number }[], rows: readonly string[][]): void;
}

function writeRecord(sheet: Sheet, record: OwnRecord, say: (words: Text) => string): void {
  sheet.section(say(fill(w.community, { name: record.communityName })));
  if (record.isLimited) sheet.paragraph(say(w.limited));
  sheet.table(
    [
      { header: say(w.field), width: 2 },
      { header: say(w.value), width: 4 },
      { header: say(w.purpose), width: 3 },
      { header: say(w.basis), width: 3 },
      { header: say(w.term), width: 2 },
    ],
    record.values.map((one) => [say(one.label), say(one.value), say(one.purpose), one.basis, say(one.term)]),
  );
  const lists: readonly (readonly [Text, readonly string[]])[] = [
    [w.homes, record.homes.map(({ words, from, to }) => `${words}（${from ?? ''} – ${to ?? say(w.now)}）`)],
    [w.ownerships, record.ownerships.map(({ words, share }) => `${words}（${share}）`)],
    [w.groups, record.groups.map(({ label, source, basis }) => [say(label), source, basis].filter(Boolean).join('，'))],
    [w.changes, record.changes.map(({ at, words }) => `${wallTime(at)}　${say(words)}`)],
  ];
  for (const [title, lines] of lists) sheet.paragraph(`${say(title)}：${lines.join('；') || say(w.none)}`);
}

function writeMatters(sheet: Sheet, matters: readonly OwnMatter[], say: (words: Text) => string): void {
  const own = matters.filter(({ words }) => words !== undefined);
  const named = matters.filter(({ words }) => words === undefined);
  sheet.section(say(w.matters));
  if (own.length === 0) sheet.paragraph(say(w.none));
  for (const one of own) {
    sheet.paragraph(
      [one.number, say(one.kind), wallTime(one.raisedAt), one.place, say(one.stage), one.words]
        .filter(Boolean)
        .join('　'),
    );
    for (const { words } of one.said) sheet.paragraph(say(fill(w.said, { words })));
    for (const { words } of one.answered) sheet.paragraph(say(fill(w.answered, { words })));
    if (one.messages.length > 0) sheet.paragraph(say(fill(w.messages, { n: one.messages.length })));
  }
  if (named.length > 0) sheet.paragraph(`${say(w.named)}：${named.map(({ number }) => number).join('、')}`);
}

function writeSupports(sheet: Sheet, supports: readonly OwnSupport[], say: (words: Text) => string): void {
  sheet.section(say(w.supports));
  for (const { at, communityName, kind, words } of supports)
    sheet.paragraph([wallTime(at), communityName, say(kind), words].filter(Boolean).join('　'));
  if (supports.length === 0) sheet.paragraph(say(w.none));
}

function writeCopy(sheet: Sheet, copy: DataCopy, say: (words: Text) => string): void {
  for (const record of copy.records) writeRecord(sheet, record, say);
  writeMatters(sheet, copy.matters, say);
  if (copy.supports) writeSupports(sheet, copy.supports, say);
  sheet.section(say(w.looks));
  for (const { at, post, of, what, why } of copy.looks)
    sheet.paragraph([wallTime(at), `${of}${say(post)}`, say(what), why ? say(why) : ''].filter(Boolean).join('　'));
  if (copy.looks.length === 0) sheet.paragraph(say(w.none));
  sheet.paragraph(say(w.keeps));
}

/** The asker's own copy to be read and printed. */
export async function copyPdf(types: CaseTypes, ctx: ReadCtx, language: Language): Promise<MediaAnswer> {
  const copy = await ownCopy(types, ctx);
  const say = (words: Text): string => words[language];
  const paper = openPaper({
    title: say(w.title),
    stamp: say(fill(w.stampOwn, { at: wallTime(ctx.now) })),
    writtenAt: new Date(ctx.now),
    pageWords: (page, of) => say(fill(w.page, { page, of })),
  });
  paper.title(say(w.title), say(fill(w.made, { at: wallTime(ctx.now) })));
  const sheet: Sheet = {
    section: (words) => paper.section(words),
    paragraph: (words) => paper.paragraph(words),
    table: (columns, rows) => paper.table({ columns, rows }),
  };
  writeCopy(sheet, copy, say);
  return { body: await paper.end(), mediaType: 'application/pdf', fileName: `${w.title.zh}-${day(ctx.now)}.pdf` };
}

/** The copy for somebody who asked at the counter or by telephone, by the member of staff who deals with it. */
export async function copyDocx(
  types: CaseTypes,
  ctx: ReadCtx,
  of: { readonly row: RecordRow; readonly number: string; readonly name: string },
): Promise<MediaAnswer> {
  // Matters and supports lie under the asker's account and may reach other communities: they take those along themselves, on line.
  const copy = await copyOf(types, ctx, [of.row], null);
  const say = (words: Text): string => words.zh;
  const stamp = say(fill(w.stampFor, { name: of.name, at: wallTime(ctx.now), number: of.number }));
  const paper = openDocx({ title: say(w.title), author: copy.records[0]?.communityName ?? '' });
  paper.title(say(w.title), stamp);
  const sheet: Sheet = {
    section: (words) => paper.heading(words),
    paragraph: (words) => paper.paragraph([words]),
    table: (columns, rows) =>
      paper.table({ heads: columns.map(({ header }) => header), widths: columns.map(({ width }) => width), rows }),
  };
  writeCopy(sheet, copy, say);
  return {
    body: await paper.end(),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    fileName: `${w.title.zh}-${of.number}.docx`,
  };
}
