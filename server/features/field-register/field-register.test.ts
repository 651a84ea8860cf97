import { afterAll, beforeAll, expect, it } from 'vitest';
import { caseTypes } from '../../../domain/processes/registry.ts';
import { fieldRegister } from '../../../domain/registry/field-register.ts';
import { coreFields, houseFields, personFields, tagCodes } from '../../../domain/registry/fields.ts';
import { readTable } from '../../kit/sheets/read-table.ts';
import { type TestApp, testApp } from '../../test/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

it('has every declared field once, each with purpose, basis and term in both languages', async () => {
  const { items } = (await app.get('GET /field-register')).answer;
  expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  const keys = items.map(({ key }) => key);
  for (const { key } of [...coreFields, ...personFields]) expect(keys).toContain(`person.${key}`);
  for (const { key } of houseFields) expect(keys).toContain(`house.${key}`);
  for (const code of tagCodes) expect(keys).toContain(`tag.${code}`);
  for (const type of Object.values(caseTypes))
    for (const key of Object.keys(type.fields)) expect(keys).toContain(`case.${type.code}.${key}`);
  for (const { label, purpose, term, basis } of items)
    expect([label, purpose, term].every(({ zh, en }) => zh !== '' && en !== '') && basis !== '').toBe(true);
});

it('names what is sensitive, and nothing that must not be held', () => {
  const lines = fieldRegister(caseTypes);
  const level = (key: string) => lines.find((line) => line.key === key)?.level;
  expect(['person.idNumber', 'person.phone', 'case.contact.phone', 'tag.disabled'].map(level)).toEqual([3, 3, 3, 3]);
  expect(level('case.event.words')).toBe(2);
  expect(JSON.stringify(lines)).not.toMatch(/宗教|信仰|前科|吸毒|精神病|上访/);
});

it('is exported whole, as a spreadsheet and as CSV', async () => {
  const { items } = (await app.get('GET /field-register')).answer;
  const get = (query: string) => app.inject({ method: 'GET', url: `/api/field-register/export${query}` });
  const book = JSON.stringify(await readTable((await get('')).rawPayload, 'x'));
  const csv = await get('?format=csv&language=en');
  expect(csv.headers['content-type']).toContain('text/csv');
  expect(csv.body.trim().split('\r\n')).toHaveLength(items.length + 1);
  for (const { label } of items) {
    expect(book).toContain(label.zh);
    expect(csv.body).toContain(label.en.replaceAll('"', '""'));
  }
});
