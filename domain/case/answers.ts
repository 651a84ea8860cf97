import type { FieldProblem } from '../refusals.ts';
import { type Text, text } from '../text.ts';
import type { Question } from './category.ts';
import type { Turn } from './define.ts';
import type { Fact } from './facts.ts';
import { type Field, field, optional, schemaOfField } from './fields.ts';
import { askedQuestion, questionStamp } from './questions.ts';

const shortWords = 200;
const mostNumber = 1_000_000;

/** A category's question as the field it is. */
export function questionField({ kind, label, of, unit, min, max, hasDecimals, isRequired }: Question): Field {
  const made = ((): Field => {
    switch (kind) {
      case 'flag':
        return field.flag(label);
      case 'choice':
        return field.choice(label, Object.fromEntries(of.map(({ code, text: words }) => [code, words])));
      case 'number':
        return field.number(label, min ?? 0, max ?? mostNumber, {
          isWhole: hasDecimals !== true,
          ...(unit ? { unit } : {}),
        });
      case 'day':
        return field.day(label);
      case 'text':
        return field.text(label, shortWords);
    }
  })();
  return isRequired ? made : optional(made);
}

/** Whether a step asks the questions of a category: where one is chosen. */
export function asksCategory(asks: Readonly<Record<string, Field>>): boolean {
  return Object.values(asks).some(({ kind }) => kind === 'category');
}

/** The category a step leaves a case with: the one it names, else the case's own. */
export function categoryAfter(asks: Readonly<Record<string, Field>>, turn: Turn): number | null {
  const key = Object.entries(asks).find(([, { kind }]) => kind === 'category')?.[0];
  const named = key === undefined ? undefined : turn.input[key];
  return typeof named === 'number' ? named : turn.case.categoryId;
}

type Given = Readonly<Record<string, unknown>>;

const isGiven = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const notAnswers = text('问题的回答格式不对。', 'The answers are not in the right form.');
const missing = ({ zh, en }: Text): Text => text(`请回答“${zh}”。`, `Please answer “${en}”.`);
const changed = ({ zh, en }: Text): Text =>
  text(`“${zh}”这个问题刚改过，请看清后再回答。`, `The question “${en}” has just been changed. Please read it again.`);
const unknown = (key: string): Text =>
  text(
    `这类事项没有“${key}”这个问题，请重新选一次类别。`,
    `This category has no question “${key}”. Please choose it again.`,
  );

function wrong({ kind, label, min, max }: Question): Text {
  const hints: Readonly<Record<Question['kind'], Text>> = {
    flag: text('请选“是”或“否”', 'yes or no'),
    choice: text('请从选项里选一个', 'one of the options'),
    number: text(
      `请填 ${min ?? 0} 到 ${max ?? mostNumber} 之间的数`,
      `a number from ${min ?? 0} to ${max ?? mostNumber}`,
    ),
    day: text('请填一个日期', 'a date'),
    text: text(`请用 ${shortWords} 字以内说明`, `at most ${shortWords} characters`),
  };
  const { zh, en } = hints[kind];
  return text(`“${label.zh}”${zh}。`, `“${label.en}”: ${en}.`);
}

/** One answer, checked: what is wrong with it, or its value; undefined where nothing was said. */
function check(one: Question, value: unknown, stamp: unknown): { readonly fault: Text } | { readonly value: unknown } {
  if (value === undefined) return one.isRequired ? { fault: missing(one.label) } : { value };
  if (stamp !== undefined && stamp !== questionStamp(one)) return { fault: changed(one.label) };
  const parsed = schemaOfField(questionField({ ...one, isRequired: false })).safeParse(value);
  if (!parsed.success) return { fault: wrong(one) };
  if (parsed.data === '') return one.isRequired ? { fault: missing(one.label) } : { value: undefined };
  return { value: parsed.data };
}

interface Asking {
  readonly turn: Turn;
  readonly categoryId: number | null;
  /** What was sent: answers by the keys of their questions, and by what words each was asked. */
  readonly answers: unknown;
  readonly asked: unknown;
  /** Whether the required ones must be there. */
  readonly isDue: boolean;
}

/**
 * Checks answers against the questions of the category in force and makes the fact they are kept by.
 * @returns what is wrong, by the path of its answer and in the words of its question, or the facts
 */
export function readAnswers({ turn, categoryId, answers = {}, asked = {}, isDue }: Asking): {
  readonly problems: readonly FieldProblem[];
  readonly facts: readonly Fact[];
} {
  if (!isGiven(answers) || !isGiven(asked)) return { problems: [{ path: 'answers', text: notAnswers }], facts: [] };
  const { questions } = turn.world.category;
  const known = new Set(questions.map(({ key }) => key));
  const strange = Object.keys(answers).filter((key) => !known.has(key));
  const checked = questions.map((one) => {
    const given = Object.hasOwn(answers, one.key) ? answers[one.key] : undefined;
    const stamp = Object.hasOwn(asked, one.key) ? asked[one.key] : undefined;
    return { one, ...check(isDue ? one : { ...one, isRequired: false }, given, stamp) };
  });
  const problems = [
    ...checked.flatMap((made) => ('fault' in made ? [{ path: `answers.${made.one.key}`, text: made.fault }] : [])),
    ...strange.map((key) => ({ path: `answers.${key.slice(0, 40)}`, text: unknown(key.slice(0, 40)) })),
  ];
  const said = checked.flatMap((made) =>
    'value' in made && made.value !== undefined ? [{ one: made.one, value: made.value }] : [],
  );
  if (problems.length > 0 || said.length === 0 || categoryId === null) return { problems, facts: [] };
  return { problems, facts: [answered(categoryId, turn.world.categoryVersion, said)] };
}

function answered(
  categoryId: number,
  version: number | null,
  said: readonly { readonly one: Question; readonly value: unknown }[],
): Fact {
  const isPersonal = (one: Question): boolean => questionField(one).isPersonal;
  const personal = said.filter(({ one }) => isPersonal(one));
  return {
    kind: 'answered',
    categoryId,
    version,
    answers: said.map(({ one, value }) => ({ ...askedQuestion(one, value), ...(isPersonal(one) ? {} : { value }) })),
    ...(personal.length > 0
      ? { personal: { values: Object.fromEntries(personal.map(({ one, value }) => [one.key, value])) } }
      : {}),
  };
}
