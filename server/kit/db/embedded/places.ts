import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Where one embedded database keeps its files. Everything but the cluster itself lies beside the data folder. */
export interface Places {
  /** As asked for, its parent's links resolved: two ways of writing one folder meet in the same lock. */
  readonly dataDir: string;
  readonly parent: string;
  readonly passwordFile: string;
  readonly startLock: string;
  readonly usersLock: string;
  readonly serverLog: string;
}

/** The places of a data folder; makes its parent if there is none. */
export function placesOf(dataDir: string): Places {
  const asked = resolve(dataDir);
  const parent = dirname(asked);
  const first = mkdirSync(parent, { recursive: true });
  // Whatever the umask: the server's user must get through to its own folder, others need not look inside.
  for (let made = parent; first && made.startsWith(first); made = dirname(made)) chmodSync(made, 0o711);
  const real = join(realpathSync(parent), basename(asked));
  return {
    dataDir: real,
    parent: dirname(real),
    passwordFile: `${real}.password`,
    startLock: `${real}.start.lock`,
    usersLock: `${real}.users.lock`,
    serverLog: `${real}.log`,
  };
}
