import type { Config } from '../server/config.ts';
import { openVault } from '../server/kit/crypto/ring-vault.ts';
import type { Vault } from '../server/kit/crypto/vault.ts';
import { assertVaultFits } from '../server/kit/crypto/vault-fit.ts';
import type { Log } from '../server/kit/ctx.ts';
import { type Database, openDatabase } from '../server/kit/db/client.ts';
import { openLog } from '../server/kit/log.ts';
import { prepareDatabase } from '../server/prepare-database.ts';

/** What a command works on: the same database, keys and rules as the server, which may be running or not. */
export interface Opened {
  readonly config: Config;
  readonly database: Database;
  /** The owner's connection: for what policies do not let through. */
  readonly ownerUrl: string;
  readonly vault: Vault;
  readonly log: Log;
  readonly now: () => string;
}

interface CommandTools {
  readonly config: Config;
  /** Words after the command's name. */
  readonly args: readonly string[];
  /** Writes a line for people to standard output. */
  say(line: string): void;
  /** Opens the platform's data; closed again when the command has ended. */
  open(): Promise<Opened>;
}

/** One command of `linli <noun> <verb>`. */
export interface CliCommand {
  readonly name: string;
  /** What comes after the name, as the help shows it. */
  readonly usage?: string;
  readonly summary: string;
  /** @returns the exit code: 0 if all is well */
  run(tools: CommandTools): Promise<number>;
}

/** A mistake of whoever typed the command: its message is all they are shown. */
export class UsageError extends Error {}

/** Opens database and vault once, however often a command asks. */
export function opener(config: Config): { open: () => Promise<Opened>; close: () => Promise<void> } {
  let opening: Promise<Opened & { stop(): Promise<void> }> | undefined;
  return {
    open: () => {
      opening ??= openAll(config);
      return opening;
    },
    async close() {
      await (await opening)?.stop();
    },
  };
}

async function openAll(config: Config): Promise<Opened & { stop(): Promise<void> }> {
  // Results go to standard output; what the parts say of themselves goes beside it.
  const log = openLog('warn', { write: (line) => void process.stderr.write(line) });
  const prepared = await prepareDatabase(config, log);
  const database = openDatabase(prepared.appUrl, 4);
  const stop = async (): Promise<void> => {
    await database.close();
    await prepared.stop();
  };
  try {
    const vault = await openVault(config.keysDir);
    await assertVaultFits(database, vault);
    const now = () => new Date().toISOString();
    return { config, database, ownerUrl: prepared.ownerUrl, vault, log, now, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
