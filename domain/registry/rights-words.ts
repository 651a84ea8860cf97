import { text } from '../text.ts';

/** What a copy of somebody's data says about itself. */
export const copyWords = {
  title: text('我的个人信息', 'My personal data'),
  made: text('{at} 制作', 'Made {at}'),
  community: text('{name} 登记的信息', 'What {name} holds'),
  values: text('登记的内容', 'What is registered'),
  field: text('项目', 'Field'),
  value: text('内容', 'Value'),
  purpose: text('用来做什么', 'What for'),
  basis: text('依据', 'Basis'),
  term: text('保存多久', 'How long'),
  homes: text('住处', 'Homes'),
  ownerships: text('产权', 'Ownership'),
  groups: text('服务类别', 'Service groups'),
  changes: text('档案的变动', 'Changes of the record'),
  matters: text('我提出的事项', 'My matters'),
  named: text(
    '由他人写明我的事项（只列编号，内容涉及他人）',
    'Matters that name me (numbers alone: the rest is of others)',
  ),
  said: text('我说的：{words}', 'I said: {words}'),
  answered: text('答复：{words}', 'Answer: {words}'),
  messages: text('发给我的短信：{n} 条', 'Messages sent to me: {n}'),
  supports: text('我附议的微项目', 'Micro-projects I support'),
  looks: text('谁看过、改过我的信息', 'Who looked at or changed my data'),
  none: text('无', 'none'),
  now: text('至今', 'until now'),
  limited: text('已按本人要求限制使用', 'Its use is restricted as the person asked'),
  keeps: text(
    '这份副本之外还有：操作日志（网络安全法要求至少保存六个月）、他人在事项里说的话（属于他人）。要查阅这些，可提出“个人信息申请”。',
    'Beside this copy there are the log of operations (kept for six months at least by law) and what others said in matters (theirs). Ask for these by a request about personal data.',
  ),
  page: text('第 {page} 页，共 {of} 页', 'Page {page} of {of}'),
  stampOwn: text('本人于 {at} 取得', 'Taken by the person, {at}'),
  stampFor: text('{name} 于 {at} 为申请 {number} 制作', 'Made by {name}, {at}, for request {number}'),
} as const;
