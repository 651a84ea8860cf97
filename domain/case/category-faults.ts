import type { FieldProblem } from '../refusals.ts';
import { type Text, text } from '../text.ts';
import type { CategoryRule } from './category.ts';
import type { OwnCategoryRule } from './category-own.ts';
import { questionFaults, repeated } from './question-faults.ts';

const noBasis = text('请写明时限的依据。', 'Please say what the limit is based on.');
const noWhy = text(
  '请写明为什么要拍照，办理人会看到。',
  'Please say why a photo is asked for; whoever handles it sees this.',
);
const noStage = text('没有这个环节。', 'There is no such stage.');
const noHours = text('没有这种办公时间。', 'There are no such opening hours.');

/** What a rule refers to outside itself. */
export interface CategoryWorld {
  /** Stages of the case type it opens. */
  readonly stages: readonly string[];
  /** Names of opening hours beside the office's. */
  readonly hours: readonly string[];
}

const at = (isWrong: boolean, path: string, words: Text): FieldProblem[] => (isWrong ? [{ path, text: words }] : []);

/**
 * What is wrong with a category's own words beyond their form, each with its path.
 * @param holds the rule that would hold, parents' words included
 */
export function categoryFaults(
  own: OwnCategoryRule,
  holds: CategoryRule,
  world: CategoryWorld,
): readonly FieldProblem[] {
  const { limits = {}, questions = [], stoppers = [], reasons = {}, replies = [] } = own;
  return [
    ...Object.entries(limits).flatMap(([key, { limit, basis }]) => [
      ...at(basis.trim() === '', `limits.${key}.basis`, noBasis),
      ...at(limit.hours !== undefined && !world.hours.includes(limit.hours), `limits.${key}.limit.hours`, noHours),
    ]),
    ...at(holds.photo !== 'none' && holds.photoWhy === undefined, 'photoWhy', noWhy),
    ...questionFaults(questions),
    ...repeated(
      stoppers,
      ({ code }) => code,
      (i) => `stoppers.${i}.code`,
    ),
    ...Object.entries(reasons).flatMap(([set, chips]) =>
      repeated(
        chips,
        ({ code }) => code,
        (i) => `reasons.${set}.${i}.code`,
      ),
    ),
    ...replies.flatMap(({ stage }, i) => at(!world.stages.includes(stage), `replies.${i}.stage`, noStage)),
  ];
}
