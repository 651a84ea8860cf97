import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { StorePort } from '../../outside/store/port.ts';
import { cleanImage } from '../files/images.ts';
import { type Scene, sceneHeight, scenes, sceneWidth } from './photo-scenes.ts';
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

const variants = 2;

/** Draws the demo's pictures and puts them into the store; drawn, because nobody's home may be in them. */
export async function putPhotos(store: StorePort, now: string): Promise<Photos> {
  const rows = Object.entries(scenes).map(async ([kind, scene]) => {
    const draw = (show: Scene['before']) =>
      Promise.all(
        Array.from({ length: variants }, (_, i) => putPhoto(store, drawing(makeRandom(`${kind} ${i}`), show, i), now)),
      );
    return [kind, { before: await draw(scene.before), after: await draw(scene.after) }] as const;
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

/** A scene under a light of its own, so that no two pictures of a class are the same. */
function drawing(random: Random, show: Scene['before'], nth: number): string {
  const light = `<rect width="${sceneWidth}" height="${sceneHeight}" fill="${nth % 2 === 0 ? '#fff4d6' : '#1b2733'}" opacity="${nth % 2 === 0 ? 0.12 : 0.14}"/>`;
  const turn = `translate(${sceneWidth / 2} ${sceneHeight / 2}) scale(${nth % 2 === 0 ? 1.04 : -1.04} 1.04) translate(${-sceneWidth / 2} ${-sceneHeight / 2})`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${sceneWidth}" height="${sceneHeight}"><g transform="${turn}">${show(random).join('')}</g>${light}</svg>`;
}
