import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Print } from '../domain/case/prints.ts';
import { pdfPages, pdfText } from '../server/test/pdf-text.ts';
import type { JourneyGround } from './type-journey.people.ts';
import type { PrintStep } from './type-journey.ts';
import type { Walked } from './type-journey.walk.ts';

const shots = resolve(import.meta.dirname, 'shots');
const bare = (words: string): string => words.replace(/\s/g, '');

/** The places of a paper that the fields of a case fill. */
const placesOf = ({ body }: Print): readonly string[] => [
  ...new Set(body.flatMap(({ zh }) => [...zh.matchAll(/\{(\w+)\}/g)].map(([, key = '']) => key))),
];

/** A label with nothing after it, and what no paper says. */
const emptyPlaces = (words: string): readonly string[] =>
  bare(words).match(/.{0,12}(?:undefined|null|NaN|\[object|\{\w+\}|[：（][，。；、）]).{0,12}/g) ?? [];

async function openPrint(ground: JourneyGround, page: Page, walked: Walked, code: string): Promise<void> {
  const print = walked.type.prints?.[code] as Print;
  const link = page.getByRole('link', { name: `${print.title.zh} PDF`, exact: true });
  await link.last().waitFor();
  const answer = await page.request.get(`${ground.loop.address}${await link.last().getAttribute('href')}`);
  expect([code, answer.status(), answer.headers()['content-type']]).toEqual([code, 200, 'application/pdf']);
  const pdf = await answer.body();
  mkdirSync(shots, { recursive: true });
  writeFileSync(resolve(shots, `type-${walked.type.code}-${code}.pdf`), pdf);
  const said = pdfText(pdf).join('\n');
  const name = `${walked.type.code} ${code}`;
  expect(pdfPages(pdf), name).toBeGreaterThan(0);
  expect(bare(said), name).toContain(bare(print.title.zh));
  expect(bare(said), name).toContain(walked.number);
  expect.soft(emptyPlaces(said), name).toEqual([]);
  const wanted = placesOf(print).flatMap((key) => walked.written[key] ?? []);
  expect
    .soft(
      wanted.filter((one) => !bare(said).includes(bare(one))),
      name,
    )
    .toEqual([]);
}

/** Opens papers from the page of the matter, and reads each: its number, what was filled in, and no place without words. */
export async function openPrints(ground: JourneyGround, walked: Walked, { as, prints }: PrintStep): Promise<void> {
  const page = await ground.pageOf(as, `/desk/cases/${walked.ref}`);
  for (const code of prints) await openPrint(ground, page, walked, code);
}
