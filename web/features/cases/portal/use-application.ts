import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { TypeView } from '../../../../contract/case-views.ts';
import type { PublicCategory } from '../../../../contract/catalogue.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useOwnLocation } from '../../../kit/use-own-location.ts';
import type { FormValues } from '../../../ui/forms/fields.ts';
import { inputOf } from '../form-fields.ts';
import { answersInput, questionFields } from '../question-fields.ts';
import { useQuestionFaults } from '../use-question-faults.ts';
import { useContactWay } from './ContactPart.tsx';
import { keep, readKept, useKept } from './device.ts';
import { emptyReport } from './empty-report.ts';
import { type From, type ReportDraft, type ReportFault, raiseInput, reportFaults } from './report-draft.ts';
import { phoneFaultOf, showFirstFault } from './SendNote.tsx';
import { leafCategories, suggestCategories } from './suggest-categories.ts';
import { usePublicCatalogue, useRenewedQuestions } from './use-catalogue.ts';
import { useMandate, useSending } from './use-report.ts';

type Begin = TypeView['begins'][number];

/** The draft of an application on this phone, and what changes it: both parts begin from what lies there now. */
function useDraft() {
  const [kept] = useKept('apply');
  const now = () => ({ values: {}, ...readKept('apply'), report: { ...emptyReport, ...readKept('apply')?.report } });
  return {
    report: { ...emptyReport, ...kept?.report },
    values: kept?.values ?? {},
    changeReport: (patch: Partial<ReportDraft>) => keep('apply', { ...now(), report: { ...now().report, ...patch } }),
    changeValues: (values: FormValues) => keep('apply', { ...now(), values }),
  };
}

/** The category an application falls under: the one the way here named, else its chosen kind by name, else the class of them all. */
function categoryFor(
  all: readonly PublicCategory[],
  type: string,
  begin: Begin,
  values: FormValues,
  asked: string | undefined,
): PublicCategory | undefined {
  const named = all.find(({ id, caseType }) => String(id) === asked && caseType === type);
  if (named) return named;
  const chosen = Object.entries(begin.asks).flatMap(([key, { kind, of }]) =>
    kind === 'choice' && of?.[String(values[key])] ? [of[String(values[key])]?.zh ?? ''] : [],
  );
  const ofType = all.filter(({ caseType }) => caseType === type);
  return (
    suggestCategories(leafCategories(all, type), chosen.join('，'))[0] ??
    ofType.find(({ parentId }) => parentId === null)
  );
}

/** The first text of an application says on whose behalf it is made. */
function withLine(begin: Begin, fields: Record<string, unknown>, line: string): Record<string, unknown> {
  const first = Object.entries(begin.asks).find(([, { kind }]) => kind === 'text')?.[0];
  return first && line ? { ...fields, [first]: `${String(fields[first] ?? '')}（${line}）` } : fields;
}

interface Grown {
  readonly from: From;
  readonly number: string;
  readonly link: string | undefined;
}

/** What goes along to an application beside its address, where no secret may stand: what the matter it grows out of is asked for by. */
export interface GrowsFrom {
  readonly from?: string;
  readonly lead?: string;
  readonly number: string;
  readonly token?: string;
  readonly last4?: string;
}

/** The matter that an application grows out of, as the way here says: one's own by its page, or by number and the last digits of its phone. */
function useGrown(): Grown | undefined {
  const { growsFrom } = useOwnLocation().state as { readonly growsFrom?: GrowsFrom };
  if (!growsFrom) return undefined;
  const { from, number, token, last4, lead = 'complain' } = growsFrom;
  if (from) return { from: { ref: from, lead }, number, link: token };
  return last4 === undefined ? undefined : { from: { number, last4, lead }, number, link: undefined };
}

/** An application being filled in: its draft on this phone, what is missing, and the sending. */
export function useApplication(type: TypeView, begin: Begin) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const catalogue = usePublicCatalogue();
  const draft = useDraft();
  const { report, values } = draft;
  const mandate = useMandate();
  const way = useContactWay(report);
  // An answer is owed: there is no doing without a number.
  const contact = mandate !== undefined ? 'mine' : way === 'none' ? 'phone' : way;
  const sending = useSending('apply', mandate);
  const grown = useGrown();
  const [wasTried, setWasTried] = useState(false);
  const { category: asked } = useSearch({ strict: false }) as { category?: string | number };
  const category = categoryFor(
    catalogue.data?.items ?? [],
    type.code,
    begin,
    values,
    asked === undefined ? undefined : String(asked),
  );
  const faults = reportFaults({ draft: report, category, hasVoice: false, contact, needsWords: false });
  const questionFaultOf = useQuestionFaults(questionFields(category), report.answers, {
    isTried: wasTried,
    error: sending.error,
  });
  useRenewedQuestions(sending.error);
  const faultOf = (fault: ReportFault): string | undefined => {
    if (wasTried && faults.includes(fault)) return t(`report.fault.${fault}`);
    return fault === 'phone' ? phoneFaultOf(sending.error, pick) : undefined;
  };
  const submit = (filled: FormValues) => {
    if (faults.length > 0 || !report.place) return showFirstFault(faults[0]);
    const line = mandate === undefined && report.isForFamily ? t('report.familyLine') : '';
    const fields = withLine(begin, inputOf(begin.asks, filled), line);
    const about = {
      type: type.code,
      begin: begin.code,
      draft: report,
      contact,
      categoryId: category?.id ?? null,
      from: grown?.from,
    };
    void sending.send({
      communityId: report.place.communityId,
      link: grown?.link,
      inputWith: (byField) =>
        raiseInput({ ...about, fields: { ...fields, ...byField, ...answersInput(category, report.answers) } }),
    });
  };
  return {
    ...draft,
    ...sending,
    mandate,
    category,
    grown,
    /** Whether the way here named the item. */
    isNamed: category !== undefined && String(category.id) === String(asked),
    contact,
    faultOf,
    questionFaultOf,
    submit,
    startTrying: () => setWasTried(true),
  };
}

export type Application = ReturnType<typeof useApplication>;
