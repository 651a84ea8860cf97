import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IntentionResult } from '../../../contract/intentions.ts';
import { testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

type App = Awaited<ReturnType<typeof testApp>>;
let app: App;
let desk: SignedIn;

beforeAll(async () => {
  app = await testApp();
  desk = await app.signIn('street-desk');
});
afterAll(() => app.close());

async function raise(areaId: number, as?: SignedIn): Promise<string> {
  const made = await app.send(
    'cases.raise',
    { type: 'event', begin: 'report', place: { areaId, words: '' }, fields: { words: '路灯不亮' } } as never,
    as,
  );
  return made.answer.ref;
}

it('says what each of several can take, and leaves out what is beyond the scope', async () => {
  const [one, two, far] = [await raise(world.unit), await raise(world.unit), await raise(world.farBuilding)];
  await app.send('cases.act', { ref: two, action: 'accept', input: {} }, desk);
  const { items } = (await app.get('GET /cases/offers', { query: { refs: [one, two, far].join(',') } }, desk)).answer;
  expect(items.map(({ ref }) => ref)).toEqual([one, two]);
  const main = items.map(({ offers }) => offers.find(({ isMain }) => isMain)?.action);
  expect(main).toEqual(['accept', 'dispatch']);
});

it('does each by itself: a refused one keeps none of the others back, and all again changes nothing', async () => {
  const refs = [await raise(world.unit), await raise(world.unit), await raise(world.farBuilding)];
  const intentions = refs.map((ref) => ({
    id: randomUUID(),
    command: 'cases.act',
    input: { ref, action: 'accept', input: {}, basedOn: 1 },
  }));
  const send = async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/intentions', payload: { intentions } }, desk);
    return answer.json<{ results: IntentionResult[] }>().results;
  };
  const first = await send();
  expect(first.map(({ state }) => state)).toEqual(['done', 'done', 'refused']);
  expect(await send()).toMatchObject(first.map(({ id, state }) => ({ id, state })));
  const shown = (await app.get('GET /cases/:ref', { params: { ref: refs[0] ?? '' } }, desk)).answer;
  expect(shown.entries.map(({ action }) => action)).toEqual(['report', 'accept']);
});
