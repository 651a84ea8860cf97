import { useCallback, useEffect, useRef, useState } from 'react';
import { newId } from '../../../kit/new-id.ts';
import { type DraftFile, dropDraftFile, listDraftFiles, putDraftFile } from './draft-files.ts';

/** A file of a draft with an address to show it by. */
export interface ShownFile extends DraftFile {
  readonly url: string;
}

/** The photos, sounds and papers of a draft; they are still there after the page was closed. */
export function useDraftFiles(draft: DraftFile['draft']) {
  const [files, setFiles] = useState<readonly ShownFile[]>([]);
  const urls = useRef(new Map<string, string>());
  const shown = useCallback((file: DraftFile): ShownFile => {
    const url = urls.current.get(file.id) ?? URL.createObjectURL(file.blob);
    urls.current.set(file.id, url);
    return { ...file, url };
  }, []);
  useEffect(() => {
    let isHere = true;
    const made = urls.current;
    void listDraftFiles(draft).then((kept) => isHere && setFiles(kept.map(shown)));
    return () => {
      isHere = false;
      for (const url of made.values()) URL.revokeObjectURL(url);
      made.clear();
    };
  }, [draft, shown]);
  const add = async (field: string, blob: Blob, more: { readonly name: string; readonly seconds?: number }) => {
    const file: DraftFile = { id: newId(), draft, field, blob, isReady: false, addedAt: Date.now(), ...more };
    await putDraftFile(file);
    setFiles((old) => [...old, shown(file)]);
  };
  const remove = async (id: string) => {
    await dropDraftFile(id);
    setFiles((old) => old.filter((file) => file.id !== id));
  };
  return { files, add, remove };
}
