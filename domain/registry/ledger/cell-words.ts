import { plain } from '../../identifiers/characters.ts';
import type { Cell } from './workbook.ts';

/** Printable ASCII and common Chinese characters without a space or an apostrophe: nothing to put right. */
const settled = /^[!-&(-~\u4e00-\u9fa5]+$/;

/** Text of a cell as a person would say it: plain characters, one space between words, no leading apostrophe.
 *  Errors such as #N/A say nothing. */
export function wordsOf(cell: Cell | undefined): string {
  if (!cell || cell.kind === 'error') return '';
  if (settled.test(cell.text)) return cell.text;
  return plain(cell.text).replace(/^'/, '').replace(/\s+/g, ' ').trim();
}

/** The same without any space. */
export function squeezedOf(cell: Cell | undefined): string {
  const words = wordsOf(cell);
  return words.includes(' ') ? words.replaceAll(' ', '') : words;
}

/** Marks that stand for the value of the row above. */
const sameMarks = /^(?:同上|同前|上同|同上行|同左上|〃|″|"|''|”|“|“”|""|ditto|do\.?|↑|\|\||·{2,}|、、|,,|(?:-"-))$/i;

/** Says whether a cell repeats the row above: 同上, 〃, ″ and the like. */
export function isSameMark(words: string): boolean {
  return sameMarks.test(words.replaceAll(' ', ''));
}

const nothing =
  /^(?:无|没有|暂无|\/+|\\+|[-—–_~]+|[.。、]+|×|x|n\/?a|null|none|nil|空白|不详|未知|未填|待补|待填|待核|待核实|待采集|缺|缺失)$/i;

/** Says whether a cell that should name something says that there is nothing to name. */
export function isNothing(words: string): boolean {
  return words === '' || nothing.test(words);
}

/** Words in a name column that say nobody lives there. */
export function isEmptyHome(words: string): boolean {
  return /^[(（]?(?:空置|空房|空户|空屋|空|闲置|无人|无人居住|无人住|未入住|未住人|未售|待售|待租|未交付|未装修|装修中|无住户|空置房|空关|空关房)[)）]?$/.test(
    words.replaceAll(' ', ''),
  );
}

/** A formula, or text that a spreadsheet would take for one: it is shown, never run, and never taken for a name. */
export function isFormulaLike(cell: Cell | undefined): boolean {
  if (!cell) return false;
  if (cell.formula !== undefined) return true;
  return isLiveText(cell.text);
}

/** Text that would come alive in a spreadsheet: it begins with = or @, or with a sign before a call or a command. */
export function isLiveText(text: string): boolean {
  const start = text.trimStart();
  if (/^[=＝]/.test(start)) return /^[=＝]\s*[^=\s]/.test(start);
  return /^@[A-Za-z]+\(/.test(start) || /^[+\-@][A-Za-z][^\s]*[(|!]/.test(start);
}

/** What a formula would have shown, as far as it stands in its text: the label of a link, or a quoted constant. */
export function shownByFormula(cell: Cell): string {
  const source = cell.formula ?? cell.text;
  if (cell.formula !== undefined && cell.text !== '') return plain(cell.text);
  const link = /HYPERLINK\s*\(\s*"[^"]*"\s*[,，;]\s*"([^"]*)"\s*\)/i.exec(source);
  const constant = /^[=＝]\s*"([^"]*)"$/.exec(source.trim());
  return plain(link?.[1] ?? constant?.[1] ?? '');
}
