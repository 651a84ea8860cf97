import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations, closePage, startBrowser, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const inFrame = '<!doctype html><html lang="zh"><title>里</title><button></button></html>';
const body = `<!doctype html><html lang="zh"><title>外</title><main><p style="color:#bbb;background:#fff">看不清</p>
<iframe title="框" srcdoc='${inFrame}'></iframe></main></html>`;

test('axe finds a fault of the page and of a frame in it, at the second look too', async () => {
  const page = await browser.openPage({ width: 1440, height: 900 });
  await page.setContent(body);
  const first = await axeViolations(page);
  expect(first.map((line) => line.split(':')[0])).toEqual(expect.arrayContaining(['color-contrast', 'button-name']));
  await page.evaluate("document.querySelector('p').style.color = '#000'");
  expect((await axeViolations(page)).map((line) => line.split(':')[0])).toEqual(['button-name']);
  await closePage(page);
});
