import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { loadCategorySeeds } from '../server/features/catalogue/seed-load.ts';
import { type TestApp, testApp } from '../server/test/app.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
const built = inject('webDir');
let app: TestApp;
let address: string;
let office: SignedIn;
let desk: SignedIn;

beforeAll(async () => {
  [browser, app] = await Promise.all([startBrowser(), testApp({ webDir: built })]);
  const client = new pg.Client({ connectionString: app.ownerUrl });
  await client.connect();
  await loadCategorySeeds(client, app.clock.now());
  await client.query(`update area_versions set polygon = $2 where area_id = $1`, [
    world.street,
    JSON.stringify({
      type: 'Polygon',
      coordinates: [
        [
          [121.474, 31.225],
          [121.495, 31.225],
          [121.495, 31.243],
          [121.474, 31.243],
          [121.474, 31.225],
        ],
      ],
    }),
  ]);
  await client.end();
  [office, desk] = [await app.signIn('district-office'), await app.signIn('street-desk')];
  await furnish();
  address = await app.http.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** Some duties and rules to look at. */
async function furnish(): Promise<void> {
  const duty = (categoryId: number, areaId: number, leadOrganisationId: string, helpers: string[] = [], basis = '') =>
    app.send(
      'catalogue.setDuty',
      { categoryId, areaId, leadOrganisationId, helperOrganisationIds: helpers, basis, basedOn: null },
      office,
    );
  await duty(107, world.street, world.station, [world.property], '《街道职责清单》第 12 项');
  await duty(107, world.community, world.property, [world.committee], '物业服务合同');
  await duty(100, world.district, world.station);
  await duty(200, world.district, world.station, [], '区城市管理清单');
  const rule = (id: string, name: string, categoryIds: number[], times: object, lead: string, more: object = {}) => ({
    id: `00000000-0000-7000-8000-0000000000${id}`,
    name,
    categoryIds,
    times: { hours: 'any' as const, ...times },
    sends: { leadOrganisationId: lead, helperOrganisationIds: [world.property] },
    ...more,
  });
  const { stamp } = (await app.get('GET /catalogue/routing-rules', { query: { areaId: world.street } }, desk)).answer;
  const saved = await app.send(
    'catalogue.setRules',
    {
      areaId: world.street,
      basedOn: stamp,
      rules: [
        rule('b1', '夜间噪声直派城管', [205, 206], { from: '22:00', to: '06:00' }, world.station),
        rule('b2', '汛期积水紧急派物业', [404, 405], { months: [5, 6, 7, 8, 9] }, world.property, {
          sends: { leadOrganisationId: world.property, helperOrganisationIds: [], urgency: 'urgent' },
        }),
        rule('b3', '下班后垃圾满溢', [202], { hours: 'closed' }, world.station),
        rule('b4', '广场周边', [], {}, world.committee, { isOn: false }),
      ] as never,
    },
    desk,
  );
  expect(saved.status).toBe(200);
}

async function visit(as: SignedIn, path: string, language: 'zh' | 'en' = 'zh', width = 1440): Promise<Page> {
  const page = await browser.openPage({ width, height: 900 });
  const [name = '', value = ''] = as.headers.cookie.split('=');
  await page.context().addCookies([{ name, value, url: address }]);
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await page.goto(`${address}/desk${path}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  return page;
}

/** A picture, and nothing that breaks WCAG 2.2 AA. */
async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `catalogue-${name}`);
  expect(await axeViolations(page)).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

test.each(['zh', 'en'] as const)('the catalogue’s screens in %s', async (language) => {
  const editor = await visit(office, '/catalogue?category=107&tab=more', language);
  for (const [at, tab] of ['limits', 'duties', 'form', 'reasons', 'replies', 'more'].entries()) {
    await editor.getByRole('tab').nth(at).click();
    await editor.waitForURL(new RegExp(`tab=${tab}`));
    await editor.waitForLoadState('networkidle');
    await look(editor, `${tab}-${language}`);
  }
  await leave(editor);
  const rules = await visit(desk, '/routing', language);
  await look(rules, `routing-${language}`);
  await leave(rules);
});

test('a limit is changed, named before it is saved, and kept as a new version', async () => {
  const page = await visit(office, '/catalogue?category=107&tab=limits');
  const limit = page.getByRole('spinbutton', { name: '处置中的时限' });
  await limit.fill('4');
  await page.getByText('已修改：时限').waitFor();
  await look(page, 'limits-changed');
  // Going to another category asks first; staying keeps what was typed.
  await page.getByRole('tree').getByText('燃气使用隐患').click();
  await page.getByText('修改还没有保存').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  expect(await limit.inputValue()).toBe('4');
  await page.getByRole('textbox', { name: '处置中的依据' }).fill('');
  await page.getByRole('button', { name: '保存修改' }).click();
  await page.getByText('请写明时限的依据').waitFor();
  await look(page, 'limits-refused');
  await page.getByRole('textbox', { name: '处置中的依据' }).fill('《区电梯应急处置规定》第 6 条');
  await page.getByRole('button', { name: '保存修改' }).click();
  await page.getByText('已保存，新的事项按第 2 版办理。').waitFor();
  await page.getByText('第 2 版', { exact: true }).waitFor();
  await page.getByText('已修改').waitFor({ state: 'detached' });
  const { answer } = await app.get('GET /catalogue/:id', { params: { id: 107 } }, office);
  expect(answer.own.limits?.handle).toEqual({
    limit: { unit: 'urgent-hours', n: 4 },
    basis: '《区电梯应急处置规定》第 6 条',
  });
  await leave(page);
});

test.each(['zh', 'en'] as const)(
  'questions are added, ordered, checked field by field, tried out and saved in %s',
  async (language) => {
    const words = (zh: string, en: string) => (language === 'zh' ? zh : en);
    // Another category in each language: a question that is there twice would be refused.
    const id = language === 'zh' ? 103 : 106;
    const page = await visit(office, `/catalogue?category=${id}&tab=form`, language);
    const part = page.getByRole('region', { name: words('提问', 'Questions'), exact: true });
    const before = (await app.get('GET /catalogue/:id', { params: { id } }, office)).answer.rule.questions;
    await part.getByRole('button', { name: words('添加问题', 'Add a question') }).click();
    const rows = part.getByRole('list', { name: words('提问', 'Questions'), exact: true }).locator('> li');
    expect(await rows.count()).toBe(before.length + 1);
    const last = rows.last();
    await last.getByRole('combobox').click();
    await page
      .getByRole('option', { name: words('数字', 'Number') })
      .or(page.locator(`.ant-select-item-option[title="${words('数字', 'Number')}"]`))
      .last()
      .click();
    await last.getByLabel(words('单位（选填）（中文）', 'Unit (optional) (Chinese)')).fill('根');
    await last.getByPlaceholder(words('最小', 'Least')).fill('9');
    await last.getByPlaceholder(words('最大', 'Most')).fill('1');
    await last.getByLabel(words('问题（中文）', 'Question (Chinese)')).fill('请填身份证号');
    await page.getByRole('button', { name: words('保存修改', 'Save changes') }).click();
    await last.getByText(words('中文和英文都要填写。', 'Both Chinese and English words are needed.')).first().waitFor();
    await last.getByText(words('最小值不能大于最大值。', 'The least is more than the most.')).waitFor();
    await last.scrollIntoViewIfNeeded();
    await look(page, `questions-refused-${language}`);
    await last.getByLabel(words('问题（英文）', 'Question (English)')).fill('How many wires');
    await last.getByText(words('不能在这里问证件号', 'Document, phone, card numbers')).waitFor();
    await last.getByLabel(words('问题（中文）', 'Question (Chinese)')).fill('几根电线');
    await last.getByLabel(words('单位（选填）（英文）', 'Unit (optional) (English)')).fill('wires');
    await last.getByPlaceholder(words('最大', 'Most')).fill('40');
    await last.getByRole('checkbox', { name: words('必答', 'Required') }).check();
    await last.getByRole('button', { name: words('上移：几根电线', 'Move up: 几根电线') }).click();
    const preview = part.getByRole('complementary');
    await preview.getByRole('button', { name: words('试着提交', 'Try to send') }).click();
    await preview.getByText(words('请回答“几根电线”', 'Please answer “How many wires”')).waitFor();
    await part.scrollIntoViewIfNeeded();
    await look(page, `questions-${language}`);
    await page.getByRole('button', { name: words('保存修改', 'Save changes') }).click();
    await page.getByText(words('已保存，新的事项按第 2 版办理。', 'Saved. New matters go by version 2.')).waitFor();
    const { answer } = await app.get('GET /catalogue/:id', { params: { id } }, office);
    expect(answer.own.questions?.map(({ label }) => label.zh)).toEqual([
      ...before.slice(0, -1).map(({ label }) => label.zh),
      '几根电线',
      before.at(-1)?.label.zh,
    ]);
    expect(answer.own.questions?.at(-2)).toMatchObject({
      kind: 'number',
      unit: { zh: '根', en: 'wires' },
      min: 9,
      max: 40,
      isRequired: true,
    });
    await leave(page);
  },
);

test('who only manages a street sees the limits at rest, and names its own units', async () => {
  const page = await visit(desk, '/catalogue?category=107&tab=limits');
  expect(await page.getByRole('spinbutton').count()).toBe(0);
  await look(page, 'limits-read-only');
  await page.getByRole('tab', { name: '责任单位' }).click();
  await page.getByRole('button', { name: '修改望江街道的责任单位' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /依据/ }).fill('《街道职责清单》第 13 项');
  await look(page, 'duty-dialog');
  await dialog.getByRole('button', { name: '指定责任单位' }).click();
  await page.getByText('《街道职责清单》第 13 项').waitFor();
  const { answer } = await app.get('GET /catalogue/duties', { query: { categoryId: 107 } }, desk);
  expect(answer.items[0]).toMatchObject({ basis: '《街道职责清单》第 13 项', lead: { id: world.station } });
  await leave(page);
});

test('rules are moved by the keyboard, drawn on the map, saved and tried out', async () => {
  const page = await visit(desk, '/routing');
  const names = () => page.locator('.cat-rule-words b').allTextContents();
  const handle = page.getByRole('button', { name: /移动规则“下班后垃圾满溢”/ });
  await handle.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(await names()).toEqual(['下班后垃圾满溢', '夜间噪声直派城管', '汛期积水紧急派物业', '广场周边']);
  expect(await handle.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  await page.getByRole('button', { name: /^广场周边/ }).click();
  await page.getByRole('button', { name: '在地图上画' }).click();
  await page.locator('.ant-modal [data-ready="yes"]').waitFor();
  const map = page.getByRole('dialog').locator('canvas');
  for (const position of [
    { x: 260, y: 120 },
    { x: 420, y: 130 },
    { x: 400, y: 280 },
    { x: 270, y: 270 },
  ])
    await map.click({ position, delay: 30 });
  await page.getByRole('button', { name: '完成' }).click();
  await look(page, 'outline');
  await page.getByRole('button', { name: '用这个范围' }).click();
  await page.getByText(/只在所画范围/).waitFor();
  await look(page, 'rule');
  await page.getByRole('button', { name: '放进清单' }).click();
  await page.getByRole('button', { name: '保存规则' }).click();
  await page.getByText('已保存，新的派遣按此执行。').waitFor();
  const { answer } = await app.get('GET /catalogue/routing-rules', { query: { areaId: world.street } }, desk);
  expect(answer.items.map((rule) => rule.name)).toEqual(await names());
  expect(answer.items[3]?.polygon?.type).toBe('Polygon');
  await page.getByRole('combobox', { name: '类别' }).fill('垃圾分类');
  await page.getByTitle(/垃圾分类点满溢/).click();
  await page.getByRole('button', { name: '看看派给谁' }).click();
  await page.getByText('逐条对照').waitFor();
  await page.waitForLoadState('networkidle');
  await look(page, 'preview');
  await leave(page);
});
