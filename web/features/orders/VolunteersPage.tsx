import { Button } from 'antd';
import { useState } from 'react';
import type { Volunteer } from '../../../contract/orders.ts';
import { helpKinds } from '../../../domain/processes/order-kinds.ts';
import { text } from '../../../domain/text.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApiList, useSend } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { FilterBar } from '../../ui/desk/FilterBar.tsx';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { SureButton } from '../../ui/desk/SureButton.tsx';
import { pagerOf, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import './orders.css';

const renewed = ['POST /orders/volunteers'] as const;
const filterKeys = ['q', 'state'] as const;
const pageSize = 50;
const between = text('、', ', ');

/** /desk/volunteers: who is willing to help here; those who wait come first, nobody is ranked. */
export function VolunteersPage() {
  const t = useWords('orders');
  const pick = usePick();
  const [filters, change] = useFilters(filterKeys);
  const { q, state } = filters;
  const pages = useCursorPages([q, state].join('|'));
  const { data, error, refetch } = useApiList('POST /orders/volunteers', {
    query: {
      limit: pageSize,
      ...(q ? { q } : {}),
      ...(state === 'asked' || state === 'active' ? { state } : {}),
      ...(pages.cursor ? { cursor: pages.cursor } : {}),
    },
  });
  const [chosen, setChosen] = useState<Volunteer>();
  const columns: readonly Column<Volunteer>[] = [
    {
      key: 'name',
      title: t('volunteer'),
      render: ({ name, organisationName, phoneMasked }) => (
        <TwoLines title={name} sub={[organisationName, phoneMasked].filter(Boolean).join(' · ')} />
      ),
    },
    {
      key: 'kinds',
      title: t('kinds'),
      render: ({ kinds }) => kinds.map((kind) => pick(helpKinds[kind] ?? kind)).join(pick(between)),
    },
    {
      key: 'insured',
      title: t('insurance'),
      width: 170,
      render: ({ insuredUntil }) => (insuredUntil ? t('insured', { day: insuredUntil }) : t('notInsured')),
    },
    {
      key: 'state',
      title: t('state'),
      width: 120,
      render: (one) => <Tag tone={one.state === 'asked' ? 'amber' : 'green'}>{t(`state_${one.state}`)}</Tag>,
    },
    {
      key: 'deeds',
      title: '',
      width: 210,
      align: 'right',
      render: (one) => <VolunteerDeeds volunteer={one} onAdmit={() => setChosen(one)} />,
    },
  ];
  return (
    <PlainPage>
      <PageTitle title={t('desk')} sub={t('deskSub')} />
      <ListCard>
        <FilterBar
          fields={[
            { key: 'q', kind: 'search', label: t('searchVolunteers') },
            {
              key: 'state',
              kind: 'choice',
              label: t('allStates'),
              options: (['asked', 'active'] as const).map((value) => ({ value, label: t(`state_${value}`) })),
            },
          ]}
          values={filters}
          onChange={change}
        />
        <PageTable
          label={t('desk')}
          columns={columns}
          rows={data?.items}
          rowKey={({ id }) => id}
          {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
          empty={<Empty title={t('deskNone')} hint={t('deskNoneHint')} />}
          pager={pagerOf(pages, data?.next)}
        />
      </ListCard>
      {chosen && <AdmitDialog volunteer={chosen} onDone={() => setChosen(undefined)} />}
    </PlainPage>
  );
}

function VolunteerDeeds({ volunteer, onAdmit }: { readonly volunteer: Volunteer; readonly onAdmit: () => void }) {
  const t = useWords('orders');
  const dismiss = useSend('orders.dismiss', [...renewed]);
  const { id, state } = volunteer;
  return (
    <span className="orders-deeds">
      <Button size="small" type={state === 'asked' ? 'primary' : 'default'} onClick={onAdmit}>
        {t(state === 'asked' ? 'admit' : 'insure')}
      </Button>
      <SureButton
        danger
        size="small"
        type="text"
        loading={dismiss.isPending}
        ask={t('dismissSure')}
        yes={t('dismiss')}
        onSure={() => dismiss.mutate({ id })}
      >
        {t('dismiss')}
      </SureButton>
    </span>
  );
}

function AdmitDialog({ volunteer, onDone }: { readonly volunteer: Volunteer; readonly onDone: () => void }) {
  const t = useWords('orders');
  const admit = useSend('orders.admit', [...renewed]);
  return (
    <FormDialog
      title={`${t(volunteer.state === 'asked' ? 'admit' : 'insure')} · ${volunteer.name}`}
      fields={[
        { key: 'insuredUntil', kind: 'date', label: t('insuredUntil') },
        { key: 'insuredBy', kind: 'text', label: t('insuredBy'), max: 80 },
      ]}
      initial={{ insuredUntil: volunteer.insuredUntil ?? undefined, insuredBy: volunteer.insuredBy }}
      submitLabel={t(volunteer.state === 'asked' ? 'admit' : 'insure')}
      isBusy={admit.isPending}
      error={admit.error}
      onSubmit={({ insuredUntil, insuredBy }) =>
        admit.mutate(
          {
            id: volunteer.id,
            insuredUntil: typeof insuredUntil === 'string' ? insuredUntil : null,
            insuredBy: typeof insuredBy === 'string' ? insuredBy : '',
          },
          { onSuccess: onDone },
        )
      }
      onCancel={onDone}
    />
  );
}
