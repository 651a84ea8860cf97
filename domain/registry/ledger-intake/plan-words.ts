import { type Text, text } from '../../text.ts';
import { personFields } from '../fields.ts';
import { type LedgerField, ledgerFields, serviceFlags } from '../ledger/ledger-fields.ts';
import type { ColumnReason, SheetReason } from '../ledger/ledger-plan.ts';
import { type IgnoredReason, ledgerText } from '../ledger/ledger-result.ts';
import { refusedKinds } from '../ledger/refused-columns.ts';

/** Why a column is taken for its field. */
export const columnReasons = {
  header: text('表头', 'By its header'),
  'header-similar': text('表头相近', 'By a similar header'),
  content: text('按内容判断', 'By what it holds'),
  remembered: text('沿用上次', 'As last time'),
  chosen: text('手工指定', 'Chosen'),
  taken: text('与前面的列重复', 'Another column says it already'),
  unknown: text('没有认出', 'Not recognised'),
} as const satisfies Record<ColumnReason, Text>;

/** Why a sheet is not read. */
export const sheetReasons = {
  'hidden-sheet': text('隐藏的工作表，默认不读', 'Hidden sheets are not read unless asked for'),
  'sensitive-list': text(
    '属于不得保存的名册，整张不读',
    'A register that must not be held: the whole sheet is refused',
  ),
  'no-table': text('没有找到人口或房屋的表格', 'No table of people or homes in it'),
  'no-id-column': text('没有证件号列，不是人口台账', 'It has no column of id numbers: not the ledger'),
  'left-out': text('已选择不读', 'Left out by choice'),
} as const satisfies Record<SheetReason, Text>;

/** Why a row is no record. */
export const ignoredReasons = {
  total: text('合计行', 'A total'),
  note: text('说明文字', 'A remark'),
  header: text('重复的表头', 'The header again'),
  section: text('分段标题', 'The title of a section'),
  numbering: text('列号', 'Numbers of columns'),
  example: text('填写示例', 'An example'),
  form: text('空白的表格行', 'An empty line of the form'),
} as const satisfies Record<IgnoredReason, Text>;

/** What is worth a look once a ledger has met the registry. */
export const intakeDoubts = {
  'building-unclear': text(
    '这个楼号在社区里不止一栋，没有写明小区，住址未登记，请核对。',
    'Several buildings of the community bear this number and no estate is named: the home was not recorded.',
  ),
  'owner-without-id': text(
    '房主没有证件号：只记姓名，电话未登记，请补建档案。',
    'The owner has no id number: only the name was kept. Please register them.',
  ),
  'tenant-without-id': text(
    '承租人没有证件号，未登记，请补建档案。',
    'The tenant has no id number and was not taken in. Please register them.',
  ),
} as const satisfies Record<string, Text>;

const otherNotes: Readonly<Record<string, Text>> = {
  repeated: text('前面已有同一个人', 'The same person stands in an earlier row'),
  formula: text('公式，未执行也未采用', 'A formula: neither run nor taken'),
  name: text('姓名不一致', 'The names differ'),
  sex: text('性别不一致', 'The sexes differ'),
  bornOn: text('出生日期不一致', 'The dates of birth differ'),
  phone: text('电话不一致', 'The phone numbers differ'),
  ended: text('档案已注销，台账仍有此人', 'The record has ended, the ledger still has the person'),
  home: text('住址不一致', 'The homes differ'),
  touched: text('导入后有人改过，保留', 'Changed since by somebody: kept'),
  'named-later': text('后来的导入也有此人，保留', 'A later import names them, too: kept'),
  'in-use': text('已有其他记录引用，保留', 'Other records refer to it: kept'),
};

/** Words for the reason of a row of an import, whatever its kind. */
export function rowReasonText(kind: string, code: string): Text {
  const own: Readonly<Record<string, Text>> = { ...otherNotes, ...intakeDoubts, ...ignoredReasons };
  if (kind === 'refused') return (refusedKinds as Readonly<Record<string, Text>>)[code] ?? text(code, code);
  if (Object.hasOwn(own, code)) return own[code] as Text;
  return ledgerText(code as Parameters<typeof ledgerText>[0]) ?? text(code, code);
}

const alsoKept: readonly LedgerField[] = [
  'name',
  'idNumber',
  'documentKind',
  'sex',
  'birthOn',
  'phone',
  'tags',
  'relation',
  'isHead',
  'headName',
  'householdNumber',
  'movedInOn',
  'movedOutOn',
  'contactPhone',
  'guardianPhone',
  'ownerName',
  'estate',
  'building',
  'unit',
  'floor',
  'room',
  'address',
  'houseCode',
  'areaM2',
  'houseUse',
  'houseType',
  'certificateNumber',
];

const kept: ReadonlySet<string> = new Set([...alsoKept, ...serviceFlags, ...personFields.map(({ key }) => key)]);

/** Whether what a column holds goes into the registry; the others only help to read the row. */
export function isKeptField(field: LedgerField): boolean {
  return kept.has(field);
}

/** The name of a field; undefined for one that is no more. */
export function fieldLabel(field: string): Text | undefined {
  return Object.hasOwn(ledgerFields, field) ? ledgerFields[field as LedgerField] : undefined;
}
