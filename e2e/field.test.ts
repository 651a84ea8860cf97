import type { BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { world } from '../server/test/world.ts';
import { axeViolations, closePage, faultsOf, goTo, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { picture } from './desk-day.ts';
import { type FieldDay, monday, type Person, password, startFieldDay } from './field-day.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: FieldDay;
let photo: Buffer;

beforeAll(async () => {
  [browser, day, photo] = await Promise.all([
    startBrowser(),
    startFieldDay(built),
    picture('#e8e2d4', '#d8d0bd', '#8a3b2e'),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
});

interface Visit {
  readonly as: Person;
  readonly path?: string;
  readonly language?: 'zh' | 'en';
  /** The phone's clock runs: for what takes time, such as talking. */
  readonly isTicking?: boolean;
}

async function signInCookie(context: BrowserContext, as: Person): Promise<void> {
  const [name = '', value = ''] = as.as.headers.cookie.split('=');
  await context.addCookies([{ name, value, url: day.address }]);
}

/** Opens the phone as somebody; what it will want without a signal has come when this returns. */
async function visit({ as, path = '/', language = 'zh', isTicking = false }: Visit): Promise<Page> {
  const page = await browser.openPage({
    width: 390,
    height: 844,
    scale: 2,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  });
  await signInCookie(page.context(), as);
  if (!isTicking) await page.clock.setFixedTime(new Date(monday));
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await goTo(page, `${day.address}/field${path}`);
  return page;
}

/** A picture, nothing wider than the phone, and nothing in sight that breaks WCAG 2.2 AA. */
async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `field-${name}`);
  expect.soft(await page.evaluate('document.documentElement.scrollWidth'), `${name}: width`).toBe(390);
  expect.soft(await axeViolations(page), name).toEqual([]);
}

/** Closes a page on which nothing went wrong but what was meant to: refusals, and lines that were cut. */
async function leave(page: Page): Promise<void> {
  const faults = faultsOf(page).filter(
    (fault) => !/status of (4\d\d|503)|ERR_(INTERNET_DISCONNECTED|FAILED)/.test(fault),
  );
  expect.soft(faults).toEqual([]);
  await closePage(page);
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const tab = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name });
const row = (page: Page, words: string) => page.locator('.field-row').filter({ hasText: words });
const main = (page: Page) => page.locator('footer .ll-mobile-button-fill');

async function takePhoto(page: Page): Promise<void> {
  const before = await page.locator('.ll-picker-photo').count();
  await page.locator('input[type=file]').setInputFiles({ name: '1.jpg', mimeType: 'image/jpeg', buffer: photo });
  await page.locator('.ll-picker-photo').nth(before).waitFor();
}

/** Chooses a place of one's own grid from the list. */
async function choosePlace(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: /^(选地点|调整)$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: words, exact: false }).first().click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

const casesSaying = (words: string) =>
  day.rows<{ number: string; stage: string; on_the_spot: boolean; has_demand: boolean; files: string }>(
    `select c.number, c.stage, c.on_the_spot, c.has_demand,
       (select count(*) from files f where f.community_id = c.community_id and f.noun = 'cases' and f.row_id = c.id) as files
     from cases c where c.fields->>'words' = $1`,
    [words],
  );

test('a name and a password, wrong and right, and back to the page one wanted', async () => {
  const page = await browser.openPage({ width: 390, height: 844, scale: 2 });
  await page.goto(`${day.address}/field/tasks?tab=handling`);
  await page.getByLabel('用户名').waitFor();
  await look(page, 'sign-in-zh');
  await button(page, '登录').click();
  await page.getByText('请填写密码').waitFor();
  await page.getByLabel('用户名').fill('lijianguo');
  await page.getByLabel('密码', { exact: true }).fill('Wrong-Door-2026');
  await button(page, '登录').click();
  await page.getByRole('alert').getByText('用户名或密码不对').waitFor();
  await look(page, 'sign-in-wrong');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/field/tasks' && url.search === '?tab=handling');
  await leave(page);
});

