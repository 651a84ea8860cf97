import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { PublicCategory } from '../../../../contract/catalogue.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
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
  const { words, category } = useSearch({ strict: false }) as { words?: string; category?: string };
  const navigate = useNavigate();
  useEffect(() => {
    if (words === undefined && category === undefined) return;
    const isEmpty = (readKept('report')?.words ?? '').trim() === '';
    changeReport({
      ...(words && isEmpty ? { words } : {}),
      ...(category ? { categoryId: Number(category), answers: {}, stops: {} } : {}),
    });
    const search = (old: object) => ({ ...old, words: undefined, category: undefined });
    void navigate({ to: '.', search, replace: true } as never);
  }, [words, category, navigate]);
}

/** Sends a draft and opens its number; what was sent before the page was closed and has arrived is opened, too. */
export function useSending(draft: 'report' | 'apply') {
  const navigate = useNavigate();
  const renew = useRenewMatters();
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const open = (token: string | undefined) =>
      token && void navigate({ to: '/sent/$token', params: { token }, replace: true } as never);
    // No line: then it is found out when it is sent again.
    findArrived(draft).then(open, () => undefined);
  }, [draft, navigate]);
  const send = async (parts: Omit<Parameters<typeof sendRaise>[0], 'draft'>) => {
    setIsSending(true);
    setError(undefined);
    try {
      const token = await sendRaise({ draft, ...parts });
      renew();
      void navigate({ to: '/sent/$token', params: { token }, replace: true } as never);
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
  const t = useWords('portal-pages');
  const pick = usePick();
  const [kept, setKept] = useKept('report');
  const draft: ReportDraft = { ...emptyReport, ...kept };
  useGiven();
  const files = useDraftFiles('report');
  const catalogue = usePublicCatalogue();
  const contact = useContactWay(draft);
  const sending = useSending('report');
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
      ...(draft.isForFamily && contact !== 'none' ? [t('report.familyLine')] : []),
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
