import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { barePath } from './feedback.commands.ts';

let app: TestApp;
let operator: SignedIn;
let worker: SignedIn;
beforeAll(async () => {
  app = await testApp();
  operator = await app.signIn('system-admin');
  worker = await app.signIn('grid-worker');
});
afterAll(() => app.close());

const newToken = () => randomBytes(16).toString('base64url');
const said = (more: object = {}) => ({
  token: newToken(),
  kind: 'burden' as const,
  words: '同一张表每周要填两次',
  path: '/field/tasks/11-00000000-0000-7000-8000-00000000dead?x=1',
  ...more,
});
const list = async (as: SignedIn, query: object = {}) =>
  (await app.get('GET /feedback', { query: { ...query } }, as)).answer;

it('goes from new to looked at to answered, and the one who wrote reads the answer and is told', async () => {
  const input = said();
  const { id } = (await app.send('feedback.send', input, worker)).answer;
  expect((await list(operator)).items.find((item) => item.id === id)).toMatchObject({
    state: 'new',
    sender: 'staff',
    path: '/field/tasks/…',
    hasContact: false,
  });
  expect(JSON.stringify(await list(operator))).not.toContain(worker.userId);
  await app.send('feedback.see', { id }, operator);
  expect((await list(operator, { state: 'seen' })).items.map((item) => item.id)).toContain(id);
  expect((await app.send('feedback.answer', { id, answer: '已合并为一张表。' }, operator)).status).toBe(200);
  expect((await app.get('GET /feedback/mine', {}, worker)).answer.items[0]).toMatchObject({
    id,
    state: 'answered',
    answer: '已合并为一张表。',
  });
  expect((await app.get('GET /feedback/by-link/:token', { params: { token: input.token } })).answer).toMatchObject({
    id,
    state: 'answered',
  });
  expect((await app.get('GET /notices', {}, worker)).answer.items[0]?.text.zh).toContain('意见有了答复');
  // Looking at it again does not take the answer back.
  await app.send('feedback.see', { id }, operator);
  expect((await list(operator, { state: 'answered' })).items.map((item) => item.id)).toContain(id);
});

it('needs no account, and a name that is left out is kept nowhere', async () => {
  const stranger = said({ kind: 'fault', contact: '19400000123' });
  const sent = await app.send('feedback.send', stranger);
  expect(sent.status).toBe(200);
  const nameless = said({ isNameless: true });
  const { id } = (await app.send('feedback.send', nameless, worker)).answer;
  const { rows } = await app.database.pool.query('select * from feedback where id = $1', [id]);
  expect(rows[0]).toMatchObject({ user_id: null, sender: 'anonymous' });
  expect((await app.get('GET /feedback/mine', {}, worker)).answer.items.map((item) => item.id)).not.toContain(id);
  expect((await app.get('GET /feedback/by-link/:token', { params: { token: newToken() } })).status).toBe(404);
  const all = await app.database.pool.query("select count(*) as n from feedback f where f::text like '%19400000123%'");
  expect(Number(all.rows[0].n)).toBe(0);
  const contact = await app.get('GET /feedback/:id/contact', { params: { id: sent.answer.id } }, operator);
  expect(contact.answer.contact).toBe('19400000123');
  const audit = await app.database.pool.query("select row_id from audit_rows where action = 'feedback.contact-seen'");
  expect(audit.rows).toEqual([{ row_id: sent.answer.id }]);
});

it('is read and answered by whoever runs the whole platform alone', async () => {
  const { id } = (await app.send('feedback.send', said(), worker)).answer;
  const part = await app.signIn('system-admin', { areaId: world.street });
  expect((await list(part)).items).toEqual([]);
  expect((await app.send('feedback.answer', { id, answer: '好的。' }, part)).status).toBe(403);
  expect((await app.get('GET /feedback/:id/contact', { params: { id } }, part)).status).toBe(404);
  expect((await app.get('GET /feedback', {}, worker)).status).toBe(403);
  const resident = await app.signInResident('19400000321');
  expect((await app.get('GET /feedback/mine', {}, resident)).answer.items).toEqual([]);
});

it('comes in no floods, pages without a gap, and is forgotten in time', async () => {
  const eager = await app.signIn('checker');
  for (let n = 0; n < 10; n += 1) {
    app.clock.advance(1000);
    expect((await app.send('feedback.send', said(), eager)).status).toBe(200);
  }
  expect((await app.send('feedback.send', said(), eager)).status).toBe(429);
  const all = (await list(operator, { limit: 200 })).items.map((item) => item.id);
  const paged: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await list(operator, { limit: 3, cursor });
    paged.push(...page.items.map((item) => item.id));
    cursor = page.next;
    if (!cursor) break;
  }
  expect(paged).toEqual(all);
  const day = app.clock.now();
  app.clock.advance(366 * 86_400_000);
  await app.queue.runJob('feedback.clear', {});
  app.clock.set(day);
  const left = (await list(operator, { limit: 200 })).items;
  expect(left.length).toBeGreaterThan(0);
  expect(left.filter((item) => item.state === 'answered')).toEqual([]);
  app.clock.advance(731 * 86_400_000);
  await app.queue.runJob('feedback.clear', {});
  app.clock.set(day);
  expect((await app.database.pool.query('select id from feedback')).rows).toEqual([]);
});

it('keeps of a page’s address nothing that names a matter', () => {
  expect(barePath('/t/AbCdEfGhIjKlMnOpQrStUv?x=1#y')).toBe('/t/…');
  expect(barePath('/desk/cases/11-abc')).toBe('/desk/cases/…');
  expect(barePath('/me')).toBe('/me');
});
