import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { PatrolPlan, PatrolRepeat } from '../../../contract/patrols.ts';
import { cadenceText } from '../../../domain/cadence/cadence.ts';
import { hazardKinds } from '../../../domain/patrols/hazard-kinds.ts';
import { objectKinds } from '../../../domain/patrols/objects.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { apiQuery, useApi, useApiList, useSend } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { type Column, type Pager, PageTable } from '../../ui/desk/PageTable.tsx';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { pagerOf, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { ObjectsCard } from './ObjectsCard.tsx';
import { ObjectDialog, PlanDialog } from './PlanDialogs.tsx';
import './patrols.css';

const pageSize = 20;

/** 巡查: the plans around me, what comes round by the one chosen, and hazards that came back. */
export function PatrolsPage() {
  const t = useWords('patrols');
  const session = useSession().data;
  const pages = useCursorPages('');
  const { data, error, refetch } = useApiList('GET /patrols/plans', {
    query: { limit: pageSize, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const [filters, change] = useFilters(['plan']);
  const [open, setOpen] = useState<'plan' | 'object'>();
  const isHere = data?.items.some(({ id }) => id === filters.plan);
  const elsewhere = useQuery({
    ...apiQuery('GET /patrols/plans', { query: { plan: filters.plan ?? '' } }),
    enabled: filters.plan !== undefined && isHere === false,
  });
  const chosen = [...(data?.items ?? []), ...(elsewhere.data?.items ?? [])].find(({ id }) => id === filters.plan);
  const shown = chosen ?? data?.items[0];
  const areas = data?.mayOpen ?? [];
  const actions = areas.length > 0 && (
    <>
      <Button onClick={() => setOpen('object')}>{t('addObject')}</Button>
      <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setOpen('plan')}>
        {t('open')}
      </Button>
    </>
  );
  return (
    <PlainPage>
      <PageTitle title={t('title')} sub={t('sub')} actions={actions} />
      <div className="patrols-page">
        <Card>
          {error && !data ? (
            <ErrorBlock error={error} onRetry={() => void refetch()} />
          ) : (
            <PlanTable
              plans={data?.items}
              chosen={shown?.id}
              onOpen={(id) => change({ plan: id })}
              pager={pagerOf(pages, data?.next)}
            />
          )}
        </Card>
        {shown && <PlanCards key={shown.id} plan={shown} />}
        <ObjectsCard />
        {session && mayAnywhere(session, 'cases.read') && <RepeatsCard />}
      </div>
      {open === 'plan' && (
        <PlanDialog
          areas={areas}
          onDone={(id) => {
            setOpen(undefined);
            if (id) change({ plan: id });
          }}
        />
      )}
      {open === 'object' && <ObjectDialog areas={areas} onDone={() => setOpen(undefined)} />}
    </PlainPage>
  );
}

interface PlanTableProps {
  readonly plans: readonly PatrolPlan[] | undefined;
  readonly chosen: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly pager: Pager;
}

function PlanTable({ plans, chosen, onOpen, pager }: PlanTableProps) {
  const t = useWords('patrols');
  const pick = usePick();
  const columns: readonly Column<PatrolPlan>[] = [
    {
      key: 'plan',
      title: t('plan'),
      render: (plan) => (
        <span className="patrol-plan">
          <b>{plan.name}</b>
          <small>{plan.area.name}</small>
        </span>
      ),
    },
    { key: 'kind', title: t('kind'), width: 180, render: ({ kind }) => pick(objectKinds[kind].label) },
    { key: 'every', title: t('every'), width: 110, render: ({ cadence }) => pick(cadenceText(cadence)) },
    { key: 'chief', title: t('chief'), width: 120, render: ({ chief }) => chief?.name ?? '—' },
    { key: 'objects', title: t('objects'), width: 90, align: 'right', render: ({ counts }) => counts.objects },
    { key: 'soon', title: t('soon'), width: 130, align: 'right', render: ({ counts }) => counts.soon },
    {
      key: 'missing',
      title: t('missing'),
      width: 150,
      align: 'right',
      render: ({ mustConfirm, counts }) =>
        mustConfirm ? <em className={counts.missing > 0 ? 'patrol-missing' : undefined}>{counts.missing}</em> : '—',
    },
  ];
  return (
    <PageTable
      label={t('title')}
      columns={columns}
      rows={plans}
      rowKey={({ id }) => id}
      selected={chosen}
      onOpen={({ id }) => onOpen(id)}
      empty={<Empty title={t('none')} hint={t('noneHint')} />}
      pager={pager}
    />
  );
}

function PlanCards({ plan }: { readonly plan: PatrolPlan }) {
  const t = useWords('patrols');
  const pick = usePick();
  const [open, setOpen] = useState<'edit' | 'close'>();
  const close = useSend('patrols.close');
  const due = useApiList('GET /patrols/due', { query: { plan: plan.id, days: 31, limit: 50 } });
  return (
    <div className="patrol-two">
      <Card title={`${plan.name} · ${t('due')}`}>
        {due.isPending && <Loading lines={4} />}
        {due.error && !due.data && <ErrorBlock error={due.error} onRetry={() => void due.refetch()} />}
        {due.data?.items.length === 0 && <p className="patrol-none">{t('noDue')}</p>}
        <ul className="patrol-notes">
          {due.data?.items.map((one) => (
            <li key={one.ref}>
              <b>
                {one.name} <small>{one.gridName}</small>
              </b>
              <span className="figures">{one.dueOn}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('checklist', { version: plan.version })}>
        {plan.mayPlan && (
          <div className="patrol-bar">
            <Button onClick={() => setOpen('edit')}>{t('edit')}</Button>
            <Button type="text" danger onClick={() => setOpen('close')}>
              {t('close')}
            </Button>
          </div>
        )}
        <ul className="patrol-checks">
          {plan.items.map(({ words, hazard }) => (
            <li key={words}>
              {words}
              <small>{pick(hazardKinds[hazard])}</small>
            </li>
          ))}
        </ul>
        <p className="patrol-hint">{plan.mustConfirm ? `${t('entries')}：${plan.basis}` : t('noEntries')}</p>
        {plan.mustConfirm && plan.mayPlan && <Marks id={plan.id} />}
      </Card>
      {open === 'edit' && <PlanDialog plan={plan} areas={[]} onDone={() => setOpen(undefined)} />}
      <ConfirmDialog
        open={open === 'close'}
        title={`${t('close')} · ${plan.name}`}
        confirmLabel={t('close')}
        isDanger
        isBusy={close.isPending}
        error={close.error}
        onConfirm={() => close.mutate({ id: plan.id }, { onSuccess: () => setOpen(undefined) })}
        onCancel={() => setOpen(undefined)}
      >
        {t('closeSure')}
      </ConfirmDialog>
    </div>
  );
}

/** What a rule wants written down: the object, the day, who entered it. */
function Marks({ id }: { readonly id: string }) {
  const t = useWords('patrols');
  const { data } = useApiList('GET /patrols/plans/:id/marks', { params: { id }, query: { limit: 20 } });
  if (!data) return null;
  return (
    <>
      <h3>{t('records')}</h3>
      {data.items.length === 0 && <p className="patrol-none">{t('noRecords')}</p>}
      <ul className="patrol-notes">
        {data.items.map((one) => (
          <li key={one.id}>
            <b>{one.name}</b>
            <span className="figures">
              {one.on} {one.byName}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The matters behind a count. */
const mattersOf = ({ of, id }: PatrolRepeat) => ({
  type: 'hazard',
  ...(of === 'building' ? { building: id } : { lead: id }),
});

function RepeatsCard() {
  const t = useWords('patrols');
  const pick = usePick();
  const { data } = useApi('GET /patrols/repeats');
  return (
    <Card title={t('repeats')}>
      <p className="patrol-hint">{t('repeatsHint')}</p>
      {data?.items.length === 0 && <p className="patrol-none">{t('noRepeats')}</p>}
      <ul className="patrol-notes">
        {data?.items.map((one) => (
          <li key={`${one.of} ${one.id} ${one.kind}`}>
            <Link to={'/cases' as never} search={mattersOf(one) as never}>
              {one.name} · {pick(one.label)}
            </Link>
            <span className="figures">
              {t('times', { count: one.count })}
              {one.open > 0 && ` · ${t('stillOpen', { count: one.open })}`} · {t('lastOn', { day: one.lastOn })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
