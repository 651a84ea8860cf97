import { afterEach, expect, test, vi } from 'vitest';
import { type Drawn, draw, settle } from '../test/draw.tsx';
import { useSend } from './use-api.ts';

let drawn: Drawn;

afterEach(async () => {
  await drawn.undraw();
  vi.unstubAllGlobals();
});

const problem = { type: 'x', title: 'x', status: 409, code: 'x.y', text: { zh: '不行', en: 'No' } };

/** Answers each call in turn, and keeps the id of each intention. */
function answering(...states: ('lost' | 'done' | 'refused')[]): string[] {
  const ids: string[] = [];
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    const [{ id }] = (JSON.parse(String(init.body)) as { intentions: [{ id: string }] }).intentions;
    ids.push(id);
    const state = states[ids.length - 1];
    if (state === 'lost') throw new TypeError('failed to fetch');
    return new Response(JSON.stringify({ results: [{ id, state, output: {}, problem }] }));
  });
  return ids;
}

function Sender() {
  const language = useSend('identity.setLanguage');
  return (
    <>
      <button type="button" onClick={() => language.mutate({ language: 'en' })}>
        en
      </button>
      <button type="button" onClick={() => language.mutate({ language: 'zh' })}>
        zh
      </button>
      <output>{language.status}</output>
    </>
  );
}

test('a lost answer keeps the id, so that trying again is done once; after it is done the next has its own', async () => {
  const ids = answering('lost', 'done', 'done');
  drawn = await draw(Sender);
  for (let times = 0; times < 3; times += 1) {
    await drawn.press('button', 'en');
    await settle(10);
  }
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[1]);
  expect(drawn.find('output').textContent).toBe('success');
});

test('other words or a refusal make a new intention', async () => {
  const ids = answering('lost', 'refused', 'done');
  drawn = await draw(Sender);
  await drawn.press('button', 'en');
  await settle(10);
  await drawn.press('button', 'zh');
  await settle(10);
  await drawn.press('button', 'zh');
  await settle(10);
  expect(new Set(ids).size).toBe(3);
});
