import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { world } from '../server/test/world.ts';
import { closePage, faultsOf, startBrowser, type TestBrowser } from './browser.ts';
import { picture } from './desk-day.ts';
import { type PortalDay, startPortalDay, workerPhone } from './portal-day.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: PortalDay;

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startPortalDay(built)]);
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
});

async function open(path: string, before: (page: Page) => Promise<unknown> = async () => undefined): Promise<Page> {
  const page = await browser.openPage({ width: 390, height: 844 });
  await before(page);
  await page.goto(`${day.address}${path}`);
  await page.waitForSelector('h1');
  return page;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const textOf = (page: Page) => page.evaluate<string>('document.body.innerText');

/** Fills in a report up to sending; the place is the door that was scanned. */
async function fill(page: Page, words: string, phone: string): Promise<void> {
  await page.getByLabel('情况说明').fill(words);
  await page.getByLabel('手机号或座机').fill(phone);
}

/** Sends, and gives the number shown and the secret of the link. */
async function send(page: Page): Promise<{ number: string; token: string }> {
  await button(page, '提交').click();
  await page.waitForURL(/\/sent#/);
  const number = (await page.textContent('.portal-sent-number'))?.trim() ?? '';
  return { number, token: new URL(page.url()).hash.slice(1) };
}

/** A photo as a phone takes it: turned, with the camera and the place written into it. */
async function phonePhoto(): Promise<Buffer> {
  return sharp(await picture('#e8e2d4', '#d8d0bd', '#8a3b2e'))
    .resize(2400)
    .withExif({ IFD0: { Make: 'TheCamera', Model: 'X' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 48/1' } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

const phone = '19400001001';

test('a door is scanned, a matter reported with photo and words, followed, confirmed and rated', async () => {
  const page = await open(`/?door=${world.unit}`);
  await page.waitForSelector('text=您在 1幢1单元');
  await button(page, /^报事报修/).click();
  await page.waitForSelector('text=春申社区 · 春申第一网格');
  await fill(page, '3 楼楼道灯不亮，晚上看不见', phone);
  await button(page, '小区、楼道照明故障').click();
  await page.setInputFiles('[data-role="photos"]', {
    name: '楼道.jpg',
    mimeType: 'image/jpeg',
    buffer: await phonePhoto(),
  });
  await page.waitForSelector('.ll-picker-photo img');
  // The draft outlives the page: words, place, kind and photo.
  await page.reload();
  await page.waitForSelector('.ll-picker-photo img');
  expect(await page.getByLabel('情况说明').inputValue()).toBe('3 楼楼道灯不亮，晚上看不见');
  const { number, token } = await send(page);
  expect(number).toMatch(/^11-\d{6}-\d{4}-\d$/);

  const ref = await day.refOf(number);
  const detail = (await day.app.get('GET /cases/:ref', { params: { ref } }, day.desk)).answer;
  expect(detail).toMatchObject({ categoryId: 402, source: 'resident', placeWords: '1幢1单元', hasDemand: true });
  expect(detail.files).toHaveLength(1);
  const stored = await day.app.inject({ method: 'GET', url: `/api/files/${detail.files[0]?.ref}` }, day.desk);
  const { exif, width = 0 } = await sharp(stored.rawPayload).metadata();
  expect([stored.statusCode, exif, stored.rawPayload.includes('TheCamera')]).toEqual([200, undefined, false]);
  expect(width).toBeGreaterThan(1000);

  await page.getByRole('link', { name: '查看进度' }).click();
  await page.waitForURL((url) => url.pathname === '/t' && url.hash === `#${token}`);
  await page.waitForSelector('text=等待受理');
  // The holder of the link sees the photo, though a picture's address carries no secret.
  await expect
    .poll(() => page.evaluate(`document.querySelector('.ll-photos img')?.naturalWidth ?? 0`))
    .toBeGreaterThan(0);
  await button(page, '催一催').click();
  await page.waitForSelector('text=已催办，承办单位会收到提醒');

  await day.take(ref, 'callback');
  await page.reload();
  await page.waitForSelector('text=今天上午换好了新的灯管');
  expect(await page.getByRole('link', { name: '打电话给春申物业服务中心' }).getAttribute('href')).toBe(
    'tel:02155550123',
  );
  await button(page, '提交评价').click();
  await page.waitForSelector('text=请选修好了没有');
  await page.getByText('修好了', { exact: true }).click();
  await page.getByText('很满意').click();
  await page.getByLabel('还想说什么（选填）').fill('当天就修好了');
  await button(page, '提交评价').click();
  await page.waitForSelector('text=您的评价');
  const closed = (await day.app.get('GET /cases/:ref', { params: { ref } }, day.desk)).answer;
  expect(closed).toMatchObject({ phase: 'closed', outcome: 'solved' });
  expect(closed.parties[0]?.rating).toMatchObject({ isSolved: true, score: 5, words: '当天就修好了' });
  expect(faultsOf(page)).toEqual([]);

  // By number and last four digits, with no link; and wrong digits tell nothing.
  await page.goto(`${day.address}/lookup`);
  await page.getByLabel('编号').fill(number);
  await page.getByLabel('电话后四位').fill('9999');
  await button(page, '查询').click();
  await page.waitForSelector('.ll-field-error:not(:empty)');
  await page.getByLabel('电话后四位').fill(phone.slice(-4));
  await button(page, '查询').click();
  await page.waitForSelector('text=实际解决');
  expect(await button(page, '催一催').count()).toBe(0);
  await closePage(page);
});

test('what a category asks goes as answers beside the words; a question changed meanwhile is asked again', async () => {
  const page = await open(`/report?door=${world.unit}&category=205`);
  await page.waitForSelector('text=社会生活噪声');
  await fill(page, '楼下广场音响很吵', '19400001045');
  await button(page, '提交').click();
  await page.waitForSelector('text=请回答“一般什么时段”');
  await page.getByRole('group', { name: '一般什么时段' }).getByText('傍晚到 22 点').click();
  await page.getByRole('group', { name: '什么声音' }).getByText('广场舞').click();
  // The draft keeps them over a reload.
  await page.reload();
  await page.waitForSelector('text=社会生活噪声');
  const office = await day.app.signIn('district-office');
  const { own, version } = (await day.app.get('GET /catalogue/:id', { params: { id: 205 } }, office)).answer;
  const questions = own.questions?.map((one) =>
    one.key === 'when' ? { ...one, label: { zh: '吵到什么时候', en: 'Until when' } } : one,
  );
  const changed = await day.app.send(
    'catalogue.changeCategory',
    { id: 205, basedOn: version, rule: { ...own, questions } },
    office,
  );
  expect(changed.status).toBe(200);
  await button(page, '提交').click();
  // Refused, asked for anew, and put in the words of now.
  await page.getByRole('group', { name: '吵到什么时候' }).waitFor();
  expect(await page.getByRole('group', { name: '一般什么时段' }).count()).toBe(0);
  await page.getByRole('group', { name: '吵到什么时候' }).getByText('夜里').click();
  const { number, token } = await send(page);
  const ref = await day.refOf(number);
  const detail = (await day.app.get('GET /cases/:ref', { params: { ref } }, day.desk)).answer;
  expect(detail.title).toBe('楼下广场音响很吵');
  expect(detail.answers.map(({ items }) => items.map(({ label, text }) => `${label.zh}：${text.zh}`))).toEqual([
    ['吵到什么时候：夜里（22–6 点）', '什么声音：广场舞'],
  ]);
  await page.goto(`${day.address}/t#${token}`);
  await page.waitForSelector('text=夜里（22–6 点）');
  await closePage(page);
});

test('a resident signs in by a code, finds what was raised under the phone, reports without typing it, and signs out', async () => {
  const own = '19400001003';
  const { number } = await day.raise('单元门关不上', own);
  const page = await open('/sign-in');
  await page.getByLabel('手机号').fill('123');
  await button(page, '获取验证码').click();
  await page.waitForSelector('text=请填 11 位手机号');
  await page.getByLabel('手机号').fill(own);
  await button(page, '获取验证码').click();
  await page.waitForSelector('text=验证码已发到');
  const code = /\d{6}/.exec(day.app.sms.lastTo(own).text)?.[0] ?? '';
  await page.getByLabel('验证码').fill(code === '000000' ? '111111' : '000000');
  await button(page, '登录').click();
  await page.waitForSelector('text=还可以再试');
  await page.getByLabel('验证码').fill(code);
  await button(page, '登录').click();
  await page.waitForURL('**/mine');
  await page.getByText('单元门关不上').click();
  await page.waitForSelector(`text=${number}`);
  await button(page, '不用办了').click();
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await page.waitForSelector('text=您已撤回');

  await page.goto(`${day.address}/report?door=${world.building}`);
  await page.getByText('打 194****1003').waitFor();
  await page.getByLabel('情况说明').fill('电动车堵在楼门口');
  const made = await send(page);
  await page.goto(`${day.address}/mine`);
  await page.waitForSelector(`text=${made.number}`);
  await page.goto(`${day.address}/me`);
  await button(page, '退出登录').click();
  await page.waitForSelector('text=没有登录也能报事');
  await closePage(page);
});

test('without a line everything stays, and pressing again raises it once though the first answer was lost', async () => {
  const page = await open(`/report?door=${world.building}`);
  await page.waitForSelector('text=春申社区 · 春申第一网格');
  await fill(page, '河边护栏松动', '19400001004');
  await page.context().setOffline(true);
  await button(page, '提交').click();
  await page.waitForSelector('text=没有连上服务器');
  await page.waitForSelector('text=没有连上网络。填好的会存在这台手机上');
  expect(await page.getByLabel('情况说明').inputValue()).toBe('河边护栏松动');
  await page.context().setOffline(false);
  // It arrives, but its answer does not.
  let lost = 0;
  await page.route('**/api/intentions', async (route) => {
    lost += 1;
    if (lost > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await button(page, '提交').click();
  await page.waitForSelector('text=不会重复');
  const { number } = await send(page);
  const { answer } = await day.app.get('POST /cases', { query: { tab: 'all', q: '护栏松动' } }, day.desk);
  expect(answer.items.map((item) => item.number)).toEqual([number]);
  await closePage(page);
});

test('not solved sends it back once; a stopper ends the report with whom to call; a voice will do for words', async () => {
  const { token, ref } = await day.raise('垃圾桶旁边有异味', '19400001005');
  await day.take(ref, 'callback');
  const page = await open(`/t#${token}`);
  await page.getByText('没修好', { exact: true }).click();
  await page.getByText('不满意', { exact: true }).click();
  await button(page, '提交评价').click();
  await page.waitForSelector('text=正在办理');
  expect((await day.app.get('GET /cases/:ref', { params: { ref } }, day.desk)).answer).toMatchObject({
    stage: 'handling',
    tallies: { redos: 1 },
  });

  await page.goto(`${day.address}/report?door=${world.building}&category=107`);
  await page.waitForSelector('text=现在有人困在电梯里吗');
  await page.getByLabel('手机号或座机').fill('19400001006');
  // Held as a finger holds it: the sound is kept, and needs no words beside it.
  await button(page, '按住说话').scrollIntoViewIfNeeded();
  const hold = await button(page, '按住说话').boundingBox();
  if (!hold) throw new Error('nothing to hold');
  await page.mouse.move(hold.x + 20, hold.y + 20);
  await page.mouse.down();
  await page.waitForSelector('text=松开结束 1 秒');
  await page.mouse.up();
  await page.waitForSelector('.ll-voice-note audio');
  await button(page, '提交').click();
  await page.waitForSelector('text=请先回答上面的问题');
  await page.getByText('是', { exact: true }).click();
  await page.waitForSelector('text=请马上这样做');
  expect(await page.locator('.portal-stop a').getAttribute('href')).toBe('tel:96333');
  await button(page, '提交').click();
  expect(page.url()).toContain('/report');
  await page.getByText('不是', { exact: true }).click();
  const { number } = await send(page);
  const detail = (await day.app.get('GET /cases/:ref', { params: { ref: await day.refOf(number) } }, day.desk)).answer;
  expect(detail.files.map(({ mediaType }) => mediaType.split('/')[0])).toEqual(['audio']);
  await closePage(page);
});

test('a place is typed, or pressed on the map; a spot outside is said to be outside', async () => {
  const page = await open('/report');
  await page.getByLabel('小区或楼号').fill('春申1幢');
  await page.getByRole('button', { name: /^1幢/ }).first().click();
  await page.waitForSelector('.portal-place-chosen');
  await button(page, '重选').click();
  await button(page, '地图上选').click();
  await page.waitForSelector('[data-ready="yes"]');
  await page.getByLabel('经度, 纬度').fill('120.1, 30.1');
  await page.getByLabel('经度, 纬度').press('Enter');
  await page.waitForSelector('text=不在服务范围内');
  await page.getByLabel('经度, 纬度').fill('121.4801, 31.2301');
  await page.getByLabel('经度, 纬度').press('Enter');
  await page.waitForSelector('text=春申社区 · 1幢');
  await button(page, '就是这里').click();
  await page.waitForSelector('.portal-place-chosen');
  await fill(page, '门口路灯不亮', '19400001007');
  const { number } = await send(page);
  const detail = (await day.app.get('GET /cases/:ref', { params: { ref: await day.refOf(number) } }, day.desk)).answer;
  expect(detail.point).toEqual([121.4801, 31.2301]);
  expect(detail.buildingId).toBe(world.building);
  await closePage(page);
});

test('a proof is asked for by the declared form, its category found by its kind, and what is missing supplied', async () => {
  const page = await open(`/apply/request`);
  await page.getByText('不是', { exact: true }).click();
  await page.getByText('住所（经营场所）无异议').click();
  await page.getByLabel('用途').fill('开一家裁缝店');
  await page.getByLabel('小区或楼号').fill('春申1幢1单元');
  await page.getByRole('button', { name: /^1幢1单元/ }).click();
  await page.getByLabel('手机号或座机').fill('19400001008');
  const { number, token } = await send(page);
  const ref = await day.refOf(number);
  const detail = (await day.app.get('GET /cases/:ref', { params: { ref } }, day.desk)).answer;
  expect(detail).toMatchObject({ type: 'request', stage: 'applied', categoryId: 902 });
  await day.act(day.desk, ref, 'supplement', { reason: 'consent', reply: '请补充利害关系业主同意书。' });
  await page.goto(`${day.address}/t#${token}`);
  await button(page, '补充材料').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-role="photos"]').setInputFiles({
    name: '同意书.jpg',
    mimeType: 'image/jpeg',
    buffer: await picture('#ffffff', '#eeeeee', '#333333'),
  });
  await dialog.locator('.ll-picker-photo img').waitFor();
  await dialog.getByRole('button', { name: '提交' }).click();
  await page.waitForSelector('text=正在审核');
  expect((await day.app.get('GET /cases/:ref', { params: { ref } }, day.desk)).answer.files).toHaveLength(1);
  await closePage(page);
});

test('large letters call the grid worker by the published number, and help is three calls in digits', async () => {
  const page = await open(`/?door=${world.unit}`, (one) =>
    one.addInitScript("localStorage.setItem('linli.text-size', 'elder')"),
  );
  const call = page.getByRole('link', { name: /打给李建国/ });
  await call.waitFor();
  expect(await call.getAttribute('href')).toBe(`tel:${workerPhone.replaceAll('-', '')}`);
  await button(page, '紧急求助').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('打 120').waitFor();
  const numbers = await dialog
    .locator('a[href^="tel:"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(numbers).toEqual(['tel:120', 'tel:119', 'tel:02155550789']);
  await page.keyboard.press('Escape');
  await button(page, '退出大字版').click();
  await page.getByRole('dialog').getByRole('button', { name: '退出大字版' }).click();
  await page.waitForSelector('.ll-services');
  expect(await textOf(page)).toContain('春申社区');
  await closePage(page);
});
