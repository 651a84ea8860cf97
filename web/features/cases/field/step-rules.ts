import type { CaseDetail, FieldView } from '../../../../contract/case-views.ts';
import type { Text } from '../../../../domain/text.ts';
import type { FieldCategory } from './use-field-categories.ts';

type Asks = Readonly<Record<string, FieldView>>;

export interface StrictAsks {
  readonly asks: Asks;
  /** Why a field is asked for here, under it. */
  readonly hints: Readonly<Record<string, Text>>;
}

/**
 * What a step asks for once the matter is known: who asked is answered, and a photo is taken where the category's rule wants one. The
 * server asks the same; said here first, it is not sent back from a cellar hours later.
 */
export function strictAsks(
  action: string,
  asks: Asks,
  matter: Pick<CaseDetail, 'hasDemand'>,
  category: Pick<FieldCategory, 'photo' | 'photoWhy'> | undefined,
): StrictAsks {
  if (action !== 'done') return { asks, hints: {} };
  const isAsked: Readonly<Record<string, boolean>> = {
    reply: matter.hasDemand,
    photos: category?.photo === 'at-done',
  };
  const strict = Object.entries(asks).map(
    ([key, view]) => [key, isAsked[key] ? { ...view, isRequired: true } : view] as const,
  );
  const why = isAsked['photos'] ? category?.photoWhy : undefined;
  return { asks: Object.fromEntries(strict), hints: why ? { photos: why } : {} };
}