test('a password that somebody else knows is changed before anything else', async () => {
  const page = await browser.openPage({ width: 390, height: 844, scale: 2 });
  await page.goto(`${day.address}/field/`);
  await page.getByRole('link', { name: '登录' }).click();
  await page.getByLabel('用户名').fill(day.newcomer.userName);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '请先换一个新密码' }).waitFor();
  await page.getByLabel('新密码', { exact: true }).fill('short');
  await button(page, '保存新密码').click();
  await page.getByText('密码至少 10 位').waitFor();
  await look(page, 'first-password');
  await page.getByLabel('新密码', { exact: true }).fill('Summer-Gate-2026');
  await page.getByLabel('再输入一次新密码').fill('Summer-Gate-2026');
  await button(page, '保存新密码').click();
  await page.getByText('沈新来，辛苦了').waitFor();
  await leave(page);
});

test.each(['zh', 'en'] as const)('every screen of the phone in %s', async (language) => {
  const ref = await day.dispatched({ words: `单元门禁坏了进不去 ${language}`, categoryId: 408, phone: '19900001002' });
  const at = (path: string, as = day.worker) => visit({ as, path, language });
  const [home] = await day.rows<{ ref: string }>(
    "select community_id || '-' || id as ref from houses where room = '201'",
  );
  for (const [name, path] of [
    ['home', '/'],
    ['report', '/report'],
    ['queue-empty', '/reports'],
    ['doors', '/doors'],
    ['building', `/doors/${world.building}`],
    ['door', `/doors/house/${home?.ref}`],
    ['account', '/account'],
  ] as const) {
    const page = await at(path);
    await look(page, `${name}-${language}`);
    await leave(page);
  }
  for (const [name, path] of [
    ['tasks', '/tasks'],
    ['task', `/tasks/${ref}`],
    ['step-extension', `/tasks/${ref}/request-extension`],
  ] as const) {
    const page = await at(path, day.handler);
    await look(page, `${name}-${language}`);
    await leave(page);
  }
});

