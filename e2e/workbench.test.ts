import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { type DeskDay, monday, picture, startDeskDay } from './desk-day.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: DeskDay;

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startDeskDay(built)]);
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
});

interface Visit {
  readonly as: SignedIn;
  readonly path: string;
  readonly language?: 'zh' | 'en';
  readonly width?: number;
  /** false where something never answers. */
  readonly isSettled?: boolean;
  readonly isLive?: boolean;
  /** Before the page is asked for, such as answers of its own. */
  readonly before?: (page: Page) => Promise<void>;
}

/** Opens a page of the desk as somebody, on the Monday of the desk's day. */
async function visit({
  as,
  path,
  language = 'zh',
  width = 1440,
  isSettled = true,
  isLive = false,
  before,
}: Visit): Promise<Page> {
  const page = await browser.openPage({ width, height: 900, isLive });
  const [name = '', value = ''] = as.headers.cookie.split('=');
  await page.context().addCookies([{ name, value, url: day.address }]);
  await page.clock.setFixedTime(new Date(monday));
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await before?.(page);
  await page.goto(`${day.address}/desk${path}`);
  await page.waitForSelector('h1');
  if (isSettled) await page.waitForLoadState('networkidle');
  return page;
}

/** A picture, and nothing in sight that breaks WCAG 2.2 AA. */
async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `workbench-${name}`);
  expect.soft(await axeViolations(page), name).toEqual([]);
}

/** Closes a page on which nothing went wrong; a refusal is an answer, which the browser logs as a failed request. */
async function leave(page: Page, refusals = 0): Promise<void> {
  const faults = faultsOf(page).filter((fault) => !/status of 4\d\d/.test(fault));
  expect.soft(faults).toEqual([]);
  expect.soft(faultsOf(page).length - faults.length).toBeLessThanOrEqual(refusals);
  await closePage(page);
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const row = (page: Page, words: string) => page.getByRole('row').filter({ hasText: words });
const dialog = (page: Page) => page.getByRole('dialog');

test.each(['zh', 'en'] as const)('every screen of the desk in %s', async (language) => {
  const as = day.desk;
  for (const [name, path] of [
    ['home', ''],
    ['todo', '/todo'],
    ['cases', `/cases?ref=${day.shown}`],
    ['case-page', `/cases/${day.shown}`],
    ['intake', '/intake'],
    ['raise', '/raise'],
    ['notices', '/notices'],
  ] as const) {
    const page = await visit({ as, path, language });
    await look(page, `${name}-${language}`);
    await leave(page);
  }
  const page = await visit({ as: day.caller, path: '/call-backs', language });
  await look(page, `call-backs-${language}`);
  await leave(page);
});

test('the inbox waits, fails and is empty in words, and goes on from each', async () => {
  let isCut = true;
  const lists = (url: URL) => url.pathname === '/api/cases';
  const waiting = await visit({
    as: day.desk,
    path: '/cases',
    isSettled: false,
    before: async (page) => void (await page.route(lists, () => new Promise(() => undefined))),
  });
  await waiting.getByRole('status').first().waitFor({ state: 'attached' });
  await look(waiting, 'list-waiting');
  await closePage(waiting);

  const failing = await visit({
    as: day.desk,
    path: '/cases',
    before: async (page) => void (await page.route(lists, (route) => (isCut ? route.abort() : route.continue()))),
    isSettled: false,
  });
  await failing.getByRole('alert').waitFor();
  await look(failing, 'list-failed');
  isCut = false;
  await button(failing, '重试').click();
  await row(failing, '路灯连续三盏不亮').waitFor();
  await closePage(failing);

  const empty = await visit({ as: day.desk, path: '/cases?q=没有这样的事&urgency=urgent' });
  await look(empty, 'list-empty');
  await empty.getByRole('main').getByRole('button', { name: '清除条件' }).last().click();
  await row(empty, '路灯连续三盏不亮').waitFor();
  expect(new URL(empty.url()).search).toBe('');
  await leave(empty);
});

test('the keyboard goes through the list, opens a matter and closes it again', async () => {
  const page = await visit({ as: day.desk, path: '/cases' });
  await row(page, '地下车库照明').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /楼道口私拉电线/ }).waitFor();
  expect(new URL(page.url()).searchParams.get('ref')).toBe(day.shown);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: /楼道口私拉电线/ }).waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('ref')).toBeNull();
  await page.goBack();
  await page.getByRole('heading', { name: /楼道口私拉电线/ }).waitFor();
  await leave(page);
});

