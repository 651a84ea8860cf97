import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { batchMost } from '../../../../contract/case-batches.ts';
import { api } from '../../../kit/api.ts';
import { postIntentions } from '../../../kit/client.ts';
import { newId } from '../../../kit/new-id.ts';
import type { RouteKey } from '../../../kit/use-api.ts';
import { type Batch, type BatchItem, type BatchRow, type BatchStep, inputFor } from './batch.ts';
import { dropBatch, keepBatch, keptBatch } from './batch-store.ts';
import { caseReads } from './use-act.ts';

/** So many are sent at once: progress is seen, and one lost answer repeats little. */
const chunk = 10;

/** What may be done on each of the chosen matters, asked in parts. */
export async function askOffers(refs: readonly string[]): Promise<readonly BatchItem[]> {
  const items: BatchItem[] = [];
  for (let at = 0; at < refs.length; at += batchMost.asked) {
    const part = refs.slice(at, at + batchMost.asked).join(',');
    items.push(...(await api.get('GET /cases/offers', { query: { refs: part } as never })).items);
  }
  return items;
}

async function sendChunk(batch: Batch, rows: readonly BatchRow[]): Promise<Batch> {
  const results = await postIntentions(
    rows.map(({ id, ref, input, basedOn }) => ({
      id,
      command: 'cases.act',
      input: { ref, action: batch.action, input, basedOn },
      madeAt: batch.madeAt,
    })),
  );
  const byId = new Map(results.map((result) => [result.id, result]));
  return {
    ...batch,
    rows: batch.rows.map((row): BatchRow => {
      const result = byId.get(row.id);
      if (result?.state === 'done') return { ...row, state: 'done' };
      return result?.state === 'refused' ? { ...row, state: 'refused', why: result.problem.text } : row;
    }),
  };
}

const rowsFor = (step: BatchStep, items: readonly BatchItem[], input: Batch['input']): readonly BatchRow[] =>
  items.map((item) => ({
    ref: item.ref,
    number: item.number,
    id: newId(),
    input: inputFor(step, item, input),
    basedOn: item.seq,
    state: 'waiting',
  }));

/** Does one step on many matters, an intention each: every one is done or refused by itself, and none is lost or done twice. */
export function useBatch(userId: string) {
  const client = useQueryClient();
  const [batch, setBatch] = useState<Batch | undefined>(() => keptBatch(userId));
  const [isRunning, setIsRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const isUnderWay = useRef(false);

  const run = useCallback(
    async (begun: Batch) => {
      if (isUnderWay.current) return;
      isUnderWay.current = true;
      setIsRunning(true);
      setError(undefined);
      let now = begun;
      keepBatch(userId, now);
      setBatch(now);
      try {
        for (;;) {
          const waiting = now.rows.filter(({ state }) => state === 'waiting').slice(0, chunk);
          if (waiting.length === 0) break;
          now = await sendChunk(now, waiting);
          keepBatch(userId, now);
          setBatch(now);
        }
      } catch (fault) {
        setError(fault);
      }
      isUnderWay.current = false;
      setIsRunning(false);
      await client.invalidateQueries({ predicate: ({ queryKey }) => caseReads.includes(queryKey[0] as RouteKey) });
    },
    [client, userId],
  );

  const start = (step: BatchStep, input: Batch['input']) =>
    run({
      action: step.action,
      label: step.label,
      madeAt: new Date().toISOString(),
      input,
      rows: rowsFor(step, step.can, input),
    });

  /** Tries those refused once more, as they stand now; each is a new intention. */
  const retry = async () => {
    if (!batch) return;
    const refused = batch.rows.filter(({ state }) => state === 'refused');
    const items = await askOffers(refused.map(({ ref }) => ref)).catch((fault: unknown) => {
      setError(fault);
      return undefined;
    });
    if (!items) return;
    const now = new Map(items.map((item) => [item.ref, item]));
    await run({
      ...batch,
      rows: batch.rows.map((row): BatchRow => {
        const item = row.state === 'refused' ? now.get(row.ref) : undefined;
        if (!item) return row;
        const { why: _why, ...rest } = row;
        return { ...rest, id: newId(), basedOn: item.seq, state: 'waiting' };
      }),
    });
  };

  const close = () => {
    dropBatch(userId);
    setBatch(undefined);
    setError(undefined);
  };
  return { batch, isRunning, error, start, resume: () => batch && run(batch), retry, close };
}
