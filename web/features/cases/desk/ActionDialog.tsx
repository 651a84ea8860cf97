import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseDetail, OfferView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { Modal } from '../../../ui/desk/Modal.tsx';
import { SchemaForm } from '../../../ui/desk/SchemaForm.tsx';
import type { FormValues } from '../../../ui/forms/fields.ts';
import { Loading } from '../../../ui/show/StateBlocks.tsx';
import { formFieldsOf, hintsSuggested, idsSuggested, inputOf, valuesSuggested } from '../form-fields.ts';
import { answersInput, categoryNamed, withQuestions } from '../question-fields.ts';
import { useCategories, useRenewedCategories } from './use-categories.ts';
import { useFormSources } from './use-form-sources.ts';

interface ActionDialogProps {
  readonly offer: OfferView;
  readonly matter: CaseDetail;
  /** What was filled in before somebody else was quicker. */
  readonly draft: FormValues | undefined;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onSubmit: (input: Record<string, unknown>, values: FormValues) => void;
  readonly onCancel: () => void;
}

/** The names of the units an offer suggests; undefined while they are on their way. */
function useSuggestedNames(offer: OfferView): ReadonlyMap<string, string> | undefined {
  const ids = idsSuggested(offer.asks, offer.suggests ?? {});
  const answers = useQueries({
    queries: ids.map((id) => apiQuery('GET /organisations/:id', { params: { id } })),
  });
  if (answers.some(({ isPending }) => isPending)) return undefined;
  return new Map(answers.flatMap(({ data }) => (data ? [[data.id, data.current.name] as const] : [])));
}

/** Asks what a step needs, drawn from what the engine asks for; suggested values are filled in and explained. */
export function ActionDialog({ offer, matter, draft, isBusy, error, onSubmit, onCancel }: ActionDialogProps) {
  const t = useWords('cases');
  const pick = usePick();
  const label = pick(offer.label);
  return (
    <Modal
      open
      title={label}
      width={560}
      footer={null}
      onCancel={onCancel}
      destroyOnHidden
      mask={{ closable: !isBusy }}
    >
      <p className="cases-act-what">{t('act.on', { number: matter.number, title: matter.title })}</p>
      <ActionForm
        offer={offer}
        matter={matter}
        draft={draft}
        label={label}
        isBusy={isBusy}
        error={error}
        onSubmit={onSubmit}
        onCancel={onCancel}
      />
    </Modal>
  );
}

function ActionForm(props: ActionDialogProps & { readonly label: string }) {
  const { offer, matter, draft, label, isBusy, error, onSubmit, onCancel } = props;
  const t = useWords('cases');
  const words = usePick();
  const names = useSuggestedNames(offer);
  const communityId = Number(matter.ref.slice(0, matter.ref.indexOf('-')));
  const sources = useFormSources({ communityId, areaId: matter.gridId ?? communityId });
  const { categories } = useCategories();
  const [values, setValues] = useState<FormValues>(draft ?? {});
  useRenewedCategories(error);
  if (!names) return <Loading lines={3} />;
  const category = categoryNamed(offer.asks, values, matter, categories);
  const suggested = valuesSuggested(offer.asks, offer.suggests ?? {}, names);
  const why = offer.suggestsWhy && words(offer.suggestsWhy);
  const hints = hintsSuggested(offer.asks, suggested, why, (said) => t('act.suggested', { why: said }));
  return (
    <SchemaForm
      fields={withQuestions(formFieldsOf(offer.asks, hints), offer.asks, category)}
      initial={draft ?? suggested}
      sources={sources}
      submitLabel={label}
      isBusy={isBusy}
      error={error}
      onChange={setValues}
      onSubmit={(filled) => onSubmit({ ...inputOf(offer.asks, filled), ...answersInput(category, filled) }, filled)}
      onCancel={onCancel}
    />
  );
}
