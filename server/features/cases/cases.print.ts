import { timingSafeEqual } from 'node:crypto';
import QRCode from 'qrcode';
import type { z } from 'zod';
import type { casePrintRoutes } from '../../../contract/case-prints.ts';
import { holdingsWith, knowsNobody } from '../../../domain/access/actor.ts';
import { wallTime } from '../../../domain/calendar/instant.ts';
import { knowsAsker } from '../../../domain/case/asker.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import type { Print } from '../../../domain/case/prints.ts';
import { answerText } from '../../../domain/case/questions.ts';
import { isSealedStorage } from '../../../domain/case/sealed.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { formatPaperCode, readPaperCode, readPaperNumber } from '../../../domain/identifiers/paper-number.ts';
import { ownKey } from '../../../domain/own-key.ts';
import { refuse } from '../../../domain/refusals.ts';
import { fill, type Text } from '../../../domain/text.ts';
import { widenTo } from '../../access/row-scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { openDocx } from '../../kit/papers/docx-paper.ts';
import { openPaper } from '../../kit/papers/pdf-paper.ts';
import { loadCategory } from '../catalogue/catalogue.queries.ts';
import { innerWords, replyToAllOf } from './cases.entries.ts';
import { fieldViews } from './cases.field-views.ts';
import { fileWords, printWords } from './cases.file-words.ts';
import { entriesOf, getCase, type LoadedCase } from './cases.load.ts';
import { papersOf } from './cases.print-list.ts';
import { gatheredRows, stateColumns, stateOf } from './cases.rows.ts';

type PrintQuery = z.output<(typeof casePrintRoutes)['GET /cases/:ref/print.pdf']['query']>;

interface PrintParts {
  readonly config: { readonly publicUrl: string | undefined };
}

/**
 * Everybody the case is about, by the roles of its declaration: in full for themselves, for whoever may reveal, and for those on a sealed
 * case's own list; else masked. The look is written down.
 */
async function namesOf(ctx: ReadCtx, type: CaseType, state: CaseState): Promise<Record<string, string>> {
  const rows = await ctx.db
    .selectFrom('caseParties')
    .select(['kind', 'role', 'nameSealed', 'nameMasked'])
    .where('communityId', '=', state.communityId)
    .where('caseId', '=', state.id)
    .orderBy('joinedAt')
    .execute();
  const isOnList = isSealedStorage(state.communityId);
  const isFull = isOnList || ctx.actor.kind !== 'staff' || holdingsWith(ctx.actor, 'people.reveal').length > 0;
  const hidesAsker = ctx.actor.kind === 'staff' && !knowsAsker(type, state, ctx.actor.userId);
  const named = rows.flatMap(({ kind, role, nameSealed, nameMasked }) =>
    nameSealed && !knowsNobody(ctx.actor) && !(hidesAsker && role === null)
      ? [{ kind, role, name: isFull ? ctx.vault.open('party-name', nameSealed) : (nameMasked ?? '') }]
      : [],
  );
  const join = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join('、');
  const roles = new Set(named.flatMap(({ role }) => role ?? []));
  return {
    name: join(named.filter(({ kind }) => kind !== 'concerned')),
    people: join(named),
    ...Object.fromEntries([...roles].map((role) => [role, join(named.filter((one) => one.role === role))])),
  };
}

/**
 * Each time a step was done, in words: when (as it was said, where it was), by whom, and what was written; and, for papers that everybody reads,
 * what was said to all and nothing beside it.
 */
async function stepsOf(ctx: ReadCtx, type: CaseType, state: CaseState): Promise<Record<string, string>> {
  const steps: Record<string, string> = {};
  const add = (key: string, line: string): void => {
    steps[key] = [steps[key], line].filter(Boolean).join('\n');
  };
  for (const entry of await entriesOf(ctx.db, state.communityId, state.id)) {
    const said = entry.facts.find((fact) => fact.kind === 'set' && type.fields[fact.field]?.kind === 'instant');
    const at = said?.kind === 'set' && typeof said.value === 'string' ? said.value : entry.at;
    const name = entry.action.replaceAll('-', '_');
    add(`steps_${name}`, [wallTime(at), entry.actor.name, innerWords(entry)].filter(Boolean).join('　'));
    add(`told_${name}`, replyToAllOf(entry) ?? '');
  }
  return steps;
}

/** The desk that a case belongs to: its community, or the street's or district's own. */
async function issuerOf(ctx: ReadCtx, state: CaseState): Promise<string> {
  const path = (await areaTree(ctx)).ancestorsOf(state.place.areaId);
  return path.find(({ kind }) => kind === 'community' || kind === 'street' || kind === 'district')?.name ?? '';
}

