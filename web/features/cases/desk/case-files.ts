import type { CaseDetail, EntryView } from '../../../../contract/case-views.ts';

export type FileView = CaseDetail['files'][number];

export const isImage = ({ mediaType }: FileView): boolean => mediaType.startsWith('image/');
export const isSound = ({ mediaType }: FileView): boolean => mediaType.startsWith('audio/');

/** A file with the step that brought it: its time and occasion stand under the picture. */
export interface FileOfCase {
  readonly file: FileView;
  readonly at: string | null;
  readonly entry: EntryView | undefined;
}

/** Every file of a matter once, in the order they came; those of no step last. */
export function filesOfCase({ files, entries }: Pick<CaseDetail, 'files' | 'entries'>): readonly FileOfCase[] {
  const brought = new Map<string, FileOfCase>();
  for (const entry of entries) {
    for (const file of entry.files) {
      if (!brought.has(file.ref)) brought.set(file.ref, { file, at: file.takenAt ?? entry.at, entry });
    }
  }
  for (const file of files) {
    if (!brought.has(file.ref)) brought.set(file.ref, { file, at: file.takenAt, entry: undefined });
  }
  return [...brought.values()];
}
