import { CaretLeftIcon } from '@phosphor-icons/react/dist/csr/CaretLeft';
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { XIcon } from '@phosphor-icons/react/dist/csr/X';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import './photo-strip.css';

export interface Photo {
  readonly src: string;
  readonly thumbnail?: string;
  /** What is seen, for those who do not see it. */
  readonly alt: string;
  /** Time and occasion under the picture: 09:24 现场. */
  readonly caption?: string;
}

interface PhotoStripProps {
  readonly photos: readonly Photo[];
  readonly columns?: number;
}

/** Photos in a row; a press opens one large, and the arrow keys go on to the next. */
export function PhotoStrip({ photos, columns = 3 }: PhotoStripProps) {
  const t = useWords('common');
  const [open, setOpen] = useState<number>();
  return (
    <div className="ll-photos" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {photos.map((photo, at) => (
        <figure key={photo.src}>
          <button type="button" aria-label={t('photo.open', { what: photo.alt })} onClick={() => setOpen(at)}>
            <img src={photo.thumbnail ?? photo.src} alt="" loading="lazy" />
          </button>
          {photo.caption && <figcaption>{photo.caption}</figcaption>}
        </figure>
      ))}
      {open !== undefined && <PhotoViewer photos={photos} at={open} onMove={setOpen} />}
    </div>
  );
}

interface PhotoViewerProps {
  readonly photos: readonly Photo[];
  readonly at: number;
  readonly onMove: (at: number | undefined) => void;
}

function PhotoViewer({ photos, at, onMove }: PhotoViewerProps) {
  const t = useWords('common');
  const dialog = useRef<HTMLDialogElement>(null);
  const photo = photos[at];
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
  }, []);
  const step = (by: number) => onMove((at + by + photos.length) % photos.length);
  const onKey = (key: string) => {
    if (key === 'ArrowRight') step(1);
    if (key === 'ArrowLeft') step(-1);
  };
  if (!photo) return null;
  return (
    <dialog
      ref={dialog}
      className="ll-viewer"
      aria-label={t('photo.viewer')}
      onClose={() => onMove(undefined)}
      onKeyDown={(event) => onKey(event.key)}
    >
      <div className="ll-viewer-bar">
        <span className="figures" aria-live="polite">
          {at + 1} / {photos.length}
        </span>
        <span>{photo.caption}</span>
        <button type="button" aria-label={t('action.close')} onClick={() => dialog.current?.close()}>
          <XIcon size={22} />
        </button>
      </div>
      <img src={photo.src} alt={photo.alt} />
      {photos.length > 1 && (
        <>
          <button type="button" className="ll-viewer-back" aria-label={t('photo.previous')} onClick={() => step(-1)}>
            <CaretLeftIcon size={26} />
          </button>
          <button type="button" className="ll-viewer-on" aria-label={t('photo.next')} onClick={() => step(1)}>
            <CaretRightIcon size={26} />
          </button>
        </>
      )}
    </dialog>
  );
}