/** What was answered to the questions of the category it has now, a line each. */
function answersNow({ answers, categoryId }: CaseState, language: 'zh' | 'en'): string {
  const sheet = answers.findLast((one) => one.categoryId === categoryId);
  const colon = language === 'zh' ? '：' : ': ';
  return (sheet?.answers ?? [])
    .map((one) => `${one.label[language]}${colon}${answerText(one, one.value)[language]}`)
    .join('\n');
}

/** What a paper's places stand for. */
async function knownOf(
  ctx: ReadCtx,
  { type, state }: LoadedCase,
  day: string,
  language: 'zh' | 'en',
): Promise<Record<string, string>> {
  const { name: category } = await loadCategory(ctx, state.categoryId);
  const { name, people, ...roles } = await namesOf(ctx, type, state);
  return {
    // A process that has a field of its own by one of these names means that: a project has a name, too.
    name: name ?? '',
    people: people ?? '',
    ...Object.fromEntries(Object.keys(type.fields).map((key) => [key, ''])),
    ...(await stepsOf(ctx, type, state)),
    ...Object.fromEntries((await fieldViews(ctx, type, state)).map(({ key, text }) => [key, text])),
    ...roles,
    number: state.number,
    category: category?.[language] ?? '',
    answers: answersNow(state, language),
    place: state.place.words,
    community: await issuerOf(ctx, state),
    day,
  };
}

/** A line says nothing where all that it would name is unknown. */
function linesOf(body: readonly Text[], known: Readonly<Record<string, string>>, language: 'zh' | 'en') {
  return body.flatMap((line) => {
    const places = [...line.zh.matchAll(/\{(\w+)\}/g)].map((found) => known[found[1] as string] ?? '');
    if (places.length > 0 && places.every((one) => one === '')) return [];
    // A place that nothing is known of stays empty on paper.
    return fill(line, known)
      [language].replace(/\{\w+\}/g, '')
      .split('\n');
  });
}

interface SetPaper {
  readonly title: string;
  readonly lines: readonly string[];
  readonly signs: readonly string[];
  readonly issuer: string;
  readonly day: string;
  readonly number: string;
  readonly isForFile: boolean;
  /** Of one that was given out: what proves it, and where. */
  readonly proof: { readonly code: string; readonly address: string | undefined } | undefined;
}

const codeOf = (ctx: ReadCtx, state: CaseState, number: string): string =>
  formatPaperCode(ctx.vault.token('paper', `${state.communityId}:${state.id}:${number}`));

/** The paper that was asked for. @throws request.not-found, case.paper-not-now, case.paper-void */
function choosePrint({ type, state }: LoadedCase, code: string, isForPerson: boolean) {
  const print: Print | undefined = ownKey(type.prints, code);
  if (!print || (isForPerson && !print.isForPerson)) throw refuse('request.not-found');
  const paper = papersOf(state, code).at(-1);
  if (print.isIssued ? !paper : !print.at.includes(state.stage)) throw refuse('case.paper-not-now');
  if (paper?.voidedAt) throw refuse('case.paper-void');
  return { print, paper: print.isIssued ? paper : undefined };
}

/** Sets the words of a paper from the case as it stands. It is written down, with whom it names. */
async function setPrint(
  parts: PrintParts,
  ctx: ReadCtx,
  loaded: LoadedCase,
  query: PrintQuery,
  isForPerson: boolean,
): Promise<SetPaper> {
  const { state } = loaded;
  const { language } = query;
  const { print, paper } = choosePrint(loaded, query.print, isForPerson);
  const day = wallTime(paper?.issuedAt ?? ctx.now).slice(0, 10);
  const known = await knownOf(ctx, loaded, day, language);
  ctx.audit({
    action: 'cases.print-taken',
    noun: 'cases',
    communityId: state.communityId,
    rowId: state.id,
    details: { print: query.print, ...(paper ? { number: paper.number } : {}) },
  });
  const number = paper?.number ?? state.number;
  const code = paper ? codeOf(ctx, state, paper.number) : undefined;
  const { publicUrl } = parts.config;
  return {
    title: print.title[language],
    lines: linesOf(print.body, known, language),
    signs: (print.signs ?? []).map((one) => one[language]),
    issuer: known['community'] ?? '',
    day,
    number,
    isForFile: print.isForFile === true,
    proof: code
      ? { code, address: publicUrl && `${publicUrl.replace(/\/$/, '')}/papers?number=${number}&code=${code}` }
      : undefined,
  };
}

/** At the foot: its code where it has one, who printed it where it stays in the file; what others get names none of us. */
function stampOf(ctx: ReadCtx, { proof, number, isForFile }: SetPaper): Text {
  const at = wallTime(ctx.now);
  if (proof) return fill(printWords.stamp, { number, code: proof.code });
  if (isForFile) return fill(fileWords.stamp, { name: ctx.actor.kind === 'staff' ? ctx.actor.name : '', at });
  return fill(printWords.printed, { number, at });
}

