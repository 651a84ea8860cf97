/** What is used of the browser's locks; old ones and pages without HTTPS have none. */
interface Locks {
  request(name: string, run: () => Promise<void>): Promise<void>;
  request(
    name: string,
    options: { readonly ifAvailable?: boolean; readonly mode?: 'shared' | 'exclusive' },
    run: (lock: unknown) => Promise<void>,
  ): Promise<void>;
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

/** The browser's locks between its tabs, if it has any. */
export function tabLocks(): Locks | undefined {
  return (navigator as unknown as { readonly locks?: Locks }).locks;
}

/**
 * Lets one tab at a time do something, the others waiting their turn. Where the browser has no locks two tabs may send the same row: its
 * id makes that harmless.
 */
export function tabLock(name: string): (run: () => Promise<void>) => Promise<void> {
  return (run) => tabLocks()?.request(name, run) ?? run();
}

/** Lets one tab do something that need not be done twice; the others leave it. */
export function tabTurn(name: string): (run: () => Promise<void>) => Promise<void> {
  return (run) =>
    tabLocks()?.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await run();
    }) ?? run();
}
