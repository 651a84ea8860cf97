import { newId } from '../../../kit/new-id.ts';
import { uploadFile } from '../../../kit/upload-file.ts';
import type { FileValue, FormValues } from '../../../ui/forms/fields.ts';
import type { MobileControlProps } from '../../../ui/mobile/MobileForm.tsx';
import { PhotoPicker } from '../../../ui/mobile/PhotoPicker.tsx';
import { shrinkPhoto } from './shrink-photo.ts';
import { VoicePart } from './VoicePart.tsx';

/** A photo or a recording of a step that is still on this phone. */
interface TakenFile extends FileValue {
  readonly blob: Blob;
  readonly seconds?: number | undefined;
}

const mostFiles = 9;

/** Photos or a recording of a step; they are sent with it. */
export function FilesControl({ field, value, onChange }: MobileControlProps) {
  const files = (value ?? []) as readonly TakenFile[];
  const add = async (chosen: readonly File[]) => {
    const taken = chosen.map(async (file): Promise<TakenFile> => {
      const blob = await shrinkPhoto(file);
      return { id: newId(), name: file.name, url: URL.createObjectURL(blob), blob };
    });
    onChange([...files, ...(await Promise.all(taken))]);
  };
  if (field.kind === 'files' && field.accept?.startsWith('audio'))
    return (
      <VoicePart
        voice={files[0]}
        onRecorded={(blob, { name, seconds }) =>
          onChange([{ id: newId(), name, url: URL.createObjectURL(blob), blob, seconds }])
        }
        onRemove={() => onChange([])}
      />
    );
  return (
    <PhotoPicker
      photos={files.map(({ id, url = '' }) => ({ id, url }))}
      max={field.kind === 'files' ? (field.max ?? mostFiles) : mostFiles}
      onAdd={(chosen) => void add(chosen)}
      onRemove={(id) => onChange(files.filter((file) => file.id !== id))}
    />
  );
}

/** Sends the photos of a step, each under the id it was given when taken: sending them again does no harm. */
export async function sendTaken(values: FormValues, communityId: number): Promise<void> {
  const taken = Object.values(values).flatMap((value) => (Array.isArray(value) ? (value as readonly unknown[]) : []));
  for (const file of taken) {
    const { id, name, blob } = file as Partial<TakenFile>;
    if (id && blob) await uploadFile(communityId, blob, name ?? '', id);
  }
}
