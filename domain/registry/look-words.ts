import { type Text, text } from '../text.ts';

/** Why somebody looked at what is masked, in words for the one who was looked at. */
const reasons: Readonly<Record<string, Text>> = {
  visit: text('走访', 'A visit'),
  case: text('办理事项', 'Dealing with a matter'),
  service: text('提供服务', 'Giving a service'),
  correction: text('核对更正', 'Checking and correcting'),
  handling: text('办理中联系', 'Contact while dealing with a matter'),
  checking: text('核查', 'Checking the result'),
  'call-back': text('回访', 'Calling back'),
  'own-grid': text('联系自己网格的居民', 'Contact within their own grid'),
  'own-case': text('联系自己承办事项的当事人', 'Contact in a matter of theirs'),
  'in-my-name': text('联系自己承办事项的当事人', 'Contact in a matter of theirs'),
  term: text('保存期限届满', 'Its term is over'),
  died: text('去世注销', 'The record ended by death'),
  left: text('迁出注销', 'The record ended by moving away'),
  mistake: text('登记错误注销', 'The record was a mistake'),
};

/** A reason as it is told; what has no words of its own was written by hand and stays as it is. */
export function lookReasonWords(reason: string): Text {
  return Object.hasOwn(reasons, reason) ? (reasons[reason] as Text) : text(reason, reason);
}
