import { isUnsent } from '../../../offline/outbox.ts';
import type { OutboxRow } from '../../../offline/store.ts';
import { useRows } from '../../../offline/use-outbox.ts';

/** Steps on matters that lie on this phone without a good end, by the matter; the latest of each. */
export function usePending(): ReadonlyMap<string, OutboxRow> {
  const rows = useRows() ?? [];
  return new Map(
    rows
      .filter((row) => isUnsent(row) && row.command === 'cases.act' && row.about.caseRef !== undefined)
      .toReversed()
      .map((row) => [row.about.caseRef ?? '', row]),
  );
}
