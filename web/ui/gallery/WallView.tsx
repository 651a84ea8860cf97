import { use } from 'react';
import { CalendarHeat } from '../charts/CalendarHeat.tsx';
import { GaugeChart } from '../charts/GaugeChart.tsx';
import { RankingBars } from '../charts/RankingBars.tsx';
import { TrendChart } from '../charts/TrendChart.tsx';
import { MapView } from '../map/MapView.tsx';
import { heatSteps } from '../map/map-style.ts';
import {
  WallColumn,
  WallColumns,
  WallFigure,
  WallFigures,
  WallLegend,
  WallLive,
  WallPanel,
  WallRates,
  WallShell,
  WallStrip,
} from '../wall/WallShell.tsx';
import { grids, loadGround, points } from './ground.ts';
import { heatDays, trendDays, wall } from './samples-wall.ts';

const ground = loadGround();
const none = () => undefined;

/** The command surface as a whole. */
export function WallView() {
  const base = use(ground);
  return (
    <WallShell title={wall.title}>
      <WallColumns>
        <WallColumn rows="204px minmax(0, 1fr) minmax(0, 1.1fr)">
          <WallPanel title={wall.today} aside={wall.until}>
            <WallFigures>
              {wall.figures.map((figure) => (
                <WallFigure key={figure.label} {...figure} onOpen={none} />
              ))}
            </WallFigures>
          </WallPanel>
          <WallPanel title={wall.trend} aside={wall.perDay}>
            <TrendChart label={wall.trend} days={trendDays} names={wall.names} mood="night" />
          </WallPanel>
          <WallPanel title={wall.ranking} aside={wall.rankingAside}>
            <RankingBars
              label={wall.ranking}
              mood="night"
              rows={wall.categories.map(([label, value]) => ({ key: label, label, value }))}
            />
          </WallPanel>
        </WallColumn>
        <WallColumn rows="84px minmax(0, 1fr) 196px">
          <WallStrip>
            {wall.facts.map(([label, value, unit]) => (
              <WallFigure key={label} label={label} value={value} unit={unit} />
            ))}
          </WallStrip>
          <div className="ll-wall-map">
            <MapView
              label={wall.mapLabel}
              base={base}
              mood="night"
              pitch={30}
              bearing={-11}
              isStill
              grids={grids}
              hasHeat
              points={points}
            >
              <div className="ll-wall-map-tools">
                <WallLegend label={wall.legend} colours={heatSteps('night')} most={25} />
              </div>
            </MapView>
          </div>
          <WallPanel title={wall.heat} aside={wall.heatAside}>
            <CalendarHeat label={wall.heat} days={heatDays} mood="night" />
          </WallPanel>
        </WallColumn>
        <WallColumn rows="204px minmax(0, 1fr)">
          <WallPanel title={wall.quality} aside={wall.month}>
            <div style={{ display: 'grid', gridTemplateColumns: '138px 1fr', gap: 10, flex: 1, minHeight: 0 }}>
              <GaugeChart label={wall.onTime} name={wall.onTime} percent={96.4} mood="night" />
              <WallRates rates={wall.rates} />
            </div>
          </WallPanel>
          <WallPanel title={wall.live}>
            <WallLive
              rows={wall.liveRows.map(([time, title, sub, state, tone]) => ({
                key: title,
                time,
                title,
                sub,
                state,
                tone,
              }))}
            />
          </WallPanel>
        </WallColumn>
      </WallColumns>
    </WallShell>
  );
}
