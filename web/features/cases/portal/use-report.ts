import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { PublicCategory } from '../../../../contract/catalogue.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { secretWay } from '../../../kit/link-secret.tsx';
import { saidState, useSaid } from '../../../kit/use-said.ts';
import { answersInput, questionFields } from '../question-fields.ts';
import { useQuestionFaults } from '../use-question-faults.ts';
import { useSuggestions } from '../use-suggestions.ts';
import { useContactWay } from './ContactPart.tsx';
import { keep, readKept, useKept } from './device.ts';
import { clearDraftFiles } from './draft-files.ts';
import { emptyReport } from './empty-report.ts';
import { type ReportDraft, type ReportFault, raiseInput, reportFaults } from './report-draft.ts';
import { phoneFaultOf, showFirstFault } from './SendNote.tsx';
import { findArrived, sendRaise } from './send-raise.ts';
import { leafCategories } from './suggest-categories.ts';
import { elsewhereOf, usePublicCatalogue, useRenewedQuestions, useWordsModel } from './use-catalogue.ts';
import { useDraftFiles } from './use-draft-files.ts';
import { useRenewMatters } from './use-matters.ts';

/** Changes the draft as it lies on the phone now: a scanned door and a typed word may come at once. */
function changeReport(patch: Partial<ReportDraft>): void {
  keep('report', { ...emptyReport, ...readKept('report'), ...patch });
}

/** Takes in the words and category that a search came with. */
function useGiven(): void {
  const { category } = useSearch({ strict: false }) as { category?: string };
  const [words] = useSaid();
  const navigate = useNavigate();
  useEffect(() => {
    if (words === '' && category === undefined) return;
    const isEmpty = (readKept('report')?.words ?? '').trim() === '';
    changeReport({
      ...(words && isEmpty ? { words } : {}),
      ...(category ? { categoryId: Number(category), answers: {}, stops: {} } : {}),
    });
    const search = (old: object) => ({ ...old, category: undefined });
    void navigate({ to: '.', search, ...saidState(''), replace: true } as never);
  }, [words, category, navigate]);
}

/** The mandate of whoever is written for: `?for=` in the address; undefined for oneself. */
export function useMandate(): string | undefined {
  return (useSearch({ strict: false }) as { for?: string }).for;
}

/** Sends a draft and opens its number; what was sent before the page was closed and has arrived is opened, too. */
export function useSending(draft: 'report' | 'apply', mandate?: string) {
  const navigate = useNavigate();
  const renew = useRenewMatters();
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const open = (token: string | undefined) =>
      token && void navigate({ ...secretWay('/sent', token), replace: true } as never);
    // No line: then it is found out when it is sent again.
    if (mandate === undefined) findArrived(draft).then(open, () => undefined);
  }, [draft, mandate, navigate]);
  const send = async (parts: Omit<Parameters<typeof sendRaise>[0], 'draft'>) => {
    setIsSending(true);
    setError(undefined);
    try {
      const token = await sendRaise({ draft, mandate, ...parts });
      renew();
      const sent = mandate === undefined ? secretWay('/sent', token) : null;
      void navigate({
        ...(sent ?? { to: '/helped/$mandate/$ref', params: { mandate, ref: token } }),
        replace: true,
      } as never);
    } catch (thrown) {
      setError(thrown);
      setIsSending(false);
    }
  };
  return { send, isSending, error };
}

const nothing: readonly PublicCategory[] = [];

/** A report being written: its draft on this phone, what is missing, and the sending. */
export function useReport() {
  const mandate = useMandate();
  const t = useWords('portal-pages');
  const pick = usePick();
  const [kept, setKept] = useKept('report');
  const draft: ReportDraft = { ...emptyReport, ...kept };
  useGiven();
  const files = useDraftFiles('report');
  const catalogue = usePublicCatalogue();
  const asked = useContactWay(draft);
  // What a helper sends is answered to the one they help.
  const contact = mandate === undefined ? asked : 'mine';
  const sending = useSending('report', mandate);
  const [wasTried, setWasTried] = useState(false);
  const all = catalogue.data?.items ?? nothing;
  const choices = useMemo(() => leafCategories(all, 'event'), [all]);
  const category = choices.find(({ id }) => id === draft.categoryId);
  const guesses = useSuggestions(useWordsModel(), choices, draft.words);
  const hasVoice = files.files.some(({ field }) => field === 'voice');
  const faults = reportFaults({ draft, category, hasVoice, contact, needsWords: true });
  const questionFaultOf = useQuestionFaults(questionFields(category), draft.answers, {
    isTried: wasTried,
    error: sending.error,
  });
  useRenewedQuestions(sending.error);
  const faultOf = (fault: ReportFault): string | undefined => {
    if (wasTried && faults.includes(fault)) return t(`report.fault.${fault}`);
    return fault === 'phone' ? phoneFaultOf(sending.error, pick) : undefined;
  };
  const send = () => {
    setWasTried(true);
    const { place } = draft;
    if (faults.length > 0 || !place) return showFirstFault(faults[0]);
    const words = [
      draft.words.trim(),
      ...(mandate === undefined && draft.isForFamily && contact !== 'none' ? [t('report.familyLine')] : []),
    ].filter((line) => line !== '');
    const fields = {
      ...(words.length > 0 ? { words: words.join('\n') } : {}),
      ...(draft.isDangerous ? { isDangerous: true } : {}),
      ...answersInput(category, draft.answers),
    };
    const suggested = category ? draft.suggested : guesses.suggested;
    const about = { type: 'event', begin: 'report', draft, contact, categoryId: category?.id ?? null, suggested };
    void sending.send({
      communityId: place.communityId,
      inputWith: (byField) => raiseInput({ ...about, fields: { ...fields, ...byField } }),
    });
  };
  return {
    mandate,
    draft,
    change: changeReport,
    ...files,
    all,
    choices,
    category,
    guesses,
    contact,
    faultOf,
    questionFaultOf,
    send,
    isSending: sending.isSending,
    error: sending.error,
    elsewhere: draft.words.length > 1 ? elsewhereOf(all, category, draft.words) : [],
    drop: async () => {
      await clearDraftFiles('report');
      setKept(undefined);
    },
  };
}

export type Report = ReturnType<typeof useReport>;
