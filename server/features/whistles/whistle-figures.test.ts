import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WhistleLine } from '../../../contract/whistles.ts';
import { readWorkbook } from '../../kit/sheets/read-workbook.ts';
import { type Asker, requestOf, type TestApp, testApp } from '../../test/app.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let blower: Asker;
let principal: Asker;
let district: Asker;
let street: Asker;
let property: Asker;
let station: Asker;
const refs: string[] = [];
/** Monday, nine in the morning in Shanghai. */
const monday = '2026-03-02T01:00:00.000Z';

async function act(ref: string, action: string, as: Asker, input: object = {}): Promise<void> {
  const done = await app.send('cases.act', { ref, action, input } as never, as);
  expect(done.problem, action).toBeUndefined();
}
async function blow(kind: string, units: readonly string[]): Promise<string> {
  const [leadOrganisationId, ...organisationIds] = units;
  const fields = { kind, words: '占道经营', leadOrganisationId, organisationIds };
  const input = { type: 'whistle', begin: 'blow', source: 'superior', place: { areaId: world.unit }, fields };
  const made = await app.send('cases.raise', input as never, blower);
  expect(made.problem).toBeUndefined();
  refs.push(made.answer.ref);
  return made.answer.ref;
}

/**
 * One ended with both units in time; one whose station has gone back and whose property company is late; one that waits for the principal.
 */
beforeAll(async () => {
  app = await testApp({ now: monday });
  blower = await app.signIn('community-secretary');
  principal = await app.signIn('community-secretary');
  district = await app.signIn('district-office');
  street = await app.signIn('street-desk');
  property = await app.signIn('handler', { organisationId: world.property });
  station = await app.signIn('handler', { organisationId: world.station });
  const ended = await blow('priority', [world.property, world.station]);
  await act(ended, 'agree', principal);
  for (const unit of [property, station]) {
    await act(ended, 'sign-summons', unit);
    await act(ended, 'arrive', unit);
  }
  await act(ended, 'conclude', station, { words: '=已清理', score: 4 });
  await act(ended, 'conclude', property, { words: '已劝离', score: 2 });
  await act(ended, 'end', blower, { outcome: 'solved', score: 5 });
  const late = await blow('enforcement', [world.property, world.station]);
  await act(late, 'agree', principal);
  await act(late, 'ask-return', station, { reason: 'not-our-duty', words: '不属本单位' });
  await act(late, 'decide-summons-return', district, { organisationId: world.station, decision: 'granted' });
  app.clock.set('2026-03-04T03:00:00.000Z');
  // Two days later nobody is signed in any more.
  blower = await app.signInUser(blower.userId);
  street = await app.signInUser(street.userId);
  property = await app.signInUser(property.userId);
  await act(late, 'sign-summons', property);
  await blow('priority', [world.station]);
});
afterAll(() => app.close());

const period = { from: '2026-03-01', to: '2026-03-31' };
/** Counts of a line: raised, blown, units, and answered, arrived, returned, ended as numerator of denominator. */
const told = ({ raised, blown, units, numerators, denominators }: WhistleLine) => [
  raised,
  blown,
  units,
  ...numerators.map((n, at) => `${n}/${denominators[at]}`),
];

it('counts whistles and units by community, class and unit', async () => {
  const { answer } = await app.get('GET /whistles/figures', { query: period }, street);
  expect(answer.figures.map(({ code }) => code)).toEqual(['answered', 'arrived', 'returned', 'ended']);
  expect(told(answer.total)).toEqual([3, 2, 4, '2/3', '2/3', '1/4', '1/2']);
  expect(answer.total.ratings).toEqual({ units: { n: 1, sum: 5 }, blower: { n: 2, sum: 6 } });
  expect(answer.byCommunity.map((line) => [line.name.zh, line.raised])).toEqual([
    ['春申社区', 3],
    ['梅园社区', 0],
  ]);
  expect(answer.byClass.map((line) => [line.key, ...told(line).slice(0, 3)])).toEqual([
    ['enforcement', 1, 1, 2],
    ['priority', 2, 1, 2],
    ['emergency', 0, 0, 0],
  ]);
  // A community blew each of them: at its property company, and at a team of the street.
  expect(answer.byWay.map((line) => [line.key, line.name.zh, ...told(line).slice(0, 3)])).toEqual([
    ['community-community', '社区吹社区', 2, 2, 2],
    ['community-street', '社区吹街道', 2, 2, 2],
  ]);
  expect(Object.fromEntries(answer.byUnit.map((line) => [line.name.zh, told(line).slice(2)]))).toEqual({
    春申物业服务中心: [2, '1/2', '1/2', '0/2', '1/2'],
    望江城管中队: [2, '1/1', '1/1', '1/2', '1/2'],
  });
  const enforcement = await app.get('GET /whistles/figures', { query: { ...period, class: 'enforcement' } }, street);
  expect(told(enforcement.answer.total)).toEqual([1, 1, 2, '0/1', '0/1', '1/2', '0/1']);
});

