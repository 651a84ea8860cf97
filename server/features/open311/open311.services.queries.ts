import { questionField } from '../../../domain/case/answers.ts';
import { type CategoryRule, plainCategory, type Question } from '../../../domain/case/category.ts';
import { inheritRule } from '../../../domain/case/category-own.ts';
import type { Text } from '../../../domain/text.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { allCategories, type CategoryRow } from '../catalogue/catalogue.queries.ts';
import { Open311Error } from './open311.error.ts';

export type Language = keyof Text;

/** A category that matters can be raised in, as Open311 calls it a service. */
export interface Service {
  readonly categoryId: number;
  readonly code: string;
  readonly name: Text;
  readonly group: Text | null;
  readonly isOpen: boolean;
  readonly rule: CategoryRule;
}

/** The only type of matter that is reported this way; a request for a proof is somebody's own affair. */
export const reportedType = 'event';

/** Every leaf of the categories with the rule it inherits; private ones and closed ones included, for each reader to choose. */
export async function allServices(ctx: ReadCtx): Promise<readonly Service[]> {
  const rows = await allCategories(ctx);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const parents = new Set(rows.map(({ parentId }) => parentId));
  const chainOf = (row: CategoryRow): readonly CategoryRow[] => {
    const above = row.parentId === null ? undefined : byId.get(row.parentId);
    return above ? [...chainOf(above), row] : [row];
  };
  return rows
    .filter(({ id, caseType }) => caseType === reportedType && !parents.has(id))
    .map((row) => {
      const chain = chainOf(row);
      return {
        categoryId: row.id,
        code: row.code,
        name: row.name,
        group: chain.length > 1 ? (chain[0] as CategoryRow).name : null,
        isOpen: chain.every(({ isOpen }) => isOpen),
        rule: chain.length > 0 ? inheritRule(chain.map(({ rule }) => rule)) : plainCategory,
      };
    });
}

/** A service as the list shows it. A private one can be asked for, and tells nothing afterwards: `blackbox`. */
export function serviceView({ code, name, group, rule }: Service, language: Language) {
  return {
    service_code: code,
    service_name: name[language],
    description: name[language],
    metadata: rule.questions.length > 0,
    type: rule.isPrivate ? 'blackbox' : 'realtime',
    keywords: '',
    group: group?.[language] ?? '',
  };
}

/** An open service by its code. @throws 404 in the standard's own form */
export async function getService(ctx: ReadCtx, code: string): Promise<Service> {
  const found = (await allServices(ctx)).find((one) => one.code === code && one.isOpen);
  if (!found) throw new Open311Error(404, 'service_code was not found');
  return found;
}

const datatypes: Readonly<Record<Question['kind'], string>> = {
  flag: 'singlevaluelist',
  choice: 'singlevaluelist',
  number: 'number',
  day: 'datetime',
  text: 'string',
};
const yesNo: readonly { readonly key: string; readonly zh: string; readonly en: string }[] = [
  { key: 'true', zh: '是', en: 'Yes' },
  { key: 'false', zh: '否', en: 'No' },
];

function valuesOf(question: Question, language: Language) {
  if (question.kind === 'choice') return question.of.map(({ code, text }) => ({ key: code, name: text[language] }));
  return question.kind === 'flag' ? yesNo.map((one) => ({ key: one.key, name: one[language] })) : [];
}

function hintOf(question: Question, language: Language): string {
  if (question.kind === 'day') return 'YYYY-MM-DD';
  return question.kind === 'number' ? (question.unit?.[language] ?? '') : '';
}

/** The questions of a service as the standard's attributes. */
export function definitionView({ code, rule }: Service, language: Language) {
  return {
    service_code: code,
    attributes: rule.questions.map((question, at) => ({
      variable: true,
      code: question.key,
      datatype: datatypes[question.kind],
      required: questionField(question).isRequired,
      datatype_description: hintOf(question, language),
      order: at + 1,
      description: question.label[language],
      values: valuesOf(question, language),
    })),
  };
}

/** Answers sent as `attribute[code]`, as the engine takes them; what is not of its kind goes on as it came and is refused there. */
export function answersOf({ rule }: Service, given: ReadonlyMap<string, readonly string[]>): Record<string, unknown> {
  const byKey = new Map(rule.questions.map((question) => [question.key, question]));
  return Object.fromEntries(
    [...given].map(([key, values]) => {
      const [first = ''] = values;
      switch (byKey.get(key)?.kind) {
        case 'flag':
          return [key, first === 'true' ? true : first === 'false' ? false : first];
        case 'number':
          return [key, first.trim() === '' || Number.isNaN(Number(first)) ? first : Number(first)];
        case 'day':
          return [key, first.slice(0, 10)];
        default:
          return [key, first];
      }
    }),
  );
}
