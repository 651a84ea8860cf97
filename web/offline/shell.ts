import { Workbox } from 'workbox-window';
import { isBusy } from './busy.ts';

/**
 * How the page itself stands on this phone: not known yet, being brought, ready to open without a server, a newer one waiting, or not
 * possible here (a private window, an old browser, no HTTPS).
 */
export type ShellState = 'unknown' | 'coming' | 'ready' | 'newer' | 'impossible';

let state: ShellState = 'unknown';
let worker: Workbox | undefined;
const listeners = new Set<() => void>();

function note(next: ShellState): void {
  state = next;
  for (const listener of listeners) listener();
}

export function shellState(): ShellState {
  return state;
}

export function subscribeShell(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells when a newer build lies ready beside the one that works. */
function follow(installing: ServiceWorker | null): void {
  installing?.addEventListener('statechange', () => {
    if (installing.state === 'installed' && navigator.serviceWorker.controller) note('newer');
    if (installing.state === 'activated') note('ready');
  });
}

const lookEveryMs = 30 * 60_000;

/** Another build has taken over, here or in another tab: this page is of the one before, whose parts stay reachable until it reloads. */
async function reload(): Promise<void> {
  if (!(await isBusy())) window.location.reload();
}

/**
 * Puts the page on the phone, so that it opens without a server; a newer one waits until somebody takes it or the phone starts it anew.
 * Looks for a newer one each half hour while the page is looked at.
 */
export async function startShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return note('impossible');
  worker = new Workbox('/field-worker.js', { scope: '/field' });
  const isFirst = navigator.serviceWorker.controller === null;
  note(isFirst ? 'coming' : 'ready');
  let wasControlled = !isFirst;
  worker.addEventListener('controlling', () => {
    if (wasControlled) void reload();
    wasControlled = true;
  });
  try {
    const registration = await worker.register();
    if (!registration) return note('impossible');
    if (registration.waiting) note('newer');
    else if (registration.active) note('ready');
    // The browser looks by itself when a page is opened: a newer one may be on its way already.
    follow(registration.installing);
    registration.addEventListener('updatefound', () => follow(registration.installing));
  } catch {
    // Without a line a browser may fail to look for a newer one; what is there works.
    if (isFirst) note('impossible');
    return;
  }
  setInterval(
    () => document.visibilityState === 'visible' && void worker?.update().catch(() => undefined),
    lookEveryMs,
  );
}

/**
 * Takes the newer build, unless somebody writes or something is being sent in any tab.
 * @returns whether it was taken: the page then reloads
 */
export async function takeNewer(): Promise<boolean> {
  if (await isBusy()) return false;
  const registration = await navigator.serviceWorker.getRegistration('/field');
  if (registration?.waiting) worker?.messageSkipWaiting();
  // Another tab has taken it already.
  else window.location.reload();
  return true;
}
