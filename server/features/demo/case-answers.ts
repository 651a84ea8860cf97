import type { CategoryRule, Question } from '../../../domain/case/category.ts';
import { deriveId } from '../../../domain/case/ids.ts';

/** Words of a report that give away an option, where its own words are not the ones people use. */
const sayings: readonly (readonly [option: string, words: RegExp])[] = [
  ['night', /夜|凌晨|半夜|通宵|晚上 ?1[01] ?点/],
  ['morning', /清早|一早|早上|凌晨五点/],
  ['evening', /傍晚|晚饭后|晚上/],
  ['day', /白天|中午|下午/],
  ['pet', /狗|犬/],
  ['ktv', /音乐|餐吧|唱歌|低音/],
  ['wire', /飞线|拉线|接线/],
  ['stairs', /楼道|门厅/],
  ['lift', /推进电梯|电梯里/],
  ['home', /拎回家|入户|家里充/],
  ['wall', /外墙|瓷砖/],
  ['thrown', /往下扔|乱扔/],
  ['machine', /空调/],
  ['above', /楼上/],
  ['missing', /缺失|不见了|没有盖/],
  ['loose', /响|松动/],
];

/** A number that hangs on a case alone, so that answering draws nothing from the district's own chance. */
const chanceOf = (id: string, key: string): number => Number.parseInt(deriveId(id, `answer:${key}`).slice(0, 8), 16);

function said({ of }: Question, words: string): string | undefined {
  const isTold = (code: string): boolean => sayings.some(([option, told]) => option === code && told.test(words));
  return of.find(({ code, text }) => isTold(code) || text.zh.split(/[、，（]/).some((part) => words.includes(part)))
    ?.code;
}

function answerTo(question: Question, words: string, id: string): unknown {
  const { kind, key, of, isRequired } = question;
  if (kind === 'choice')
    return said(question, words) ?? (isRequired ? of[chanceOf(id, key) % of.length]?.code : undefined);
  // What the words leave open was answered by who was asked it, and then mostly with a no.
  if (kind === 'flag') return isRequired ? false : undefined;
  return undefined;
}

/** What whoever raised a case answered to its category's questions: what the words tell, and what must be answered. */
export function answersFor({ questions }: CategoryRule, words: string, id: string): object {
  const given = questions.flatMap((one) => {
    const value = answerTo(one, words, id);
    return value === undefined ? [] : [[one.key, value] as const];
  });
  return given.length > 0 ? { answers: Object.fromEntries(given) } : {};
}
