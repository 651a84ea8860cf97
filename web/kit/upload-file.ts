import type { FileAnswer } from '../../contract/files.ts';
import { newId } from './new-id.ts';
import { errorOf, UnreachableError } from './refusal-error.ts';

/** A file the server has taken: `id` is what a form keeps, `url` shows it. */
export interface UploadedFile {
  readonly id: string;
  readonly ref: string;
  readonly name: string;
  readonly mediaType: string;
  readonly url: string;
  readonly thumbUrl: string | undefined;
}

/** Where a file is read from. */
export function fileUrl(ref: string, size: 'full' | 'thumb' = 'full'): string {
  return `/api/files/${ref}${size === 'thumb' ? '?size=thumb' : ''}`;
}

/**
 * Sends the bytes of a file under an id made here, to where the matter lies. Throws RefusalError or UnreachableError.
 * @param communityId where the matter is stored
 * @param id given again after a lost answer, the same file is stored once
 */
export async function uploadFile(communityId: number, file: Blob, name: string, id = newId()): Promise<UploadedFile> {
  const ref = `${communityId}-${id}`;
  const response = await fetch(`/api/files/${ref}?name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    credentials: 'same-origin',
    headers: { 'content-type': file.type.split(';')[0] || 'application/octet-stream', accept: 'application/json' },
    body: file,
  }).catch(() => {
    throw new UnreachableError();
  });
  if (!response.ok) throw await errorOf(response);
  const answer = (await response.json()) as FileAnswer;
  return {
    id,
    ref,
    name: answer.name || name,
    mediaType: answer.mediaType,
    url: fileUrl(ref),
    thumbUrl: answer.hasThumb ? fileUrl(ref, 'thumb') : undefined,
  };
}
