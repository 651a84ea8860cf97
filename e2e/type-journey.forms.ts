import type { Locator, Page } from 'playwright-core';
import type { Field } from '../domain/case/fields.ts';
import { valueFor } from '../domain/test/walk.ts';
import type { Filled, Named } from './type-journey.ts';

/** What a form was given, as a paper says it: words, the label of a choice, names. Kinds that a paper writes in its own way are left out. */
export type Written = Readonly<Record<string, string>>;

/** A drawn form: the desk's and the phone's differ in how a field is found and a day is written. */
export interface DrawnForm {
  readonly root: Locator;
  readonly look: 'desk' | 'mobile';
}

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Kinds that are filled in although they need not be: the others cost more than they show. */
const cheap: ReadonlySet<Field['kind']> = new Set(['text', 'choice', 'day', 'number', 'money', 'flag']);

/** Values as the laws of the engine choose them, each field by a number of its own, so that each can be told on paper. */
function usualValue(one: Field, nth: number): Filled {
  // A box is ticked, and a sum is one that is worth writing.
  const pick = one.kind === 'flag' ? 0 : one.kind === 'money' ? 120_000 + nth : one.kind === 'score' ? 4 : nth;
  return valueFor(one, pick, null) as Filled;
}

function fieldOf({ root, look }: DrawnForm, key: string): Locator {
  return look === 'desk'
    ? root.locator(`.ant-form-item:has(label[for$="_${key}"]) .ant-form-item-control`)
    : root.locator(`[data-field="${key}"]`);
}

/** Fills the form of a declaration: what is asked for, and what else is easily said. */
export async function fillForm(
  form: DrawnForm,
  asks: Readonly<Record<string, Field>>,
  fill: Readonly<Record<string, Filled>> = {},
  from = 0,
): Promise<Written> {
  const written: Record<string, string> = {};
  for (const [at, [key, one]] of Object.entries(asks).entries()) {
    const given = fill[key];
    if (given === null || (given === undefined && !one.isRequired && !cheap.has(one.kind))) continue;
    const said = await fillField(form, key, one, given === undefined ? usualValue(one, from + at) : given);
    if (said !== undefined) written[key] = said;
  }
  return written;
}

/** Answers what a class of the catalogue asks, by the keys of its questions: a choice by its words, anything else as it is typed. */
export async function answerQuestions(
  { root, look }: DrawnForm,
  answers: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const [key, said] of Object.entries(answers)) {
    const item =
      look === 'desk'
        ? root.locator(`.ant-form-item:has(label[for*=":${key}:"]) .ant-form-item-control`)
        : root.locator(`[data-field*=":${key}:"]`);
    await item.waitFor();
    const choice = item.getByText(said, { exact: true });
    if ((await choice.count()) > 0) await choice.click();
    else await item.locator('input, textarea').fill(said);
  }
}

async function fillField(form: DrawnForm, key: string, one: Field, value: Filled): Promise<string | undefined> {
  const item = fieldOf(form, key);
  switch (one.kind) {
    case 'text':
      await item.locator('input, textarea').last().fill(String(value));
      return String(value);
    case 'choice': {
      const label = one.of[String(value)]?.zh ?? '';
      await chooseOf(item, form.look, label);
      return label;
    }
    case 'reason': {
      await item.waitFor();
      const chips = item.locator('label:not([for]), button[aria-pressed], [role=radio]');
      if ((await chips.count()) > 0) await chips.last().click();
      else await item.locator('input').fill('其他原因');
      return undefined;
    }
    case 'flag':
      await item.getByText(value === true ? '是' : '否', { exact: true }).click();
      return undefined;
    case 'number':
      await item.locator('input').fill(String(value));
      return undefined;
    case 'money':
      await item.locator('input').fill(String(Number(value) / 100));
      return undefined;
    case 'day':
      await fillDay(item.locator('input'), form.look, String(value));
      return undefined;
    case 'instant':
      await fillInstant(item.locator('input'), form.look, String(value));
      return undefined;
    case 'people':
      return fillPeople(item, value as readonly Named[]);
    case 'files':
      await attach(item, form.look);
      return undefined;
    case 'score':
      await item
        .locator('[role=radiogroup] label')
        .nth(Number(value) - 1)
        .click();
      return undefined;
    case 'organisation':
    case 'organisations':
    case 'staff':
    case 'staff-list':
    case 'house':
    case 'category':
      await pickAll(item, [value].flat() as readonly string[]);
      return undefined;
  }
}

/** By the keyboard: Enter would send the form where nothing else is missing. */
async function fillDay(input: Locator, look: DrawnForm['look'], day: string): Promise<void> {
  await input.fill(day);
  if (look === 'desk') await input.press('Tab');
}

/** Shanghai's wall clock to the minute, as the controls of either look take it. */
async function fillInstant(input: Locator, look: DrawnForm['look'], instant: string): Promise<void> {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);
  if (look === 'mobile') return input.fill(local);
  await input.fill(local.replace('T', ' '));
  await input.page().locator('.ant-picker-ok button:visible').click();
}

/** A choice in sight, or one of a sheet that opens. */
async function chooseOf(item: Locator, look: DrawnForm['look'], label: string): Promise<void> {
  await item.waitFor();
  const opener = item.locator('.ll-mform-open');
  if (look === 'mobile' && (await opener.count()) > 0) {
    await opener.click();
    await item.page().getByRole('dialog').last().getByText(label, { exact: true }).click();
    return;
  }
  await item.getByText(label, { exact: true }).last().click();
}

async function fillPeople(item: Locator, people: readonly Named[]): Promise<string> {
  const rows = item.locator('.ll-people-row');
  await rows.first().waitFor();
  for (const [at, { name, phone }] of people.entries()) {
    if (at > 0) await item.locator('.ll-people-add').click();
    await rows.nth(at).locator('input').nth(0).fill(name);
    if (phone) await rows.nth(at).locator('input').nth(1).fill(phone);
  }
  return people.map(({ name }) => name).join('、');
}

async function attach(item: Locator, look: DrawnForm['look']): Promise<void> {
  const photo = { name: '照片.png', mimeType: 'image/png', buffer: pixel };
  await item.locator('input[type=file]').setInputFiles(photo);
  await item
    .locator(look === 'desk' ? 'li' : 'img')
    .first()
    .waitFor();
}

/** Units, people of the staff or items of the catalogue, found by their names. */
async function pickAll(item: Locator, names: readonly string[]): Promise<void> {
  const page = item.page();
  const box = item.getByRole('combobox');
  for (const name of names) {
    await box.click({ force: true });
    await box.fill(name);
    await openOption(page, name).click();
  }
  await box.blur();
}

const openOption = (page: Page, name: string): Locator =>
  page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: name })
    .first();
