import { readDoor } from '../../identifiers/address.ts';
import { isNothing, isSameMark } from './cell-words.ts';
import { headerPath } from './header-rows.ts';
import { placeFields } from './ledger-fields.ts';
import type { TablePlan } from './ledger-plan.ts';
import type { IgnoredReason } from './ledger-result.ts';
import { isEstate } from './place-words.ts';
import { isPlainFlag } from './read-values.ts';
import { refusedValueKind } from './refused-columns.ts';
import { type RowCells, rowWords } from './row-cells.ts';
import type { SheetGrid } from './sheet-grid.ts';
import type { Row } from './workbook.ts';

const total =
  /^(?:合计|总计|小计|共计|累计|总数|总人数|总户数|本页小计|本页合计|本栋合计|本楼合计|统计|汇总|total|subtotal|sum)[:：]?\d*(?:人|户)?$|^共\d+(?:人|户)/i;
const note =
  /^(?:\(?注\d?\)?[:：.、]|备注[:：]|说明[:：]|填表说明|填表人|填报人|填报单位|填报日期|填表日期|填表时间|制表|审核|审批|审签|统计人|统计日期|统计时间|负责人|经办人|联系人[:：]|采集人|采集日期|日期[:：]|单位[:：]|社区[:：]|网格员[:：]|打印|备注：|※|提示[:：]|注意)/;
const hint = /必填|选填|填写|格式|示例|样例|下拉|文本型|请输入|请填|自动生成|勿动|不填|YYYY|18位|15位|位数/i;
const example = /^(?:例|例子|示例|样例|范例|填写示例|填表示例|样表|\(例\)|（例）|示范)[:：]?$/;

const isPersonRow = (cells: RowCells, table: TablePlan): boolean =>
  table.slots.some((_, slot) => !isNothing(cells.words('idNumber', slot)) || !isNothing(cells.words('name', slot)));

function isNumbering(words: readonly string[]): boolean {
  const figures = words.map((word) => Number(word.replace(/[()（）]/g, '')));
  return (
    words.length >= 4 && figures.every((figure, i) => Number.isInteger(figure) && figure === (figures[0] ?? 0) + i)
  );
}

/** The words of a table's header, by which its repetition on a further page is known. */
export function headerWordsOf(grid: SheetGrid, table: TablePlan): ReadonlySet<string> {
  const columns = Array.from({ length: grid.width }, (_, column) => column);
  return new Set(table.headerRows.flatMap((row) => columns.map((column) => headerPath(grid, [row], column)[0] ?? '')));
}

function isRepeatedHeader(headers: ReadonlySet<string>, words: readonly string[]): boolean {
  if (words.length < 2) return false;
  const same = words.filter((word) => headers.has(word)).length;
  return same >= 2 && same / words.length >= 0.7;
}

/** Under the header stand remarks on how to fill it in, never digits of an id. */
function isHint(table: TablePlan, cells: RowCells): boolean {
  if (cells.row.number > table.firstRow + 2) return false;
  const words = rowWords(cells.row);
  if (words.some((word) => /\d{11,}/.test(word))) return false;
  return words.some((word) => hint.test(word)) && words.filter((word) => hint.test(word)).length / words.length >= 0.3;
}

/** A row that only the form filled in: numbers, default answers, nothing of a person or a home. */
function isEmptyForm(cells: RowCells): boolean {
  return rowWords(cells.row).every(
    (word) => isPlainFlag(word) || isNothing(word) || isSameMark(word) || /^\d{1,5}$/.test(word),
  );
}

/** Words alone in a row, above a group of records. Where they name a building or a door, they hold until the next. */
export interface Section {
  readonly words: string;
}

/** A row with one text: a section, a remark, or nothing of either. */
export function sectionOf(table: TablePlan, row: Row): Section | undefined {
  const filled = row.cells.flatMap((cell, column) => (cell && cell.text.trim() !== '' ? [{ cell, column }] : []));
  const [only] = filled;
  const words = rowWords(row)[0] ?? '';
  if (!only || filled.length > 1 || words.length > 40 || note.test(words)) return undefined;
  const door = readDoor(words.replace(/[（(【].*$/, ''));
  const names = door.building !== undefined || /^[^，。]{0,20}(?:号楼|栋|幢|座|单元)/.test(words);
  if (!names && !isEstate(words)) return undefined;
  const field = table.columns.find((column) => column.column === only.column)?.field;
  const isPlace = field !== undefined && (placeFields as readonly string[]).includes(field);
  return isPlace && door.room !== undefined ? undefined : { words };
}

/**
 * Whether a row is the heading of a building or an estate and says nothing besides: in a refused column, too, it is then no value of it but the
 * place of all who stand below.
 */
export function isPlaceHeading(table: TablePlan, row: Row): boolean {
  const words = sectionOf(table, row)?.words;
  if (words === undefined || refusedValueKind(words)) return false;
  return isEstate(words) || /(?:号楼|#楼|栋|幢|座|单元)$/.test(words);
}

/** Whether a cell says that its row is a total or an example, and nothing besides: in a refused column, too, it is then no value of it. */
export function saysKind(words: string): boolean {
  return total.exec(words)?.[0] === words || example.test(words);
}

/** Why a row of the data is no record; undefined when it may be one. */
export function ignoredReason(
  headers: ReadonlySet<string>,
  table: TablePlan,
  cells: RowCells,
): IgnoredReason | undefined {
  const words = rowWords(cells.row);
  const first = words[0] ?? '';
  const hasId = words.some((word) => /^\d{17}[\dXx]$/.test(word));
  if (isRepeatedHeader(headers, words)) return 'header';
  if (!hasId && words.slice(0, 3).some((word) => total.test(word))) return 'total';
  if (words.some((word) => example.test(word))) return 'example';
  if (!hasId && (note.test(first) || (words.length === 1 && /[。：:，；]/.test(first) && first.length > 6)))
    return 'note';
  if (isHint(table, cells)) return 'note';
  if (cells.row.number <= table.firstRow + 2 && isNumbering(words)) return 'numbering';
  if (!isPersonRow(cells, table) && isEmptyForm(cells)) return 'form';
  return undefined;
}
