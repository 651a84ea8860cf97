import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { testApp } from '../server/test/app.ts';
import { type Lighthouse, type Subject, startLighthouse } from './lighthouse.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let lighthouse: Lighthouse;
let cookies: Readonly<Record<'desk' | 'worker', string>>;

beforeAll(async () => {
  app = await testApp({ webDir: inject('webDir') });
  cookies = {
    desk: (await app.signIn('street-desk')).headers.cookie,
    worker: (await app.signIn('grid-worker')).headers.cookie,
  };
  lighthouse = await startLighthouse(await app.http.listen({ port: 0, host: '127.0.0.1' }));
});
afterAll(async () => {
  await lighthouse?.close();
  await app?.close();
});

/** What depends on the files alone; milliseconds depend on the machine and are measured by `npm run lighthouse`. */
const audits = ['cumulative-layout-shift', 'total-byte-weight'];
const pages = [
  { path: '/', bytes: 250_000 },
  { path: '/report', bytes: 450_000 },
  // The phone takes every one of its pages along, and the ground of its grid, for where there is no signal.
  { path: '/field', as: 'worker', bytes: 1_000_000 },
  { path: '/desk/', as: 'desk', isDesktop: true, bytes: 1_500_000 },
] as const satisfies readonly (Pick<Subject, 'path' | 'isDesktop'> & { as?: keyof typeof cookies; bytes: number })[];

test.each(pages)('Lighthouse finds $path as good as promised', async ({ bytes, ...page }) => {
  const { path } = page;
  const measured = await lighthouse.measure({
    path,
    isDesktop: 'isDesktop' in page,
    ...('as' in page ? { cookie: cookies[page.as] } : {}),
    categories: ['accessibility', 'best-practices'],
    audits,
  });
  expect(measured.wrong).toEqual([]);
  expect(measured.scores).toEqual({ accessibility: 100, 'best-practices': 100 });
  // Residents' pages are promised to stand still.
  if (!('as' in page)) expect(measured.figures['cumulative-layout-shift']).toBeLessThanOrEqual(0.05);
  expect(measured.figures['total-byte-weight']).toBeLessThanOrEqual(bytes);
});
