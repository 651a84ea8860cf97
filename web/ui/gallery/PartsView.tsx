import { Button } from 'antd';
import { use, useState } from 'react';
import { UnreachableError } from '../../kit/refusal-error.ts';
import { CalendarHeat } from '../charts/CalendarHeat.tsx';
import { GaugeChart } from '../charts/GaugeChart.tsx';
import { RankingBars } from '../charts/RankingBars.tsx';
import { TrendChart } from '../charts/TrendChart.tsx';
import { ConfirmDialog } from '../desk/ConfirmDialog.tsx';
import { DeskProvider } from '../desk/DeskProvider.tsx';
import { PageTable } from '../desk/PageTable.tsx';
import { SchemaForm } from '../desk/SchemaForm.tsx';
import { Card, PageTitle, PlainPage } from '../desk/SplitPage.tsx';
import { BaseMapProvider } from '../map/base-map.ts';
import { DeadlineChip } from '../show/DeadlineChip.tsx';
import { ReasonChips, type ReasonValue } from '../show/ReasonChips.tsx';
import { Empty, ErrorBlock, Loading } from '../show/StateBlocks.tsx';
import { StatusDot, Tag } from '../show/StatusDot.tsx';
import { loadGround } from './ground.ts';
import { formFields, now, parts, units, words } from './samples.ts';
import { heatDays, trendDays, wall } from './samples-wall.ts';

const ground = loadGround();
const tones = ['blue', 'green', 'amber', 'red', 'teal', 'plum', 'grey'] as const;
const dues = ['2026-11-22T16:00:00+08:00', '2026-11-22T10:40:00+08:00', '2026-11-22T09:49:00+08:00'];

/** Desk controls one by one, in each of their states. */
export function PartsView() {
  const [isOpen, setIsOpen] = useState(new URLSearchParams(location.search).has('dialog'));
  const [reason, setReason] = useState<ReasonValue>({ code: '1' });
  const reasons = words.categories.map((label, at) => ({ code: String(at), label }));
  return (
    <BaseMapProvider value={use(ground)}>
      <DeskProvider>
        <main>
          <PlainPage>
            <PageTitle
              title={parts.title}
              actions={
                <Button danger onClick={() => setIsOpen(true)}>
                  {parts.open}
                </Button>
              }
            />
            <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(340px, 1fr))', gap: 16 }}>
              <Card title={parts.form}>
                <SchemaForm
                  fields={formFields}
                  submitLabel={parts.submit}
                  onSubmit={() => undefined}
                  sources={{
                    find: { organisation: async () => units },
                    upload: async ({ name }) => ({ id: name, name }),
                  }}
                />
              </Card>
              <div style={{ display: 'grid', gap: 16, alignContent: 'start' }}>
                <Card title={parts.states}>
                  <Loading />
                  <Empty title={parts.empty} hint={parts.emptyHint} />
                  <ErrorBlock error={new UnreachableError()} onRetry={() => undefined} />
                </Card>
                <Card>
                  <p style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
                    {tones.map((tone) => (
                      <StatusDot key={tone} tone={tone}>
                        {tone}
                      </StatusDot>
                    ))}
                  </p>
                  <p style={{ display: 'flex', flexWrap: 'wrap', gap: 8, margin: '12px 0' }}>
                    {tones.map((tone) => (
                      <Tag key={tone} tone={tone}>
                        {tone}
                      </Tag>
                    ))}
                  </p>
                  <p style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
                    {dues.map((due) => (
                      <DeadlineChip key={due} deadline={{ due }} now={now} />
                    ))}
                    <DeadlineChip deadline={{ due: dues[0] ?? '', finished: dues[1] }} now={now} />
                    <DeadlineChip deadline={{ due: dues[2] ?? '', finished: dues[1] }} now={now} />
                    <DeadlineChip deadline={{ due: dues[0] ?? '', mood: 'deferred' }} now={now} />
                  </p>
                </Card>
                <Card>
                  <ReasonChips label={parts.reason} reasons={reasons} value={reason} onChange={setReason} />
                </Card>
                <Card>
                  <div style={{ display: 'grid', height: 240 }}>
                    <PageTable
                      label={words.listLabel}
                      columns={[
                        { key: 'a', title: words.columns.event, render: () => null },
                        { key: 'b', title: words.columns.state, width: 120, render: () => null },
                      ]}
                      rows={undefined}
                      rowKey={() => ''}
                    />
                  </div>
                </Card>
              </div>
              <div style={{ display: 'grid', gap: 16, alignContent: 'start' }}>
                <Card title={wall.trend} aside={wall.perDay}>
                  <TrendChart label={wall.trend} days={trendDays} names={wall.names} height={220} />
                </Card>
                <Card title={wall.ranking} aside={wall.rankingAside}>
                  <RankingBars
                    label={wall.ranking}
                    height={220}
                    rows={wall.categories.map(([label, value]) => ({ key: label, label, value }))}
                  />
                </Card>
                <Card title={wall.quality}>
                  <GaugeChart label={wall.onTime} name={wall.onTime} percent={96.4} height={180} />
                </Card>
                <Card title={wall.heat} aside={wall.heatAside}>
                  <CalendarHeat label={wall.heat} days={heatDays} height={180} />
                </Card>
              </div>
            </div>
            <ConfirmDialog
              open={isOpen}
              title={parts.danger}
              confirmLabel={parts.confirm}
              isDanger
              error={isOpen ? new UnreachableError() : undefined}
              onConfirm={() => setIsOpen(false)}
              onCancel={() => setIsOpen(false)}
            >
              {parts.dangerText}
            </ConfirmDialog>
          </PlainPage>
        </main>
      </DeskProvider>
    </BaseMapProvider>
  );
}
