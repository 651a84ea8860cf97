import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { AnswerOf } from '../../../contract/route.ts';
import type { Routes } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { momentOf } from '../../kit/time.ts';
import { useApiList } from '../../kit/use-api.ts';
import { GaugeChart } from '../../ui/charts/GaugeChart.tsx';
import { RankingBars } from '../../ui/charts/RankingBars.tsx';
import { TrendChart } from '../../ui/charts/TrendChart.tsx';
import { useBaseMap } from '../../ui/map/base-map.ts';
import { boundsOf } from '../../ui/map/geo.ts';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { heat } from '../../ui/tokens.ts';
import {
  type LiveRow,
  WallColumn,
  WallColumns,
  WallFigure,
  WallFigures,
  WallLegend,
  WallLive,
  WallPanel,
  WallRates,
  WallStrip,
} from '../../ui/wall/WallShell.tsx';
import { deskCases, signed } from './open-cases.ts';
import './wall-overview.css';

const MapView = lazy(async () => ({ default: (await import('../../ui/map/MapView.tsx')).MapView }));

type Overview = AnswerOf<Routes['GET /metrics/overview']>;

/** Figures renew themselves; a wall has nobody to press reload. */
const renewMs = 30_000;

/** Opens the very cases behind a figure, at the desk. */
const open = (query: Readonly<Record<string, string | number>>) => () =>
  window.open(deskCases(query), '_blank', 'noopener');

interface PanelProps {
  readonly data: Overview;
}

function Today({ data: { counts, area, today, asOf } }: PanelProps) {
  const t = useWords('wall');
  const own = { area: area.id };
  return (
    <WallPanel title={t('panel.today')} aside={t('asOf', { time: momentOf(asOf).time })}>
      <WallFigures>
        <WallFigure
          label={t('count.raised')}
          value={counts.raisedToday}
          note={t('sinceYesterday', { n: signed(counts.raisedToday - counts.raisedYesterdaySoFar) })}
          onOpen={open({ ...own, tab: 'all', raisedFrom: today, raisedTo: today })}
        />
        <WallFigure
          label={t('count.closed')}
          value={counts.closedToday}
          note={t('sinceYesterday', { n: signed(counts.closedToday - counts.closedYesterdaySoFar) })}
          onOpen={open({ ...own, tab: 'closed', closedFrom: today, closedTo: today })}
        />
        <WallFigure label={t('count.open')} value={counts.open} onOpen={open({ ...own, tab: 'open' })} />
        <WallFigure
          label={t('count.late')}
          value={counts.late}
          isAlarm
          onOpen={open({ ...own, tab: 'open', clock: 'late' })}
        />
      </WallFigures>
    </WallPanel>
  );
}

function Trend({ data: { trend, area } }: PanelProps) {
  const t = useWords('wall');
  const days = useMemo(
    () =>
      trend.map(({ on, raised, closed, isPartial }) => ({ day: on, first: raised, second: closed, isPart: isPartial })),
    [trend],
  );
  return (
    <WallPanel title={t('panel.trend')} aside={t('perDay')}>
      <TrendChart
        label={t('panel.trend')}
        days={days}
        names={{ first: t('count.raised'), second: t('count.closed') }}
        mood="night"
        onDay={(day) => open({ area: area.id, tab: 'all', raisedFrom: day, raisedTo: day })()}
      />
    </WallPanel>
  );
}

function Categories({ data: { categories, area, month } }: PanelProps) {
  const t = useWords('wall');
  const pick = usePick();
  const rows = useMemo(
    () =>
      categories
        .slice(0, 6)
        .map(({ categoryId, name, n }) => ({ key: String(categoryId ?? ''), label: pick(name), value: n })),
    [categories, pick],
  );
  const total = categories.reduce((sum, one) => sum + one.n, 0);
  return (
    <WallPanel title={t('panel.categories')} aside={t('total', { n: total })}>
      <RankingBars
        label={t('panel.categories')}
        rows={rows}
        mood="night"
        labelWidth={84}
        onRow={(key) =>
          open({ area: area.id, tab: 'all', raisedFrom: `${month}-01`, ...(key ? { category: key } : {}) })()
        }
      />
    </WallPanel>
  );
}

function Base({ data: { base } }: PanelProps) {
  const t = useWords('wall');
  return (
    <WallStrip>
      <WallFigure label={t('count.people')} value={base.people} unit={t('unit.people')} />
      <WallFigure label={t('count.houses')} value={base.houses} unit={t('unit.houses')} />
      <WallFigure label={t('count.communities')} value={base.communities} unit={t('unit.grids')} />
      <WallFigure label={t('count.grids')} value={base.grids} unit={t('unit.grids')} />
    </WallStrip>
  );
}

function AreaMap({ data: { grids, area } }: PanelProps) {
  const t = useWords('wall');
  const base = useBaseMap();
  const kind = grids[0]?.kind === 'grid' ? 'grid' : 'community';
  const { data: outlines } = useApiList('GET /areas/:id/geojson', {
    params: { id: area.id },
    query: { kind, limit: 1000 },
  });
  const features = useMemo(() => {
    const counts = new Map(grids.map((one) => [one.areaId, one.open]));
    return (
      outlines && {
        type: 'FeatureCollection' as const,
        features: outlines.features.flatMap(({ id, geometry, properties }) =>
          geometry
            ? [
                {
                  type: 'Feature' as const,
                  id,
                  geometry,
                  properties: { id, name: properties.name, count: counts.get(id) ?? 0 },
                },
              ]
            : [],
        ),
      }
    );
  }, [outlines, grids]);
  const bounds = useMemo(
    () => (features && features.features.length > 0 ? boundsOf([features]) : undefined),
    [features],
  );
  return (
    <WallPanel
      title={t('panel.map')}
      aside={
        <WallLegend label={t('legend')} colours={heat.night} most={Math.max(0, ...grids.map((one) => one.open))} />
      }
    >
      <div className="ll-wall-map">
        <Suspense fallback={<Loading />}>
          {base && features && (
            <MapView
              label={t('panel.map')}
              base={base}
              mood="night"
              height="100%"
              bounds={bounds}
              pitch={38}
              grids={features}
              hasHeat
              onGrid={(id) => open({ area: Number(id), tab: 'open' })()}
            />
          )}
        </Suspense>
      </div>
    </WallPanel>
  );
}

