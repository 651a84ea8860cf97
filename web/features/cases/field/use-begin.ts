import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { TypeView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { askToStay, sender, store } from '../../../offline/field-outbox.ts';
import {
  attachFile,
  beginRow,
  detachFile,
  fileIdsByField,
  filesOfRow,
  saveDraft,
  submitRow,
} from '../../../offline/outbox.ts';
import type { OutboxFile, RowAbout } from '../../../offline/store.ts';
import { useOwner, useRowFiles } from '../../../offline/use-outbox.ts';
import { newTrackToken } from '../track-token.ts';
import { type BeginDraft, type BeginFault, beginFaults, beginInput, emptyBegin, isBeginDraft } from './begin-draft.ts';

type Begin = TypeView['begins'][number];
const saveAfterMs = 250;

/** The draft asked for, else the last unfinished one of this beginning. */
async function findDraft(
  owner: string,
  begins: BeginDraft['begins'],
  asked: string | undefined,
  isSame: (draft: BeginDraft) => boolean,
) {
  const own = await store.rows.where({ owner }).toArray();
  const drafts = own
    .filter(({ state, command }) => state === 'draft' && command === 'cases.raise')
    .flatMap((row) => (isBeginDraft(row.draft) ? [{ id: row.id, madeAt: row.madeAt, draft: row.draft }] : []))
    .filter(({ draft }) => draft.begins.type === begins.type && draft.begins.begin === begins.begin);
  return (
    drafts.find(({ id }) => id === asked) ??
    drafts.filter(({ draft }) => isSame(draft)).toSorted((a, b) => Date.parse(b.madeAt) - Date.parse(a.madeAt))[0]
  );
}

/** A matter being registered: kept on the phone word by word, sent by the outbox, with a signal or without. */
export function useBegin(type: TypeView, begin: Begin) {
  const t = useWords('field');
  const pick = usePick();
  const navigate = useNavigate();
  const owner = useOwner();
  const ownerId = owner?.id;
  const { draft: asked } = useSearch({ strict: false }) as { readonly draft?: string };
  const { grown } = useLocation().state as { readonly grown?: Partial<BeginDraft> };
  const [draft, setDraft] = useState<BeginDraft>();
  const [rowId, setRowId] = useState<string>();
  const [isTried, setIsTried] = useState(false);
  const row = useRef<Promise<string>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(draft);
  latest.current = draft;
  const files: readonly OutboxFile[] = useRowFiles(rowId);
  const [typeCode, beginCode] = [type.code, begin.code];
  useEffect(() => {
    if (ownerId === undefined) return;
    const begins = { type: typeCode, begin: beginCode };
    // One that grows out of another matter is begun anew; an unfinished one of another is left as it lies.
    const isSame = (draft: BeginDraft) => draft.from?.ref === grown?.from?.ref;
    void findDraft(ownerId, begins, asked, isSame).then((found) => {
      row.current = found && Promise.resolve(found.id);
      setRowId(found?.id);
      setDraft(found?.draft ?? { ...emptyBegin(begins, newTrackToken()), isAsked: begin.isOpen, ...grown });
    });
    return () => clearTimeout(timer.current);
  }, [ownerId, typeCode, beginCode, begin.isOpen, asked, grown]);

  const aboutOf = (now: BeginDraft): RowAbout => ({
    title: pick(type.title),
    place: [now.place?.words, now.placeWords.trim()].filter(Boolean).join(' '),
    deed: pick(begin.label),
  });
  const ensure = (now: BeginDraft): Promise<string> => {
    const whose = { owner: ownerId ?? '', ownerName: owner?.name ?? '' };
    row.current ??= beginRow(store, { ...whose, command: 'cases.raise', about: aboutOf(now), draft: now }).then(
      (id) => {
        setRowId(id);
        return id;
      },
    );
    return row.current;
  };
  const save = async (now: BeginDraft): Promise<string> => {
    clearTimeout(timer.current);
    const id = await ensure(now);
    await saveDraft(store, id, now, aboutOf(now));
    return id;
  };
  const change = (patch: Partial<BeginDraft>): void => {
    if (!latest.current) return;
    const now = { ...latest.current, ...patch };
    latest.current = now;
    setDraft(now);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(now).catch(() => undefined), saveAfterMs);
  };
  const faults = draft ? beginFaults(draft) : [];
  const send = async (): Promise<void> => {
    setIsTried(true);
    const now = latest.current;
    if (!now?.place || beginFaults(now).length > 0) return;
    const id = await save(now);
    const input = beginInput({ ...now, place: now.place }, begin.asks, fileIdsByField(await filesOfRow(store, id)));
    await submitRow(store, id, { input, communityId: now.place.communityId, about: aboutOf(now) });
    row.current = undefined;
    void sender.flush();
    void askToStay();
    await navigate({ to: '/reports' as never });
  };
  return {
    draft,
    files,
    change,
    send,
    startTrying: () => setIsTried(true),
    shownFaults: (isTried ? faults : []) as readonly BeginFault[],
    addFiles: async (field: string, added: readonly { readonly blob: Blob; readonly name: string }[]) => {
      if (!latest.current) return;
      const id = await ensure(latest.current);
      for (const { blob, name } of added) await attachFile(store, { rowId: id, field, name, blob });
    },
    removeFile: (id: string) => detachFile(store, id),
    label: pick(begin.label),
    offlineLabel: t('report.sendOffline'),
  };
}
