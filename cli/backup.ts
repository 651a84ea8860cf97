import { parseArgs } from 'node:util';
import { openLog } from '../server/kit/log.ts';
import { makeBackup } from './backup/make-backup.ts';
import { restoreBackup } from './backup/restore-backup.ts';
import { restoreUntil } from './backup/restore-until.ts';
import { readPassphrase } from './backup/sealed-keys.ts';
import { type CliCommand, UsageError } from './command.ts';

function readArgs(args: readonly string[], names: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    });
    const [folder, ...more] = positionals;
    if (!folder || more.length > 0) throw new Error('Name one folder.');
    return { folder, values: values as Readonly<Record<string, string | undefined>> };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

const shanghaiOffset = '+08:00';

/** A moment as typed: with an offset as it stands, without one as the clock in Shanghai shows it. */
export function readMoment(typed: string): string {
  if (typed === 'latest') return typed;
  const text = typed.trim().replace(' ', 'T');
  const hasOffset = /(Z|[+-]\d{2}:?\d{2})$/.test(text);
  const at = new Date(/T/.test(text) ? `${text}${hasOffset ? '' : shanghaiOffset}` : 'no time of day');
  if (Number.isNaN(at.getTime())) throw new UsageError(`Not understood: ${typed}. Write 2026-11-22T14:30, or latest.`);
  return at.toISOString();
}

const quietLog = () => openLog('warn', { write: (line) => void process.stderr.write(line) });

export const backupCommands: readonly CliCommand[] = [
  {
    name: 'backup',
    usage: '<folder> [--passphrase-file <file>]',
    summary:
      'Copies database, files and (sealed by the passphrase) the keys into an empty folder, while the platform goes on.',
    async run({ config, args, say }) {
      const { folder, values } = readArgs(args, ['passphrase-file']);
      const secret = values['passphrase-file'];
      const passphrase = secret === undefined ? undefined : await readPassphrase(secret);
      const made = await makeBackup({ config, log: quietLog(), folder, passphrase, say });
      const rows = made.tables.reduce((sum, table) => sum + table.rows, 0);
      say(`${rows} rows of ${made.tables.length} tables and ${made.files.count} files, as of ${made.takenAt}.`);
      if (made.files.missing.length > 0)
        say(`${made.files.missing.length} files that rows name are missing: linli doctor says which.`);
      if (made.base) say(`With the archive any moment from ${made.base.reachableFrom} on can be restored.`);
      say(
        passphrase
          ? 'The keys are in it, sealed: keep the passphrase apart from the backup.'
          : `The keys are NOT in it: keep a copy of ${config.keysDir} apart. Without them id numbers and phones stay closed.`,
      );
      return 0;
    },
  },
  {
    name: 'restore',
    usage: '<folder> --into <data folder> [--until <moment>|latest] [--passphrase-file <file>]',
    summary: 'Brings a backup back into an empty data folder and checks each count and checksum. Never overwrites.',
    async run({ config, args, say }) {
      const { folder, values } = readArgs(args, ['into', 'until', 'passphrase-file']);
      const { into, until } = values;
      if (!into) throw new UsageError('Name the empty data folder by --into.');
      const secret = values['passphrase-file'];
      const passphrase = secret === undefined ? undefined : await readPassphrase(secret);
      const parts = { config, log: quietLog(), folder, into, passphrase, say };
      if (until === undefined) {
        const found = await restoreBackup(parts);
        say(`Everything is as it was at ${found.takenAt}: all counts and checksums are equal.`);
      } else {
        const moment = readMoment(until);
        await restoreUntil(parts, moment);
        say(moment === 'latest' ? 'Everything archived is there.' : `Everything is as it was at ${moment}.`);
      }
      say(`Start the platform on it: LINLI_DATA=${into} npm start`);
      return 0;
    },
  },
];