test('each count is the list it opens, by state and by clock', async () => {
  const page = await visit({ as: day.desk, path: '/cases' });
  for (const name of ['待受理', '待派遣', '处置中', '待核查', '待回访', '全部未结', '已结', '即将超时', '已超时']) {
    const tab = page.getByRole('button', { name: new RegExp(`^${name} ?\\d+$`) });
    const count = Number((await tab.textContent())?.match(/\d+$/)?.[0]);
    await tab.click();
    await expect.poll(() => page.locator('tbody tr').count(), { message: name }).toBe(count);
  }
  await leave(page);
});

test('filters stand in the address and are named by their words; nobody sees beyond their own areas', async () => {
  const page = await visit({ as: day.desk, path: `/cases?area=${world.secondGrid}&source=resident` });
  await page.getByTitle('春申第二网格').first().waitFor();
  const grids = await page.locator('tbody tr td:nth-child(4) b').allTextContents();
  expect(new Set(grids)).toEqual(new Set(['春申第二网格']));
  await page.getByRole('combobox', { name: '全部类别' }).click();
  await page.getByRole('treeitem', { name: '公共设施' }).click();
  await page.waitForURL((url) => url.searchParams.get('category') === '400');
  await expect.poll(() => page.locator('tbody tr').count()).toBeLessThan(grids.length);
  await look(page, 'filtered');
  await leave(page);

  const own = await visit({ as: day.secretary, path: '/cases' });
  const places = await own.locator('tbody tr td:nth-child(4) small').allTextContents();
  expect(new Set(places)).toEqual(new Set(['春申社区']));
  await leave(own);
});

test('a matter tells why it is due then, on what it stands, where it lies; a number is shown for a reason', async () => {
  const page = await visit({ as: day.desk, path: `/cases?ref=${day.shown}` });
  await button(page, /为什么是这个期限/).click();
  await page
    .getByText(/依据：/)
    .first()
    .waitFor();
  await look(page, 'deadline-why');
  await page.keyboard.press('Escape');
  await page
    .getByText(/依据：/)
    .first()
    .waitFor({ state: 'hidden' });
  await button(page, '查看地图').click();
  await page.getByRole('img', { name: /的位置/ }).waitFor();
  await button(page, '拨打').click();
  await page.getByText('为什么要看这个电话？').waitFor();
  await look(page, 'dial-reason');
  await page.getByText('核对登记').click();
  await page.getByRole('link', { name: '19900001002' }).waitFor();
  await look(page, 'dialled');
  await button(page, '更多操作').click();
  await page.getByRole('menuitem', { name: /加派/ }).waitFor();
  await look(page, 'more-actions');
  await leave(page);
});

test('below 1280 the matter slides in as a drawer', async () => {
  const page = await visit({ as: day.desk, path: `/cases?ref=${day.shown}`, width: 1200 });
  await dialog(page)
    .getByRole('heading', { name: /楼道口私拉电线/ })
    .waitFor();
  await look(page, 'drawer');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await leave(page);
});

test('a call at the counter: who it is, where, what, and a number within the minute', async () => {
  const page = await visit({ as: day.desk, path: '/intake' });
  await page.keyboard.type('19900001002');
  await page.getByText('有 2 件还没办结，先问问是不是同一件。').waitFor();
  await page.getByLabel('地点').fill('1单元');
  await page.getByRole('option').first().waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.getByText('归 春申社区 · 春申第一网格').waitFor();
  await page.getByLabel('类别').fill('电梯');
  await page.keyboard.press('Enter');
  await page.getByText('请先问').waitFor();
  await page.getByRole('radio', { name: '是' }).first().check();
  await page.getByText('请这样答复').waitFor();
  await page.getByLabel('情况说明').fill('2 单元电梯一直停在 5 楼，门打不开。');
  await look(page, 'intake-stopped');
  await page.keyboard.press('Control+Enter');
  await page.getByText('按上面的话答复即可，不用登记。').waitFor();
  await page.getByRole('radio', { name: '否' }).first().check();
  await look(page, 'intake-filled');
  await page.getByLabel('情况说明').focus();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: '事件已登记' }).waitFor();
  await page.waitForLoadState('networkidle');
  await look(page, 'intake-done');
  await page.emulateMedia({ media: 'print' });
  await shoot(page, 'workbench-slip-on-paper');
  expect(await page.getByRole('navigation').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await button(page, '登记下一件').click();
  expect(await page.getByRole('textbox', { name: '电话' }).inputValue()).toBe('');
  await leave(page);
});

