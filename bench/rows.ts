import { randomUUID } from 'node:crypto';
import type { Routes } from '../contract/api.ts';
import { placeOf } from '../contract/route.ts';
import { parseRef } from '../contract/shapes.ts';
import type { Subjects } from './subjects.ts';

/** One thing that is measured: a request, sent by sixteen connections. */
export interface Row {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** Whether it changes anything: what is asked of a read may travel in a body, too. */
  readonly isWrite: boolean;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes the body of the next request: what is asked, or an intention; each write needs an id of its own. */
  readonly body?: () => string;
  /** Given from memory while nothing has moved: its limit is what the first request sends. */
  readonly isRemembered?: true;
}

type Asked = Readonly<Record<string, string | number>>;

const query = (parts: Asked): string =>
  new URLSearchParams(Object.entries(parts).map(([key, value]): [string, string] => [key, String(value)])).toString();

const intention = (command: string, input: unknown): string =>
  JSON.stringify({ intentions: [{ id: randomUUID(), command, input }] });

/** A read of the contract, asked as it declares. */
function read(name: string, key: keyof Routes, asked: Asked, headers: Row['headers'], ref = ''): Row {
  const { method, path: named } = placeOf(key);
  const path = `/api${named.replace(':ref', ref)}`;
  if (method === 'POST') return { name, method, path, headers, isWrite: false, body: () => JSON.stringify(asked) };
  return { name, method, path: `${path}?${query(asked)}`, headers, isWrite: false };
}

/** A month that is whole: this one may have begun this morning. */
function lastMonth(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

function peopleRows({ community, person, asSecretary, asDistrict }: Subjects): readonly Row[] {
  const partOfName = [...person.name].slice(-2).join('');
  return [
    read('point read of a person', 'GET /people/:ref', {}, asSecretary, `${community}-${person.id}`),
    read(
      '50 people of a community aged 80 and over by name',
      'POST /people',
      { limit: 50, ageFrom: 80, area: community },
      asSecretary,
    ),
    read('50 people of the district aged 80 and over by name', 'POST /people', { limit: 50, ageFrom: 80 }, asDistrict),
    read('exact search by phone', 'POST /people', { q: person.phone }, asDistrict),
    read('exact search by id number', 'POST /people', { q: person.idNumber }, asDistrict),
    read('part of a name across the district', 'POST /people', { q: partOfName, limit: 20 }, asDistrict),
  ];
}

function caseRows({ asDesk, asDistrict }: Subjects): readonly Row[] {
  const open = { limit: 50, tab: 'open' };
  return [
    read('50 open cases of a street by due time', 'POST /cases', open, asDesk),
    read('50 open cases of the district by due time', 'POST /cases', open, asDistrict),
    read('cases of a street by tab and clock, counted', 'POST /cases/counts', {}, asDesk),
    read('words in the one box of a street', 'POST /search', { q: '电动车' }, asDesk),
    read('words in the one box of the district', 'POST /search', { q: '电动车' }, asDistrict),
  ];
}

function figureRows({ district, asDistrict }: Subjects): readonly Row[] {
  const month = lastMonth(new Date());
  return [
    {
      ...read("a month's figures per community", 'GET /metrics/rates', { area: district, month }, asDistrict),
      isRemembered: true,
    },
    {
      ...read('the wall of the district', 'GET /metrics/overview', { area: district }, asDistrict),
      isRemembered: true,
    },
  ];
}

const write = (name: string, headers: Row['headers'], body: () => string): Row => ({
  name,
  method: 'POST',
  isWrite: true,
  path: '/api/intentions',
  headers,
  body,
});

function raiseRow({ building, asSecretary }: Subjects): Row {
  return write('create a case', asSecretary, () =>
    intention('cases.raise', {
      type: 'event',
      begin: 'report',
      source: 'grid',
      place: { areaId: building, words: '楼道' },
      fields: { words: '楼道照明不亮，夜里出入不便' },
    }),
  );
}

/** A case that steps are taken on; no two requests in a row meet the same one. */
export interface OpenCase {
  readonly id: string;
  readonly number: string;
}

/** Raises cases for steps to be taken on. */
export async function raiseCases(url: string, subjects: Subjects, count: number): Promise<readonly OpenCase[]> {
  const row = raiseRow(subjects);
  const found: OpenCase[] = [];
  for (let n = 0; n < count; n += 1) {
    const { results } = JSON.parse(await sendOnce(url, row)) as {
      results: readonly [{ output: { ref: string; number: string } }];
    };
    const { ref, number } = results[0].output;
    found.push({ id: parseRef(ref).id, number });
  }
  return found;
}

function stepRow({ community, asSecretary }: Subjects, cases: readonly OpenCase[]): Row {
  let turn = 0;
  return write('one step of a case', asSecretary, () => {
    turn += 1;
    const ref = `${community}-${cases[turn % cases.length]?.id}`;
    return intention('cases.act', { ref, action: 'note', input: { words: '已电话告知' } });
  });
}

/** Everything that is measured by requests, in the order it is printed; steps are taken on these cases. */
export function allRows(subjects: Subjects, cases: readonly OpenCase[]): readonly Row[] {
  return [
    ...[peopleRows, caseRows, figureRows].flatMap((make) => make(subjects)),
    raiseRow(subjects),
    stepRow(subjects, cases),
  ];
}

/** Sends a row once and gives the answer's text. @throws with what was answered, unless it was done */
export async function sendOnce(url: string, { name, method, path, headers, body }: Row): Promise<string> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: body() } : {}),
  });
  const text = await answer.text();
  if (!answer.ok || text.includes('"state":"refused"'))
    throw new Error(`${name}: ${answer.status} ${text.slice(0, 300)}`);
  return text;
}