test('with no signal a report with a photo is saved; back on line it is delivered once, with its number', async () => {
  const words = '楼道口私拉电线给电动车充电';
  const page = await visit({ as: day.worker });
  await page.context().setOffline(true);
  await page.getByRole('link', { name: /事件上报/ }).click();
  await page.getByLabel('情况说明').fill(words);
  await takePhoto(page);
  await page.getByText('当前没有信号').waitFor();
  await page.locator('.field-suggested label').first().click();
  await choosePlace(page, '1幢');
  await look(page, 'report-no-signal');
  await button(page, '保存，有信号自动上传').click();
  await row(page, words).getByText('没有信号，恢复后自动上传').waitFor();
  await look(page, 'queue-no-signal');
  await tab(page, '首页').click();
  await row(page, words).waitFor();
  expect(await casesSaying(words)).toEqual([]);

  // The first answer is lost behind the server, the second try finds it done.
  let posts = 0;
  await page.route('**/api/intentions', async (route: Route) => {
    posts += 1;
    if (posts > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await page.context().setOffline(false);
  await tab(page, '上报').click();
  await row(page, words).getByText('已送达，编号').waitFor({ timeout: 120_000 });
  await look(page, 'queue-delivered');
  expect(posts).toBeGreaterThan(1);
  const [made, ...more] = await casesSaying(words);
  expect(more).toEqual([]);
  expect(made).toMatchObject({ stage: 'raised', files: '1' });
  await row(page, words)
    .getByText(made?.number ?? 'none')
    .waitFor();
  await row(page, words).getByRole('link').click();
  await page.getByRole('heading', { name: words }).waitFor();
  await leave(page);
});

test('a busy server and two tabs: each report arrives once', async () => {
  const page = await visit({ as: day.worker });
  const second = await page.context().newPage();
  await second.goto(`${day.address}/field/reports`);
  await second.waitForSelector('h1');
  const all = ['路灯杆倾斜', '井盖松动', '扶手脱落'];
  await page.context().setOffline(true);
  for (const words of all) {
    await page.getByRole('link', { name: /事件上报/ }).click();
    await page.getByLabel('情况说明').fill(words);
    await choosePlace(page, '1幢');
    await main(page).click();
    await row(page, words).waitFor();
    await tab(page, '首页').click();
  }
  await row(second, '路灯杆倾斜').waitFor();
  let posts = 0;
  await page.context().route('**/api/intentions', (route: Route) => {
    posts += 1;
    return posts === 1 ? route.fulfill({ status: 503, body: '' }) : route.continue();
  });
  await page.context().setOffline(false);
  await tab(page, '上报').click();
  for (const words of all) {
    await second.bringToFront();
    await button(second, '马上上传')
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    await row(second, words).getByText('已送达，编号').waitFor({ timeout: 120_000 });
    expect(await casesSaying(words)).toHaveLength(1);
  }
  await leave(page);
});

test('settled on the spot: it asks for what the rule asks, and is closed when it arrives', async () => {
  const words = '楼道杂物已和住户一起清走';
  const page = await visit({ as: day.worker, path: '/report' });
  await page.getByText('我已当场处理').click();
  await main(page).click();
  for (const missing of ['请写一句话，或按住说一段。', '当场办结请选类别。', '请定位，或选一个地点。'])
    await page.getByText(missing).waitFor();
  await look(page, 'settle-missing');
  await page.getByLabel('情况说明').fill(words);
  await page.getByText('安全隐患', { exact: true }).click();
  await page.getByText('楼道堆放杂物', { exact: true }).first().click();
  await page.getByText('这个类别当场办结需要照片。').waitFor();
  await takePhoto(page);
  await page.context().grantPermissions(['geolocation'], { origin: day.address });
  await page.context().setGeolocation({ longitude: 121.4801, latitude: 31.2301, accuracy: 9 });
  await button(page, '选地点').click();
  await look(page, 'place-sheet');
  await page.getByRole('button', { name: /用我的位置/ }).click();
  await page.getByText('定位精度 9 米', { exact: false }).waitFor();
  await look(page, 'settle-filled');
  await button(page, '提交办结').click();
  await row(page, words).getByText('已送达，编号').waitFor();
  expect(await casesSaying(words)).toMatchObject([
    { stage: 'settled', on_the_spot: true, has_demand: false, files: '1' },
  ]);
  await leave(page);
});

test.each(['zh', 'en'] as const)(
  'with no signal the phone asks what the category asks, and keeps the answers: %s',
  async (language) => {
    const words = (zh: string, en: string) => (language === 'zh' ? zh : en);
    const said = `外墙掉下来一块瓷砖 ${language}`;
    const page = await visit({ as: day.worker, path: '/report', language });
    await page.context().setOffline(true);
    await page.getByLabel(words('情况说明', 'In words')).fill(said);
    await page.getByText(words('安全隐患', 'Safety hazards'), { exact: true }).click();
    await page.getByText(words('高空坠物、外墙脱落', 'Things falling from a height'), { exact: true }).first().click();
    await page.getByRole('button', { name: words('选地点', 'Choose the place') }).click();
    await page.getByRole('dialog').getByRole('button', { name: '1幢' }).first().click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await main(page).click();
    await page.getByText(words('请回答“有人受伤吗”', 'Please answer “Is anybody hurt”')).waitFor();
    await look(page, `report-asks-${language}`);
    await page
      .getByRole('radiogroup', { name: words('有人受伤吗', 'Is anybody hurt') })
      .getByText(words('否', 'No'))
      .click();
    await page.getByText(words('外墙、瓷砖', 'Wall or tiles')).click();
    await main(page).click();
    await row(page, said).waitFor();
    await page.context().setOffline(false);
    await expect.poll(() => casesSaying(said), { timeout: 60_000 }).toHaveLength(1);
    const [made] = await day.rows<{ answers: string }>(
      `select jsonb_path_query_array(progress->'answers', '$[*].answers[*].value')::text as answers from cases where fields->>'words' = $1`,
      [said],
    );
    expect(made?.answers).toBe('[false, "wall"]');
    await row(page, said).getByRole('link').click();
    await page.getByText(words('掉下来的是什么', 'What fell')).waitFor();
    await page.waitForLoadState('networkidle');
    await look(page, `task-answers-${language}`);
    await leave(page);
  },
);

test('what a resident asked goes with their phone; a voice note stands for words; danger opens the dialler', async () => {
  const page = await visit({ as: day.worker, path: '/report', isTicking: true });
  await page.context().grantPermissions(['microphone'], { origin: day.address });
  await page.getByRole('switch').check();
  for (const number of ['120', '119', '110'])
    expect(await page.getByRole('link', { name: `拨打 ${number}` }).getAttribute('href')).toBe(`tel:${number}`);
  await look(page, 'danger');
  await page.keyboard.press('Escape');
  const hold = page.getByRole('button', { name: /按住说话/ });
  await hold.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /松开结束/ }).waitFor();
  await page.waitForTimeout(900);
  await page.keyboard.press('Enter');
  await page.locator('.ll-voice-note').waitFor();
  await look(page, 'report-voice');
  await choosePlace(page, '1幢');
  await page.getByText('居民反映').click();
  await main(page).click();
  await page.getByText('请填能打通的电话').waitFor();
  await page.getByLabel('电话', { exact: true }).fill('19900001002');
  await page.getByLabel('怎么称呼').fill('王桂兰');
  await page.getByLabel('几层几室、旁边有什么（选填）').fill('3 楼东头');
  await main(page).click();
  await page.getByText('已送达，编号').first().waitFor();
  const made = await day.rows<{ urgency: string; has_demand: boolean; voices: string }>(
    `select urgency, has_demand, jsonb_array_length(fields->'voice')::text as voices from cases
     where place_words like '%3 楼东头'`,
  );
  expect(made).toEqual([{ urgency: 'urgent', has_demand: true, voices: '1' }]);
  await leave(page);
});

test('a draft outlives the page and is gone on with', async () => {
  const page = await visit({ as: day.worker, path: '/report' });
  await page.getByLabel('情况说明').fill('还没写完的一句');
  await takePhoto(page);
  await page.reload();
  await page.waitForLoadState('networkidle');
  expect(await page.getByLabel('情况说明').inputValue()).toBe('还没写完的一句');
  expect(await page.locator('.ll-picker-photo').count()).toBe(1);
  await button(page, '存草稿').click();
  await page.getByText('有一份没写完的上报').waitFor();
  await tab(page, '上报').click();
  await look(page, 'queue-draft');
  await row(page, '还没写完的一句').getByRole('button', { name: '删除' }).click();
  await page.locator('.ll-ask').getByText('删除', { exact: true }).click();
  await page.getByText('还没有上报').waitFor();
  await leave(page);
});

test('signed for, the person called first, and handed in for checking on the phone; another checks it', async () => {
  const words = '地下车库照明不亮，老人摔过一次';
  const ref = await day.dispatched({ words, categoryId: 402, phone: '19900001002' });
  const page = await visit({ as: day.handler, path: '/tasks' });
  await page.getByRole('link', { name: new RegExp(words) }).click();
  await button(page, '签收').click();
  await page.getByText('“签收”已完成，现在是“待联系”').waitFor();
  await button(page, '先行联系').click();
  await button(page, '打电话').click();
  await page.getByText('19900001002').waitFor();
  await look(page, 'step-contact');
  await page.getByText('已联系上').click();
  await button(page, '先行联系').click();
  await button(page, '提交核查').click();
  await page.getByText('实际解决').waitFor();
  await page.getByText('实际解决').click();
  await button(page, '提交核查').click();
  for (const missing of ['请填写办理情况', '请填写给居民的答复']) await page.getByText(missing).waitFor();
  await page.getByLabel('办理情况').fill('灯管已换，线路检查过。');
  await page.getByLabel(/给居民的答复/).fill('今天上午换好了，请您看看。');
  await takePhoto(page);
  await look(page, 'step-done');
  await button(page, '提交核查').click();
  await page.getByText('待核查').first().waitFor();
  await look(page, 'task-handed-in');
  await leave(page);
  const looks = await day.rows('select id from audit_rows where action = $1 and row_id = $2', [
    'cases.reveal-contact',
    ref.slice(ref.indexOf('-') + 1),
  ]);
  expect(looks).toHaveLength(1);

  const check = await visit({ as: day.checker, path: `/tasks/${ref}` });
  await button(check, '核查通过').click();
  await check.getByLabel('说明').fill('到场看过，亮了。');
  await button(check, '核查通过').click();
  await check.getByText('待回访').first().waitFor();
  await leave(check);
});

test('without a signal a step is kept and delivered later; meanwhile no other is begun', async () => {
  const words = '单元门闭门器脱落';
  const ref = await day.dispatched({ words, categoryId: 408 });
  const page = await visit({ as: day.handler, path: '/tasks' });
  await page.waitForTimeout(500);
  await page.context().setOffline(true);
  await page.getByRole('link', { name: new RegExp(words) }).click();
  await button(page, '签收').click();
  await page.getByText('“签收”已存在手机里，有信号自动上传').waitFor();
  expect(await button(page, '签收').isDisabled()).toBe(true);
  await look(page, 'task-waiting');
  await page.context().setOffline(false);
  await button(page, '提交核查').waitFor({ timeout: 120_000 });
  const id = ref.slice(ref.indexOf('-') + 1);
  expect(await day.rows("select action from case_entries where case_id = $1 and action = 'sign'", [id])).toHaveLength(
    1,
  );
  await leave(page);
});

/** A matter that somebody asked for and the unit has in hand. */
async function handling(words: string): Promise<string> {
  const ref = await day.dispatched({ words, categoryId: 402, phone: '19900001004' });
  await day.act(day.handler, ref, 'sign');
  await day.act(day.handler, ref, 'contact', { result: 'reached' });
  return ref;
}

test('without a signal a reply is begun from a template of the matter’s category, in two presses', async () => {
  const words = '楼道感应灯整夜不灭';
  const ref = await handling(words);
  const page = await visit({ as: day.handler });
  await page.getByText(/已备好/).waitFor();
  await tab(page, '任务').click();
  await page.getByRole('link', { name: new RegExp(words) }).waitFor();
  await page.context().setOffline(true);
  await page.getByRole('link', { name: new RegExp(words) }).click();
  await button(page, '提交核查').click();
  const reply = page.getByLabel(/给居民的答复/);
  await reply.fill('您好，');
  await button(page, '选用模板').click();
  const templates = page.getByRole('dialog').getByRole('listitem');
  await templates.first().waitFor();
  await look(page, 'step-templates');
  const template = (await templates.first().textContent()) ?? '';
  await templates.first().getByRole('button').click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await reply.inputValue()).toBe(`您好，\n${template}`);
  // What is known of the matter stands in it.
  expect(template).not.toMatch(/[{}]/);
  await look(page, 'step-template');
  await page.getByText('实际解决').click();
  await page.getByLabel('办理情况').fill('感应头已换。');
  await takePhoto(page);
  await main(page).click();
  await page.getByText('“提交核查”已存在手机里，有信号自动上传').waitFor();
  await page.context().setOffline(false);
  await page.getByText('待核查').first().waitFor({ timeout: 120_000 });
  const { entries } = (await day.app.get('GET /cases/:ref', { params: { ref } }, day.handler.as)).answer;
  expect(JSON.stringify(entries.at(-1))).toContain(template);
  await leave(page);

  const english = await visit({ as: day.handler, path: `/tasks/${await handling('地库坡道灯闪')}`, language: 'en' });
  await main(english).click();
  await button(english, 'Use a template').click();
  await english.getByRole('dialog').getByRole('listitem').first().waitFor();
  await look(english, 'step-templates-en');
  await leave(english);
});

