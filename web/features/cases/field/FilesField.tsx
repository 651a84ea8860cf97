import { useEffect, useRef } from 'react';
import type { OutboxFile } from '../../../offline/store.ts';
import type { FileValue } from '../../../ui/forms/fields.ts';
import type { MobileControlProps } from '../../../ui/mobile/MobileForm.tsx';
import { PhotoPicker } from '../../../ui/mobile/PhotoPicker.tsx';
import { VoiceButton, VoiceNote } from '../../../ui/mobile/VoiceButton.tsx';
import { useObjectUrls } from './use-object-urls.ts';

interface FilesFieldProps extends MobileControlProps {
  /** All files of the step that lie on the phone. */
  readonly files: readonly OutboxFile[];
  readonly onAdd: (field: string, added: readonly { readonly blob: Blob; readonly name: string }[]) => void;
  readonly onRemove: (id: string) => void;
}

/** Photos or a voice note of a step: they lie on the phone and go with it. */
export function FilesField({ field, value, onChange, files, onAdd, onRemove }: FilesFieldProps) {
  const own = files.filter((file) => file.field === field.key);
  const urls = useObjectUrls(own);
  const ids = own.map(({ id }) => id).join();
  const known = ((value ?? []) as readonly FileValue[]).map(({ id }) => id).join();
  const change = useRef(onChange);
  change.current = onChange;
  // The form learns of files from the phone's database, where they are stored first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids tell whether the files changed
  useEffect(() => {
    if (ids !== known) change.current(own.map(({ id, name }): FileValue => ({ id, name })));
  }, [ids, known]);
  if (field.kind !== 'files') return null;
  if (field.accept?.startsWith('audio')) {
    const [voice] = own;
    return voice ? (
      <VoiceNote
        recording={{ src: urls.get(voice.id) ?? '', seconds: Number(voice.name.match(/\d+/)?.[0] ?? 0) }}
        onRemove={() => onRemove(voice.id)}
      />
    ) : (
      <VoiceButton
        look="wide"
        onRecorded={({ blob, seconds }) => onAdd(field.key, [{ blob, name: `voice-${seconds}s` }])}
      />
    );
  }
  return (
    <PhotoPicker
      photos={own.map(({ id }) => ({ id, url: urls.get(id) ?? '' }))}
      max={field.max ?? 9}
      onAdd={(added) =>
        onAdd(
          field.key,
          added.map((file) => ({ blob: file, name: file.name })),
        )
      }
      onRemove={onRemove}
    />
  );
}
