import { DownloadSimpleIcon } from '@phosphor-icons/react/dist/csr/DownloadSimple';
import { Button } from 'antd';
import type { AnswerOf } from '../../../contract/route.ts';
import { levelWords, type RegisterPart, registerParts } from '../../../domain/registry/register-words.ts';
import { api, type Routes } from '../../kit/api.ts';
import { useLanguage, usePick, useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { FilterBar, type FilterField } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';

type Line = AnswerOf<Routes['GET /field-register']>['items'][number];

const filterKeys = ['q', 'part'] as const;
const toneOf = { 1: 'grey', 2: 'blue', 3: 'amber' } as const;

/** 字段目录: what may be held, why, and for how long. */
export function FieldRegisterPage() {
  const t = useWords('field-register');
  const language = useLanguage();
  const [filters, change] = useFilters(filterKeys);
  const { data, error, refetch } = useApi('GET /field-register');
  const q = (filters.q ?? '').trim().toLowerCase();
  const shown = data?.items.filter(
    ({ part, label, purpose, of }) =>
      (!filters.part || part === filters.part) &&
      [label, purpose, of].some((words) => words?.[language].toLowerCase().includes(q)),
  );
  const take = (format: 'xlsx' | 'csv') =>
    window.location.assign(api.href('GET /field-register/export', { query: { format, language } } as never));
  return (
    <PlainPage>
      <PageTitle
        title={t('title')}
        sub={t('sub')}
        actions={
          <>
            <Button icon={<DownloadSimpleIcon size={16} />} onClick={() => take('xlsx')}>
              {t('excel')}
            </Button>
            <Button icon={<DownloadSimpleIcon size={16} />} onClick={() => take('csv')}>
              {t('csv')}
            </Button>
          </>
        }
      />
      <ListCard>
        <FilterBar fields={useFilterFields()} values={filters} onChange={change} />
        <PageTable
          label={t('title')}
          columns={useColumns()}
          rows={shown}
          rowKey={({ key }) => key}
          {...(error ? { error, onRetry: () => void refetch() } : {})}
          empty={<Empty title={t('none')} hint={t('noneHint')} />}
          pager={{
            hasNext: false,
            hasPrevious: false,
            onNext: () => undefined,
            onPrevious: () => undefined,
            words: shown ? t('count', { n: shown.length }) : '',
          }}
        />
      </ListCard>
    </PlainPage>
  );
}

function useFilterFields(): readonly FilterField[] {
  const t = useWords('field-register');
  const pick = usePick();
  return [
    { key: 'q', kind: 'search', label: t('search') },
    {
      key: 'part',
      kind: 'choice',
      label: t('all'),
      options: (Object.keys(registerParts) as RegisterPart[]).map((part) => ({
        value: part,
        label: pick(registerParts[part]),
      })),
    },
  ];
}

function useColumns(): readonly Column<Line>[] {
  const t = useWords('field-register');
  const pick = usePick();
  return [
    {
      key: 'label',
      title: t('field'),
      render: ({ part, of, label }) => (
        <TwoLines
          title={pick(label)}
          sub={of ? `${pick(registerParts[part])} · ${pick(of)}` : pick(registerParts[part])}
        />
      ),
    },
    {
      key: 'level',
      title: t('level'),
      width: 110,
      render: ({ level }) => (
        <Tag tone={toneOf[level]} small>
          {pick(levelWords[level]).split(/[，:]/)[0]}
        </Tag>
      ),
    },
    { key: 'purpose', title: t('purpose'), render: ({ purpose }) => pick(purpose) },
    { key: 'basis', title: t('basis'), render: ({ basis }) => basis },
    { key: 'term', title: t('term'), render: ({ term }) => pick(term) },
  ];
}
