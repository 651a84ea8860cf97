import type { Page, Response } from 'playwright-core';
import { expect } from 'vitest';
import { actionsAt, stageOf } from '../domain/case/decide.ts';
import type { CaseType } from '../domain/case/define.ts';
import { caseTypes } from '../domain/processes/registry.ts';
import { world } from '../server/test/world.ts';
import { axeViolations, faultsOf, shoot } from './browser.ts';
import { answerQuestions, fillForm, type Written } from './type-journey.forms.ts';
import { isResident, type JourneyGround } from './type-journey.people.ts';
import { openPrints } from './type-journey.prints.ts';
import { type ActStep, accounts, type BeginStep, type Journey, type Step } from './type-journey.ts';

const dayMs = 24 * 3_600_000;

/** A case on its way. */
export interface Walked {
  readonly type: CaseType;
  readonly ref: string;
  readonly number: string;
  readonly stage: string;
  /** What was last written into each field. */
  readonly written: Written;
  /** Steps taken so far: what is filled in differs from step to step. */
  readonly nth: number;
}

type Sent = Readonly<Record<'ref' | 'number' | 'stage', string>>;

interface Results {
  readonly results: readonly { readonly state: string; readonly output: Sent; readonly problem: unknown }[];
}

const isStepSent = (response: Response): boolean =>
  response.url().endsWith('/api/intentions') &&
  /"(?:cases\.(?:raise|act)|orders\.(?:take|act))"/.test(response.request().postData() ?? '');

/** What came of a press: the case as it stands then. A refusal fails with its own words. */
async function sentBy(page: Page, press: () => Promise<unknown>): Promise<Sent> {
  const [response] = await Promise.all([page.waitForResponse(isStepSent), press()]);
  const { results = [] } = (await response.json()) as Partial<Results>;
  const [result] = results;
  if (result?.state !== 'done') throw new Error(`Refused: ${JSON.stringify(result?.problem ?? response.status())}`);
  return result.output;
}

const titleOf = (type: CaseType, stage: string): string => stageOf(type, stage).label.zh;

async function beginAtDesk(page: Page, type: CaseType, step: BeginStep): Promise<readonly [Sent, Written]> {
  const call = page.getByLabel('电话', { exact: true });
  await page.getByLabel('地点', { exact: true }).waitFor();
  if (await call.isVisible()) {
    await call.fill(accounts.resident.phone);
    await page.getByLabel('怎么称呼').fill(accounts.resident.name);
  }
  await page.getByLabel('地点', { exact: true }).fill('春申1幢1单元');
  await page.getByRole('option').first().waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.getByText('归 春申社区 · 春申第一网格').waitFor();
  const form = { root: page.locator('.cases-raise-fields'), look: 'desk' as const };
  await answerQuestions(form, step.answers);
  const written = await fillForm(form, type.begins[step.begin]?.asks ?? {}, step.fill);
  const sent = await sentBy(page, () => page.getByRole('button', { name: '提交登记' }).click());
  await page.getByText(sent.number).first().waitFor();
  return [sent, written];
}

