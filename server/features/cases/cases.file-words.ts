import { type Text, text } from '../../../domain/text.ts';

/** What a case file says beside what is in it. */
/** What stands on papers beside their own words. */
export const printWords = {
  number: text('编号 {number}', 'No. {number}'),
  stamp: text('编号 {number}　校验码 {code}', 'No. {number}, code {code}'),
  printed: text('编号 {number}　{at} 打印', 'No. {number}, printed at {at}'),
  code: text('校验码 {code}', 'Code {code}'),
  howToCheck: text(
    '在居民门户“文书核验”输入编号和校验码，或扫描二维码，可核对真伪。',
    'Whether it is genuine can be checked in the portal under “Check a paper”, by number and code or by the square code.',
  ),
} as const;

export const fileWords = {
  head: text('事项档案', 'Case file'),
  stamp: text('{name} 于 {at} 打印，仅限工作使用', 'Printed by {name} at {at}; for work only'),
  page: text('第 {page} 页，共 {of} 页', 'Page {page} of {of}'),
  facts: text('基本情况', 'Facts'),
  number: text('编号', 'Number'),
  kind: text('种类与类别', 'Kind and category'),
  state: text('目前环节', 'Stage'),
  source: text('来源', 'Source'),
  outside: text('其他平台编号', 'Number elsewhere'),
  place: text('地点', 'Place'),
  raised: text('上报时间', 'Raised'),
  due: text('办理期限', 'Due'),
  closed: text('结案时间', 'Closed'),
  outcome: text('办理结果', 'Outcome'),
  units: text('承办单位', 'Units'),
  unit: text('单位', 'Unit'),
  person: text('经办', 'Person'),
  asWhat: text('身份', 'As'),
  progress: text('派单、签收、完成', 'Sent, signed, done'),
  people: text('当事人', 'People'),
  name: text('姓名', 'Name'),
  phone: text('电话', 'Phone'),
  rating: text('评价', 'Rating'),
  answers: text('问答', 'Questions and answers'),
  clocks: text('时限', 'Limits'),
  clock: text('时限', 'Limit'),
  basis: text('依据', 'Basis'),
  started: text('起算', 'Started'),
  ended: text('截止与用时', 'Due, and how it ended'),
  running: text('未停', 'running'),
  stopped: text('{at} 停', 'stopped {at}'),
  way: text('办理经过', 'What happened'),
  when: text('时间', 'When'),
  who: text('谁', 'Who'),
  what: text('做了什么', 'What was done'),
  inside: text('内部：{words}', 'Inside: {words}'),
  reply: text('答复：{words}', 'Told: {words}'),
  reason: text('理由：{words}', 'Reason: {words}'),
  attached: text('附件 {n} 个', '{n} attachments'),
  photos: text('照片', 'Photos'),
  others: text('其他附件（未打印）', 'Other attachments, not printed'),
  handler: text('经办人：', 'Handled by: '),
  checker: text('审核人：', 'Checked by: '),
  day: text('日期：', 'Date: '),
  none: text('无', 'none'),
} as const satisfies Record<string, Text>;

export const sourceTexts: Readonly<Record<string, Text>> = {
  resident: text('居民反映', 'Resident'),
  hotline: text('12345 热线', '12345 hotline'),
  grid: text('网格自采', 'Found by the grid'),
  superior: text('上级交办', 'Handed down'),
  sensor: text('感知告警', 'Sensor alarm'),
};

export const partyTexts: Readonly<Record<string, Text>> = {
  reporter: text('反映人', 'Reporter'),
  applicant: text('申请人', 'Applicant'),
  concerned: text('相关人', 'Concerned'),
};

export const assignmentTexts: Readonly<Record<string, Text>> = {
  lead: text('主办', 'Lead'),
  helper: text('协办', 'Helper'),
  summoned: text('吹哨', 'Summoned'),
};

export const actorTexts: Readonly<Record<string, Text>> = {
  staff: text('工作人员', 'Staff'),
  resident: text('居民本人', 'Resident'),
  link: text('居民本人', 'Resident'),
  outside: text('外单位', 'Outside unit'),
  system: text('系统', 'System'),
  integration: text('对接系统', 'Connected system'),
  anonymous: text('居民', 'Resident'),
};

/** Of a rating: solved or not, and out of five. */
export function ratingText(
  rating: { readonly isSolved: boolean; readonly score: number; readonly words: string } | null,
): Text {
  if (!rating) return text('', '');
  const { isSolved, score, words } = rating;
  return text(
    `${isSolved ? '已解决' : '未解决'}，${score} 分${words ? `：${words}` : ''}`,
    `${isSolved ? 'Solved' : 'Not solved'}, ${score} of 5${words ? `: ${words}` : ''}`,
  );
}
