import { CameraIcon } from '@phosphor-icons/react/dist/csr/Camera';
import { XIcon } from '@phosphor-icons/react/dist/csr/X';
import { useRef } from 'react';
import { useWords } from '../../kit/i18n.ts';
import './photo-picker.css';

export interface PickedPhoto {
  readonly id: string;
  readonly url: string;
  /** 0–1 while it is being sent. */
  readonly progress?: number | undefined;
}

interface PhotoPickerProps {
  readonly photos: readonly PickedPhoto[];
  readonly max?: number;
  /** The originals as chosen; the caller stores them before it does anything else with them. */
  readonly onAdd: (files: readonly File[]) => void;
  readonly onRemove: (id: string) => void;
}

/** Takes photos with the camera or from the phone. */
export function PhotoPicker({ photos, max = 9, onAdd, onRemove }: PhotoPickerProps) {
  const t = useWords('common');
  const input = useRef<HTMLInputElement>(null);
  const room = max - photos.length;
  return (
    <div className="ll-picker">
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        style={{ display: 'none' }}
        data-role="photos"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])].filter((file) => file.type.startsWith('image/'));
          if (files.length > 0) onAdd(files.slice(0, room));
          event.target.value = '';
        }}
      />
      {room > 0 && (
        <button type="button" className="ll-picker-add" onClick={() => input.current?.click()}>
          <CameraIcon size="1.625rem" aria-hidden />
          {t('photo.take')}
        </button>
      )}
      {photos.map((photo, at) => (
        <div key={photo.id} className="ll-picker-photo">
          <img src={photo.url} alt={t('photo.nth', { n: at + 1 })} />
          {photo.progress !== undefined && (
            <progress max={1} value={photo.progress} aria-label={t('photo.sending', { n: at + 1 })} />
          )}
          <button type="button" aria-label={t('photo.remove', { n: at + 1 })} onClick={() => onRemove(photo.id)}>
            <XIcon size={15} weight="bold" />
          </button>
        </div>
      ))}
    </div>
  );
}
