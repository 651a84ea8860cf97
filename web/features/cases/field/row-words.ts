import { usePick, useWords } from '../../../kit/i18n.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import type { OutboxFile, OutboxRow } from '../../../offline/store.ts';
import { useOwner } from '../../../offline/use-outbox.ts';

export type RowTone = 'wait' | 'go' | 'done' | 'no';

export interface RowWords {
  readonly tone: RowTone;
  readonly words: string;
  /** The matter's number, which stays in one piece. */
  readonly number?: string;
  /** 0–1 while files go. */
  readonly progress?: number;
}

const raisedNumber = (output: unknown): string | undefined =>
  typeof output === 'object' && output !== null && 'number' in output ? String(output.number) : undefined;

/** Where a row stands, as people say it: 排队中, 正在上传 1 / 2, 已送达 and its number, or why it was sent back. */
export function useRowWords(): (row: OutboxRow, files: readonly OutboxFile[]) => RowWords {
  const t = useWords('field');
  const pick = usePick();
  const at = useInstantWords();
  const isReached = useReach();
  const me = useOwner()?.id;
  return (row, files) => {
    if (row.state === 'draft') return { tone: 'wait', words: t('queue.stateDraft', { at: at(row.madeAt) }) };
    if (row.state === 'refused') {
      const { text, fields = [] } = row.problem ?? {};
      // What is wrong with its parts says more than that something is.
      const why = fields.length > 0 ? fields.map((one) => pick(one.text)).join(' ') : text ? pick(text) : '';
      const isFile = row.refused === 'file';
      return { tone: 'no', words: isFile ? t('queue.stateRefusedFile', { why }) : t('queue.stateRefused', { why }) };
    }
    if (row.state === 'done') {
      const number = raisedNumber(row.output);
      const isRaised = row.command === 'cases.raise' && number !== undefined;
      return isRaised
        ? { tone: 'done', words: t('queue.stateDone'), number }
        : { tone: 'done', words: t('queue.stateDoneDeed') };
    }
    if (me === undefined) return { tone: 'wait', words: t('queue.stateSignIn') };
    if (row.owner !== me) return { tone: 'wait', words: t('queue.stateOther', { name: row.ownerName }) };
    if (row.state === 'sending') {
      const sent = files.filter(({ isSent }) => isSent).length;
      return files.length > 0
        ? {
            tone: 'go',
            words: t('queue.stateFiles', { sent, all: files.length }),
            progress: (sent + 0.5) / (files.length + 1),
          }
        : { tone: 'go', words: t('queue.stateSending'), progress: 0.5 };
    }
    if (!isReached) return { tone: 'wait', words: t('queue.stateNoSignal') };
    if (row.tryAt > Date.now())
      return { tone: 'wait', words: t('queue.stateBusy', { at: at(new Date(row.tryAt).toISOString()) }) };
    return { tone: 'wait', words: t('queue.stateWaiting') };
  };
}
