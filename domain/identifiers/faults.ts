import { type Text, text } from '../text.ts';

/** Why a number or an address cannot be taken as it stands, in the users' words: what is wrong and what to do. */
export const identifierFaults = {
  'id-missing': text('没有填写证件号码。', 'The id number is missing.'),
  'id-length': text('证件号码应为 18 位（或旧的 15 位）。', 'An id number has 18 digits (or 15, the old form).'),
  'id-characters': text(
    '证件号码只能是数字，最后一位可以是 X。',
    'An id number holds digits only; the last place may be X.',
  ),
  'id-masked': text('证件号码被遮盖了，请填写完整号码。', 'The id number is masked. Please enter it in full.'),
  'id-division': text('证件号码的前几位不是有效的地区。', 'The first digits of the id number name no region.'),
  'id-birth-date': text('证件号码中的出生日期不存在或不合理。', 'The birth date in the id number cannot be right.'),
  'id-check-digit': text(
    '证件号码校验位不符，请核对是否有一位写错或两位颠倒。',
    'The check digit of the id number does not fit. Look for a wrong digit or two digits swapped.',
  ),
  'id-precision-lost': text(
    '证件号码被表格软件当作数值，末几位已丢失，请按原件重新填写（单元格设为文本）。',
    'The spreadsheet stored the id number as a figure and lost its last digits. Enter it again from the document, as text.',
  ),
  'credit-code-missing': text('没有填写统一社会信用代码。', 'The unified social credit code is missing.'),
  'credit-code-length': text('统一社会信用代码应为 18 位。', 'A unified social credit code has 18 characters.'),
  'credit-code-characters': text(
    '统一社会信用代码只含数字和大写字母，且不含 I、O、S、V、Z。',
    'A unified social credit code holds digits and capital letters, never I, O, S, V or Z.',
  ),
  'credit-code-check-digit': text(
    '统一社会信用代码校验位不符，请核对。',
    'The check character of the unified social credit code does not fit.',
  ),
  'division-length': text(
    '区划代码应为 12 位（6 位或 9 位可自动补零）。',
    'A division code has 12 digits (6 or 9 are filled up).',
  ),
  'division-characters': text('区划代码只能是数字。', 'A division code holds digits only.'),
  'division-province': text('区划代码的前两位不是省级代码。', 'The first two digits name no province.'),
  'division-segment': text(
    '区划代码的街道段应为 001–599，社区段应为 001–599。',
    'The street part and the community part of a division code each run from 001 to 599.',
  ),
  'division-gap': text(
    '区划代码的上级为零时，下级也必须为零。',
    'Below a level of zeros every lower level must be zeros, too.',
  ),
  'phone-missing': text('没有填写电话号码。', 'The phone number is missing.'),
  'phone-unreadable': text('不是有效的电话号码。', 'This is not a phone number.'),
  'phone-several': text('这里只能填一个电话号码。', 'Only one phone number fits here.'),
  'phone-precision-lost': text(
    '电话号码被表格软件写成了科学计数，末几位已丢失，请重新填写。',
    'The spreadsheet wrote the phone number in scientific notation and lost digits. Please enter it again.',
  ),
  'case-number-form': text(
    '编号的格式是“社区-年月日-序号-校验位”，例如 12-261120-0042-7。',
    'A case number reads community-yymmdd-serial-check, for example 12-261120-0042-7.',
  ),
  'case-number-check-digit': text(
    '编号的校验位不符，请核对是否有一位写错或两位颠倒。',
    'The check digit of the case number does not fit. Look for a wrong digit or two digits swapped.',
  ),
} as const satisfies Record<string, Text>;

export type IdentifierFault = keyof typeof identifierFaults;

/** What reading an identifier gives: its parts, or the reason why it cannot be taken. */
export type Verdict<T, F extends IdentifierFault = IdentifierFault> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly code: F };

/** Makes the "no" of a verdict. */
export function fault<F extends IdentifierFault>(code: F): { readonly ok: false; readonly code: F } {
  return { ok: false, code };
}
