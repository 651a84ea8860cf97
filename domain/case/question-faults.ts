import type { FieldProblem } from '../refusals.ts';
import { type Text, text } from '../text.ts';
import type { OwnCategoryRule } from './category-own.ts';

type Question = NonNullable<OwnCategoryRule['questions']>[number];

const twice = text('和前面的重复了。', 'This stands there twice.');
const noWords = text('中文和英文都要填写。', 'Both Chinese and English words are needed.');
const noChoices = text('选择题至少要有两个选项。', 'A choice needs two options at least.');
const noRange = text('最小值不能大于最大值。', 'The least is more than the most.');
const personal = text(
  '不能在这里问证件号、电话、银行卡或密码。联系方式在表单里另有一栏，由系统加密保存。',
  'Document, phone, card numbers and passwords are not asked for here. The form has a field of its own for the contact, which is kept encrypted.',
);

/** Words by which a question gives away that it asks for a number of a person. */
const asksForNumbers =
  /身份证|证件号|证件号码|护照号|手机号|电话号码|联系电话|联系方式|银行卡|卡号|密码|社保号|\bid (card|number)|identity (card|number)|passport|(phone|mobile|telephone) (number|no)|bank card|card number|password|social security/i;

const isBlank = ({ zh, en }: Text): boolean => zh.trim() === '' || en.trim() === '';
const at = (isWrong: boolean, path: string, words: Text): FieldProblem[] => (isWrong ? [{ path, text: words }] : []);

/** The rows of a list that repeat a key of an earlier one, by their paths. */
export function repeated<T>(
  list: readonly T[],
  keyOf: (one: T) => string,
  path: (i: number) => string,
): FieldProblem[] {
  const seen = new Set<string>();
  return list.flatMap((one, i) => {
    const key = keyOf(one);
    if (seen.has(key)) return [{ path: path(i), text: twice }];
    seen.add(key);
    return [];
  });
}

function faultsOfOptions({ kind, of }: Question, path: string): FieldProblem[] {
  if (kind !== 'choice') return [];
  return [
    ...at(of.length < 2, `${path}.of`, noChoices),
    ...of.flatMap(({ text: words }, i) => at(isBlank(words), `${path}.of.${i}.text`, noWords)),
    ...repeated(
      of,
      ({ code }) => code,
      (i) => `${path}.of.${i}.code`,
    ),
  ];
}

/** What is wrong with a category's questions, each by its path; the editor asks the same before anything is sent. */
export function questionFaults(questions: readonly Question[]): readonly FieldProblem[] {
  return [
    ...repeated(
      questions,
      ({ key }) => key,
      (i) => `questions.${i}.key`,
    ),
    ...questions.flatMap((one, i) => {
      const path = `questions.${i}`;
      const { label, kind, unit, min, max } = one;
      return [
        ...at(isBlank(label), `${path}.label`, noWords),
        ...at(asksForNumbers.test(label.zh) || asksForNumbers.test(label.en), `${path}.label`, personal),
        ...at(kind === 'number' && unit !== undefined && isBlank(unit), `${path}.unit`, noWords),
        ...at(kind === 'number' && min !== undefined && max !== undefined && min > max, `${path}.min`, noRange),
        ...faultsOfOptions(one, path),
      ];
    }),
  ];
}
