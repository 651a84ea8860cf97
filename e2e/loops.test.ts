import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { type LoopPages, startLoop } from './loop-pages.ts';

let loop: LoopPages;
let secretary: SignedIn;

beforeAll(async () => {
  loop = await startLoop('loops');
  secretary = await loop.app.signIn('community-secretary');
});

afterAll(() => loop?.close());

test('a quarrel goes to mediation in one press, and only its list sees it', async () => {
  const { app, open, look, leave, press } = loop;
  const keeper = await app.signIn('mediator', { areaId: world.community });
  const { answer } = await app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      source: 'grid',
      place: { areaId: world.unit, words: '3 楼' },
      fields: { words: '楼上楼下为漏水争吵' },
    } as never,
    secretary,
  );
  const page = await open(`/desk/cases/${answer.ref}`, secretary);
  await press(page, '转人民调解');
  const words = page.getByLabel('纠纷情况');
  await words.waitFor();
  expect(await words.inputValue()).toBe('楼上楼下为漏水争吵');
  await page.getByText('邻里', { exact: true }).click();
  await look(page, 'to-mediation');
  await leave(page);
  const made = await app.send(
    'cases.raise',
    {
      type: 'mediation',
      begin: 'apply',
      source: 'grid',
      place: { areaId: world.unit },
      fields: {
        kind: 'neighbours',
        words: '楼上楼下为漏水争吵',
        applicants: [{ name: '赵一', phone: '19900001111' }],
        others: [{ name: '钱二' }],
      },
      from: { ref: answer.ref, lead: 'to-mediation' },
    } as never,
    secretary,
  );
  const asKeeper = await app.signInUser(keeper.userId);
  const pane = await open(`/desk/cases/${made.answer.ref}`, asKeeper);
  await pane.getByText('对方当事人').first().waitFor();
  await pane.getByRole('link', { name: /待办事项/ }).waitFor();
  await look(pane, 'mediation');
  await press(pane, '受理并确定调解员');
  await pane.getByRole('dialog').getByText('各方都同意调解').waitFor();
  await look(pane, 'mediation-accept');
  await leave(pane);
});

test('a whistle is blown at the desk, and its units are at work each by its own clocks', async () => {
  const { app, open, look, leave, press } = loop;
  const page = await open('/desk/raise?type=whistle&begin=blow', secretary);
  await page.getByText('综合执法', { exact: true }).waitFor();
  await look(page, 'whistle-blow');
  await leave(page);
  const { answer } = await app.send(
    'cases.raise',
    {
      type: 'whistle',
      begin: 'blow',
      source: 'grid',
      place: { areaId: world.unit, words: '后门' },
      fields: {
        kind: 'enforcement',
        words: '违章搭建，需要城管到场',
        leadOrganisationId: world.station,
        organisationIds: [world.property],
      },
    } as never,
    secretary,
  );
  const principal = await app.signIn('community-secretary');
  const { ref } = answer;
  expect((await app.send('cases.act', { ref, action: 'agree', input: {} }, principal)).status).toBe(200);
  const station = await app.signIn('handler', { organisationId: world.station });
  const unit = await open(`/desk/cases/${ref}`, station);
  await unit.getByText('报到处置').first().waitFor();
  expect(await unit.getByText('望江城管中队').count()).toBeGreaterThan(1);
  await look(unit, 'whistle-unit');
  await press(unit, '签收');
  await unit.getByText('已签收').first().waitFor();
  await leave(unit);
});
