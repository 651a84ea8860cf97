import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openSignOn } from '../server/outside/sign-on/open.ts';
import type { SignOnPort } from '../server/outside/sign-on/port.ts';
import { parseSignOn } from '../server/outside/sign-on/settings.ts';
import { type TestApp, testApp } from '../server/test/app.ts';
import { client, type PortalProcess, startCas, startOidc } from '../server/test/sign-on/processes.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';

const realTime = (): string => new Date().toISOString();
const nobodyListens = 'http://127.0.0.1:1';

let browser: TestBrowser;
let app: TestApp;
let address: string;
let portals: readonly PortalProcess[] = [];
const ports: SignOnPort[] = [];
const built = inject('webDir');

async function employ(name: string, number: string): Promise<void> {
  const id = await app.makeStaff(name);
  await app.database.pool.query('update users set employee_number = $2 where id = $1', [id, number]);
  await app.hold(id, 'grid-worker');
}

beforeAll(async () => {
  [browser, app] = await Promise.all([startBrowser(), testApp({ signOn: ports, webDir: built, now: realTime() })]);
  address = await app.http.listen({ host: '127.0.0.1', port: 0 });
  const [oidc, cas] = await Promise.all([
    startOidc({
      people: {
        lijianguo: { claims: { employee_number: 'LJ-0107' } },
        passer: { claims: { employee_number: 'LJ-9999' } },
      },
      returns: [`${address}/api/auth/sign-on/district/return`],
    }),
    startCas({ zhouweidong: { password: 'river', attributes: { employeeNumber: 'LJ-0108' } } }),
  ]);
  portals = [oidc, cas];
  const settings = parseSignOn({
    providers: [
      {
        id: 'district',
        kind: 'oidc',
        name: { zh: '临江区统一身份认证', en: 'the sign-on of Linjiang District' },
        issuer: oidc.address,
        ...client,
      },
      { id: 'street', kind: 'cas', name: { zh: '街道门户', en: 'the street’s portal' }, server: cas.address },
      {
        id: 'away',
        kind: 'oidc',
        name: { zh: '市政务平台', en: 'the city’s platform' },
        issuer: nobodyListens,
        ...client,
      },
    ],
  });
  ports.push(...openSignOn(settings, realTime));
  await employ('李建国', 'LJ-0107');
  await employ('周卫东', 'LJ-0108');
});

afterAll(async () => {
  await browser?.close();
  await Promise.all(portals.map((portal) => portal.stop()));
  await app?.close();
});

async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `sign-on-${name}`, { isWhole: true });
  expect.soft(await axeViolations(page), name).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect.soft(faultsOf(page).filter((fault) => !/status of 40\d|favicon/.test(fault))).toEqual([]);
  await closePage(page);
}

test('at the desk one goes to the portal and comes back to the very page one wanted', async () => {
  const page = await browser.openPage({ width: 1440, height: 900 });
  await page.goto(`${address}/desk/cases?q=%E7%94%B5%E6%A2%AF`);
  await page.getByText('暂时连不上“市政务平台”', { exact: false }).waitFor();
  await look(page, 'desk-zh');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('link', { name: 'Sign in with the sign-on of Linjiang District' }).waitFor();
  await look(page, 'desk-en');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('link', { name: '用“临江区统一身份认证”登录' }).click();
  await page.getByLabel('账号').fill('lijianguo');
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => url.origin === address && url.pathname === '/desk/cases');
  expect(new URL(page.url()).searchParams.get('q')).toBe('电梯');
  await page.getByRole('button', { name: /李建国/ }).waitFor();
  await leave(page);
});

test('whoever has no account is told what to do and whom to ask', async () => {
  const page = await browser.openPage({ width: 1440, height: 900 });
  await page.goto(`${address}/desk/sign-in`);
  await page.getByRole('link', { name: '用“临江区统一身份认证”登录' }).click();
  await page.getByLabel('账号').fill('passer');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('alert').getByText('这里还没有登记您的工号', { exact: false }).waitFor();
  await page.getByRole('link', { name: '用“街道门户”登录' }).waitFor();
  await look(page, 'desk-unknown');
  await leave(page);
});

test('on the phone, too, by the portal of the street', async () => {
  const page = await browser.openPage({ width: 390, height: 844, scale: 2 });
  await page.goto(`${address}/field/sign-in`);
  const button = page.getByRole('link', { name: '用“街道门户”登录' });
  await button.waitFor();
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await look(page, 'phone');
  await button.click();
  await page.getByLabel('账号').fill('zhouweidong');
  await page.getByLabel('密码').fill('river');
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => url.origin === address && /^\/field\/?$/.test(url.pathname));
  await page.getByText('周卫东', { exact: false }).first().waitFor();
  await leave(page);
});