test('somebody was quicker: it is said who did what, the matter is shown as it stands, and the words are kept', async () => {
  const ref = await day.dispatched({ words: '充电棚插座烧坏', categoryId: 301 });
  await day.act(day.handler, ref, 'sign');
  const page = await visit({ as: day.handler, path: `/tasks/${ref}` });
  await button(page, '更多').click();
  await button(page, '申请延期').click();
  await page.getByLabel('延长几个工作日').fill('3');
  await page.locator('.ll-reasons-chips label').first().click();
  await page.getByLabel(/说明/).fill('配件周三到货');
  await day.act(day.colleague, ref, 'done', { outcome: 'solved', words: '换好了' });
  await button(page, '申请延期').click();
  await page
    .getByRole('alert')
    .getByText(/钱进.*提交核查/)
    .waitFor();
  await page.getByText('待核查').first().waitFor();
  await look(page, 'moved');
  await page.goto(`${day.address}/field/reports`);
  await row(page, '充电棚插座烧坏')
    .getByText(/存的草稿/)
    .waitFor();
  await leave(page);
});

test('what is refused comes back with its reason, is mended and goes', async () => {
  const words = '隔壁社区路口垃圾满溢';
  const page = await visit({ as: day.worker, path: '/report' });
  await page.getByLabel('情况说明').fill(words);
  await takePhoto(page);
  await button(page, '选地点').click();
  await page.getByRole('searchbox').fill('南园');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /南园社区/ })
    .first()
    .click();
  await main(page).click();
  await row(page, words)
    .getByText(/照片或语音没有收下/)
    .waitFor();
  await look(page, 'queue-refused');
  await row(page, words).getByRole('button', { name: '修改后再交' }).click();
  await button(page, '删除第 1 张照片').click();
  await page.locator('.ll-picker-photo').waitFor({ state: 'detached' });
  await main(page).click();
  await row(page, words).getByText('已送达，编号').waitFor();
  expect(await casesSaying(words)).toHaveLength(1);
  await leave(page);
});