function Watch({ data: { counts, area, today } }: PanelProps) {
  const t = useWords('wall');
  const own = { area: area.id };
  return (
    <WallStrip>
      <WallFigure label={t('count.soon')} value={counts.soon} onOpen={open({ ...own, tab: 'open', clock: 'soon' })} />
      <WallFigure
        label={t('count.urgent')}
        value={counts.urgentOpen}
        onOpen={open({ ...own, tab: 'open', urgency: 'urgent' })}
      />
      <WallFigure
        label={t('count.repeated')}
        value={counts.repeated}
        onOpen={open({ ...own, tab: 'all', repeated: 'yes' })}
      />
      <WallFigure
        label={t('count.deferred')}
        value={counts.deferred}
        onOpen={open({ ...own, tab: 'open', clock: 'deferred' })}
      />
      <WallFigure
        label={t('count.onTheSpot')}
        value={counts.onTheSpotToday}
        onOpen={open({ ...own, tab: 'all', onTheSpot: 'yes', raisedFrom: today })}
      />
    </WallStrip>
  );
}

/** The rates of the month beside the gauge, in this order. */
const shownRates = ['response', 'contact', 'solved', 'satisfied'] as const;

function Quality({ data: { rates, area, month } }: PanelProps) {
  const t = useWords('wall');
  const pick = usePick();
  const byCode = new Map(rates.map((rate) => [rate.code, rate]));
  const opened = (code: string) => open({ area: area.id, tab: 'all', metric: `${code}.denominator`, month });
  const onTime = byCode.get('on-time');
  const percentOf = (value: number | null | undefined) =>
    value === null || value === undefined ? undefined : value * 100;
  return (
    <WallPanel title={t('panel.rates')} aside={t('thisMonth')}>
      <div className="ll-wall-quality">
        <div>
          <GaugeChart
            label={t('onTime')}
            name={t('onTime')}
            percent={percentOf(onTime?.value)}
            mood="night"
            height={150}
            onPress={opened('on-time')}
          />
          <button type="button" className="ll-wall-link" onClick={opened('on-time')}>
            {t('n', { n: onTime?.denominator ?? 0 })}
          </button>
        </div>
        <WallRates
          rates={shownRates.flatMap((code) => {
            const rate = byCode.get(code);
            return rate
              ? [
                  {
                    key: code,
                    label: pick(rate.title),
                    percent: percentOf(rate.value),
                    n: rate.denominator,
                    onOpen: opened(code),
                  },
                ]
              : [];
          })}
        />
      </div>
    </WallPanel>
  );
}

const toneOf = (row: Overview['recent'][number]): LiveRow['tone'] =>
  row.mood === 'late' ? 'alarm' : row.mood === 'soon' ? 'wait' : 'run';

function Live({ data: { recent } }: PanelProps) {
  const t = useWords('wall');
  const pick = usePick();
  const rows = recent.slice(0, 9).map(
    (row): LiveRow => ({
      key: row.ref,
      time: momentOf(row.at).time,
      title: pick(row.category),
      sub: row.gridName,
      state: pick(row.stageLabel),
      tone: toneOf(row),
    }),
  );
  return (
    <WallPanel title={t('panel.live')}>{rows.length === 0 ? <p>{t('nobody')}</p> : <WallLive rows={rows} />}</WallPanel>
  );
}

interface SwitchProps {
  readonly areas: Overview['areas'];
  readonly chosen: number;
  readonly onChoose: (id: number) => void;
}

function AreaSwitch({ areas, chosen, onChoose }: SwitchProps) {
  const t = useWords('wall');
  return (
    <label className="ll-wall-area">
      {t('area')}
      <select value={chosen} onChange={(event) => onChoose(Number(event.target.value))}>
        {areas.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How things stand in an area, on one page: every number opens the very cases behind it, and no person is on the wall. */
export function WallOverview() {
  const [area, setArea] = useState<number>();
  const { data, error, refetch } = useApiList('GET /metrics/overview', { query: area === undefined ? {} : { area } });
  useRenewal(refetch);
  if (error && !data) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <AreaSwitch areas={data.areas} chosen={data.area.id} onChoose={setArea} />
      <WallColumns>
        <WallColumn rows="204px minmax(0, 1fr) minmax(0, 1.05fr)">
          <Today data={data} />
          <Trend data={data} />
          <Categories data={data} />
        </WallColumn>
        <WallColumn rows="84px minmax(0, 1fr) 84px">
          <Base data={data} />
          <AreaMap data={data} />
          <Watch data={data} />
        </WallColumn>
        <WallColumn rows="236px minmax(0, 1fr)">
          <Quality data={data} />
          <Live data={data} />
        </WallColumn>
      </WallColumns>
    </>
  );
}

/** Asks again every half minute for as long as the page is there. */
function useRenewal(renew: () => unknown): void {
  const latest = useRef(renew);
  latest.current = renew;
  useEffect(() => {
    const timer = setInterval(() => latest.current(), renewMs);
    return () => clearInterval(timer);
  }, []);
}
