import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let desk: SignedIn;
let handler: SignedIn;
beforeAll(async () => {
  app = await testApp();
  desk = await app.signIn('street-desk');
  handler = await app.signIn('handler');
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.queue.runAll();
  app.clock.advance(60_000);
});

async function raise(areaId: number = world.unit, urgency?: 'urgent'): Promise<string> {
  const worker = await app.signIn('grid-worker', { areaId });
  const made = await app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      source: 'grid',
      place: { areaId },
      fields: { words: '楼道口堆了纸箱' },
      ...(urgency ? { urgency } : {}),
    },
    worker,
  );
  await app.queue.runAll();
  return made.answer.ref;
}
const act = async (as: SignedIn, ref: string, action: string, input: Record<string, unknown> = {}) => {
  await app.send('cases.act', { ref, action, input }, as).then(({ answer }) => answer);
  await app.queue.runAll();
};
const list = async (as: SignedIn, query: Record<string, unknown> = {}) =>
  (await app.get('GET /notices', { query }, as)).answer;
const count = async (as: SignedIn) => (await app.get('GET /notices/count', {}, as)).answer;

it('tells the post where the matter lies, then the unit it goes to, in both languages', async () => {
  const far = await app.signIn('street-desk', { areaId: world.otherStreet });
  const ref = await raise();
  const [told] = (await list(desk)).items;
  expect(told).toMatchObject({ caseRef: ref, class: 'shift', isNew: true });
  expect(told?.text.zh).toMatch(/^收到新事项 \S+：楼道口堆了纸箱$/);
  expect(told?.text.en).toContain('楼道口堆了纸箱');
  expect((await list(handler)).items).toEqual([]);
  expect((await list(far)).items).toEqual([]);

  await act(desk, ref, 'accept');
  await act(desk, ref, 'dispatch', { leadOrganisationId: world.property });
  const [sent] = (await list(handler)).items;
  expect(sent).toMatchObject({ caseRef: ref, isNew: true });
  expect(sent?.text.zh).toContain('请签收');
});

it('counts what is new by class until it was seen, each person for themselves', async () => {
  const other = await app.signIn('street-desk');
  await raise();
  const before = await count(desk);
  expect(before.shift).toBeGreaterThan(0);
  expect(before.isOnDuty).toBe(true);
  app.clock.advance(1000);
  expect((await app.send('notices.see', { until: app.clock.now() }, desk)).status).toBe(200);
  expect(await count(desk)).toMatchObject({ now: 0, shift: 0, digest: 0 });
  expect((await list(desk)).items.every(({ isNew }) => !isNew)).toBe(true);
  expect((await count(other)).shift).toBe(before.shift);
  // The mark neither goes back nor runs ahead of what has happened.
  await app.send('notices.see', { until: '2020-01-01T00:00:00Z' }, desk);
  await app.send('notices.see', { until: '2999-01-01T00:00:00Z' }, desk);
  app.clock.advance(1000);
  await raise();
  expect((await count(desk)).shift).toBe(1);
});

it('says at once what is urgent, and whether office hours run', async () => {
  await app.send('notices.see', { until: app.clock.now() }, desk);
  app.clock.advance(1000);
  await raise(world.unit, 'urgent');
  expect(await count(desk)).toMatchObject({ now: 1, shift: 0 });
  expect((await list(desk, { class: 'now' })).items).toHaveLength(1);
  const day = app.clock.now();
  app.clock.set('2026-03-07T02:00:00.000Z');
  expect((await count(await app.signIn('street-desk'))).isOnDuty).toBe(false);
  app.clock.set(day);
});

it('pages through what was told, none twice and none lost', async () => {
  for (let n = 0; n < 5; n += 1) {
    app.clock.advance(1000);
    await raise();
  }
  const all = (await list(desk, { limit: 200 })).items.map(({ id }) => id);
  const paged: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await list(desk, { limit: 2, cursor });
    paged.push(...page.items.map(({ id }) => id));
    cursor = page.next;
    if (!cursor) break;
  }
  expect(paged).toEqual(all);
  expect(new Set(paged).size).toBe(all.length);
});

it('keeps no word of the matter, and shows the title only to who still sees the matter', async () => {
  const passing = await app.signIn('street-desk');
  const ref = await raise();
  const { rows } = await app.database.pool.query(
    "select count(*) as n from notices where parameters::text like '%纸箱%'",
  );
  expect(Number(rows[0].n)).toBe(0);
  await app.hold(passing.userId, 'checker', { areaId: world.otherStreet });
  expect((await list(passing)).items.find(({ caseRef }) => caseRef === ref)).toBeDefined();
  await app.database.pool.query("delete from holdings where user_id = $1 and role = 'street-desk'", [passing.userId]);
  expect((await list(passing)).items.filter(({ caseRef }) => caseRef === ref)).toEqual([]);
});

it('has nothing for residents and strangers, and forgets after ninety days', async () => {
  const resident = await app.signInResident('19900000011');
  expect((await list(resident)).items).toEqual([]);
  expect((await app.send('notices.see', { until: app.clock.now() }, resident)).status).toBe(403);
  expect((await app.get('GET /notices')).status).toBe(401);
  await raise();
  expect((await list(desk)).items.length).toBeGreaterThan(0);
  const day = app.clock.now();
  app.clock.advance(91 * 86_400_000);
  await app.queue.runJob('notices.clear', {});
  app.clock.set(day);
  expect((await list(await app.signIn('street-desk'))).items).toEqual([]);
});
