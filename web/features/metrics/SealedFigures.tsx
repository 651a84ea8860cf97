import type { AnswerOf } from '../../../contract/route.ts';
import type { Routes } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { type Column, PageTable } from '../../ui/desk/PageTable.tsx';
import { ListCard } from '../../ui/desk/SplitPage.tsx';
import { Empty } from '../../ui/show/StateBlocks.tsx';

type Result = AnswerOf<Routes['GET /metrics/sealed-totals']>['results'][number];

/** What sealed matters came to in a year: counts alone, which lead to no matter. */
export function SealedFigures() {
  const t = useWords('figures');
  const pick = usePick();
  const { data, error, refetch } = useApi('GET /metrics/sealed-totals');
  const number = (key: 'n' | 'reached'): Column<Result> => ({
    key,
    title: t(`sealed.${key}`),
    width: 130,
    align: 'right',
    render: (row) => <span className="figures figures-n">{row[key]}</span>,
  });
  const words = data?.results[0]?.words;
  return (
    <ListCard>
      <h2 className="figures-heading">{t('sealed.title')}</h2>
      <PageTable<Result>
        label={t('sealed.title')}
        columns={[
          {
            key: 'area',
            title: t('column.area'),
            render: (row) => (
              <div className="ll-two-lines">
                <b>{row.name}</b>
                <span>{pick(row.title)}</span>
              </div>
            ),
          },
          { key: 'year', title: t('sealed.year'), width: 110, align: 'right', render: (row) => row.year },
          number('n'),
          number('reached'),
          {
            key: 'percent',
            title: t('sealed.percent'),
            width: 130,
            align: 'right',
            render: (row) => <b className="figures">{row.percent.toFixed(2)}%</b>,
          },
        ]}
        rows={data?.results}
        rowKey={({ areaId, code, year }) => `${areaId} ${code} ${year}`}
        {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
        empty={<Empty title={t('sealed.empty', { n: data?.minimumN ?? 0 })} />}
      />
      <p className="figures-notes">
        {t('sealed.note')}
        {words && ` ${pick(words)}`}
      </p>
    </ListCard>
  );
}