async function beginOnPortal(page: Page, type: CaseType, step: BeginStep): Promise<readonly [Sent, Written]> {
  const form = { root: page.locator('#portal-apply'), look: 'mobile' as const };
  const asks = Object.entries(type.begins[step.begin]?.asks ?? {}).filter(([, { kind }]) => kind !== 'files');
  await page.getByLabel('小区或楼号').fill('春申1幢1单元');
  await page.getByRole('button', { name: /^1幢1单元/ }).click();
  const written = await fillForm(form, Object.fromEntries(asks), step.fill);
  // What falls under which class, and so what would end it here, comes with the catalogue.
  await page.waitForLoadState('networkidle');
  for (const stopper of await page.locator('.portal-stopper .ll-segments').all())
    await stopper.locator('label').last().click();
  await answerQuestions({ root: page.locator('main'), look: 'mobile' }, step.answers);
  await page.getByPlaceholder('怎么称呼您（选填）').fill(accounts[step.as].name);
  const sent = await sentBy(page, () => page.getByRole('button', { name: '提交', exact: true }).click());
  await page.waitForURL(/\/sent#/);
  return [sent, written];
}

async function beginAtTheDoor(page: Page, type: CaseType, step: BeginStep): Promise<readonly [Sent, Written]> {
  const form = { root: page.locator('form.ll-mform'), look: 'mobile' as const };
  const written = await fillForm(form, type.begins[step.begin]?.asks ?? {}, step.fill);
  await page.getByRole('button', { name: '选地点' }).click();
  await page.getByRole('button', { name: /1幢/ }).first().click();
  await page.getByText('自己发现', { exact: true }).click();
  const send = page.getByRole('button', { name: type.begins[step.begin]?.label.zh ?? '', exact: true });
  return [await sentBy(page, () => send.click()), written];
}

async function begin(ground: JourneyGround, type: CaseType, step: BeginStep): Promise<Walked> {
  const { code, begins } = type;
  const { as, begin: name, category } = step;
  const item = category === undefined ? '' : `&category=${ground.items.get(category)}`;
  const begun = async (): Promise<readonly [Sent, Written]> => {
    if (step.on === 'phone')
      return beginAtTheDoor(await ground.pageOf(as, `/field/start/${code}/${name}`, true), type, step);
    if (isResident(as))
      return beginOnPortal(await ground.pageOf(as, `/apply/${code}?begin=${name}${item}`), type, step);
    return beginAtDesk(await ground.pageOf(as, `/desk/raise?type=${code}&begin=${name}${item}`), type, step);
  };
  const [{ ref, number, stage }, written] = await begun();
  expect(stage).toBe(begins[name]?.to);
  return { type, ref, number, stage, written, nth: 1 };
}

interface Acting {
  readonly page: Page;
  readonly walked: Walked;
  readonly step: ActStep;
}

const asksOf = ({ walked: { type, stage }, step }: Acting) => {
  const action = actionsAt(type, stage)[step.action];
  if (!action) throw new Error(`${type.code} offers no ${step.action} at ${stage}`);
  return { label: action.label.zh, asks: action.asks ?? {} };
};

/** A step at the desk: pressed where the bar has put it, its dialog filled in, sent and closed. */
async function actAtDesk(ground: JourneyGround, acting: Acting): Promise<readonly [Sent, Written]> {
  const { page, walked, step } = acting;
  const { label, asks } = asksOf(acting);
  if (Object.keys(asks).length === 0) return [await sentBy(page, () => ground.loop.press(page, label)), {}];
  await ground.loop.press(page, label);
  const dialog = page.getByRole('dialog');
  const send = dialog.getByRole('button', { name: label, exact: true });
  await send.waitFor();
  const written = await fillForm({ root: dialog, look: 'desk' }, asks, step.fill, walked.nth * 20);
  const sent = await sentBy(page, () => send.click());
  await dialog.waitFor({ state: 'hidden' });
  return [sent, written];
}

/** Solved or not and how satisfied: residents have a card of their own for these. */
async function rate(page: Page): Promise<Sent> {
  const card = page.locator('.portal-rate');
  await card.locator('.ll-segments label').first().click();
  await card.locator('.portal-faces label').last().click();
  return sentBy(page, () => card.getByRole('button', { name: '提交评价' }).click());
}

/** A step by a resident: a button that opens a sheet. */
async function actOnPhone(acting: Acting): Promise<readonly [Sent, Written]> {
  const { page, walked, step } = acting;
  const { label, asks } = asksOf(acting);
  if (step.action === 'confirm' && step.on !== 'pool') return [await rate(page), {}];
  await page.getByRole('button', { name: label, exact: true }).click();
  const sheet = page.getByRole('dialog');
  const written = await fillForm({ root: sheet, look: 'mobile' }, asks, step.fill, walked.nth * 20);
  const sent = await sentBy(page, () => sheet.getByRole('button', { name: '提交', exact: true }).click());
  await sheet.waitFor({ state: 'hidden' });
  return [sent, written];
}

/** Among what may be taken: taken by its public words; later steps stand with what one took. */
async function actInPool(acting: Acting): Promise<readonly [Sent, Written]> {
  const { page, walked } = acting;
  const { label } = asksOf(acting);
  const home = { communityId: world.community, communityName: '春申社区', areaId: world.unit };
  if (walked.stage !== 'published') {
    await page.getByText('我接的单', { exact: true }).click();
    return actOnPhone(acting);
  }
  await page.evaluate((place) => localStorage.setItem('linli.portal.home', JSON.stringify(place)), home);
  await page.reload();
  const card = page.locator('.orders-card').filter({ hasText: walked.written['publicWords'] ?? '' });
  const sent = await sentBy(page, () => card.getByRole('button', { name: label, exact: true }).click());
  await page.getByText('接单成功').waitFor();
  return [sent, {}];
}

function actWhere(ground: JourneyGround, acting: Acting): Promise<readonly [Sent, Written]> {
  if (acting.step.on === 'pool') return actInPool(acting);
  return isResident(acting.step.as) ? actOnPhone(acting) : actAtDesk(ground, acting);
}

/** Where a step leads by its declaration, unless the journey says which way. */
function stageAfter({ type, stage }: Walked, { action, to }: ActStep): string {
  const declared = actionsAt(type, stage)[action]?.to;
  if (to !== undefined) return to;
  if (declared === undefined) return stage;
  if (typeof declared !== 'string') throw new Error(`Say where ${action} of ${type.code} leads`);
  return declared;
}

async function act(ground: JourneyGround, walked: Walked, step: ActStep): Promise<Walked> {
  const { type, ref } = walked;
  const path = step.on === 'pool' ? '/orders' : isResident(step.as) ? `/mine/${ref}` : `/desk/cases/${ref}`;
  const page = await ground.pageOf(step.as, path);
  const [sent, written] = await actWhere(ground, { page, walked, step });
  expect([step.action, sent.stage]).toEqual([step.action, stageAfter(walked, step)]);
  // What the screen says now is what came of it.
  if (sent.stage !== walked.stage && !isResident(step.as))
    await page.locator('.ll-detail').getByText(titleOf(type, sent.stage)).first().waitFor();
  // Words beside a step stand with the step on paper; a field of that name is what the first word said.
  const { words, ...kept } = written;
  const noted = words === undefined ? {} : { [`steps_${step.action.replaceAll('-', '_')}`]: words };
  return { ...walked, stage: sent.stage, written: { ...walked.written, ...kept, ...noted }, nth: walked.nth + 1 };
}

/** Time passes: what the clock does by itself is done. */
async function pass(ground: JourneyGround, days: number): Promise<void> {
  const { app } = ground.loop;
  app.clock.advance(days * dayMs);
  await app.queue.runAll();
  await ground.leavePages();
}

async function take(ground: JourneyGround, walked: Walked, step: Step): Promise<Walked> {
  if ('wait' in step) {
    await pass(ground, step.wait);
    await ground.loop.app.queue.runJob('cases.lapse');
    return { ...walked, stage: step.to };
  }
  if ('prints' in step) {
    await openPrints(ground, walked, step);
    return walked;
  }
  if (step.after) await pass(ground, step.after);
  if ('begin' in step) throw new Error('A journey begins once');
  return act(ground, walked, step);
}

/** Walks a journey and looks at where it ends: closed on screen, nothing gone wrong, and what axe finds of it. */
export async function walkJourney(ground: JourneyGround, { type: code, title, seenBy, steps }: Journey): Promise<void> {
  const type = caseTypes[code];
  if (!type) throw new Error(`No process is called ${code}`);
  const [first, ...rest] = steps;
  let walked = await begin(ground, type, first);
  for (const step of rest) {
    walked = await take(ground, walked, step);
  }
  expect([title, stageOf(type, walked.stage).phase]).toEqual([title, 'closed']);
  const page = await ground.pageOf(seenBy, `/desk/cases/${walked.ref}`);
  const pane = page.locator('.ll-detail');
  await pane.getByText(walked.number).first().waitFor();
  await pane.getByText(titleOf(type, walked.stage)).first().waitFor();
  await page.waitForLoadState('networkidle');
  expect.soft(await axeViolations(page), title).toEqual([]);
  await shoot(page, `type-${code}-${walked.stage}`, { isWhole: true });
  expect.soft(faultsOf(page), title).toEqual([]);
}
