import { useState } from 'react';
import { uploadFile } from '../../../kit/upload-file.ts';
import type { FileValue } from '../../../ui/forms/fields.ts';
import type { MobileControlProps } from '../../../ui/mobile/MobileForm.tsx';
import { PhotoPicker } from '../../../ui/mobile/PhotoPicker.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { shrinkPhoto } from './shrink-photo.ts';

interface FilesControlProps extends MobileControlProps {
  /** Where the matter lies, and so its files. */
  readonly communityId: number;
}

/** Photos of a step: sent as they are taken, attached when the step is. */
export function FilesControl({ field, value, onChange, communityId }: FilesControlProps) {
  const sayError = useErrorWords();
  const [error, setError] = useState<unknown>();
  const [going, setGoing] = useState<readonly { readonly id: string; readonly url: string }[]>([]);
  const files = (value ?? []) as readonly FileValue[];
  const add = async (chosen: readonly File[]) => {
    setError(undefined);
    const begun = chosen.map((file) => ({ file, id: file.name + file.lastModified, url: URL.createObjectURL(file) }));
    setGoing(begun);
    const sent: FileValue[] = [];
    for (const { file, url } of begun) {
      try {
        const { id, name } = await uploadFile(communityId, await shrinkPhoto(file), file.name);
        // The picture on the phone is shown: until the step is done only its sender could read the stored one.
        sent.push({ id, name, url });
      } catch (thrown) {
        setError(thrown);
      }
    }
    setGoing([]);
    onChange([...files, ...sent]);
  };
  const { title, hint } = error ? sayError(error) : {};
  return (
    <>
      <PhotoPicker
        photos={[...files.map(({ id, url = '' }) => ({ id, url })), ...going.map((one) => ({ ...one, progress: 0.5 }))]}
        max={field.kind === 'files' ? (field.max ?? 9) : 9}
        onAdd={(chosen) => void add(chosen)}
        onRemove={(id) => onChange(files.filter((file) => file.id !== id))}
      />
      {title && (
        <p className="ll-field-error" role="alert">
          {title} {hint}
        </p>
      )}
    </>
  );
}
