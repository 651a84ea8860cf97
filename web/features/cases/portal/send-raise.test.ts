import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keep, readKept } from './device.ts';
import { clearDraftFiles, listDraftFiles, putDraftFile } from './draft-files.ts';
import { emptyReport } from './empty-report.ts';
import { raiseInput } from './report-draft.ts';
import { findArrived, sendRaise } from './send-raise.ts';

/** A server that keeps what it was told, and whose answers may be lost on the way back. */
function fakeServer() {
  const raised = new Map<string, { token: string; input: Record<string, unknown> }>();
  const files: string[] = [];
  const state = { losesAnswers: 0, isDown: false, refuses: false, raised, files };
  const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
  const problem = (status: number, code: string) => ({
    type: 'x',
    title: code,
    status,
    code,
    text: { zh: '不行', en: 'no' },
  });
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    if (state.isDown) throw new TypeError('no line');
    const headers = init.headers as Record<string, string>;
    if (address.startsWith('/api/files/')) {
      files.push(address.slice('/api/files/'.length).split('?')[0] ?? '');
      return answer(200, { ref: '', mediaType: 'image/jpeg', name: 'a.jpg', hasThumb: false });
    }
    if (address.startsWith('/api/track')) {
      const found = [...raised.values()].find(({ token }) => token === headers['x-linli-link']);
      return found ? answer(200, { number: '11-261123-0001-3' }) : answer(401, problem(401, 'access.sign-in'));
    }
    const [intention] = JSON.parse(String(init.body)).intentions;
    if (state.refuses)
      return answer(200, {
        results: [{ id: intention.id, state: 'refused', problem: problem(422, 'case.place-outside') }],
      });
    raised.set(intention.id, { token: intention.input.trackToken, input: intention.input });
    if (state.losesAnswers > 0) {
      state.losesAnswers -= 1;
      throw new TypeError('the answer was lost');
    }
    return answer(200, { results: [{ id: intention.id, state: 'done', output: { number: '11-261123-0001-3' } }] });
  });
  return state;
}

const place = { areaId: 31, communityId: 11, words: '1幢', communityName: '春申社区', gridName: null };
const send = (words: string) =>
  sendRaise({
    draft: 'report',
    communityId: 11,
    inputWith: (files) =>
      raiseInput({
        type: 'event',
        begin: 'report',
        draft: { ...emptyReport, place },
        contact: 'none',
        categoryId: null,
        fields: { words, ...files },
      }),
  });

let server: ReturnType<typeof fakeServer>;

beforeEach(() => {
  localStorage.clear();
  keep('report', { ...emptyReport, words: '灯坏了', place });
  server = fakeServer();
});
afterEach(async () => {
  await clearDraftFiles('report');
  vi.unstubAllGlobals();
});

const photo = (id: string) =>
  putDraftFile({
    id,
    draft: 'report',
    field: 'photos',
    name: 'a.jpg',
    blob: new Blob(['x'], { type: 'image/jpeg' }),
    isReady: false,
    addedAt: 1,
  });

test('files go first, the matter after; then the phone keeps the link and forgets the draft', async () => {
  const id = '00000000-0000-4000-8000-000000000001';
  await photo(id);
  const token = await send('灯坏了');
  expect(server.files).toEqual([`11-${id}`]);
  const [made] = [...server.raised.values()];
  expect(made?.input['fields']).toEqual({ words: '灯坏了', photos: [id] });
  expect(made?.token).toBe(token);
  expect(readKept('tracks')).toEqual([{ token, number: '11-261123-0001-3', hasPhone: false }]);
  expect([readKept('report'), readKept('report-attempt')]).toEqual([undefined, undefined]);
  await vi.waitFor(async () => expect(await listDraftFiles('report')).toEqual([]), 10_000);
});

test('a lost answer and a second press raise it once', async () => {
  server.losesAnswers = 1;
  await expect(send('灯坏了')).rejects.toThrow();
  expect(readKept('report')?.words).toBe('灯坏了');
  const token = await send('灯坏了');
  expect(server.raised.size).toBe(1);
  expect([...server.raised.values()][0]?.token).toBe(token);
});

test('a lost answer and a closed page: the next visit finds that it has arrived', async () => {
  server.losesAnswers = 1;
  await expect(send('灯坏了')).rejects.toThrow();
  const token = await findArrived('report');
  expect(token).toBe([...server.raised.values()][0]?.token);
  expect(readKept('report')).toBeUndefined();
});

test('a lost answer and changed words: what has arrived is not raised a second time', async () => {
  server.losesAnswers = 1;
  await expect(send('灯坏了')).rejects.toThrow();
  await send('灯坏了，三楼');
  expect(server.raised.size).toBe(1);
});

test('what never arrived is sent anew under an id of its own once it is changed', async () => {
  server.isDown = true;
  await expect(send('灯坏了')).rejects.toThrow();
  server.isDown = false;
  expect(await findArrived('report')).toBeUndefined();
  await send('灯坏了，三楼');
  expect([...server.raised.values()].map(({ input }) => (input['fields'] as { words: string }).words)).toEqual([
    '灯坏了，三楼',
  ]);
});

test('a refusal is an answer: the draft stays, the next try is another', async () => {
  server.refuses = true;
  await expect(send('灯坏了')).rejects.toMatchObject({ code: 'case.place-outside' });
  expect(readKept('report')?.words).toBe('灯坏了');
  expect(readKept('report-attempt')).toBeUndefined();
});
