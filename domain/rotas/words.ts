import { type Text, text } from '../text.ts';

/** Words of who is on duty, with the post's telephone; null where nobody is. */
export function dutyWords(called: readonly { readonly name: string; readonly phone: string }[]): Text | null {
  if (called.length === 0) return null;
  const names = [...new Set(called.map(({ name }) => name))];
  const phone = called.find((one) => one.phone !== '')?.phone;
  return text(
    `现在值班：${names.join('、')}${phone ? `，电话 ${phone}` : ''}。`,
    `On duty now: ${names.join(', ')}${phone ? `, telephone ${phone}` : ''}.`,
  );
}
