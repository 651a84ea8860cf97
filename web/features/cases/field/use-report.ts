import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { askToStay, sender, store } from '../../../offline/field-outbox.ts';
import {
  attachFile,
  beginRow,
  detachFile,
  discardRow,
  fileIdsByField,
  filesOfRow,
  saveDraft,
  submitRow,
} from '../../../offline/outbox.ts';
import type { OutboxFile, RowAbout } from '../../../offline/store.ts';
import { useOwner, useRowFiles } from '../../../offline/use-outbox.ts';
import { newTrackToken } from '../track-token.ts';
import {
  type Evidence,
  emptyReport,
  faultsOf,
  isEmptyReport,
  type ReportDraft,
  type ReportFault,
  raiseInputOf,
} from './report-draft.ts';
import type { FieldCategory } from './use-field-categories.ts';

const saveAfterMs = 250;

/** The draft being written: the one asked for, else the last one left unfinished. */
async function findDraft(
  owner: string,
  asked: string | undefined,
): Promise<{ id: string; draft: ReportDraft } | undefined> {
  const drafts = (await store.rows.where({ owner }).toArray()).filter(
    ({ state, command }) => state === 'draft' && command === 'cases.raise',
  );
  const found = asked
    ? drafts.find(({ id }) => id === asked)
    : drafts.toSorted((a, b) => Date.parse(b.madeAt) - Date.parse(a.madeAt))[0];
  return found && { id: found.id, draft: found.draft as ReportDraft };
}

function useAbout(categories: readonly FieldCategory[]): (draft: ReportDraft) => RowAbout {
  const t = useWords('field');
  const pick = usePick();
  return (draft) => {
    const category = categories.find(({ id }) => id === draft.categoryId);
    const words = draft.words.trim().split('\n')[0]?.slice(0, 60) ?? '';
    return {
      title: words || (category ? pick(category.name) : ''),
      place: [draft.place?.words, draft.placeWords.trim()].filter(Boolean).join(' '),
      deed: draft.isSettled ? t('queue.onTheSpot') : t('page.report'),
    };
  };
}

export interface Report {
  /** Undefined until the phone's database has been read. */
  readonly draft: ReportDraft | undefined;
  readonly photos: readonly OutboxFile[];
  readonly voices: readonly OutboxFile[];
  readonly faults: readonly ReportFault[];
  /** Said once somebody has tried to send. */
  readonly shownFaults: readonly ReportFault[];
  /** The phone had no room for a photo. */
  readonly isFull: boolean;
  change(patch: Partial<ReportDraft>): void;
  addFiles(field: 'photos' | 'voice', files: readonly { readonly blob: Blob; readonly name: string }[]): Promise<void>;
  removeFile(id: string): Promise<void>;
  /** Keeps it and leaves. */
  keep(): Promise<void>;
  drop(): Promise<void>;
  send(): Promise<void>;
}

/** A report as it is written: every word and photo lies on the phone before anything else happens to it. */
export function useReport(categories: readonly FieldCategory[]): Report {
  const owner = useOwner();
  const navigate = useNavigate();
  const { draft: asked } = useSearch({ strict: false }) as { readonly draft?: string };
  const aboutOf = useAbout(categories);
  const [draft, setDraft] = useState<ReportDraft>();
  const [rowId, setRowId] = useState<string>();
  const [isTried, setIsTried] = useState(false);
  const [isFull, setIsFull] = useState(false);
  const row = useRef<Promise<string>>(undefined);
  const files = useRowFiles(rowId);
  const photos = files.filter(({ field }) => field === 'photos');
  const voices = files.filter(({ field }) => field === 'voice');
  const ownerId = owner?.id;

  useEffect(() => {
    if (ownerId === undefined) return;
    void findDraft(ownerId, asked).then((found) => {
      row.current = found && Promise.resolve(found.id);
      setRowId(found?.id);
      setDraft(found?.draft ?? emptyReport(newTrackToken()));
    });
  }, [ownerId, asked]);

  const ensureRow = useCallback(
    (now: ReportDraft): Promise<string> => {
      row.current ??= beginRow(store, {
        owner: ownerId ?? '',
        ownerName: owner?.name ?? '',
        command: 'cases.raise',
        about: aboutOf(now),
        draft: now,
      }).then((id) => {
        setRowId(id);
        return id;
      });
      return row.current;
    },
    [ownerId, owner?.name, aboutOf],
  );

  const latest = useRef({ draft, ensureRow, aboutOf });
  latest.current = { draft, ensureRow, aboutOf };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saveNow = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const { draft: now, ensureRow: ensure, aboutOf: about } = latest.current;
    if (now) await saveDraft(store, await ensure(now), now, about(now));
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  const evidence: Evidence = { photos: photos.length, voices: voices.length };
  const photoRule = categories.find(({ id }) => id === draft?.categoryId)?.photo ?? 'none';
  const faults = draft ? faultsOf(draft, evidence, photoRule) : [];
  const forget = () => {
    row.current = undefined;
    setRowId(undefined);
    setIsTried(false);
    setDraft(emptyReport(newTrackToken()));
  };

  return {
    draft,
    photos,
    voices,
    faults,
    shownFaults: isTried ? faults : [],
    isFull,
    change(patch) {
      setDraft((now) => now && { ...now, ...patch });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void saveNow().catch(() => undefined), saveAfterMs);
    },
    async addFiles(field, added) {
      if (!draft) return;
      try {
        const id = await ensureRow(draft);
        if (field === 'voice') for (const old of voices) await detachFile(store, old.id);
        for (const { blob, name } of added) await attachFile(store, { rowId: id, field, name, blob });
        setIsFull(false);
      } catch (error) {
        if (!(error instanceof Error) || !/Quota/.test(`${error.name} ${error.message}`)) throw error;
        setIsFull(true);
      }
    },
    removeFile: (id) => detachFile(store, id),
    async keep() {
      if (draft && isEmptyReport(draft, evidence)) await this.drop();
      else await saveNow();
    },
    async drop() {
      clearTimeout(timer.current);
      const id = await row.current;
      forget();
      if (id) await discardRow(store, id);
    },
    async send() {
      setIsTried(true);
      if (!draft?.place || faults.length > 0) return;
      await saveNow();
      const id = await ensureRow(draft);
      const input = raiseInputOf({ ...draft, place: draft.place }, fileIdsByField(await filesOfRow(store, id)));
      await submitRow(store, id, { input, communityId: draft.place.communityId, about: aboutOf(draft) });
      forget();
      void sender.flush();
      void askToStay();
      await navigate({ to: '/reports' as never });
    },
  };
}