it('opens a number into the whistles behind it, page by page, within the scope', async () => {
  const behind = async (query: object, as = street) =>
    (await app.get('GET /whistles/behind', { query: { ...period, ...query } } as never, as)).answer;
  const all = await behind({ figure: 'raised', limit: 2 });
  expect([all.total, all.items.length]).toEqual([3, 2]);
  const rest = await behind({ figure: 'raised', limit: 2, cursor: all.next });
  expect([...all.items, ...rest.items].map(({ ref }) => ref).toSorted()).toEqual(refs.toSorted());
  expect(rest.next).toBeUndefined();
  const returned = await behind({ figure: 'returned', part: 'numerator', unit: world.station });
  expect(returned.items.map(({ ref }) => ref)).toEqual([refs[1]]);
  const [way] = (await app.get('GET /whistles/figures', { query: period }, street)).answer.byWay;
  expect((await behind({ figure: 'blown', way: way?.key as never })).total).toBe(way?.blown);
  const far = await app.signIn('community-secretary', { areaId: world.farCommunity });
  expect((await behind({ figure: 'raised' }, far)).total).toBe(0);
  const outside = await app.get('GET /whistles/figures', { query: { area: world.community } }, far);
  expect(outside.problem?.code).toBe('access.outside-scope');
  const long = await app.get('GET /whistles/figures', { query: { from: '2025-01-01', to: '2026-03-31' } }, street);
  expect(long.problem?.fields?.map(({ path }) => path)).toEqual(['from']);
});

it('exports the assessment of both sides, with words that stay words, and writes it down', async () => {
  const query = { ...period, purpose: '一季度双向考核' };
  const denied = await app.get('POST /whistles/assessment', { query }, property);
  expect(denied.problem?.code).toBe('access.forbidden');
  const file = await app.inject(requestOf('POST /whistles/assessment', { query }), street);
  expect(file.statusCode).toBe(200);
  const { sheets } = await readWorkbook(file.rawPayload);
  expect(sheets.map(({ name }) => name)).toEqual(['吹哨社区', '吹哨层级', '被吹单位', '哨单']);
  const [communities, ways, units, whistles] = sheets.map(({ rows }) =>
    rows.map(({ cells }) => cells.map((cell) => cell?.text ?? '')),
  );
  const cell = (sheet: string[][] | undefined, name: string, column: string) =>
    sheet?.find(([first]) => first === name)?.[sheet[0]?.indexOf(column) ?? -1];
  expect(cell(communities, '春申社区', '按时签收·分母')).toBe('3');
  expect(cell(communities, '春申社区', '单位评吹哨方（均分）')).toBe('3');
  expect(cell(units, '望江城管中队', '退哨·分子')).toBe('1');
  expect(ways?.slice(1).map(([way]) => way)).toEqual(['社区吹社区', '社区吹街道']);
  const lines = whistles?.slice(1) ?? [];
  expect(lines).toHaveLength(5);
  const column = (name: string) => whistles?.[0]?.indexOf(name) ?? -1;
  const concluded = lines.find(
    (line) => line[column('单位')] === '望江城管中队' && line[column('单位状态')] === '已提交结论',
  );
  expect(concluded?.[column('结论')]).toBe('=已清理');
  expect(concluded?.[column('销哨结果')]).toBe('实际解决');
  expect(new Set(lines.map((line) => line[column('吹哨层级')]))).toEqual(new Set(['社区']));
  const { rows } = await app.database.pool.query(
    "select details->>'purpose' as purpose from audit_rows where action = 'whistles.exported'",
  );
  expect(rows).toEqual([{ purpose: query.purpose }]);
});
