import { api } from '../kit/api.ts';
import { postIntentions } from '../kit/client.ts';
import { isReached, noteReach, subscribeReach } from '../kit/reach.ts';
import { UnreachableError } from '../kit/refusal-error.ts';
import { uploadFile } from '../kit/upload-file.ts';
import { sendingName } from './busy.ts';
import { pruneKept } from './kept-reads.ts';
import { noteSession } from './phone-owner.ts';
import { makeSender, type Sender } from './sender.ts';
import { openStore } from './store.ts';
import { tabLock } from './tab-lock.ts';

/** The phone's own database. It is opened at the first use. */
export const store = openStore();

let prepare = async (photo: Blob): Promise<Blob> => photo;

/** Who may act; whoever must change their password first may not yet. */
async function whoAmI(): Promise<string | undefined> {
  const session = await api.get('GET /session');
  await noteSession(store, session).catch(() => false);
  const { user } = session;
  return user && !user.mustChangePassword ? user.id : undefined;
}

export const sender: Sender = makeSender({
  store,
  post: async (intention) => (await postIntentions([intention]))[0],
  upload: (communityId, { blob, name, id }) =>
    uploadFile(communityId, blob, name, id).catch((error: unknown) => {
      if (error instanceof UnreachableError) noteReach(error.status !== undefined);
      throw error;
    }),
  whoAmI,
  prepare: (photo) => prepare(photo),
  lock: tabLock(sendingName),
  now: Date.now,
  random: Math.random,
});

const lookEveryMs = 15_000;

/** Looks whether there is anything to send, or whether a lost server is back; never while nobody looks at the page. */
async function look(): Promise<void> {
  if (document.visibilityState === 'hidden') return;
  const waits = await store.rows.where('state').anyOf('waiting', 'sending').count();
  if (waits > 0) await sender.flush();
  else if (!isReached()) await whoAmI();
}

/**
 * Starts sending: now, when the browser thinks the network is back, when the page is looked at again, and every quarter of a minute.
 * What the browser thinks is a hint; only a request decides.
 * @param made makes a photo small before it is sent
 */
export function startOutbox(made: (photo: Blob) => Promise<Blob>): void {
  prepare = made;
  const go = () => void look().catch(() => undefined);
  window.addEventListener('online', go);
  window.addEventListener('offline', () => noteReach(false));
  document.addEventListener('visibilitychange', go);
  subscribeReach(() => isReached() && go());
  setInterval(go, lookEveryMs);
  void pruneKept(store, Date.now()).catch(() => undefined);
  go();
}

/** Asks the browser not to clear what lies here; some ask the person, so it waits for the first thing worth keeping. */
export async function askToStay(): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false);
}
