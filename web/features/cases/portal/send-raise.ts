import { api } from '../../../kit/api.ts';
import { newId } from '../../../kit/new-id.ts';
import { RefusalError } from '../../../kit/refusal-error.ts';
import { uploadFile } from '../../../kit/upload-file.ts';
import { newTrackToken } from '../track-token.ts';
import { type Attempt, type KeptTrack, keep, keepTrack, readKept } from './device.ts';
import { clearDraftFiles, type DraftFile, listDraftFiles, putDraftFile } from './draft-files.ts';
import type { RaiseInput } from './report-draft.ts';
import { shrinkPhoto } from './shrink-photo.ts';

type Draft = DraftFile['draft'];

const attemptKey = { report: 'report-attempt', apply: 'apply-attempt' } as const;

/** Puts a photo into the bytes that will be sent, once, and keeps those. */
async function makeReady(file: DraftFile): Promise<DraftFile> {
  if (file.isReady) return file;
  const blob = file.blob.type.startsWith('image/') ? await shrinkPhoto(file.blob) : file.blob;
  const ready = { ...file, blob, isReady: true };
  await putDraftFile(ready);
  return ready;
}

/** Whether a sending whose answer was lost has arrived: its link then opens something. */
async function arrived(token: string): Promise<string | undefined> {
  try {
    return (await api.get('GET /track', { link: token })).number;
  } catch (error) {
    if (error instanceof RefusalError) return undefined;
    throw error;
  }
}

const leftPhone = (words: string): boolean => (JSON.parse(words) as { contact: unknown }).contact !== null;

function finish(draft: Draft, { token, words }: Attempt, number: string): string {
  const track: KeptTrack = { token, number, hasPhone: leftPhone(words) };
  keepTrack(track);
  keep(attemptKey[draft], undefined);
  keep(draft, undefined);
  void clearDraftFiles(draft);
  return token;
}

/**
 * Whether what was sent before the page was closed has arrived all the same; the draft is then done.
 * @returns the secret of its link
 */
export async function findArrived(draft: Draft): Promise<string | undefined> {
  const before = readKept(attemptKey[draft]);
  if (!before) return undefined;
  const number = await arrived(before.token);
  return number === undefined ? undefined : finish(draft, before, number);
}

function nextAttempt(draft: Draft, words: string): Attempt {
  const before = readKept(attemptKey[draft]);
  const attempt = before?.words === words ? before : { id: newId(), token: newTrackToken(), words };
  keep(attemptKey[draft], attempt);
  return attempt;
}

interface SendParts {
  readonly draft: Draft;
  readonly communityId: number;
  /** The mandate of a helper who sends it for another: there is then no link, the matter is theirs. */
  readonly mandate?: string | undefined;
  /** Makes the input from the ids of the files by field. */
  readonly inputWith: (files: Readonly<Record<string, readonly string[]>>) => RaiseInput;
  /** The secret of the matter that it grows out of. */
  readonly link?: string | undefined;
}

/**
 * Sends a draft: files first, each under its own id, then the matter under the attempt's. A lost answer keeps the attempt on the phone,
 * so that pressing again, even after the page was closed, raises it once.
 * @returns the secret of its link; of what was sent for another, its address
 */
export async function sendRaise({ draft, communityId, mandate, inputWith, link }: SendParts): Promise<string> {
  const files = await listDraftFiles(draft);
  const byField: Record<string, string[]> = {};
  for (const file of files) byField[file.field] = [...(byField[file.field] ?? []), file.id];
  const input = inputWith(byField);
  const words = JSON.stringify(mandate === undefined ? input : { ...input, mandate });
  const before = readKept(attemptKey[draft]);
  if (mandate === undefined && before && before.words !== words) {
    const done = await findArrived(draft);
    if (done !== undefined) return done;
  }
  for (const file of files) {
    const ready = await makeReady(file);
    await uploadFile(communityId, ready.blob, ready.name, ready.id);
  }
  const attempt = nextAttempt(draft, words);
  if (mandate !== undefined) {
    const made = await api.send('cases.raise', input, { id: attempt.id, mandate });
    keep(attemptKey[draft], undefined);
    keep(draft, undefined);
    void clearDraftFiles(draft);
    return made.ref;
  }
  try {
    const made = await api.send('cases.raise', { ...input, trackToken: attempt.token }, { id: attempt.id, link });
    return finish(draft, attempt, made.number);
  } catch (error) {
    if (error instanceof RefusalError) keep(attemptKey[draft], undefined);
    throw error;
  }
}
