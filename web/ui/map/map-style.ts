import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { colours, heat } from '../tokens.ts';
import { noFeatures } from './geo.ts';

export type MapMood = 'day' | 'night';

/** The names of the map's sources, from the ground up. */
export const sourceNames = [
  'green',
  'water',
  'roads',
  'grids',
  'buildings',
  'labels',
  'points',
  'outline',
  'spot',
] as const;
export type SourceName = (typeof sourceNames)[number];

interface Paints {
  readonly ground: string;
  readonly green: string;
  readonly water: string;
  readonly road: string;
  readonly roadEdge: string;
  readonly path: string;
  readonly building: string;
  readonly buildingEdge: string;
  readonly grid: string;
  readonly gridLine: string;
  readonly heat: readonly string[];
  readonly text: string;
  readonly halo: string;
  readonly roadText: string;
  readonly tones: Readonly<Record<'blue' | 'amber' | 'red', string>>;
}

const paints: Readonly<Record<MapMood, Paints>> = {
  day: {
    ground: '#EEF2F6',
    green: '#DDEBDD',
    water: '#C6DDF0',
    road: colours.surface,
    roadEdge: '#DCE3EA',
    path: '#E2E8EE',
    building: '#DFE6ED',
    buildingEdge: '#C6D0DB',
    grid: colours.blue[500],
    gridLine: colours.blue[600],
    heat: heat.day,
    text: colours.ink[900],
    halo: colours.surface,
    roadText: colours.ink[500],
    tones: { blue: colours.blue[600], amber: colours.amber[500], red: colours.red[600] },
  },
  night: {
    ground: '#09203A',
    green: '#123D40',
    water: '#0E3558',
    road: '#153A5E',
    roadEdge: '#0B2743',
    path: '#10304F',
    building: '#2B5C88',
    buildingEdge: '#1B3C5C',
    grid: colours.night.cyan,
    gridLine: colours.night.cyan,
    heat: ['#123655', '#1C5C92', '#2E93CF', '#6FD0F5'],
    text: '#F1F8FE',
    halo: '#06192B',
    roadText: colours.night.text2,
    tones: { blue: colours.night.cyan, amber: colours.night.gold, red: colours.night.red },
  },
};

type Expression = readonly unknown[];

/** A colour by count, few to many, up to the largest count shown. */
export function heatExpression(mood: MapMood, most: number): Expression {
  const steps = paints[mood].heat;
  const stops = steps.flatMap((colour, at) => [(Math.max(most, 1) * at) / (steps.length - 1), colour]);
  return ['interpolate', ['linear'], ['coalesce', ['get', 'count'], 0], ...stops];
}

/** The colours a heat legend shows. */
export function heatSteps(mood: MapMood): readonly string[] {
  return paints[mood].heat;
}

function roadWidth(major: number, minor: number): Expression {
  const at = (scale: number): Expression => [
    'match',
    ['get', 'kind'],
    ['major_road', 'highway'],
    major * scale,
    minor * scale,
  ];
  return ['interpolate', ['exponential', 1.6], ['zoom'], 12, at(0.12), 15, at(0.5), 18, at(2.4)];
}

function groundLayers(paint: Paints): object[] {
  const isRoad = ['match', ['get', 'kind'], ['major_road', 'minor_road', 'highway'], true, false];
  const isPath = ['==', ['get', 'kind'], 'path'];
  const round = { 'line-cap': 'round', 'line-join': 'round' };
  const isArea = ['match', ['geometry-type'], ['Polygon', 'MultiPolygon'], true, false];
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': paint.ground } },
    { id: 'green', type: 'fill', source: 'green', filter: isArea, paint: { 'fill-color': paint.green } },
    { id: 'water', type: 'fill', source: 'water', filter: isArea, paint: { 'fill-color': paint.water } },
    {
      id: 'paths',
      type: 'line',
      source: 'roads',
      filter: isPath,
      minzoom: 15,
      paint: { 'line-color': paint.path, 'line-width': 1.2 },
    },
    {
      id: 'road-edges',
      type: 'line',
      source: 'roads',
      filter: isRoad,
      layout: round,
      paint: { 'line-color': paint.roadEdge, 'line-width': roadWidth(13, 7) },
    },
    {
      id: 'roads',
      type: 'line',
      source: 'roads',
      filter: isRoad,
      layout: round,
      paint: { 'line-color': paint.road, 'line-width': roadWidth(11, 5.4) },
    },
  ];
}