test.each(['zh', 'en'] as const)(
  'what a category asks is answered at the counter without the mouse: %s',
  async (language) => {
    const words = (zh: string, en: string) => (language === 'zh' ? zh : en);
    const page = await visit({ as: day.desk, path: '/intake', language });
    await page.keyboard.type(language === 'zh' ? '19900001031' : '19900001032');
    await page.getByLabel(words('地点', 'Place')).fill('1单元');
    await page.getByRole('option').first().waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await page.getByLabel(words('类别', 'Category')).fill(words('高空', 'falling'));
    await page.keyboard.press('Enter');
    const ask = words('有人受伤吗', 'Is anybody hurt');
    await page.getByRole('radiogroup', { name: ask }).waitFor();
    const text = page.getByLabel(words('情况说明', 'What is the matter'));
    await text.fill('外墙瓷砖掉下来两块');
    await page.keyboard.press('Control+Enter');
    await page.getByText(words('请回答“有人受伤吗”', 'Please answer “Is anybody hurt”')).waitFor();
    await look(page, `intake-asks-${language}`);
    // The first thing missing has the keyboard; the space bar says yes, an arrow no.
    expect(await page.evaluate(`document.activeElement.closest('[role=radiogroup]')?.getAttribute('aria-label')`)).toBe(
      ask,
    );
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await text.focus();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: words('事件已登记', 'Event registered') }).waitFor();
    await page.waitForLoadState('networkidle');
    await look(page, `intake-asked-${language}`);
    await page.getByRole('link', { name: words('打开这一件', 'Open it') }).click();
    await page.getByText(words('掉下来的是什么：外墙、瓷砖', 'What fell: Wall or tiles')).waitFor();
    await look(page, `case-answers-${language}`);
    // Another category asks its own; what was said under the first stays.
    await button(page, words('受理', 'Accept')).click();
    await dialog(page).getByLabel(words('类别', 'Category')).fill(words('社会生活噪声', 'Noise of daily'));
    await page.getByTitle(language === 'zh' ? /社会生活噪声/ : /Noise of daily/).click();
    await dialog(page)
      .getByRole('button', { name: words('受理', 'Accept') })
      .click();
    await dialog(page).getByText(words('请回答“一般什么时段”', 'Please answer “At what time of day”')).waitFor();
    await look(page, `act-accept-asks-${language}`);
    await dialog(page).getByText(words('白天', 'By day'), { exact: true }).click();
    await dialog(page)
      .getByRole('button', { name: words('受理', 'Accept') })
      .click();
    await page.getByText(words('按原类别“高空坠物、外墙脱落”所答', 'As “Things falling from a height”')).waitFor();
    await look(page, `case-answers-both-${language}`);
    await leave(page);
  },
);

test('what is missing is said beside its field, and out of scope in words to say', async () => {
  const page = await visit({ as: day.desk, path: '/intake' });
  await page.getByLabel('情况说明').fill('老板拖欠工资三个月了');
  await page.getByText('请这样答复').waitFor();
  await button(page, '提交登记').click();
  await page.getByText('请填写能打通的电话').waitFor();
  await page.getByText('请从下面的结果里选一个地点。').waitFor();
  await look(page, 'intake-missing');
  await leave(page);
});

test('another process is registered and worked by the same screens', async () => {
  const page = await visit({ as: day.desk, path: '/raise' });
  await page.getByText('证明申请 · 申请').click();
  await page.getByRole('textbox', { name: '电话' }).fill('19900001013');
  await page.getByLabel('地点').fill('2幢');
  await page.getByRole('option').first().waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.getByText('参加社区志愿服务').click();
  await page.getByLabel('用途').fill('学校评优');
  await look(page, 'raise-proof');
  await button(page, '提交登记').click();
  await page.getByRole('heading', { name: '证明申请已登记' }).waitFor();
  await page.getByRole('link', { name: '打开这一件' }).click();
  await page.getByRole('heading', { name: '学校评优' }).waitFor();
  await button(page, '审核通过').click();
  await dialog(page).getByLabel('核实情况').fill('志愿服务登记簿有记录，共 36 小时。');
  await dialog(page).getByRole('button', { name: '审核通过' }).click();
  await page.getByText('待用印').first().waitFor();
  await leave(page);
});

/** A matter's page as somebody; the first thing said on it is its number. */
const openCase = (as: SignedIn, ref: string): Promise<Page> => visit({ as, path: `/cases?ref=${ref}` });

