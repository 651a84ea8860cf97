import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { StorePort } from '../../outside/store/port.ts';
import { cleanImage } from '../files/images.ts';
import { makeRandom, type Random } from './random.ts';

/** A drawn picture in the store. */
export interface Photo {
  readonly sha256: string;
  readonly thumbSha256: string;
  readonly sentSha256: string;
  readonly sizeBytes: number;
}

/** Pictures by the class of a matter, before and after. */
export type Photos = Readonly<Record<string, { readonly before: readonly Photo[]; readonly after: readonly Photo[] }>>;

const kinds = ['safety', 'environment', 'disputes', 'facilities', 'care', 'building', 'waterside', 'others'] as const;
const variants = 2;
const width = 960;
const height = 720;

/** Draws the demo's pictures and puts them into the store; drawn, because nobody's home may be in them. */
export async function putPhotos(store: StorePort, now: string): Promise<Photos> {
  const rows = kinds.map(async (kind) => {
    const draw = (isAfter: boolean) =>
      Promise.all(Array.from({ length: variants }, (_, i) => putPhoto(store, sceneOf(kind, isAfter, i), now)));
    return [kind, { before: await draw(false), after: await draw(true) }] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

async function putPhoto(store: StorePort, svg: string, now: string): Promise<Photo> {
  const sent = await sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
  const { bytes, thumb } = await cleanImage(sent, now);
  const sums = { sha256: sumOf(bytes), thumbSha256: sumOf(thumb), sentSha256: sumOf(sent), sizeBytes: bytes.length };
  await store.put(sums.sha256, bytes);
  await store.put(sums.thumbSha256, thumb);
  return sums;
}

function sumOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

type Kind = (typeof kinds)[number];

const grounds: Readonly<Record<Kind, readonly [sky: string, wall: string, ground: string]>> = {
  safety: ['#dfe6ea', '#d9c9ae', '#a59c8e'],
  environment: ['#cfe3ef', '#c9d3c2', '#9aa0a3'],
  disputes: ['#ece5da', '#e3d3bd', '#b49a7c'],
  facilities: ['#cddfea', '#b8bfc4', '#7f868b'],
  care: ['#f1e7d8', '#e8d8c1', '#b98f68'],
  building: ['#c6ddee', '#d5bfa6', '#a7a19a'],
  waterside: ['#d4e8f1', '#a9c49b', '#7fa9bd'],
  others: ['#dde5ea', '#d3cfc6', '#a9a59c'],
};

/** A wall, the ground, and things that lie about or have been put in order. */
function sceneOf(kind: Kind, isAfter: boolean, variant: number): string {
  const random = makeRandom(`photo ${kind} ${variant}`);
  const [sky, wall, ground] = grounds[kind];
  const horizon = random.between(380, 440);
  const parts = [
    rect(0, 0, width, height, sky),
    rect(0, random.between(90, 150), width, horizon, wall),
    `<polygon points="0,${horizon} ${width},${horizon - random.between(0, 30)} ${width},${height} 0,${height}" fill="${ground}"/>`,
    ...windows(random, horizon),
    ...(isAfter ? inOrder(random, horizon) : lyingAbout(random, horizon)),
    `<rect width="${width}" height="${height}" fill="#1b2733" opacity="${isAfter ? 0.02 : 0.1}"/>`,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${parts.join('')}</svg>`;
}

function rect(x: number, y: number, w: number, h: number, fill: string, round = 0): string {
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${round}" fill="${fill}"/>`;
}

function windows(random: Random, horizon: number): readonly string[] {
  const top = random.between(170, 200);
  return Array.from({ length: random.between(2, 4) }, (_, i) => {
    const x = 70 + i * 230 + random.between(-15, 15);
    const h = Math.min(170, horizon - top - 40);
    return (
      rect(x, top, 130, h, '#f4f6f7', 4) +
      rect(x + 8, top + 8, 52, h - 16, '#9fb9c9') +
      rect(x + 70, top + 8, 52, h - 16, '#8eaabc')
    );
  });
}

const thingColours = ['#8a6f52', '#5f7d8c', '#b3623f', '#6d7b52', '#c2a24b', '#4d5560', '#93505a'];

function lyingAbout(random: Random, horizon: number): readonly string[] {
  return Array.from({ length: random.between(9, 14) }, () => {
    const size = random.between(40, 130);
    const x = random.between(60, width - 160);
    const y = random.between(horizon - 30, height - size - 20);
    const turn = random.between(-24, 24);
    const shape = rect(
      0,
      0,
      size,
      Math.round(size * (0.4 + random.unit() * 0.7)),
      random.pick(thingColours),
      random.between(0, 14),
    );
    return `<g transform="translate(${x} ${y}) rotate(${turn})">${shape}</g>`;
  });
}

function inOrder(random: Random, horizon: number): readonly string[] {
  const line = `<line x1="60" x2="${width - 60}" y1="${horizon + 110}" y2="${horizon + 110}" stroke="#f3d774" stroke-width="10"/>`;
  const boxes = Array.from({ length: 3 }, (_, i) =>
    rect(90 + i * 120, horizon - 70, 84, 110, random.pick(['#3f7d62', '#4b78a3', '#7b8a94']), 10),
  );
  return [line, ...boxes];
}
