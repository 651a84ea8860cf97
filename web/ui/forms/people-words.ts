import { text } from '../../../domain/text.ts';

/** The words of the control for people; they come with it, not before. */
export const peopleWords = {
  name: text('姓名', 'Name'),
  phone: text('电话（没有可不填）', 'Phone, if there is one'),
  add: text('再加一位', 'Add another'),
  remove: text('移除', 'Remove'),
  nth: (n: number) => text(`第 ${n} 位`, `No. ${n}`),
};
