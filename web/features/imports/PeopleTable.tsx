import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '../../../contract/route.ts';
import { fieldLabel } from '../../../domain/registry/ledger-intake/plan-words.ts';
import type { Routes } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApiList } from '../../kit/use-api.ts';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../ui/show/StateBlocks.tsx';

type ImportedPerson = AnswerOf<Routes['GET /imports/:ref/people']>['items'][number];

interface PeopleTableProps {
  readonly importRef: string;
  readonly what: 'created' | 'updated';
}

/** The people an import made or changed, each a link to the record. */
export function PeopleTable({ importRef, what }: PeopleTableProps) {
  const t = useWords('imports');
  const pages = useCursorPages(`${importRef} ${what}`);
  const { data, error, refetch } = useApiList('GET /imports/:ref/people', {
    params: { ref: importRef },
    query: { what, limit: 50, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const columns = useColumns(what);
  const next = data?.next;
  return (
    <PageTable
      label={t(`result.${what}`)}
      columns={columns}
      rows={data?.items}
      rowKey={({ ref }) => ref}
      {...(error ? { error, onRetry: () => void refetch() } : {})}
      empty={<Empty title={t('result.none')} />}
      {...(data && (next || pages.hasPrevious)
        ? {
            pager: {
              hasNext: next !== undefined,
              hasPrevious: pages.hasPrevious,
              onNext: () => next && pages.next(next),
              onPrevious: pages.previous,
              words: t('result.here', { n: data.items.length }),
            },
          }
        : {})}
    />
  );
}

function useColumns(what: 'created' | 'updated'): readonly Column<ImportedPerson>[] {
  const t = useWords('imports');
  const people = useWords('people');
  const sayPart = useParts();
  const home: Column<ImportedPerson> = { key: 'home', title: t('row.home'), render: ({ home: at }) => at ?? '–' };
  const changed: Column<ImportedPerson> = {
    key: 'changed',
    title: t('row.changed'),
    width: 200,
    render: (row) => row.changed.map(sayPart).join('、'),
  };
  return [
    {
      key: 'person',
      title: t('row.person'),
      width: 240,
      render: (row) => (
        <TwoLines
          title={<Link to={`/people/${row.ref}` as never}>{row.name}</Link>}
          sub={<span className="figures">{row.idMasked}</span>}
        />
      ),
    },
    {
      key: 'sex',
      title: people('sex'),
      width: 70,
      render: ({ sex }) => people(`sexes.${sex as 'male'}`),
    },
    {
      key: 'born',
      title: people('bornOn'),
      width: 120,
      render: ({ bornOn }) => <span className="figures">{bornOn}</span>,
    },
    {
      key: 'phone',
      title: people('phone'),
      width: 150,
      render: ({ phoneMasked }) => <span className="figures">{phoneMasked ?? '–'}</span>,
    },
    home,
    ...(what === 'updated' ? [changed] : []),
  ];
}

/** The name of what changed: a field of the register, or a part of the record. */
function useParts(): (key: string) => string {
  const t = useWords('imports');
  const pick = usePick();
  return (key) => {
    if (key === 'residences' || key === 'people_phones' || key === 'tags') return t(`changedParts.${key}`);
    const label = fieldLabel(key === 'bornOn' ? 'birthOn' : key);
    return label ? pick(label) : key;
  };
}
