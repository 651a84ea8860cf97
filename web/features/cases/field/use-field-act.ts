import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import type { Problem } from '../../../../contract/intentions.ts';
import type { Text } from '../../../../domain/text.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import type { RouteKey } from '../../../kit/use-api.ts';
import { askToStay, sender, store } from '../../../offline/field-outbox.ts';
import { beginRow, discardRow, reopenRow, submitRow } from '../../../offline/outbox.ts';
import type { RowAbout } from '../../../offline/store.ts';
import { useOwner } from '../../../offline/use-outbox.ts';
import { toast } from '../../../ui/field/messages.ts';
import { communityOf } from './community-of.ts';

/** What a step on a matter changes on the phone's screens. */
export const fieldReads: readonly RouteKey[] = [
  'POST /cases',
  'POST /cases/counts',
  'GET /cases/:ref',
  'GET /orders/taken',
];

type Matter = Pick<CaseDetail, 'ref' | 'seq' | 'title' | 'placeWords' | 'number' | 'areaId'>;

export interface FieldStep {
  readonly action: string;
  readonly label: string;
  readonly input: Record<string, unknown>;
  /** The draft it was written as; a step that asks nothing has none. */
  readonly rowId?: string | undefined;
}

/** What became of a step within the time a person looks on. */
export type StepEnd =
  | { readonly is: 'done' }
  /** On the phone, sent when there is a signal. */
  | { readonly is: 'saved' }
  /** Back for mending, as the draft of that id. */
  | { readonly is: 'refused'; readonly problem: Problem; readonly rowId: string | undefined };

/** So long a person waits for an answer before going on; sending goes on without them. */
const patienceMs = 12_000;

export function aboutOf(matter: Matter, deed: string): RowAbout {
  const { title, placeWords, ref, number, areaId } = matter;
  return { title, place: placeWords, deed, caseRef: ref, number, areaId };
}

/** Does a step on a matter through the outbox: at once where there is a signal, else later; a refusal comes back to the form. */
export function useFieldAct(matter: Matter | undefined) {
  const t = useWords('field');
  const pick = usePick();
  const owner = useOwner();
  const client = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);

  const renew = useCallback(
    () => client.invalidateQueries({ predicate: ({ queryKey }) => fieldReads.includes(queryKey[0] as RouteKey) }),
    [client],
  );

  const send = async (step: FieldStep, on: Matter): Promise<StepEnd> => {
    const about = aboutOf(on, step.label);
    const whose = { owner: owner?.id ?? '', ownerName: owner?.name ?? '' };
    const draft = { action: step.action, values: {} };
    const rowId = step.rowId ?? (await beginRow(store, { ...whose, command: 'cases.act', about, draft }));
    const input = { ref: on.ref, action: step.action, input: step.input, basedOn: on.seq };
    await submitRow(store, rowId, { input, communityId: communityOf(on.ref), about });
    await Promise.race([sender.flush(), new Promise((settle) => setTimeout(settle, patienceMs))]);
    const row = await store.rows.get(rowId);
    if (row?.state === 'refused' && row.problem) {
      // What asked nothing has nothing to mend.
      if (step.rowId === undefined) await discardRow(store, rowId);
      const again = step.rowId === undefined ? undefined : await reopenRow(store, rowId);
      return { is: 'refused', problem: row.problem, rowId: again };
    }
    if (row?.state !== 'done') {
      void askToStay();
      toast(t('task.saved', { deed: step.label }));
      return { is: 'saved' };
    }
    const { stageLabel } = row.output as { readonly stageLabel: Text };
    toast(t('task.done', { deed: step.label, stage: pick(stageLabel) }));
    return { is: 'done' };
  };

  const act = async (step: FieldStep): Promise<StepEnd | undefined> => {
    if (!matter || isBusy) return undefined;
    setIsBusy(true);
    try {
      const end = await send(step, matter);
      await renew();
      return end;
    } finally {
      setIsBusy(false);
    }
  };
  return { act, isBusy };
}
