import { useQueries } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { CaseDetail, OfferView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { RefusalError } from '../../../kit/refusal-error.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { useWriting } from '../../../offline/busy.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { useKeptApi } from '../../../offline/use-kept-api.ts';
import type { FormValues } from '../../../ui/forms/fields.ts';
import { MobileForm } from '../../../ui/mobile/MobileForm.tsx';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { StickyActions } from '../../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { useFormSources } from '../desk/use-form-sources.ts';
import { formFieldsOf, hintsSuggested, idsSuggested, inputOf, valuesSuggested } from '../form-fields.ts';
import { answersInput, categoryNamed, withQuestions } from '../question-fields.ts';
import { communityOf } from './community-of.ts';
import { DialRow } from './DialRow.tsx';
import { Fault } from './EvidenceCard.tsx';
import { FilesField } from './FilesField.tsx';
import { strictAsks } from './step-rules.ts';
import { useBack } from './TaskPage.tsx';
import { useFieldAct } from './use-field-act.ts';
import { useFieldCategories } from './use-field-categories.ts';
import { useStepDraft } from './use-step-draft.ts';
import './field.css';
import './task.css';

/** The names of the units an offer suggests; undefined while they are on their way. Without a signal none is filled in. */
function useSuggestedNames(offer: OfferView): ReadonlyMap<string, string> | undefined {
  const ids = idsSuggested(offer.asks, offer.suggests ?? {});
  const answers = useQueries({
    queries: ids.map((id) => apiQuery('GET /organisations/:id', { params: { id } })),
  });
  if (answers.some(({ isPending }) => isPending)) return undefined;
  return new Map(answers.flatMap(({ data }) => (data ? [[data.id, data.current.name] as const] : [])));
}

/** One step on a matter as a form of the phone, drawn from what the engine asks for. */
export function TaskStepPage() {
  const t = useWords('field');
  const pick = usePick();
  const back = useBack();
  const { ref, action } = useParams({ strict: false }) as { readonly ref: string; readonly action: string };
  const query = useKeptApi('GET /cases/:ref', { params: { ref } });
  const matter = query.data?.answer;
  const offer = matter?.offers.find((one) => one.action === action);
  if (matter && offer) return <StepForm key={offer.action} matter={matter} offer={offer} />;
  return (
    <MobileShell look="work" title={t('page.task')} onBack={back}>
      <MobileCard>
        {query.error && <ErrorBlock error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Loading lines={6} />}
        {matter && <Empty title={t('task.noOffers')} hint={pick(matter.stageLabel)} />}
      </MobileCard>
    </MobileShell>
  );
}

interface StepProps {
  readonly matter: CaseDetail;
  readonly offer: OfferView;
}

function StepForm({ matter, offer }: StepProps) {
  const t = useWords('field');
  const pick = usePick();
  const back = useBack();
  const navigate = useNavigate();
  const isReached = useReach();
  const formId = useId();
  useWriting();
  const label = pick(offer.label);
  const names = useSuggestedNames(offer);
  const draft = useStepDraft(matter, offer.action, label);
  const { act, isBusy } = useFieldAct(matter);
  const [error, setError] = useState<RefusalError>();
  const communityId = communityOf(matter.ref);
  const { find } = useFormSources({ communityId, areaId: matter.gridId ?? communityId });
  const { categories } = useFieldCategories();
  const [values, setValues] = useState<FormValues>();
  const written = values ?? draft.before ?? {};
  const named = categoryNamed(offer.asks, written, matter, categories);
  const submit = async (filled: FormValues) => {
    setError(undefined);
    const rowId = await draft.rowId();
    const end = await act({
      action: offer.action,
      label,
      input: { ...inputOf(offer.asks, filled), ...answersInput(named, filled) },
      rowId,
    });
    if (end?.is === 'done' || end?.is === 'saved') back();
    if (end?.is !== 'refused') return;
    if (end.rowId) draft.goOnAs(end.rowId);
    const refusal = new RefusalError(end.problem);
    setError(refusal);
    if (refusal.code !== 'case.stage-moved') return;
    // Somebody was quicker: the matter is shown as it stands now, and what was written waits as a draft.
    const state = { moved: pick(refusal.text) };
    await navigate({ to: '/tasks/$ref', params: { ref: matter.ref }, replace: true, state } as never);
  };
  const category = categories.find(({ id }) => id === matter.categoryId);
  const strict = strictAsks(offer.action, offer.asks, matter, category);
  const isReady = names !== undefined && draft.before !== undefined;
  const suggested = names ? valuesSuggested(offer.asks, offer.suggests ?? {}, names) : {};
  const whySuggested = offer.suggestsWhy && pick(offer.suggestsWhy);
  const hints = hintsSuggested(offer.asks, suggested, whySuggested, (why) => t('task.suggested', { why }));
  const callable = matter.parties.filter(({ hasContact }) => hasContact);
  const isCall = offer.action === 'contact' || offer.action === 'call-back';
  return (
    <MobileShell
      look="work"
      title={label}
      onBack={back}
      {...(isReached ? {} : { banner: <FieldBanner /> })}
      actions={
        <StickyActions
          primary={{
            label: isReached ? label : t('report.sendOffline'),
            isBusy,
            isOff: !isReady,
            onPress: () => (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit(),
          }}
        />
      }
    >
      <MobileCard>
        <p className="field-step-what">
          <span className="figures">{matter.number}</span> · {matter.title}
        </p>
      </MobileCard>
      {isCall && callable.length > 0 && (
        <MobileCard>
          <p className="field-step-call">{t('task.calls')}</p>
          {callable.map((party) => (
            <DialRow key={party.id} caseRef={matter.ref} party={party} mayDial={matter.mayDial} />
          ))}
        </MobileCard>
      )}
      <MobileCard>
        {!isReady && <Loading lines={6} />}
        {draft.isFull && <Fault words={t('report.full')} />}
        {isReady && (
          <MobileForm
            id={formId}
            fields={withQuestions(formFieldsOf(strict.asks, { ...strict.hints, ...hints }), offer.asks, named)}
            initial={{ ...suggested, ...draft.before }}
            sources={find ? { find } : {}}
            controls={{
              files: (props) => (
                <FilesField
                  {...props}
                  files={draft.files}
                  onAdd={(field, added) => void draft.addFiles(field, added)}
                  onRemove={(id) => void draft.removeFile(id)}
                />
              ),
            }}
            error={error}
            onChange={(now) => {
              setValues(now);
              draft.change(now);
            }}
            onSubmit={(values) => void submit(values)}
          />
        )}
      </MobileCard>
    </MobileShell>
  );
}
