import { afterAll, beforeAll, expect, test } from 'vitest';
import { world } from '../server/test/world.ts';
import { type LoopPages, startLoop } from './loop-pages.ts';

let loop: LoopPages;

beforeAll(async () => {
  loop = await startLoop('whistles');
});

afterAll(() => loop?.close());

test('who may be blown at is kept as rules, the picker offers no one else, and a figure opens into its whistles', async () => {
  const { app, open, look, leave } = loop;
  const desk = await app.signIn('street-desk');
  const rules = await open('/desk/whistle-rules', desk);
  await rules.getByRole('button', { name: '添加规则' }).click();
  const dialog = rules.getByRole('dialog');
  await dialog.getByText('社区', { exact: true }).click();
  await dialog.getByText('所在街道', { exact: true }).click();
  await dialog.getByLabel('单位类别').click();
  await rules.getByTitle('站所', { exact: true }).click();
  await rules.keyboard.press('Escape');
  await dialog.getByLabel('依据（文件名称、文号）').fill('望江街道吹哨报到办法');
  await look(rules, 'rule');
  await dialog.getByRole('button', { name: /保\s?存/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await rules.getByText('所在街道的站所').waitFor();
  await look(rules, 'rules');
  await leave(rules);

  const secretary = await app.signIn('community-secretary');
  const { answer } = await app.send(
    'cases.raise',
    {
      type: 'whistle',
      begin: 'blow',
      source: 'grid',
      place: { areaId: world.unit, words: '后门' },
      fields: { kind: 'enforcement', words: '违章搭建', leadOrganisationId: world.station },
    } as never,
    secretary,
  );
  const principal = await app.signIn('community-secretary');
  await app.send('cases.act', { ref: answer.ref, action: 'agree', input: {} }, principal);
  const matter = await open(`/desk/cases/${answer.ref}`, secretary);
  await loop.press(matter, '增加单位');
  await matter.getByRole('dialog').getByLabel('单位').click();
  await matter.getByTitle('望江城管中队 · 望江街道').waitFor();
  expect(await matter.getByTitle(/春申物业服务中心/).count()).toBe(0);
  await leave(matter);

  const figures = await open('/desk/whistles', desk);
  await figures.getByRole('heading', { name: '吹哨监测' }).waitFor();
  await figures.getByRole('button', { name: '合计 吹出: 1' }).waitFor();
  await look(figures, 'figures');
  await figures.getByRole('button', { name: '合计 吹出: 1' }).click();
  await figures.getByRole('dialog').getByRole('link', { name: answer.number }).waitFor();
  await look(figures, 'behind');
  await figures.keyboard.press('Escape');
  await figures.getByRole('dialog').waitFor({ state: 'hidden' });
  await figures.getByRole('button', { name: '导出双向考核表' }).click();
  await figures.getByRole('dialog').getByLabel('用途').waitFor();
  await look(figures, 'assessment');
  await leave(figures);
});

test('an urgent report goes from the call over further reports to the last, and says who was told when', async () => {
  const { app, open, look, leave, press } = loop;
  const desk = await app.signIn('street-desk');
  const secretary = await app.signIn('community-secretary');
  await app.database.pool.query('update users set name = $1 where id = $2', ['周书记', secretary.userId]);
  const calledAt = new Date(Date.parse(app.clock.now()) - 5 * 60_000).toISOString();
  const { answer } = await app.send(
    'cases.raise',
    {
      type: 'urgent-report',
      begin: 'call',
      source: 'grid',
      place: { areaId: world.unit },
      fields: {
        sort: 'accident',
        calledAt,
        calledWhom: '街道值班室 李主任',
        words: '外墙脱落，无人受伤，已拉警戒线',
        recipients: [secretary.userId],
      },
    } as never,
    desk,
  );
  const page = await open(`/desk/cases/${answer.ref}`, desk);
  const report = async (step: string, label: RegExp, words: string, stage: string) => {
    await press(page, step);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(label).fill(words);
    await dialog.getByRole('button', { name: step, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(stage, { exact: true }).first().waitFor();
  };
  await report('书面首报', /时间、地点/, '10:05 外墙脱落约两平方米，住户已疏散', '续报中');
  const listed = await open(`/desk/cases/${answer.ref}`, secretary);
  await press(listed, '已收到');
  const confirming = listed.getByRole('dialog');
  await confirming.getByLabel('要求或提醒').fill('先疏散一楼住户');
  await confirming.getByRole('button', { name: '已收到', exact: true }).click();
  await confirming.waitFor({ state: 'hidden' });
  await leave(listed);
  await page.reload();
  await report('续报', /最新情况/, '抢险单位已到场', '续报中');
  await page.getByText('抢险单位已到场').first().waitFor();
  await report('终报', /最新情况/, '险情排除，恢复通行', '待核定');
  await page.getByText('先疏散一楼住户').first().waitFor();
  await page
    .getByText(/周书记/)
    .first()
    .waitFor();
  await look(page, 'urgent-report');
  await leave(page);
});
