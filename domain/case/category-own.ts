import { z } from 'zod';
import { type CategoryRule, categoryRule } from './category.ts';

type Shape = (typeof categoryRule)['shape'];
type Own = {
  [K in keyof Shape]: Shape[K] extends z.ZodDefault<infer Inner extends z.ZodType>
    ? z.ZodOptional<Inner>
    : z.ZodOptional<Shape[K]>;
};

function withoutDefaults(): Own {
  return Object.fromEntries(
    Object.entries(categoryRule.shape).map(([key, schema]) => {
      const bare = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
      return [key, (bare as z.ZodType).optional()];
    }),
  ) as unknown as Own;
}

/** What one category says itself. Where it is silent its parent's word holds; an empty list is a word, not silence. */
export const ownCategoryRule = z.strictObject(withoutDefaults());
export type OwnCategoryRule = z.output<typeof ownCategoryRule>;
export type OwnCategoryRuleInput = z.input<typeof ownCategoryRule>;

/** The rule that holds: own words over the parents', limits and reasons key by key, defaults where nobody spoke. @param chain from the root down */
export function inheritRule(chain: readonly OwnCategoryRuleInput[]): CategoryRule {
  const said: Record<string, unknown> = {};
  for (const own of chain) {
    for (const [key, value] of Object.entries(own)) {
      if (value === undefined) continue;
      const isMap = key === 'limits' || key === 'reasons';
      said[key] = isMap ? { ...(said[key] as object | undefined), ...(value as object) } : value;
    }
  }
  return categoryRule.parse(said);
}
