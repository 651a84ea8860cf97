import { type AuditFault, verifyAudit } from '../server/access/audit-verify.ts';
import { noRows } from '../server/kit/db/client.ts';
import type { CliCommand } from './command.ts';

const words: Readonly<Record<AuditFault['kind'], string>> = {
  'row-changed': 'was changed after it was sealed',
  'row-removed': 'was removed',
  'row-inserted': 'was slipped in after the batch was sealed',
  'batch-changed': 'does not follow from the batch before, or was changed',
  'batch-removed': 'is missing',
};

function lineOf({ kind, batch, row }: AuditFault): string {
  return row === undefined ? `  batch ${batch} ${words[kind]}` : `  row ${row} of batch ${batch} ${words[kind]}`;
}

export const auditCommands: readonly CliCommand[] = [
  {
    name: 'audit verify',
    summary: 'Checks the chain of the audit and names each row that was changed, removed or slipped in.',
    async run({ open, say }) {
      const { database } = await open();
      const verdict = await database.read(noRows, verifyAudit);
      say(`${verdict.rows} rows in ${verdict.batches} batches, head ${verdict.head ?? 'none'}`);
      if (verdict.oldestUnsealed) say(`The oldest row not sealed yet is of ${verdict.oldestUnsealed}.`);
      for (const fault of verdict.faults) say(lineOf(fault));
      say(
        verdict.faults.length === 0
          ? 'The audit is whole. Compare the head with the newest audit.sealed line of the log kept elsewhere.'
          : `The audit is NOT whole: ${verdict.faults.length} faults.`,
      );
      return verdict.faults.length === 0 ? 0 : 1;
    },
  },
];