test('from the call to the call-back: every hand does its step, nobody does two', async () => {
  const desk = await visit({ as: day.desk, path: '/intake' });
  await desk.keyboard.type('19900001020');
  await desk.getByText('这个号码以前没有反映过事情。').waitFor();
  await desk.getByRole('textbox', { name: '怎么称呼' }).fill('陈奶奶');
  await desk.getByLabel('地点').fill('2幢');
  await desk.getByRole('option').first().waitFor({ state: 'attached' });
  await desk.keyboard.press('Enter');
  await desk.getByLabel('类别').fill('照明');
  await desk.keyboard.press('Enter');
  await desk.getByLabel('情况说明').fill('2 幢 3 楼楼道灯坏了三天，老人晚上不敢下楼');
  await desk.keyboard.press('Control+Enter');
  await desk.getByRole('link', { name: '打开这一件' }).click();
  await desk.getByRole('heading', { name: /楼道灯坏了三天/ }).waitFor();
  const ref = new URL(desk.url()).pathname.split('/').at(-1) ?? '';

  await button(desk, '受理').click();
  await look(desk, 'act-accept');
  await dialog(desk).getByText('一般').click();
  await dialog(desk).getByRole('button', { name: '受理' }).click();
  await desk.getByText('“受理”已完成，现在是“待派遣”').waitFor();
  await button(desk, '派遣').click();
  await dialog(desk)
    .getByText(/已按建议填好/)
    .waitFor();
  await look(desk, 'act-dispatch');
  await dialog(desk).getByRole('button', { name: '派遣' }).click();
  await desk.getByText('“派遣”已完成，现在是“待签收”').waitFor();
  await leave(desk);

  const handler = await openCase(day.handler, ref);
  const sent: string[] = [];
  handler.on('request', (request) => request.url().endsWith('/api/intentions') && sent.push(request.postData() ?? ''));
  await button(handler, '签收').dblclick();
  await handler.getByText('“签收”已完成，现在是“待联系”').waitFor();
  expect(sent).toHaveLength(1);
  await button(handler, '拨打').click();
  await handler.getByRole('link', { name: '19900001020' }).waitFor();
  await button(handler, '先行联系').click();
  await dialog(handler).getByText('已联系上').click();
  await dialog(handler).getByRole('button', { name: '先行联系' }).click();
  await handler.getByText('“先行联系”已完成，现在是“处置中”').waitFor();
  await button(handler, '提交核查').click();
  await dialog(handler).getByRole('button', { name: '提交核查' }).click();
  await dialog(handler).getByText('请填写办理情况').waitFor();
  await look(handler, 'act-done-missing');
  await dialog(handler).getByText('实际解决').click();
  await dialog(handler).getByLabel('办理情况').fill('更换声控灯 2 只，测试正常。');
  await dialog(handler).getByLabel('给居民的答复').fill('楼道灯已换新，晚上会自动亮。');
  await dialog(handler)
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: '换灯.jpg',
      mimeType: 'image/jpeg',
      buffer: await picture('#f4ead2', '#cfc6b4', '#1c7a4a'),
    });
  await dialog(handler).getByText('换灯.jpg').waitFor();
  await look(handler, 'act-done');
  await dialog(handler).getByRole('button', { name: '提交核查' }).click();
  await handler.getByText('“提交核查”已完成，现在是“待核查”').waitFor();
  await look(handler, 'after-done');
  await leave(handler);

  const checker = await openCase(day.checker, ref);
  await checker.getByText('给居民的答复').waitFor();
  await button(checker, '核查通过').click();
  await dialog(checker).getByRole('button', { name: '核查通过' }).click();
  await checker.getByText('“核查通过”已完成，现在是“待回访”').waitFor();
  await leave(checker);

  const caller = await visit({ as: day.caller, path: `/call-backs?ref=${ref}` });
  await button(caller, '拨打').click();
  await caller.getByRole('link', { name: '19900001020' }).waitFor();
  await caller.getByText('他们的答复是：楼道灯已换新，晚上会自动亮。').waitFor();
  await caller.getByText('已接通').click();
  await button(caller, '记录结果，下一位').click();
  await caller.getByText('请填写满意程度').waitFor();
  await caller.getByRole('radio', { name: '是' }).check();
  await caller.getByRole('radio', { name: '满意', exact: true }).check({ force: true });
  await caller.getByLabel('说明').fill('很快，谢谢。');
  await look(caller, 'call-back-filled');
  await button(caller, '记录结果，下一位').click();
  await caller.getByText('“回访”已完成，现在是“已结案”').waitFor();
  await caller.waitForURL((url) => url.searchParams.get('ref') !== ref);
  await leave(caller);

  const { answer } = await day.app.get('GET /cases/:ref', { params: { ref } }, day.desk);
  expect(answer).toMatchObject({ phase: 'closed', outcome: 'solved' });
  expect(answer.parties[0]?.rating).toMatchObject({ isSolved: true, score: 4, by: 'call' });
  const closed = await openCase(day.desk, ref);
  await look(closed, 'closed');
  await leave(closed);
});