async function asPdf(ctx: ReadCtx, paper: SetPaper, language: 'zh' | 'en'): Promise<MediaAnswer> {
  const { proof, number } = paper;
  const sheet = openPaper({
    title: `${paper.title} ${number}`,
    stamp: stampOf(ctx, paper)[language],
    isAcross: paper.isForFile || proof !== undefined,
    writtenAt: new Date(ctx.now),
    pageWords: (page, of) => fill(fileWords.page, { page, of })[language],
  });
  sheet.title(paper.title, fill(printWords.number, { number })[language]);
  for (const line of paper.lines) sheet.paragraph(line);
  sheet.closing([paper.issuer, paper.day]);
  if (paper.signs.length > 0) sheet.signatures(paper.signs);
  if (proof) {
    const words = [fill(printWords.code, { code: proof.code })[language], printWords.howToCheck[language]];
    const picture = proof.address ? await QRCode.toBuffer(proof.address, { margin: 1, width: 240 }) : undefined;
    sheet.mark(picture, proof.address ? [...words, proof.address] : words);
  }
  return { body: await sheet.end(), mediaType: 'application/pdf', fileName: `${paper.title}-${number}.pdf` };
}

async function asDocx(paper: SetPaper, language: 'zh' | 'en'): Promise<MediaAnswer> {
  const { number, proof } = paper;
  const sheet = openDocx({ title: `${paper.title} ${number}`, author: paper.issuer });
  sheet.title(paper.title, fill(printWords.number, { number })[language]);
  for (const line of paper.lines) sheet.paragraph([line]);
  for (const sign of paper.signs) sheet.paragraph([`${sign}　　　　　　`]);
  if (proof) sheet.remark(fill(printWords.stamp, { number, code: proof.code })[language]);
  sheet.closing([paper.issuer, paper.day]);
  return {
    body: await sheet.end(),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    fileName: `${paper.title}-${number}.docx`,
  };
}

/** A paper of a matter as PDF: for staff who see it, or for the person it was given to. */
export async function printPdf(
  types: CaseTypes,
  parts: PrintParts,
  ctx: ReadCtx,
  ref: string,
  query: PrintQuery,
): Promise<MediaAnswer> {
  const isForPerson = ctx.actor.kind !== 'staff';
  const paper = await setPrint(parts, ctx, await getCase(types, ctx, ref), query, isForPerson);
  return asPdf(ctx, paper, query.language);
}

/** A paper of a matter as DOCX, to be finished by hand. */
export async function printDocx(
  types: CaseTypes,
  parts: PrintParts,
  ctx: ReadCtx,
  ref: string,
  query: PrintQuery,
): Promise<MediaAnswer> {
  const paper = await setPrint(parts, ctx, await getCase(types, ctx, ref), query, false);
  return asDocx(paper, query.language);
}

type Verdict = z.input<(typeof casePrintRoutes)['POST /papers/check']['output']>;
const unknown: Verdict = {
  verdict: 'unknown',
  title: null,
  issuer: null,
  issuedAt: null,
  voidedAt: null,
  nameMasked: null,
};

async function caseByNumber(ctx: ReadCtx, community: number, number: string): Promise<CaseState | undefined> {
  await widenTo(ctx, community, 'a paper is checked by its number and code');
  const found = await ctx.db
    .selectFrom('cases')
    .where('cases.communityId', '=', community)
    .where('cases.number', '=', number)
    .select([...stateColumns, gatheredRows.assignments, gatheredRows.clocks, gatheredRows.parties])
    .executeTakeFirst();
  return found ? stateOf(found) : undefined;
}

/**
 * Whether a paper is genuine, for whoever was handed one. A wrong number and a wrong code are not told apart, and without the code
 * nothing is said of anybody.
 */
export async function checkPaper(
  types: CaseTypes,
  ctx: ReadCtx,
  query: { readonly number: string; readonly code: string },
): Promise<Verdict> {
  const read = readPaperNumber(query.number);
  const state = read ? await caseByNumber(ctx, read.community, read.caseNumber) : undefined;
  const paper = state?.papers.find(({ number }) => number === read?.number);
  if (!state || !paper) return unknown;
  const [right, given] = [codeOf(ctx, state, paper.number), readPaperCode(query.code)];
  if (right.length !== given.length || !timingSafeEqual(Buffer.from(right), Buffer.from(given))) return unknown;
  const party = await ctx.db
    .selectFrom('caseParties')
    .select('nameMasked')
    .where('communityId', '=', state.communityId)
    .where('caseId', '=', state.id)
    .where('kind', '<>', 'concerned')
    .orderBy('joinedAt')
    .executeTakeFirst();
  return {
    verdict: paper.voidedAt ? 'void' : 'genuine',
    title: types[state.type]?.prints?.[paper.print]?.title ?? null,
    issuer: await issuerOf(ctx, state),
    issuedAt: paper.issuedAt,
    voidedAt: paper.voidedAt,
    nameMasked: party?.nameMasked ?? null,
  };
}