test('a door of one’s own grid: who lives there, called at a press', async () => {
  const page = await visit({ as: day.worker, path: '/doors' });
  await page.getByRole('link', { name: /1幢/ }).click();
  await page.getByRole('link', { name: /201/ }).click();
  await button(page, '给王桂兰打电话').click();
  await page.getByText('19900001002').waitFor();
  await look(page, 'door-called');
  await leave(page);
});

test('nobody signs out over what is not delivered; then the phone forgets', async () => {
  const words = '河边护栏松动';
  const page = await visit({ as: day.worker, path: '/report' });
  await page.context().setOffline(true);
  await page.getByLabel('情况说明').fill(words);
  await choosePlace(page, '1幢');
  await main(page).click();
  await row(page, words).waitFor();
  await tab(page, '我的').click();
  const out = async () => {
    await button(page, '退出登录').click();
    await page.locator('.ll-ask').getByText('退出', { exact: true }).click();
  };
  await out();
  await page.getByText('还有 1 条没有送达').waitFor();
  await page.locator('.ll-ask').waitFor({ state: 'detached' });
  await look(page, 'sign-out-held');
  await page.context().setOffline(false);
  await out();
  await page.getByLabel('用户名').waitFor({ timeout: 120_000 });
  expect(await casesSaying(words)).toHaveLength(1);
  const left = await page.evaluate(`new Promise((settle) => {
    indexedDB.open('linli-field').onsuccess = ({ target }) => {
      const names = ['rows', 'files', 'kept'];
      const reading = target.result.transaction(names);
      const counts = names.map((name) => reading.objectStore(name).count());
      reading.oncomplete = () => settle(counts.map(({ result }) => result));
    };
  })`);
  expect(left).toEqual([0, 0, 0]);
  await leave(page);
});
