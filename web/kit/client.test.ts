import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { command, route } from '../../contract/route.ts';
import { text } from '../../domain/text.ts';
import { addressOf, makeClient } from './client.ts';
import { RefusalError, UnreachableError } from './refusal-error.ts';

const open = { open: 'for the test' } as const;
const routes = {
  'GET /cases/:ref': route({
    access: open,
    summary: text('件', 'one'),
    params: z.object({ ref: z.string() }),
    output: z.object({ title: z.string() }),
  }),
  'POST /cases': route({
    access: open,
    summary: text('列', 'list'),
    asks: z.object({ state: z.string().optional(), tag: z.array(z.string()).optional() }),
    output: z.array(z.string()),
  }),
} as const;
const commands = {
  'cases.raise': command({
    access: open,
    summary: text('报', 'raise'),
    input: z.object({ words: z.string() }),
    output: z.object({ number: z.string() }),
  }),
} as const;
const client = makeClient<typeof routes, typeof commands>();

function answering(status: number, body: unknown) {
  const fake = vi.fn(async () => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal('fetch', fake);
  return fake;
}

afterEach(() => vi.unstubAllGlobals());

test('an address fills and encodes the path, repeats lists and leaves out what is empty', () => {
  expect(addressOf('GET /cases/:ref', { params: { ref: 'a/b 1' } })).toBe('/api/cases/a%2Fb%201');
  expect(addressOf('GET /areas', { query: { state: '', tag: ['x', 'y'], cursor: undefined } })).toBe(
    '/api/areas?tag=x&tag=y',
  );
  expect(addressOf('GET /areas', { query: { rule: { and: [] } } })).toBe('/api/areas?rule=%7B%22and%22%3A%5B%5D%7D');
  expect(() => addressOf('GET /cases/:ref')).toThrow('lacks ref');
});

test('a read gives the answer, typed from the declaration', async () => {
  const fake = answering(200, { title: '路灯' });
  const answer = await client.get('GET /cases/:ref', { params: { ref: '1' } });
  expect(answer.title).toBe('路灯');
  expect(fake).toHaveBeenCalledWith('/api/cases/1', expect.objectContaining({ credentials: 'same-origin' }));
});

test('what is asked in a body stands in no address', async () => {
  expect(addressOf('POST /cases', { query: { state: '13800000000' } })).toBe('/api/cases');
  const fake = answering(200, []);
  await client.get('POST /cases', { query: { state: '13800000000', tag: undefined } });
  expect(fake).toHaveBeenCalledWith(
    '/api/cases',
    expect.objectContaining({ method: 'POST', body: '{"state":"13800000000"}' }),
  );
});

test('a problem document becomes a RefusalError with its fields', async () => {
  answering(422, {
    type: 'about:blank',
    title: 'x',
    status: 422,
    code: 'request.invalid',
    text: { zh: '有误', en: 'not right' },
    fields: [{ path: 'words', text: { zh: '必填', en: 'needed' } }],
  });
  const error = await client.get('POST /cases').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RefusalError);
  expect(error).toMatchObject({ code: 'request.invalid', status: 422, fields: [{ path: 'words' }] });
});

test('an answer that is no problem document, and no answer at all, are "unreachable"', async () => {
  answering(502, 'bad gateway');
  await expect(client.get('POST /cases')).rejects.toBeInstanceOf(UnreachableError);
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => Promise.reject(new TypeError('failed'))),
  );
  await expect(client.get('POST /cases')).rejects.toBeInstanceOf(UnreachableError);
});

test('a command goes through the one door with its own id, and its output comes back', async () => {
  const fake = answering(200, { results: [{ id: 'x', state: 'done', output: { number: 'A-1' } }] });
  const id = '0b6e0b0e-6d0c-4a0e-9a53-0d8f0a2f5b11';
  const output = await client.send('cases.raise', { words: '灯不亮' }, { id });
  expect(output.number).toBe('A-1');
  const [address, init] = fake.mock.calls[0] as unknown as [string, RequestInit];
  expect(address).toBe('/api/intentions');
  expect(JSON.parse(String(init.body))).toMatchObject({
    intentions: [{ id, command: 'cases.raise', input: { words: '灯不亮' } }],
  });
});

test('a refused command throws the refusal; "not yet" may be sent again', async () => {
  const problem = {
    type: 'about:blank',
    title: 'x',
    status: 409,
    code: 'case.stage-moved',
    text: { zh: '', en: '' },
    current: 3,
  };
  answering(200, { results: [{ id: 'x', state: 'refused', problem }] });
  await expect(client.send('cases.raise', { words: '' })).rejects.toMatchObject({
    code: 'case.stage-moved',
    current: 3,
  });
  answering(200, { results: [{ id: 'x', state: 'not-yet' }] });
  await expect(client.send('cases.raise', { words: '' })).rejects.toBeInstanceOf(UnreachableError);
});
