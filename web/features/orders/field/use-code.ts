import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TakenOrder } from '../../../../contract/orders.ts';
import { useWords } from '../../../kit/i18n.ts';
import { RefusalError } from '../../../kit/refusal-error.ts';
import type { RouteKey } from '../../../kit/use-api.ts';
import { askToStay, sender, store } from '../../../offline/field-outbox.ts';
import { beginRow, discardRow, isUnsent, submitRow } from '../../../offline/outbox.ts';
import { useOwner, useRows } from '../../../offline/use-outbox.ts';
import { toast } from '../../../ui/field/messages.ts';

const changed: readonly RouteKey[] = ['GET /orders/taken', 'GET /orders/record'];
/** So long a person at a door waits for an answer before going on. */
const patienceMs = 12_000;

/** The steps of an order that lie on the phone: that it is done, and the code that was told. */
export function usePendingSteps(ref: string) {
  const rows = (useRows() ?? []).filter((row) => row.about.caseRef === ref && isUnsent(row));
  return {
    finish: rows.find((row) => row.command === 'cases.act' && (row.draft as { action?: string }).action === 'finish'),
    code: rows.find((row) => row.command === 'orders.confirm'),
  };
}

/** Sends the code that was told at the door: at once where there is a signal, else after the step before it. */
export function useCode(order: TakenOrder) {
  const t = useWords('orders');
  const owner = useOwner();
  const client = useQueryClient();
  const { finish } = usePendingSteps(order.ref);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<RefusalError>();
  const send = async (code: string): Promise<void> => {
    const { ref, number, words, placeWords } = order;
    const about = { title: words, place: placeWords, deed: t('confirm'), caseRef: ref, number };
    const whose = { owner: owner?.id ?? '', ownerName: owner?.name ?? '' };
    const id = await beginRow(store, { ...whose, command: 'orders.confirm', about, draft: null });
    const after = finish ? { after: finish.id } : {};
    await submitRow(store, id, { input: { ref, code }, communityId: null, about, ...after });
    await Promise.race([sender.flush(), new Promise((settle) => setTimeout(settle, patienceMs))]);
    const row = await store.rows.get(id);
    if (row?.state === 'refused' && row.problem) {
      setError(new RefusalError(row.problem));
      await discardRow(store, id);
    } else if (row?.state !== 'done') {
      void askToStay();
      toast(t('phone.codeSaved'));
    }
    await client.invalidateQueries({ predicate: ({ queryKey }) => changed.includes(queryKey[0] as RouteKey) });
  };
  const confirm = async (code: string): Promise<void> => {
    setIsBusy(true);
    setError(undefined);
    await send(code).finally(() => setIsBusy(false));
  };
  return { confirm, isBusy, error };
}
