import { randomUUID } from 'node:crypto';
import { parseRef } from '../contract/shapes.ts';
import type { Subjects } from './subjects.ts';

/** One thing that is measured: a request, sent by sixteen connections. */
export interface Row {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes the body of the next request; each write needs an id of its own. */
  readonly body?: () => string;
  /** Given from memory while nothing has moved: its limit is what the first request sends. */
  readonly isRemembered?: true;
}

const query = (parts: Readonly<Record<string, string | number>>): string =>
  new URLSearchParams(Object.entries(parts).map(([key, value]): [string, string] => [key, String(value)])).toString();

const intention = (command: string, input: unknown): string =>
  JSON.stringify({ intentions: [{ id: randomUUID(), command, input }] });

const get = (name: string, path: string, headers: Row['headers']): Row => ({ name, method: 'GET', path, headers });

/** A month that is whole: this one may have begun this morning. */
function lastMonth(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

function peopleRows({ community, person, asSecretary, asDistrict }: Subjects): readonly Row[] {
  const partOfName = [...person.name].slice(-2).join('');
  return [
    get('point read of a person', `/api/people/${community}-${person.id}`, asSecretary),
    get(
      '50 people of a community aged 80 and over by name',
      `/api/people?${query({ limit: 50, ageFrom: 80, area: community })}`,
      asSecretary,
    ),
    get(
      '50 people of the district aged 80 and over by name',
      `/api/people?${query({ limit: 50, ageFrom: 80 })}`,
      asDistrict,
    ),
    get('exact search by phone', `/api/people?${query({ q: person.phone })}`, asDistrict),
    get('exact search by id number', `/api/people?${query({ q: person.idNumber })}`, asDistrict),
    get('part of a name across the district', `/api/people?${query({ q: partOfName, limit: 20 })}`, asDistrict),
  ];
}

function caseRows({ asDesk, asDistrict }: Subjects): readonly Row[] {
  const open = query({ limit: 50, tab: 'open' });
  return [
    get('50 open cases of a street by due time', `/api/cases?${open}`, asDesk),
    get('50 open cases of the district by due time', `/api/cases?${open}`, asDistrict),
    get('cases of a street by tab and clock, counted', '/api/cases/counts', asDesk),
    get('words in the one box of a street', `/api/search?${query({ q: '电动车' })}`, asDesk),
    get('words in the one box of the district', `/api/search?${query({ q: '电动车' })}`, asDistrict),
  ];
}

function figureRows({ district, asDistrict }: Subjects): readonly Row[] {
  const month = lastMonth(new Date());
  return [
    {
      ...get("a month's figures per community", `/api/metrics/rates?${query({ area: district, month })}`, asDistrict),
      isRemembered: true,
    },
    {
      ...get('the wall of the district', `/api/metrics/overview?${query({ area: district })}`, asDistrict),
      isRemembered: true,
    },
  ];
}

const write = (name: string, headers: Row['headers'], body: () => string): Row => ({
  name,
  method: 'POST',
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
