/**
 * Lets one tab at a time do something, the others waiting their turn. Where the browser has no locks (old ones, pages without HTTPS)
 * two tabs may send the same row: its id makes that harmless.
 */
export function tabLock(name: string): (run: () => Promise<void>) => Promise<void> {
  const { locks } = navigator as { readonly locks?: LockManager };
  return (run) => (locks ? locks.request(name, run) : run());
}

/** Lets one tab do something that need not be done twice; the others leave it. */
export function tabTurn(name: string): (run: () => Promise<void>) => Promise<void> {
  const { locks } = navigator as { readonly locks?: LockManager };
  return (run) =>
    locks
      ? locks.request(name, { ifAvailable: true }, async (lock) => {
          if (lock) await run();
        })
      : run();
}
