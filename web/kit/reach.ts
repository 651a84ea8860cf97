/**
 * Whether the server answered the last time it was asked. Only a request decides: navigator.onLine stays true behind a dead line and
 * in some browsers always.
 */
let reached = true;
const listeners = new Set<() => void>();

/** Tells what a request found: any answer counts, also a refusal. */
export function noteReach(hasAnswered: boolean): void {
  if (hasAnswered === reached) return;
  reached = hasAnswered;
  for (const listener of listeners) listener();
}

/** Whether the last request was answered. */
export function isReached(): boolean {
  return reached;
}

/** Calls back whenever the server is lost or found again. */
export function subscribeReach(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
