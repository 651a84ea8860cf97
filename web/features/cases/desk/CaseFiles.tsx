import { PaperclipIcon } from '@phosphor-icons/react/dist/csr/Paperclip';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { fileUrl } from '../../../kit/upload-file.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { PhotoStrip } from '../../../ui/show/PhotoStrip.tsx';
import { type FileOfCase, type FileView, filesOfCase, isImage, isSound } from './case-files.ts';
import './case-files.css';

/** Photos in a row with time and occasion, sound to listen to, other files to open. */
export function CaseFiles({ matter }: { readonly matter: Pick<CaseDetail, 'files' | 'entries'> }) {
  const all = filesOfCase(matter);
  const photos = all.filter(({ file }) => isImage(file));
  if (all.length === 0) return null;
  return (
    <div className="cases-files">
      {photos.length > 0 && <Photos photos={photos} />}
      <OtherFiles files={all.map(({ file }) => file).filter((file) => !isImage(file))} />
    </div>
  );
}

function Photos({ photos }: { readonly photos: readonly FileOfCase[] }) {
  const t = useWords('cases');
  const pick = usePick();
  const sayInstant = useInstantWords();
  return (
    <PhotoStrip
      photos={photos.map(({ file, at, entry }) => {
        const caption = [at && sayInstant(at), entry && pick(entry.label)].filter(Boolean).join(' ');
        return {
          src: fileUrl(file.ref),
          thumbnail: fileUrl(file.ref, 'thumb'),
          alt: caption || t('file.photo'),
          caption,
        };
      })}
    />
  );
}

/** Sound and documents, in one column. */
export function OtherFiles({ files }: { readonly files: readonly FileView[] }) {
  const t = useWords('cases');
  const sounds = files.filter(isSound);
  const documents = files.filter((file) => !isImage(file) && !isSound(file));
  return (
    <>
      {sounds.map((file) => (
        // biome-ignore lint/a11y/useMediaCaption: a person's own voice note has no captions; its words stand beside it where they were typed
        <audio
          key={file.ref}
          className="cases-sound"
          controls
          preload="none"
          src={fileUrl(file.ref)}
          aria-label={t('file.sound')}
        />
      ))}
      {documents.map((file) => (
        <a key={file.ref} className="cases-document" href={fileUrl(file.ref)} target="_blank" rel="noreferrer">
          <PaperclipIcon size={15} aria-hidden />
          {file.name}
        </a>
      ))}
    </>
  );
}
