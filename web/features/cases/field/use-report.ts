import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
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
import { isBeginDraft } from './begin-draft.ts';
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
    ({ state, command, draft }) => state === 'draft' && command === 'cases.raise' && !isBeginDraft(draft),
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
  /** Keeps it for later; an untouched one is thrown away. */
  keep(): Promise<void>;
  send(): Promise<void>;
  /** Throws it away, as where it is known already. */
  drop(): Promise<void>;
}

/** The row a report is written in: found or made, and saved a moment after each change. */
function useReportRow(categories: readonly FieldCategory[]) {
  const owner = useOwner();
  const ownerId = owner?.id;
  const { draft: asked } = useSearch({ strict: false }) as { readonly draft?: string };
  const aboutOf = useAbout(categories);
  const [draft, setDraft] = useState<ReportDraft>();
  const [rowId, setRowId] = useState<string>();
  const row = useRef<Promise<string>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const files = useRowFiles(rowId);

  useEffect(() => {
    if (ownerId === undefined) return;
    void findDraft(ownerId, asked).then((found) => {
      row.current = found && Promise.resolve(found.id);
      setRowId(found?.id);
      setDraft(found?.draft ?? emptyReport(newTrackToken()));
    });
    return () => clearTimeout(timer.current);
  }, [ownerId, asked]);

  const ensure = (now: ReportDraft): Promise<string> => {
    const whose = { owner: ownerId ?? '', ownerName: owner?.name ?? '' };
    row.current ??= beginRow(store, { ...whose, command: 'cases.raise', about: aboutOf(now), draft: now }).then(
      (id) => {
        setRowId(id);
        return id;
      },
    );
    return row.current;
  };
  const save = async (now: ReportDraft): Promise<string> => {
    clearTimeout(timer.current);
    const id = await ensure(now);
    await saveDraft(store, id, now, aboutOf(now));
    return id;
  };
  // Two changes may come before the first has been drawn.
  const latest = useRef(draft);
  latest.current = draft;
  const change = (patch: Partial<ReportDraft>): void => {
    if (!latest.current) return;
    const now = { ...latest.current, ...patch };
    latest.current = now;
    setDraft(now);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(now).catch(() => undefined), saveAfterMs);
  };
  /** Begins anew; gives the row that was left. */
  const forget = (): Promise<string> | undefined => {
    clearTimeout(timer.current);
    const left = row.current;
    row.current = undefined;
    setRowId(undefined);
    setDraft(emptyReport(newTrackToken()));
    return left;
  };
  return { draft, files, aboutOf, ensure, save, change, forget };
}

const isQuota = (error: unknown): boolean => error instanceof Error && /Quota/.test(`${error.name} ${error.message}`);

/** A report as it is written: every word and photo lies on the phone before anything else happens to it. */
export function useReport(categories: readonly FieldCategory[]): Report {
  const navigate = useNavigate();
  const { draft, files, aboutOf, ensure, save, change, forget } = useReportRow(categories);
  const [isTried, setIsTried] = useState(false);
  const [isFull, setIsFull] = useState(false);
  const photos = files.filter(({ field }) => field === 'photos');
  const voices = files.filter(({ field }) => field === 'voice');
  const evidence: Evidence = { photos: photos.length, voices: voices.length };
  const category = categories.find(({ id }) => id === draft?.categoryId);
  const faults = draft ? faultsOf(draft, evidence, category) : [];
  const addFiles: Report['addFiles'] = async (field, added) => {
    if (!draft) return;
    try {
      const rowId = await ensure(draft);
      if (field === 'voice') for (const old of voices) await detachFile(store, old.id);
      for (const { blob, name } of added) await attachFile(store, { rowId, field, name, blob });
      setIsFull(false);
    } catch (error) {
      if (!isQuota(error)) throw error;
      setIsFull(true);
    }
  };
  const drop = async (): Promise<void> => {
    setIsTried(false);
    const left = await forget();
    if (left) await discardRow(store, left);
  };
  const send = async (): Promise<void> => {
    setIsTried(true);
    if (!draft?.place || faults.length > 0) return;
    const id = await save(draft);
    const files = fileIdsByField(await filesOfRow(store, id));
    const input = raiseInputOf({ ...draft, place: draft.place }, files, category);
    await submitRow(store, id, { input, communityId: draft.place.communityId, about: aboutOf(draft) });
    void forget();
    void sender.flush();
    void askToStay();
    await navigate({ to: '/reports' as never });
  };
  return {
    draft,
    photos,
    voices,
    faults,
    shownFaults: isTried ? faults : [],
    isFull,
    change,
    addFiles,
    removeFile: (id) => detachFile(store, id),
    keep: async () => {
      if (draft && isEmptyReport(draft, evidence)) await drop();
      else if (draft) await save(draft);
    },
    send,
    drop,
  };
}
