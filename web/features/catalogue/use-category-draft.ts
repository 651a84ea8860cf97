import { useEffect, useState } from 'react';
import type { CategoryDetail } from '../../../contract/catalogue.ts';
import { useSend } from '../../kit/use-api.ts';
import { type CategoryDraft, changedParts, draftOf } from './category-draft.ts';

/** The edited state of a category until it is saved or dropped. What others save meanwhile comes in by itself while nothing is edited here. */
export function useCategoryDraft(detail: CategoryDetail) {
  const [base, setBase] = useState(detail);
  const [draft, setDraft] = useState<CategoryDraft>(() => draftOf(detail));
  const [savedVersion, setSavedVersion] = useState<number>();
  const send = useSend('catalogue.changeCategory');
  const changed = changedParts(draftOf(base), draft);
  const isDirty = changed.length > 0;
  const isStale = isDirty && detail.version !== base.version && detail.version !== savedVersion;
  const renew = () => {
    setBase(detail);
    setDraft(draftOf(detail));
    send.reset();
  };
  const isNews = detail !== base && (!isDirty || detail.version === savedVersion || detail.id !== base.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what comes in is taken once, when it comes
  useEffect(() => {
    if (isNews) renew();
  }, [isNews, detail]);
  return {
    draft,
    setDraft,
    changed,
    isDirty,
    isStale,
    renew,
    error: send.error,
    isSaving: send.isPending,
    save: (onSaved: (version: number) => void) =>
      send.mutate(
        {
          id: base.id,
          basedOn: base.version,
          ...(changed.includes('name') ? { name: draft.name } : {}),
          ...(changed.some((part) => part !== 'name') ? { rule: draft.rule as never } : {}),
        },
        {
          onSuccess: ({ version }) => {
            setSavedVersion(version);
            onSaved(version);
          },
        },
      ),
  };
}