function gridLayers(mood: MapMood, paint: Paints): object[] {
  const isChosen = ['boolean', ['feature-state', 'chosen'], false];
  return [
    {
      id: 'grids',
      type: 'fill',
      source: 'grids',
      paint: { 'fill-color': paint.grid, 'fill-opacity': mood === 'day' ? 0.1 : 0.14 },
    },
    {
      id: 'grid-lines',
      type: 'line',
      source: 'grids',
      paint: {
        'line-color': paint.gridLine,
        'line-width': ['case', isChosen, 3, 1.3],
        'line-opacity': ['case', isChosen, 1, 0.75],
      },
    },
  ];
}

function buildingLayers(mood: MapMood, paint: Paints): object[] {
  const isArea = ['match', ['geometry-type'], ['Polygon', 'MultiPolygon'], true, false];
  if (mood === 'night')
    return [
      {
        id: 'buildings',
        type: 'fill-extrusion',
        source: 'buildings',
        filter: isArea,
        paint: {
          'fill-extrusion-color': paint.building,
          'fill-extrusion-height': ['coalesce', ['get', 'height'], 14],
          'fill-extrusion-opacity': 0.82,
        },
      },
    ];
  return [
    {
      id: 'buildings',
      type: 'fill',
      source: 'buildings',
      filter: isArea,
      minzoom: 13.5,
      paint: { 'fill-color': paint.building, 'fill-outline-color': paint.buildingEdge },
    },
  ];
}

function labelLayers(paint: Paints): object[] {
  const words = { 'text-color': paint.text, 'text-halo-color': paint.halo, 'text-halo-width': 1.6 };
  return [
    {
      id: 'road-names',
      type: 'symbol',
      source: 'roads',
      filter: ['all', ['has', 'name'], ['match', ['get', 'kind'], ['major_road', 'minor_road'], true, false]],
      minzoom: 14.5,
      layout: { 'text-field': ['get', 'name'], 'symbol-placement': 'line', 'text-size': 12, 'symbol-spacing': 420 },
      paint: { ...words, 'text-color': paint.roadText },
    },
    {
      id: 'building-names',
      type: 'symbol',
      source: 'buildings',
      filter: ['has', 'name'],
      minzoom: 16.4,
      layout: { 'text-field': ['get', 'name'], 'text-size': 11, 'text-max-width': 7 },
      paint: { ...words, 'text-color': paint.roadText },
    },
  ];
}

function matterLayers(paint: Paints): object[] {
  const tone = ['match', ['get', 'tone'], 'red', paint.tones.red, 'amber', paint.tones.amber, paint.tones.blue];
  return [
    {
      id: 'point-glow',
      type: 'circle',
      source: 'points',
      filter: ['==', ['get', 'tone'], 'red'],
      paint: { 'circle-radius': 14, 'circle-color': tone, 'circle-opacity': 0.2 },
    },
    {
      id: 'points',
      type: 'circle',
      source: 'points',
      paint: {
        'circle-radius': ['match', ['get', 'tone'], 'red', 6.5, 5],
        'circle-color': tone,
        'circle-stroke-color': paint.halo,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'grid-names',
      type: 'symbol',
      source: 'labels',
      layout: {
        'text-field': ['get', 'words'],
        'text-size': 13.5,
        'text-line-height': 1.25,
        'text-allow-overlap': false,
      },
      paint: { 'text-color': paint.text, 'text-halo-color': paint.halo, 'text-halo-width': 1.8 },
    },
  ];
}

function drawingLayers(paint: Paints): object[] {
  return [
    { id: 'outline', type: 'fill', source: 'outline', paint: { 'fill-color': paint.grid, 'fill-opacity': 0.2 } },
    {
      id: 'outline-line',
      type: 'line',
      source: 'outline',
      paint: { 'line-color': paint.gridLine, 'line-width': 2.4, 'line-dasharray': [2, 1.4] },
    },
  ];
}

/** The style of our maps. It names no glyph server, so every word is drawn by the browser, and no tile, so nothing leaves the house. */
export function makeMapStyle(mood: MapMood): StyleSpecification {
  const paint = paints[mood];
  const layers = [
    ...groundLayers(paint),
    ...(mood === 'day' ? buildingLayers(mood, paint) : []),
    ...gridLayers(mood, paint),
    ...(mood === 'night' ? buildingLayers(mood, paint) : []),
    ...labelLayers(paint),
    ...drawingLayers(paint),
    ...matterLayers(paint),
  ];
  return {
    version: 8,
    sources: Object.fromEntries(sourceNames.map((name) => [name, { type: 'geojson', data: noFeatures as never }])),
    layers: layers as LayerSpecification[],
  };
}
