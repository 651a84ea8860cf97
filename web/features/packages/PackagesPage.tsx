import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, DatePicker, Input, Progress, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { PackageView } from '../../../contract/packages.ts';
import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { apiQuery, useApi, useSend } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, type Tone } from '../../ui/show/StatusDot.tsx';
import './packages.css';

const pollMs = 2_000;

/** 迎检包: records of a topic as one file. */
export function PackagesPage() {
  const t = useWords('packages');
  const { data, error, refetch } = useQuery({
    ...apiQuery('GET /packages'),
    refetchInterval: (query) => (query.state.data?.items.some(({ state }) => state === 'waiting') ? pollMs : false),
  });
  return (
    <PlainPage>
      <PageTitle title={t('title')} sub={t('sub')} />
      <div className="packages-parts">
        <Card title={t('order')}>
          <OrderForm />
        </Card>
        <Card title={t('mine')}>
          {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Loading lines={4} />}
          {data?.items.length === 0 && <Empty title={t('none')} hint={t('noneHint')} />}
          {data && data.items.length > 0 && (
            <ul className="packages-list">
              {data.items.map((one) => (
                <PackageRow key={one.id} one={one} />
              ))}
            </ul>
          )}
        </Card>
      </div>
    </PlainPage>
  );
}

const today = (): string => businessDay(Date.now());

function OrderForm() {
  const t = useWords('packages');
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const pick = usePick();
  const areas = useApi('GET /metrics/rates', { query: {} }).data?.areas ?? [];
  const categories = useApi('GET /catalogue/public').data?.items ?? [];
  const order = useSend('packages.order', ['GET /packages']);
  const [purpose, setPurpose] = useState('');
  const [area, setArea] = useState<number>();
  const [category, setCategory] = useState<number>();
  const [[from, to], setDays] = useState<readonly [string, string]>([dayOf(dayNumber(today()) - 89), today()]);
  const [closedOnly, setClosedOnly] = useState(true);
  const chosen = area ?? areas[0]?.id;
  const fault = order.error ? sayError(order.error) : undefined;
  const send = () => {
    if (chosen === undefined) return;
    order.mutate(
      { purpose, area: chosen, from, to, closedOnly, ...(category ? { category } : {}) },
      {
        onSuccess: ({ total }) => {
          setPurpose('');
          void message.success(t('started', { n: total }));
        },
      },
    );
  };
  return (
    <div className="packages-form">
      <label htmlFor="package-purpose">{t('purpose')}</label>
      <Input.TextArea
        id="package-purpose"
        rows={2}
        maxLength={200}
        placeholder={t('purposeHint')}
        value={purpose}
        onChange={(event) => setPurpose(event.target.value)}
      />
      <span>{t('area')}</span>
      <Select
        aria-label={t('area')}
        showSearch={{ optionFilterProp: 'label' }}
        value={chosen ?? null}
        options={areas.map(({ id, name }) => ({ value: id as number | null, label: name }))}
        onChange={(next) => setArea(next ?? undefined)}
      />
      <span>{t('category')}</span>
      <Select
        aria-label={t('category')}
        allowClear
        placeholder={t('allCategories')}
        showSearch={{ optionFilterProp: 'label' }}
        value={category ?? null}
        options={categories.map(({ id, name, parentId }) => ({
          value: id as number | null,
          label: `${parentId === null ? '' : '　'}${pick(name)}`,
        }))}
        onChange={(next) => setCategory(next ?? undefined)}
      />
      <span>{t('period')}</span>
      <DatePicker.RangePicker
        aria-label={t('period')}
        allowClear={false}
        value={[dayjs(from), dayjs(to)]}
        disabledDate={(day) => day.format('YYYY-MM-DD') > today()}
        onChange={(days) => {
          const [first, last] = days ?? [];
          if (first && last) setDays([first.format('YYYY-MM-DD'), last.format('YYYY-MM-DD')]);
        }}
      />
      <Checkbox checked={closedOnly} onChange={(event) => setClosedOnly(event.target.checked)}>
        {t('closedOnly')}
      </Checkbox>
      {fault && (
        <p className="packages-fault" role="alert">
          {fault.title} {fault.hint}
        </p>
      )}
      <Button type="primary" loading={order.isPending} disabled={[...purpose.trim()].length < 4} onClick={send}>
        {t('go')}
      </Button>
      <p>{t('what')}</p>
    </div>
  );
}

const tones: Readonly<Record<PackageView['state'], Tone>> = {
  waiting: 'amber',
  ready: 'green',
  failed: 'red',
  ended: 'grey',
};

const megabytes = (bytes: number): string => `${Math.max(0.1, Math.round(bytes / 104_857.6) / 10)} MB`;

function PackageRow({ one }: { readonly one: PackageView }) {
  const t = useWords('packages');
  const sayInstant = useInstantWords();
  const drop = useSend('packages.drop', ['GET /packages']);
  const { state, done, total } = one;
  return (
    <li>
      <div>
        <b>{one.title}</b>
        <span>{one.purpose}</span>
        <small>
          {t('cases', { n: total })}
          {state === 'ready' && ` · ${megabytes(one.sizeBytes)} · ${t('until', { at: sayInstant(one.expiresAt) })}`}
        </small>
        {state === 'waiting' && (
          <Progress percent={Math.round((done / total) * 100)} size="small" aria-label={one.title} />
        )}
      </div>
      <StatusDot tone={tones[state]}>
        {state === 'waiting' ? t('state.waiting', { done, total }) : t(`state.${state}`)}
      </StatusDot>
      {state === 'ready' && (
        <Button href={api.href('GET /packages/:id/file', { params: { id: one.id } } as never)}>{t('download')}</Button>
      )}
      {state !== 'ended' && (
        <Button type="text" loading={drop.isPending} onClick={() => drop.mutate({ id: one.id })}>
          {t('drop')}
        </Button>
      )}
    </li>
  );
}
