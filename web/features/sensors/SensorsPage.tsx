import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { Button } from 'antd';
import { useState } from 'react';
import { type SensorRow, type SensorState, sensorStates } from '../../../contract/sensors.ts';
import { type SensorKind, sensorKinds } from '../../../domain/registry/sensors.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useApiList } from '../../kit/use-api.ts';
import { useAreaNodes } from '../../kit/use-area-nodes.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { CountTabs } from '../../ui/desk/CountTabs.tsx';
import { FilterBar, type FilterField } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { SecretDialog } from '../../ui/desk/SecretDialog.tsx';
import { ListCard, PageTitle, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { pagerOf, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../ui/show/StatusDot.tsx';
import { LineDetail } from './LineDetail.tsx';
import { SensorDetail } from './SensorDetail.tsx';
import { type MadeSecret, RegisterSensorDialog } from './SensorDialogs.tsx';
import { toneOfSensor } from './sensor-tone.ts';
import './sensors.css';

const filterKeys = ['q', 'area', 'kind', 'state', 'id', 'line'] as const;

/** 感知设备: devices with their state; the chosen one, or the line to the broker, beside the list. */
export function SensorsPage() {
  const t = useWords('sensors');
  const [filters, change] = useFilters(filterKeys);
  const [isRegistering, setIsRegistering] = useState(false);
  const [made, setMade] = useState<MadeSecret>();
  const pages = useCursorPages(JSON.stringify({ ...filters, id: undefined, line: undefined }));
  const { data, error, refetch } = useApiList('POST /sensors', {
    query: {
      limit: 30,
      ...(filters.q ? { q: filters.q } : {}),
      ...(filters.area ? { areaId: Number(filters.area) } : {}),
      ...(filters.kind ? { kind: filters.kind as SensorKind } : {}),
      ...(filters.state ? { state: filters.state as SensorState } : {}),
      ...(pages.cursor ? { cursor: pages.cursor } : {}),
    },
  });
  const close = () => change({ id: undefined, line: undefined });
  const detail = filters.line ? (
    <LineDetail onClose={close} />
  ) : (
    filters.id && <SensorDetail key={filters.id} id={filters.id} onSecret={setMade} onClose={close} />
  );
  return (
    <SplitPage detailLabel={t('detail')} onCloseDetail={close} detail={detail || undefined}>
      <PageTitle
        title={t('title')}
        sub={t('sub')}
        actions={
          <>
            <LineButton onOpen={() => change({ id: undefined, line: 'open' })} />
            <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setIsRegistering(true)}>
              {t('register')}
            </Button>
          </>
        }
      />
      <CountTabs
        label={t('statesLabel')}
        rows={[
          sensorStates.map((key) => ({
            key,
            label: t(`states.${key}`),
            count: data?.counts[key],
            tone: key === 'silent' ? ('late' as const) : key === 'faulty' ? ('near' as const) : undefined,
          })),
        ]}
        value={[filters.state]}
        onChange={(_, state) => change({ state })}
      />
      <ListCard>
        <FilterBar fields={useFilterFields(filters.area)} values={filters} onChange={change} />
        <PageTable
          label={t('title')}
          columns={useColumns()}
          rows={data?.items}
          rowKey={({ id }) => id}
          selected={filters.id}
          onOpen={({ id }) => change({ id, line: undefined })}
          {...(error ? { error, onRetry: () => void refetch() } : {})}
          empty={<Empty title={t('none')} hint={t('noneHint')} />}
          pager={pagerOf(pages, data?.next, data ? t('count', { n: data.items.length }) : '')}
        />
      </ListCard>
      {isRegistering && (
        <RegisterSensorDialog
          onMade={(secret) => {
            setIsRegistering(false);
            setMade(secret);
            change({ id: secret.id, line: undefined });
          }}
          onCancel={() => setIsRegistering(false)}
        />
      )}
      {made && <SecretOnce made={made} onDone={() => setMade(undefined)} />}
    </SplitPage>
  );
}

function LineButton({ onOpen }: { readonly onOpen: () => void }) {
  const t = useWords('sensors');
  const refusals = useApi('GET /sensors/line').data?.refusals ?? [];
  return (
    <Button onClick={onOpen}>
      {refusals.length > 0 ? t('line.openRefused', { n: refusals.length }) : t('line.open')}
    </Button>
  );
}

function SecretOnce({ made, onDone }: { readonly made: MadeSecret; readonly onDone: () => void }) {
  const t = useWords('sensors');
  return (
    <SecretDialog
      title={t(made.isNew ? 'made.title' : 'made.rotated')}
      once={t('made.once', { device: made.deviceId })}
      label={t('made.secret')}
      secret={made.secret}
      onDone={onDone}
    >
      <p>{t('made.how')}</p>
    </SecretDialog>
  );
}

function useFilterFields(area: string | undefined): readonly FilterField[] {
  const t = useWords('sensors');
  const pick = usePick();
  const nodes = useAreaNodes(area);
  return [
    { key: 'q', kind: 'search', label: t('filter.q'), width: 168 },
    { key: 'area', kind: 'tree', label: t('filter.area'), nodes, width: 150 },
    {
      key: 'kind',
      kind: 'choice',
      label: t('filter.kind'),
      width: 130,
      options: Object.entries(sensorKinds).map(([value, label]) => ({ value, label: pick(label) })),
    },
  ];
}

function useColumns(): readonly Column<SensorRow>[] {
  const t = useWords('sensors');
  const pick = usePick();
  const sayInstant = useInstantWords();
  return [
    {
      key: 'name',
      title: t('column.name'),
      render: (row) => (
        <TwoLines
          title={row.name}
          sub={<span className="figures">{`${pick(sensorKinds[row.kind])} · ${row.deviceId}`}</span>}
        />
      ),
    },
    { key: 'place', title: t('column.place'), render: (row) => <TwoLines title={row.place} sub={row.communityName} /> },
    {
      key: 'owner',
      title: t('column.owner'),
      render: (row) => <TwoLines title={row.owner?.name ?? t('noOwner')} sub={row.contact} />,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 168,
      render: (row) => (
        <TwoLines
          title={<StatusDot tone={toneOfSensor[row.state]}>{t(`states.${row.state}`)}</StatusDot>}
          sub={row.since ? t('since', { at: sayInstant(row.since) }) : undefined}
        />
      ),
    },
    {
      key: 'alarm',
      title: t('column.alarm'),
      width: 130,
      render: (row) => (
        <span className="figures">{row.lastAlarmAt ? sayInstant(row.lastAlarmAt) : t('neverAlarmed')}</span>
      ),
    },
  ];
}
