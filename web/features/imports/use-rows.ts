import type { ImportRow } from '../../../contract/imports.ts';
import { useWords } from '../../kit/i18n.ts';
import { useApiList } from '../../kit/use-api.ts';
import type { Pager } from '../../ui/desk/PageTable.tsx';
import { useCursorPages } from '../../ui/desk/use-cursor-pages.ts';

const rowsPerPage = 50;

interface Asked {
  readonly kind: ImportRow['kind'];
  readonly state?: ImportRow['state'] | undefined;
}

/** A page of an import's rows of one kind, with its pager. */
export function useRows(importRef: string, { kind, state }: Asked) {
  const t = useWords('imports');
  const pages = useCursorPages(`${importRef} ${kind} ${state ?? ''}`);
  const { data, error, refetch } = useApiList('GET /imports/:ref/rows', {
    params: { ref: importRef },
    query: { kind, limit: rowsPerPage, ...(state ? { state } : {}), ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const next = data?.next;
  const pager: Pager | undefined =
    data && (next || pages.hasPrevious)
      ? {
          hasNext: next !== undefined,
          hasPrevious: pages.hasPrevious,
          onNext: () => next && pages.next(next),
          onPrevious: pages.previous,
          words: t('result.here', { n: data.items.length }),
        }
      : undefined;
  return { rows: data?.items, error, retry: () => void refetch(), pager };
}
