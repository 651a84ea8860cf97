import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import type { WordsAccuracy } from '../../../contract/catalogue.ts';
import type { AnswerOf } from '../../../contract/route.ts';
import type { Routes } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { type Column, PageTable } from '../../ui/desk/PageTable.tsx';
import { Card, ListCard, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import './words-page.css';

type Answer = AnswerOf<Routes['GET /catalogue/words-model/accuracy']>;
type Category = WordsAccuracy['categories'][number];

/** Under so many a share says little, and is shown so. */
const fewN = 20;

const percent = (n: number, of: number): string => (of === 0 ? '—' : `${Math.round((n / of) * 100)}%`);

/** 推荐类别: how well categories are suggested from words, by how many matters that was measured, and how often it is taken. */
export function WordsPage() {
  const t = useWords('catalogue');
  const when = useInstantWords();
  const { data, error, refetch } = useApi('GET /catalogue/words-model/accuracy');
  const learn = useSend('catalogue.learnWords', ['GET /catalogue/words-model/accuracy']);
  const newest = data?.newest;
  return (
    <PlainPage>
      <PageTitle
        title={t('words.title')}
        sub={newest && t('words.sub', { when: when(newest.madeAt), n: newest.examples, groups: newest.groups })}
        actions={
          <Button loading={learn.isPending} onClick={() => learn.mutate({})}>
            {t('words.again')}
          </Button>
        }
      />
      {learn.isSuccess && <Alert className="cat-note" type="success" showIcon title={t('words.asked')} />}
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data?.isTooLittle && <Empty title={t('words.tooLittle')} hint={t('words.tooLittleHint', { n: data.fewest })} />}
      {data && !data.isTooLittle && !newest && <Empty title={t('words.notYet')} hint={t('words.notYetHint')} />}
      {data && newest && <Figures use={data.use} newest={newest} />}
      {newest && <Categories items={newest.categories} />}
      {data && newest && (
        <div className="words-two">
          <Certainties items={newest.certainties} />
          <HowMeasured newest={newest} />
        </div>
      )}
    </PlainPage>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly of: string;
  readonly isFew: boolean;
}

function Figure({ label, value, of, isFew }: FigureProps) {
  const t = useWords('catalogue');
  return (
    <div className="words-figure">
      <span>{label}</span>
      <b className="figures">{value}</b>
      <small>
        {of}
        {isFew && ` · ${t('words.few')}`}
      </small>
    </div>
  );
}

function Figures({ newest, use }: { readonly newest: WordsAccuracy; readonly use: Answer['use'] }) {
  const t = useWords('catalogue');
  const { top1, top3, measured } = newest;
  const share = (label: string, n: number, of: number) => (
    <Figure key={label} label={label} value={percent(n, of)} of={t('words.of', { n, of })} isFew={of < fewN} />
  );
  return (
    <div className="words-figures">
      {share(t('words.top1'), top1, measured)}
      {share(t('words.top3'), top3, measured)}
      {share(t('words.taken'), use.taken, use.shown)}
      {share(t('words.confirmed'), use.confirmed, use.confirmed + use.corrected)}
    </div>
  );
}

function Share({ n, of }: { readonly n: number; readonly of: number }): ReactNode {
  const t = useWords('catalogue');
  return (
    <div className="ll-two-lines words-share">
      <b className={of < fewN ? 'figures words-few' : 'figures'}>{percent(n, of)}</b>
      <span>{of < fewN ? t('words.fewOf', { n, of }) : t('words.of', { n, of })}</span>
    </div>
  );
}

function Categories({ items }: { readonly items: readonly Category[] }) {
  const t = useWords('catalogue');
  const pick = usePick();
  const columns: readonly Column<Category>[] = [
    { key: 'name', title: t('words.category'), render: ({ name }) => <b>{pick(name)}</b> },
    {
      key: 'n',
      title: t('words.n'),
      width: 120,
      align: 'right',
      render: ({ n }) => <span className="figures">{n}</span>,
    },
    {
      key: 'precision',
      title: t('words.precision'),
      width: 200,
      align: 'right',
      render: ({ precision }) => <Share {...precision} />,
    },
    {
      key: 'recall',
      title: t('words.recall'),
      width: 200,
      align: 'right',
      render: ({ recall }) => <Share {...recall} />,
    },
  ];
  return (
    <ListCard>
      <PageTable label={t('words.byCategory')} columns={columns} rows={items} rowKey={({ id }) => String(id)} />
    </ListCard>
  );
}

function Certainties({ items }: { readonly items: WordsAccuracy['certainties'] }) {
  const t = useWords('catalogue');
  return (
    <Card title={t('words.certainties')}>
      <table className="words-table">
        <thead>
          <tr>
            <th>{t('words.said')}</th>
            <th>{t('words.right')}</th>
            <th>{t('words.guesses')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ from, n, said, right }) => (
            <tr key={from}>
              <td className="figures">{percent(said, 1)}</td>
              <td className={n < fewN ? 'figures words-few' : 'figures'}>{percent(right, n)}</td>
              <td className="figures">{n}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function HowMeasured({ newest }: { readonly newest: WordsAccuracy }) {
  const t = useWords('catalogue');
  return (
    <Card title={t('words.how')}>
      <ul className="words-how">
        <li>{t('words.howFolds')}</li>
        <li>{t('words.howConfirmed')}</li>
        <li>{t('words.howNames')}</li>
        <li>{t('words.howSize', { kb: Math.ceil(newest.bytes / 1024) })}</li>
      </ul>
    </Card>
  );
}
