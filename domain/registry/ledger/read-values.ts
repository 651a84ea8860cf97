import { plain } from '../../identifiers/characters.ts';
import type { ServiceFlag } from './ledger-fields.ts';
import { type RefusedKind, refusedValueKind } from './refused-columns.ts';
import { dateOfSerial } from './serial-date.ts';

const yesWords = /^(?:是|有|√|✓|✔|☑|☆|★|●|y|yes|v|t|true|1|对|属于|享受|在册|已|已办|◯|✅)$/i;
const noWords =
  /^(?:否|无|没有|没|×|✗|✘|✖|❌|☒|☐|□|n|no|x|f|false|0|不|不是|非|未|不属于|不享受|未享受|[-—–/\\]+|否定|暂无|不详|未知|n\/a|null|none)$/i;

/** Reads a yes or no: 是, √, 1, Y, 有 and their opposites; other words mean yes unless they begin with a denial.
 *  Undefined for a blank cell. */
export function readFlag(words: string): { readonly yes: boolean; readonly detail?: string } | undefined {
  const word = plain(words).replace(/\s+/g, '');
  if (word === '') return undefined;
  if (noWords.test(word)) return { yes: false };
  if (yesWords.test(word)) return { yes: true };
  if (/^(?:非|不|无|未|没|否|取消|停发|已取消|已停)/.test(word)) return { yes: false };
  return { yes: true, detail: word.replace(/^(?:是|有)[(（:：,，]?|[)）]$/g, '') };
}

/** Says whether a cell holds nothing but a plain yes or no. */
export function isPlainFlag(words: string): boolean {
  const word = plain(words).replace(/\s+/g, '');
  return yesWords.test(word) || noWords.test(word);
}

/** Reads a sex as GB/T 2261.1 has it: 1 male, 2 female; undefined for anything else. */
export function readSex(words: string): '1' | '2' | undefined {
  const word = plain(words).replace(/\s+/g, '').toLowerCase();
  if (/^(?:男|男性|m|male|1|01|男1|1男|♂|1[-.:]?男)$/.test(word)) return '1';
  if (/^(?:女|女性|f|female|2|02|女2|2女|♀|2[-.:]?女)$/.test(word)) return '2';
  return undefined;
}

const pad = (value: string): string => value.padStart(2, '0');

function dayOf(year: string, month: string, day: string): string | undefined {
  const m = Number(month);
  const d = Number(day);
  if (m < 1 || m > 12 || d < 1 || d > 31) return undefined;
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** A day as written in ledgers: 1982年1月20日, 1982/1/20, 1982.1.20, 1982-01-20, 19820120, a serial number;
 *  a month or a year alone is given as yyyy-mm or yyyy. Undefined when it is no date. */
export function readDay(words: string): string | undefined {
  const word = plain(words)
    .replace(/\s+(?=\d{1,2}:)/g, 'T')
    .replace(/T\d{1,2}:.*$/, '')
    .replace(/\s+/g, '');
  const full = /^(\d{4})(?:年|[-/.,、])(\d{1,2})(?:月|[-/.,、])(\d{1,2})[日号]?$/.exec(word);
  if (full) return dayOf(full[1] ?? '', full[2] ?? '', full[3] ?? '');
  const solid = /^(\d{4})(\d{2})(\d{2})$/.exec(word);
  if (solid) return dayOf(solid[1] ?? '', solid[2] ?? '', solid[3] ?? '');
  const month = /^(\d{4})(?:年|[-/.])(\d{1,2})月?$/.exec(word) ?? /^((?:18|19|20)\d{2})(0[1-9]|1[0-2])$/.exec(word);
  if (month) return dayOf(month[1] ?? '', month[2] ?? '', '1')?.slice(0, 7);
  const year = /^((?:18|19|20)\d{2})年?$/.exec(word);
  if (year) return year[1];
  return /^\d{4,5}$/.test(word) ? dateOfSerial(Number(word), 1900) : undefined;
}

/** A name without the spaces ledgers put in to align it, and the words in brackets behind it. */
export function readName(words: string): { readonly name: string; readonly note?: string } {
  const clean = plain(words)
    .replace(/^['"*]+|['"*]+$/g, '')
    .replace(/[•・‧∙⋅.．](?=\p{Script=Han})/gu, '·');
  const match = /^(.+?)\s*[([{【]([^)\]}】]*)[)\]}】]?$/.exec(clean);
  const name = (match?.[1] ?? clean).replace(/(?<=[\p{Script=Han}·])\s+(?=[\p{Script=Han}·])/gu, '').trim();
  return match?.[2] ? { name, note: match[2].trim() } : { name };
}

/** Whether letters alone make the name, as they must; a lost rare character reads as a question mark. */
export function isName(name: string): boolean {
  return /^[\p{L}\p{M}\p{Co}][\p{L}\p{M}\p{Co}\s·'’.-]*$/u.test(name) && [...name].length <= 50;
}

const tagWords: readonly (readonly [ServiceFlag, RegExp])[] = [
  ['lowIncomeEdge', /低保边缘|低边|低收入/],
  ['lowIncome', /低保|最低生活保障/],
  ['destitute', /特困|五保/],
  ['alone', /独居|孤寡|鳏寡/],
  ['emptyNest', /空巢/],
  ['disabled', /残疾|残障|肢残|听障|视障/],
  ['careNeeding', /失能|半失能|失智/],
  ['oldAge', /高龄/],
  ['veteran', /退役|退伍|复员|转业军/],
  ['preferential', /优抚|烈属|烈士|军属/],
  ['childInNeed', /困境儿童|孤儿|事实无人抚养/],
  ['leftBehind', /留守/],
  ['specialFamily', /失独|计生特殊|特扶|计划生育特殊/],
  ['unemployed', /失业/],
  ['volunteer', /志愿者/],
  ['partyMember', /党员/],
];

/** What a cell of service groups says: known groups, other words, and how many were dropped because they name a
 *  register that must not be held. */
export interface TagsRead {
  readonly flags: readonly ServiceFlag[];
  readonly others: readonly string[];
  readonly refused: readonly RefusedKind[];
}

/** Reads groups written beside each other: 独居老人、残疾人 / 低保. A denied group (非低保) is none. */
export function readTags(words: string): TagsRead {
  const flags = new Set<ServiceFlag>();
  const others: string[] = [];
  const refused: RefusedKind[] = [];
  for (const piece of plain(words).split(/[\s,;、/|+&。·]+/)) {
    if (piece === '' || isPlainFlag(piece)) continue;
    const kind = refusedValueKind(piece);
    const known = tagWords.find(([, pattern]) => pattern.test(piece));
    if (kind) refused.push(kind);
    else if (/^(?:非|不|无|未)/.test(piece)) others.push(piece);
    else if (known) flags.add(known[0]);
    else others.push(piece);
  }
  return { flags: [...flags], others, refused };
}

/** An area in square metres with two places; undefined when it is none. */
export function readAreaM2(words: string): string | undefined {
  const match = /^(\d{1,6}(?:\.\d+)?)(?:㎡|m2|m²|平方米|平米|平方|平)?$/i.exec(plain(words).replace(/\s+/g, ''));
  if (!match) return undefined;
  const value = Number(match[1]);
  return value > 0 ? String(Math.round(value * 100) / 100) : undefined;
}

/** Whether the words say that nobody lives in the home. */
export function saysVacant(words: string): boolean {
  return /空置|空房|空户|闲置|无人|未入住|未住|空关/.test(words);
}
