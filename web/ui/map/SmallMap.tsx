import { useMemo } from 'react';
import type { BaseMap } from './base-map.ts';
import { type Feature, type Features, type LonLat, linesOf, metresFrom, pointsOf, type Ring } from './geo.ts';
import { MapCredit } from './MapCredit.tsx';
import './small-map.css';

interface SmallMapProps {
  readonly label: string;
  readonly base: BaseMap;
  readonly centre: LonLat;
  /** How many metres the width shows. */
  readonly acrossM?: number;
  /** Height in px of a picture 366 px wide; it scales with its box. */
  readonly height?: number;
  /** The grid around the spot, drawn with a dashed edge. */
  readonly ring?: Ring | undefined;
  readonly hasPin?: boolean;
  /** How sure the spot is, in metres. */
  readonly accuracyM?: number | undefined;
}

const width = 366;

function isNear(feature: Feature, centre: LonLat, reachM: number): boolean {
  for (const point of pointsOf(feature.geometry)) {
    const [east, north] = metresFrom(centre, point);
    if (Math.abs(east) < reachM && Math.abs(north) < reachM) return true;
  }
  return false;
}

function pathOf(lines: readonly (readonly LonLat[])[], place: (point: LonLat) => string): string {
  return lines.map((line) => `M${line.map(place).join('L')}`).join('');
}

function usePaths({ base, centre, acrossM = 320, height = 96 }: SmallMapProps) {
  const [lon, lat] = centre;
  return useMemo(() => {
    const scale = width / acrossM;
    const middle: LonLat = [lon, lat];
    const place = (point: LonLat): string => {
      const [east, north] = metresFrom(middle, point);
      return `${(east * scale + width / 2).toFixed(1)},${(height / 2 - north * scale).toFixed(1)}`;
    };
    const near = (features: Features | undefined): readonly Feature[] =>
      features?.features.filter((feature) => isNear(feature, middle, acrossM * 0.8)) ?? [];
    const draw = (features: readonly Feature[]): string =>
      features.map(({ geometry }) => pathOf(linesOf(geometry), place)).join('');
    const areas = (features: Features | undefined) =>
      draw(near(features).filter(({ geometry }) => geometry.type.endsWith('Polygon')));
    const roads = near(base.roads);
    return {
      scale,
      place,
      green: areas(base.green),
      water: areas(base.water),
      major: draw(roads.filter(({ properties }) => properties['kind'] === 'major_road')),
      minor: draw(roads.filter(({ properties }) => properties['kind'] === 'minor_road')),
      buildings: areas(base.buildings),
    };
  }, [base, lon, lat, acrossM, height]);
}

/** A still map drawn as SVG from our own GeoJSON: works with no signal and costs no WebGL context. */
export function SmallMap(props: SmallMapProps) {
  const { label, height = 96, ring, hasPin = false, accuracyM } = props;
  const { scale, place, green, water, major, minor, buildings } = usePaths(props);
  return (
    <div className="ll-small-map">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="xMidYMid slice"
        style={{ aspectRatio: `${width} / ${height}` }}
        role="img"
        aria-label={label}
      >
        <path d={green} className="ll-small-map-green" />
        <path d={water} className="ll-small-map-water" />
        {ring && <path d={`${pathOf([ring], place)}Z`} className="ll-small-map-grid" />}
        <path d={minor} className="ll-small-map-road" strokeWidth={6 * scale} />
        <path d={major} className="ll-small-map-road" strokeWidth={12 * scale} />
        <path d={buildings} className="ll-small-map-building" />
        {ring && <path d={`${pathOf([ring], place)}Z`} className="ll-small-map-edge" />}
        {accuracyM !== undefined && (
          <circle
            cx={width / 2}
            cy={height / 2}
            r={Math.max(14, accuracyM * scale)}
            className="ll-small-map-accuracy"
          />
        )}
        {hasPin && (
          <g transform={`translate(${width / 2 - 14} ${height / 2 - 28}) scale(0.85)`}>
            <path d="M17 32s11-9.6 11-18a11 11 0 1 0-22 0c0 8.4 11 18 11 18z" className="ll-small-map-pin" />
            <circle cx="17" cy="14" r="4" fill="var(--surface)" />
          </g>
        )}
      </svg>
      <MapCredit />
    </div>
  );
}
