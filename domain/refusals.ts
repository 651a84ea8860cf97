import { fill, type Text, text } from './text.ts';

/** What a refusal means to the one who asked; server/kit/http/problems.ts turns it into an HTTP status. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-many'
  | 'unavailable';

interface RefusalRow {
  readonly kind: RefusalKind;
  readonly text: Text;
}

const row = (kind: RefusalKind, zh: string, en: string): RefusalRow => ({ kind, text: text(zh, en) });

/** Every expected "no", in the users' words: what is wrong and what to do. Add codes to the section of their noun. */
export const refusals = {
  // requests
  'request.invalid': row(
    'invalid',
    '填写有误，请按提示修改后再提交。',
    'Some entries are not right. Please correct the marked fields.',
  ),
  'request.too-large': row(
    'invalid',
    '内容太大（上限 {limit}），请分开提交。',
    'This is too large (limit {limit}). Please send it in parts.',
  ),
  'request.not-found': row('not-found', '没有找到，或者您无权查看。', 'Not found, or not yours to see.'),
  'request.too-many': row(
    'too-many',
    '操作太频繁，请 {seconds} 秒后再试。',
    'Too many requests. Please try again in {seconds} seconds.',
  ),
  'request.conflict': row('conflict', '已有相同的记录：{what}。', 'The same record exists already: {what}.'),
  'request.still-referenced': row(
    'conflict',
    '仍有其他记录引用它，不能这样改：{what}。',
    'Other records still refer to it: {what}.',
  ),
  'request.unavailable': row(
    'unavailable',
    '系统正忙，您填写的内容没有丢，请稍后重试。',
    'The system is busy. Nothing you entered is lost; please try again shortly.',
  ),
  'intention.not-yet': row(
    'conflict',
    '前一步还没有送达，稍后会自动再试。',
    'An earlier step has not arrived yet; this one will be tried again.',
  ),
  'intention.unknown-command': row(
    'invalid',
    '不认识的操作“{command}”，请更新后再试。',
    'Unknown command “{command}”. Please update the app.',
  ),
  'intention.reused': row(
    'conflict',
    '同一个编号已用于另一件事，请重新提交。',
    'This id has been used for something else. Please send it again with a new one.',
  ),
  // access
  'access.sign-in': row('unauthenticated', '请先登录。', 'Please sign in first.'),
  'access.forbidden': row(
    'forbidden',
    '您的岗位没有这项权限，可请社区管理员办理。',
    'Your post does not allow this. Ask your administrator.',
  ),
  'access.outside-scope': row('forbidden', '不在您负责的范围内。', 'This lies outside your area.'),
  'access.csrf': row('forbidden', '请求来源不被信任，请从本平台页面操作。', 'The request did not come from this site.'),
  // identity
  // areas
  // organisations
  // people and houses
  // imports
  'import.not-a-table': row(
    'invalid',
    '这不是可以读取的表格文件，请上传 .xlsx 或 .csv。',
    'This is not a table that can be read. Please upload .xlsx or .csv.',
  ),
  'import.old-format': row(
    'invalid',
    '这是旧格式的表格（{format}），请在 Excel 或 WPS 中另存为 .xlsx 后再上传。',
    'This is an old kind of workbook ({format}). Save it as .xlsx in Excel or WPS and upload it again.',
  ),
  'import.encrypted': row(
    'invalid',
    '这个文件有密码，请去掉密码后再上传。',
    'This file is protected by a password. Remove it and upload the file again.',
  ),
  'import.damaged': row(
    'invalid',
    '文件已损坏或不完整，请重新导出后再上传。',
    'The file is damaged or incomplete. Please export it again.',
  ),
  'import.too-large': row(
    'invalid',
    '文件展开后太大（上限 {limit}），请分成几个文件。',
    'Unpacked, the file is too large (limit {limit}). Please split it.',
  ),
  // cases
  // catalogue
  // files
  // metrics
} as const satisfies Record<string, RefusalRow>;

export type RefusalCode = keyof typeof refusals;

/** One field that is not right: `path` as the client sent it, with words for the person. */
export interface FieldProblem {
  readonly path: string;
  readonly text: Text;
}

export interface RefusalDetails {
  /** Parameters of the words. */
  readonly with?: Readonly<Record<string, unknown>>;
  readonly fields?: readonly FieldProblem[];
  /** What the asker needs to go on: for a conflict, the state that won. */
  readonly current?: unknown;
}

/** An expected "no" the user can act on. Pure code returns it, code with I/O throws it once. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly kind: RefusalKind;
  readonly text: Text;
  readonly details: RefusalDetails;
  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.kind = refusals[code].kind;
    this.text = details.with ? fill(refusals[code].text, details.with) : refusals[code].text;
    this.details = details;
  }
}

/** Makes a refusal; `parameters` fill the `{places}` of its words. */
export function refuse(code: RefusalCode, parameters?: Readonly<Record<string, unknown>>): Refusal {
  return new Refusal(code, parameters ? { with: parameters } : {});
}
