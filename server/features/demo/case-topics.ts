import type { CategoryRule } from '../../../domain/case/category.ts';
import { inheritRule } from '../../../domain/case/category-own.ts';
import { categorySeeds, type NumberedCategory } from '../catalogue/seed.ts';
import { type Random, weighted } from './random.ts';

/** A category with the rule that holds for it, its parent's words included. */
export interface KnownCategory extends Omit<NumberedCategory, 'rule'> {
  readonly rule: CategoryRule;
  /** Itself and its parent. */
  readonly path: readonly number[];
}

const byId = new Map(categorySeeds.map((category) => [category.id, category]));

const known: readonly KnownCategory[] = categorySeeds
  .filter(({ parentId }) => parentId !== null)
  .map((category) => {
    const parent = byId.get(category.parentId ?? 0);
    const rule = inheritRule([parent?.rule ?? {}, category.rule]);
    return { ...category, rule, path: [category.id, category.parentId as number] };
  });

/** How often matters of a class come up, in a hundred. */
const shares: Readonly<Record<string, number>> = {
  environment: 27,
  facilities: 22,
  disputes: 15,
  safety: 15,
  care: 9,
  waterside: 6,
  building: 3,
  others: 3,
};

const events = weighted(
  known.flatMap((category) => {
    const parent = category.parentCode ?? '';
    const siblings = known.filter(({ parentCode }) => parentCode === parent);
    // The first of a class come up more often than the last.
    const place = siblings.indexOf(category);
    return category.caseType === 'event' ? [[category, (shares[parent] ?? 0) / (place + 3)] as const] : [];
  }),
);

/** A sub-class as often as such matters come up. */
export function drawCategory(random: Random): KnownCategory {
  return events.draw(random);
}

/** The codes of the proofs. */
export const proofKinds = known.filter(({ caseType }) => caseType === 'request').map(({ code }) => code);

/** The sub-class of a code. */
export function categoryByCode(code: string): KnownCategory {
  const found = known.find((category) => category.code === code);
  if (!found) throw new Error(`there is no category ${code}`);
  return found;
}
