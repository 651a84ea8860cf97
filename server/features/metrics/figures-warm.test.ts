import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { statementsDuring } from '../../test/plans.ts';
import { world } from '../../test/world.ts';
import { keepFiguresWarm, warmFigures } from './figures-warm.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const works = (sent: readonly string[]): number =>
  sent.filter((text) => text.includes('as repeated') || text.includes('case_measures m join cases')).length;

it('leaves nothing to be worked out for whoever looks first, today, this month or the last', async () => {
  const viewer = await app.signIn('street-desk', { areaId: world.district });
  await warmFigures(app.database, app.clock.now);
  const sent = await statementsDuring(async () => {
    for (const area of [world.district, world.street, world.community]) {
      expect((await app.get('GET /metrics/overview', { query: { area } }, viewer)).status).toBe(200);
      for (const month of ['2026-03', '2026-02'])
        expect((await app.get('GET /metrics/rates', { query: { area, month } }, viewer)).status).toBe(200);
    }
  });
  expect(works(sent)).toBe(0);
});

it('begins at once, ends when it is told to, and tells of a database that is away', async () => {
  const sent = await statementsDuring(async () => {
    await keepFiguresWarm(app.database, () => '2026-03-05T02:00:00.000Z', app.log)();
  });
  expect(works(sent)).toBeGreaterThan(0);
  const away = { ...app.database, read: () => Promise.reject(new Error('gone')) };
  await keepFiguresWarm(away, () => '2026-03-06T02:00:00.000Z', app.log)();
  expect(app.logLines.filter(({ event }) => event === 'figures.not-warm')).toHaveLength(1);
});
