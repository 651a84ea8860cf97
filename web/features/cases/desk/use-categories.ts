import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { mayAnywhere, useSession } from '../../../kit/session.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { isAboutAnswers } from '../question-fields.ts';
import { modelStaleMs } from '../use-suggestions.ts';
import type { CategoryChoice } from './category-advice.ts';

/** The catalogue changes rarely; a desk asks for it once in a while. */
const longMs = 10 * 60_000;
const none: readonly CategoryChoice[] = [];

/** The open categories as the desk uses them, each beside its class, with the questions that stop and the words for what is out of scope. */
export function useCategories(): { readonly categories: readonly CategoryChoice[]; readonly isReady: boolean } {
  const session = useSession().data;
  const { data } = useQuery({
    ...apiQuery('GET /catalogue/effective'),
    enabled: mayAnywhere(session, 'catalogue.read'),
    staleTime: longMs,
  });
  const items = data?.items;
  const categories = useMemo(() => {
    const byId = new Map(items?.map((item) => [item.id, item]));
    return items?.map(
      ({ id, name, parentId, caseType, rule }): CategoryChoice => ({
        id,
        name,
        parentId,
        parentName: parentId === null ? null : (byId.get(parentId)?.name ?? null),
        caseType,
        stoppers: rule.stoppers,
        questions: rule.questions,
        outOfScope: rule.outOfScope,
        isUrgentByDefault: rule.isUrgentByDefault,
      }),
    );
  }, [items]);
  return { categories: categories ?? none, isReady: categories !== undefined };
}

/** What suggests a category from words. */
export function useDeskWordsModel() {
  return useQuery({ ...apiQuery('GET /catalogue/words-model'), staleTime: modelStaleMs }).data;
}

/** Asks for the categories anew where an answer was refused: the question may have been changed since it was asked. */
export function useRenewedCategories(error: unknown): void {
  const client = useQueryClient();
  useEffect(() => {
    if (isAboutAnswers(error)) void client.invalidateQueries(apiQuery('GET /catalogue/effective'));
  }, [client, error]);
}
