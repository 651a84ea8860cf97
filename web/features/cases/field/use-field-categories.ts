import { useMemo } from 'react';
import type { PublicCategory } from '../../../../contract/catalogue.ts';
import type { Limit } from '../../../../domain/calendar/limit.ts';
import { mayAnywhere } from '../../../kit/session.ts';
import { useKeptApi } from '../../../offline/use-kept-api.ts';
import { useHere } from '../../../offline/use-outbox.ts';
import { modelStaleMs } from '../use-suggestions.ts';

/** A category as the phone uses it: with its limit and what it asks for. */
export interface FieldCategory extends PublicCategory {
  readonly isUrgentByDefault: boolean;
  readonly handle: { readonly limit: Limit; readonly basis: string } | undefined;
}

const dayMs = 24 * 3_600_000;
const none: readonly FieldCategory[] = [];

/** The open categories of events with the rules that hold, kept on the phone. */
export function useFieldCategories(): {
  readonly categories: readonly FieldCategory[];
  readonly error: unknown;
  readonly retry: () => void;
} {
  const { data, error, refetch } = useKeptApi(
    'GET /catalogue/effective',
    {},
    { isWanted: mayAnywhere(useHere(), 'catalogue.read'), staleMs: dayMs },
  );
  const items = data?.answer.items;
  const categories = useMemo(
    () =>
      items
        ?.filter(({ caseType }) => caseType === 'event')
        .map(
          ({ id, parentId, caseType, name, position, rule }): FieldCategory => ({
            id,
            parentId,
            caseType,
            name,
            position,
            icon: rule.icon ?? null,
            photo: rule.photo,
            photoWhy: rule.photoWhy,
            questions: rule.questions,
            stoppers: rule.stoppers,
            outOfScope: rule.outOfScope,
            isUrgentByDefault: rule.isUrgentByDefault,
            handle: rule.limits.handle,
          }),
        ),
    [items],
  );
  return { categories: categories ?? none, error: items ? undefined : error, retry: () => void refetch() };
}

/** What suggests a category from words, kept on the phone: it works without a signal. */
export function useFieldWordsModel() {
  return useKeptApi('GET /catalogue/words-model', {}, { staleMs: modelStaleMs }).data?.answer;
}

/** Whether this person reports at all. */
export function useMayRaise(): boolean {
  return mayAnywhere(useHere(), 'cases.raise');
}
