import { useCallback, useEffect, useRef, useState } from 'react';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import { store } from '../../../offline/field-outbox.ts';
import { attachFile, beginRow, detachFile, saveDraft } from '../../../offline/outbox.ts';
import type { OutboxFile } from '../../../offline/store.ts';
import { useOwner, useRowFiles } from '../../../offline/use-outbox.ts';
import type { FormValues } from '../../../ui/forms/fields.ts';
import { aboutOf } from './use-field-act.ts';

interface StepWords {
  readonly action: string;
  readonly values: FormValues;
}

const saveAfterMs = 250;

export interface StepDraft {
  /** What was written before; undefined until the phone's database has been read. */
  readonly before: FormValues | undefined;
  readonly files: readonly OutboxFile[];
  readonly isFull: boolean;
  change(values: FormValues): void;
  addFiles(field: string, added: readonly { readonly blob: Blob; readonly name: string }[]): Promise<void>;
  removeFile(id: string): Promise<void>;
  /** The row to hand in; made now if nothing was written. */
  rowId(): Promise<string>;
  /** Goes on as another row, after the first came back refused. */
  goOnAs(rowId: string): void;
}

/** A step as it is written: kept on the phone word by word, so that a call coming in loses nothing. */
export function useStepDraft(matter: CaseDetail, action: string, label: string): StepDraft {
  const owner = useOwner();
  const ownerId = owner?.id;
  const [before, setBefore] = useState<FormValues>();
  const [id, setId] = useState<string>();
  const [isFull, setIsFull] = useState(false);
  const row = useRef<Promise<string>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const files = useRowFiles(id);
  useEffect(() => {
    if (ownerId === undefined) return;
    const find = async () => {
      const own = await store.rows.where({ owner: ownerId }).toArray();
      const found = own.find(
        ({ state, about, draft }) =>
          state === 'draft' && about.caseRef === matter.ref && (draft as StepWords | null)?.action === action,
      );
      if (found) row.current = Promise.resolve(found.id);
      setId(found?.id);
      setBefore((found?.draft as StepWords | undefined)?.values ?? {});
    };
    void find();
    return () => clearTimeout(timer.current);
  }, [ownerId, matter.ref, action]);
  const about = aboutOf(matter, label);
  const ensure = useCallback(() => {
    row.current ??= beginRow(store, {
      owner: ownerId ?? '',
      ownerName: owner?.name ?? '',
      command: 'cases.act',
      about,
      draft: { action, values: {} } satisfies StepWords,
    }).then((made) => {
      setId(made);
      return made;
    });
    return row.current;
  }, [ownerId, owner?.name, action, about]);
  return {
    before,
    files,
    isFull,
    change(values) {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        void ensure().then((rowId) => saveDraft(store, rowId, { action, values } satisfies StepWords, about));
      }, saveAfterMs);
    },
    async addFiles(field, added) {
      try {
        const rowId = await ensure();
        for (const { blob, name } of added) await attachFile(store, { rowId, field, name, blob });
        setIsFull(false);
      } catch (error) {
        if (!(error instanceof Error) || !/Quota/.test(`${error.name} ${error.message}`)) throw error;
        setIsFull(true);
      }
    },
    removeFile: (fileId) => detachFile(store, fileId),
    rowId() {
      clearTimeout(timer.current);
      return ensure();
    },
    goOnAs(rowId) {
      row.current = Promise.resolve(rowId);
      setId(rowId);
    },
  };
}
