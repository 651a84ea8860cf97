import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { TrackView } from '../../../../contract/case-views.ts';
import { askerHeaders } from '../../../kit/client.ts';
import { useWords } from '../../../kit/i18n.ts';
import { errorOf } from '../../../kit/refusal-error.ts';
import { fileUrl } from '../../../kit/upload-file.ts';
import { PhotoStrip } from '../../../ui/show/PhotoStrip.tsx';
import { askerOf, type Holder } from './use-matters.ts';

export type FileOfTrack = TrackView['way'][number]['files'][number];

async function bytesOf(ref: string, size: 'full' | 'thumb', holder: Holder): Promise<Blob> {
  const response = await fetch(fileUrl(ref, size), { headers: askerHeaders(askerOf(holder)) });
  if (!response.ok) throw await errorOf(response);
  return response.blob();
}

/** Addresses for bytes that only the holder of the link, or a helper, may read: a picture's own address carries no secret. */
function useBlobUrls(blobs: readonly (Blob | undefined)[]): readonly (string | undefined)[] {
  const [urls, setUrls] = useState<readonly (string | undefined)[]>([]);
  const key = blobs.map((blob) => blob?.size ?? 0).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is made anew each time; the sizes tell whether it changed
  useEffect(() => {
    const made = blobs.map((blob) => blob && URL.createObjectURL(blob));
    setUrls(made);
    return () => {
      for (const url of made) if (url) URL.revokeObjectURL(url);
    };
  }, [key]);
  return urls;
}

/** The addresses under which this holder's browser may show files. */
export function useFileUrls(files: readonly FileOfTrack[], holder: Holder, size: 'full' | 'thumb' = 'full') {
  const { link, mandate } = askerOf(holder);
  const token = link ?? mandate;
  const asked = useQueries({
    queries: files.map(({ ref }) => ({
      queryKey: ['file', ref, size, token],
      queryFn: () => bytesOf(ref, size, holder),
      enabled: token !== undefined,
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const urls = useBlobUrls(asked.map(({ data }) => data));
  return token === undefined ? files.map(({ ref }) => fileUrl(ref, size)) : urls;
}

interface LinkedPhotosProps {
  readonly files: readonly FileOfTrack[];
  readonly holder: Holder;
  /** What they show, in a word. */
  readonly label: string;
}

/** Photos and sound of a step, for those who hold the link as for those who signed in. */
export function LinkedPhotos({ files, holder, label }: LinkedPhotosProps) {
  const t = useWords('portal-pages');
  const photos = files.filter(({ mediaType }) => mediaType.startsWith('image/'));
  const sounds = files.filter(({ mediaType }) => mediaType.startsWith('audio/'));
  const urls = useFileUrls(photos, holder);
  return (
    <>
      {photos.length > 0 && (
        <PhotoStrip
          columns={4}
          photos={urls.flatMap((src) => (src ? [{ src, alt: t('track.photo', { label }) }] : []))}
        />
      )}
      {sounds.map((file) => (
        <LinkedSound key={file.ref} file={file} holder={holder} />
      ))}
    </>
  );
}

function LinkedSound({ file, holder }: { readonly file: FileOfTrack; readonly holder: Holder }) {
  const t = useWords('portal-pages');
  const [src] = useFileUrls([file], holder);
  return (
    // biome-ignore lint/a11y/useMediaCaption: a person's own recording has no captions
    <audio className="portal-sound" controls src={src} aria-label={t('track.voice')} />
  );
}

/** The first photo of a matter, small; nothing where there is none. */
export function MatterThumb({ track, holder }: { readonly track: Pick<TrackView, 'way'>; readonly holder: Holder }) {
  const first = track.way.flatMap(({ files }) => files).find(({ mediaType }) => mediaType.startsWith('image/'));
  const [src] = useFileUrls(first ? [first] : [], holder, 'thumb');
  return src ? <img className="portal-thumb" src={src} alt="" /> : null;
}
