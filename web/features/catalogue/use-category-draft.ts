import { useEffect, useState } from 'react';
import type { CategoryDetail } from '../../../contract/catalogue.ts';
import { questionFaults } from '../../../domain/case/question-faults.ts';
import type { FieldProblem } from '../../../domain/refusals.ts';
import { RefusalError } from '../../kit/refusal-error.ts';
import { useSend } from '../../kit/use-api.ts';
import { type CategoryDraft, changedParts, draftOf, fullQuestion } from './category-draft.ts';

/** The edited state of a category until it is saved or dropped. What others save meanwhile comes in by itself while nothing is edited here. */
export function useCategoryDraft(detail: CategoryDetail) {
  const [base, setBase] = useState(detail);
  const [draft, setDraft] = useState<CategoryDraft>(() => draftOf(detail));
  const [savedVersion, setSavedVersion] = useState<number>();
  const send = useSend('catalogue.changeCategory');
  const changed = changedParts(draftOf(base), draft);
  const isDirty = changed.length > 0;
  const isStale = isDirty && detail.version !== base.version && detail.version !== savedVersion;
  const [wasTried, setWasTried] = useState(false);
  const own = questionFaults((draft.rule.questions ?? []).map(fullQuestion));
  const refused = send.error instanceof RefusalError ? send.error.fields : [];
  const faults: readonly FieldProblem[] = [
    ...(wasTried ? own : []),
    ...refused.map(({ path, text }) => ({ path: path.replace(/^rule\./, ''), text })),
  ];
  const renew = () => {
    setWasTried(false);
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
    faults,
    save: (onSaved: (version: number) => void) => {
      setWasTried(true);
      if (own.length > 0) return send.reset();
      send.mutate(
        {
          id: base.id,
          basedOn: base.version,
          ...(changed.includes('name') ? { name: draft.name } : {}),
          ...(changed.some((part) => part !== 'name') ? { rule: draft.rule as never } : {}),
        },
        {
          onSuccess: ({ version }) => {
            setWasTried(false);
            setSavedVersion(version);
            onSaved(version);
          },
        },
      );
    },
  };
}
