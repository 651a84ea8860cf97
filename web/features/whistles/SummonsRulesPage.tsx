import { Alert, App, Button, Segmented } from 'antd';
import { useState } from 'react';
import type { SummonsRuleRow } from '../../../contract/whistles.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { seatLevels, summoningLevels } from '../../../domain/case/summons-rules.ts';
import { organisationKinds } from '../../../domain/registry/organisation-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { type Column, PageTable } from '../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { SureButton } from '../../ui/desk/SureButton.tsx';
import { Empty, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { AddRuleDialog } from './AddRuleDialog.tsx';
import './whistles.css';

const hasEnded = ({ to }: SummonsRuleRow): boolean => to !== null && to <= businessDay(Date.now());

/** /whistle-rules: who may blow at whom, as whoever keeps the duty list keeps it. */
export function SummonsRulesPage() {
  const t = useWords('whistles');
  const [filters, change] = useFilters(['show']);
  const { data, error, refetch } = useApi('GET /whistles/rules');
  const [isAdding, setAdding] = useState(false);
  const shown = filters.show === 'all' ? data?.items : data?.items.filter((rule) => !hasEnded(rule));
  return (
    <PlainPage className="whistles-page">
      <PageTitle
        title={t('rules.title')}
        sub={t('rules.sub')}
        actions={
          <Button type="primary" disabled={!data || data.areas.length === 0} onClick={() => setAdding(true)}>
            {t('rules.add')}
          </Button>
        }
      />
      <Alert type="info" showIcon title={t('rules.free')} />
      <ListCard>
        <div className="whistles-bar">
          <Segmented
            aria-label={t('rules.show')}
            value={filters.show === 'all' ? 'all' : 'inForce'}
            options={(['inForce', 'all'] as const).map((value) => ({ value, label: t(`rules.${value}`) }))}
            onChange={(next) => change({ show: next === 'all' ? 'all' : undefined })}
          />
          {data?.isCut && <span>{t('rules.cut')}</span>}
        </div>
        <PageTable
          label={t('rules.table')}
          columns={useColumns()}
          rows={shown}
          rowKey={({ id }) => id}
          {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
          empty={<Empty title={t('rules.empty')} />}
        />
      </ListCard>
      {data && isAdding && <AddRuleDialog areas={data.areas} onDone={() => setAdding(false)} />}
    </PlainPage>
  );
}

function useColumns(): readonly Column<SummonsRuleRow>[] {
  const t = useWords('whistles');
  const pick = usePick();
  const atWhom = ({ seat, kinds, unit }: SummonsRuleRow): string =>
    seat === null
      ? `${t('rules.below', { name: unit?.name ?? '' })}${unit?.isInForce === false ? t('rules.gone') : ''}`
      : t('rules.seated', {
          seat: pick(seatLevels[seat]),
          kinds: kinds.map((kind) => pick(organisationKinds[kind])).join(t('rules.comma')),
        });
  return [
    { key: 'where', title: t('rules.columns.where'), width: 180, render: ({ area }) => area.name },
    { key: 'by', title: t('rules.columns.by'), width: 120, render: ({ by }) => <b>{pick(summoningLevels[by])}</b> },
    { key: 'at', title: t('rules.columns.at'), render: atWhom },
    { key: 'basis', title: t('rules.columns.basis'), width: 280, render: ({ basis }) => basis },
    { key: 'from', title: t('rules.columns.from'), width: 120, render: (rule) => <From rule={rule} /> },
    {
      key: 'to',
      title: t('rules.columns.to'),
      width: 130,
      render: (rule) => (rule.to === null ? <EndRule rule={rule} atWhom={atWhom(rule)} /> : <Until rule={rule} />),
    },
  ];
}

function From({ rule }: { readonly rule: SummonsRuleRow }) {
  const t = useWords('whistles');
  return (
    <span className="figures">
      {rule.from} {rule.from > businessDay(Date.now()) && <Tag tone="amber">{t('rules.planned')}</Tag>}
    </span>
  );
}

function Until({ rule }: { readonly rule: SummonsRuleRow }) {
  const t = useWords('whistles');
  return (
    <span className="figures">
      {rule.to} {hasEnded(rule) && <Tag tone="grey">{t('rules.ended')}</Tag>}
    </span>
  );
}

function EndRule({ rule, atWhom }: { readonly rule: SummonsRuleRow; readonly atWhom: string }) {
  const t = useWords('whistles');
  const pick = usePick();
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const send = useSend('whistles.endRule', ['GET /whistles/rules']);
  if (!rule.mayChange) return null;
  const end = () =>
    send.mutate(
      { id: rule.id },
      {
        onSuccess: () => void message.success(t('rules.endDone')),
        onError: (error) => void message.error(sayError(error).title),
      },
    );
  return (
    <SureButton
      size="small"
      loading={send.isPending}
      aria-label={`${t('rules.end')} ${rule.area.name} ${pick(summoningLevels[rule.by])} ${atWhom}`}
      ask={t('rules.endAsk')}
      yes={t('rules.end')}
      onSure={end}
    >
      {t('rules.end')}
    </SureButton>
  );
}
