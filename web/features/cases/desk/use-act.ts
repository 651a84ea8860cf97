import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { RefusalError } from '../../../kit/refusal-error.ts';
import { type RouteKey, useSend } from '../../../kit/use-api.ts';

/** What a step on a matter changes on the screens. */
export const caseReads: readonly RouteKey[] = [
  'POST /cases',
  'POST /cases/counts',
  'GET /cases/:ref',
  'POST /cases/map',
  'POST /cases/caller',
  'GET /cases/:ref/linked',
];

interface Step {
  readonly action: string;
  readonly label: string;
  readonly input: Record<string, unknown>;
}

interface ActOptions {
  readonly matter: { readonly ref: string; readonly seq: number };
  readonly onDone?: ((stage: string) => void) | undefined;
  /** Somebody was quicker: the words say who did what, and the matter is being read anew. */
  readonly onMoved: (words: string) => void;
}

/** Does a step on a matter as last seen. A press while one is under way does nothing; a lost answer may be sent again and is done once. */
export function useAct({ matter, onDone, onMoved }: ActOptions) {
  const t = useWords('cases');
  const pick = usePick();
  const { message } = App.useApp();
  const client = useQueryClient();
  const send = useSend('cases.act', caseReads);
  // Two presses may come before the first has been drawn.
  const isUnderWay = useRef(false);
  const act = ({ action, label, input }: Step) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    send.mutate(
      { ref: matter.ref, action, input, basedOn: matter.seq },
      {
        onSuccess: ({ stageLabel, stage }) => {
          void message.success(t('act.done', { action: label, stage: pick(stageLabel) }));
          onDone?.(stage);
        },
        onSettled: () => {
          isUnderWay.current = false;
        },
        onError: (error) => {
          if (!(error instanceof RefusalError) || error.code !== 'case.stage-moved') return;
          onMoved(pick(error.text));
          void client.invalidateQueries({ predicate: ({ queryKey }) => caseReads.includes(queryKey[0] as RouteKey) });
        },
      },
    );
  };
  /** Forgets why the last try did not work; not while one is under way, whose end would then be told to nobody. */
  const forget = () => {
    if (!isUnderWay.current) send.reset();
  };
  return { act, isBusy: send.isPending, error: send.error, forget };
}