test('two at once: one wins, the other is told what happened and keeps what they typed', async () => {
  const { items } = (await day.app.get('POST /cases', { query: { q: '共享单车堆满盲道', limit: 1 } }, day.desk)).answer;
  const [item] = items;
  if (!item) throw new Error('the matter is not there');
  const page = await openCase(day.desk, item.ref);
  await button(page, '不予受理').click();
  await dialog(page)
    .locator('label')
    .filter({ has: page.getByRole('radio') })
    .first()
    .click();
  await dialog(page)
    .getByLabel(/对居民说的话/)
    .fill('这件事前天已经登记，编号不变。');
  await look(page, 'act-decline');
  await day.app.send('cases.act', { ref: item.ref, action: 'accept', input: {} }, day.secretary);
  await dialog(page).getByRole('button', { name: '不予受理' }).click();
  await page.getByText('这件事刚刚由林书记办理了“受理”，现在是“待派遣”').waitFor();
  await page.getByText('这件事前天已经登记，编号不变。').waitFor();
  await button(page, '派遣').waitFor();
  await look(page, 'moved');
  await leave(page);
});

test('who calls back is told to wait between attempts, and the third attempt is the last', async () => {
  const { items } = (await day.app.get('POST /cases', { query: { tab: 'callback', limit: 1 } }, day.caller)).answer;
  const [item] = items;
  if (!item) throw new Error('nobody waits for a call');
  const page = await visit({ as: day.caller, path: `/call-backs?ref=${item.ref}` });
  await page.getByText('未接通').click();
  await button(page, '记录结果，下一位').click();
  await page.getByText('“回访”已完成，现在是“待回访”').waitFor();
  await row(page, item.title).click();
  await page.getByText(/三次回访要在不同时段/).waitFor();
  await page.getByText(/已打 1 次/).waitFor();
  await look(page, 'call-back-wait');
  await leave(page);
});

test('the bell tells what is new, the list leads to the matter, and seeing it all quiets the bell', async () => {
  await day.app.queue.runAll();
  const { answer: before } = await day.app.get('GET /notices/count', {}, day.desk);
  expect(before.shift).toBeGreaterThan(0);
  const page = await visit({ as: day.desk, path: '' });
  await button(page, new RegExp(`^.*${before.now + before.shift}.*$`))
    .and(page.locator('.ll-shell-icon'))
    .click();
  await page.getByRole('heading', { level: 1, name: '消息' }).waitFor();
  await page.getByText('新', { exact: true }).first().waitFor();
  await look(page, 'notices-new');
  await button(page, /^立即/).click();
  await page.waitForURL(/class=now/);
  await button(page, /^立即/).click();
  await button(page, '全部标为已看').click();
  await page.getByText('已全部标为已看').waitFor();
  await page.locator('.ll-shell-icon i').waitFor({ state: 'detached' });
  expect(await page.getByText('新', { exact: true }).count()).toBe(0);
  await page.locator('.notices-list a').first().click();
  await page.waitForURL(/\/cases\/1[12]-/);
  await leave(page);
});

test('what others do shows by itself, in every tab, though one alone holds the stream', async () => {
  let streams = 0;
  const first = await visit({
    as: day.desk,
    path: '/notices',
    isLive: true,
    isSettled: false,
    before: async (page) => {
      page.context().on('request', (request) => {
        if (request.url().endsWith('/api/live')) streams += 1;
      });
    },
  });
  const second = await first.context().newPage();
  await second.goto(`${day.address}/desk/notices`);
  await expect.poll(() => streams, { timeout: 60_000 }).toBe(1);
  await first.waitForTimeout(6_000);
  await day.app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      source: 'grid',
      place: { areaId: world.unit },
      fields: { words: '刚刚有人反映电梯停运' },
    },
    day.worker,
  );
  await day.app.queue.runAll();
  // The lists renew themselves once a minute; this is the stream.
  for (const page of [first, second]) await page.getByText('刚刚有人反映电梯停运').waitFor({ timeout: 30_000 });
  expect(streams).toBe(1);
  await second.close();
  await leave(first);
});
