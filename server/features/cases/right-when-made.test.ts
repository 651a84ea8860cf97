import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IntentionResult } from '../../../contract/intentions.ts';
import { toRef } from '../../../contract/shapes.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

/** Wednesday morning, when the phone was without a signal. */
const made = '2026-03-04T02:00:00.000Z';
let app: TestApp;
let userId: string;
let worker: SignedIn;

beforeAll(async () => {
  app = await testApp({ now: made });
  userId = await app.makeStaff('李建国');
  await app.hold(userId, 'grid-worker', { areaId: world.grid });
  worker = await app.signInUser(userId);
  // At noon of that day another grid, in another community, is theirs.
  app.clock.set('2026-03-04T04:00:00.000Z');
  await endPost(userId, '2026-03-04');
  await app.hold(userId, 'grid-worker', { areaId: world.farGrid });
});

afterAll(() => app.close());

async function endPost(userId: string, day: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: app.ownerUrl });
  await client.connect();
  await client.query('update holdings set valid_to = $2 where user_id = $1 and valid_to is null', [userId, day]);
  await client.end();
}

/** Time goes on; a session of before is over by then. */
async function at(instant: string): Promise<void> {
  app.clock.set(instant);
  worker = await app.signInUser(userId);
}

async function settle(
  madeAt: string | undefined,
  photos: readonly string[] = [],
): Promise<IntentionResult | undefined> {
  const input = {
    type: 'event',
    begin: 'settle',
    source: 'grid',
    categoryId: null,
    urgency: 'normal',
    place: { areaId: world.building, words: '3 楼' },
    contact: null,
    fields: { words: '楼道杂物当场清走', ...(photos.length > 0 ? { photos } : {}) },
  };
  const intentions = [{ id: randomUUID(), command: 'cases.raise', input, ...(madeAt ? { madeAt } : {}) }];
  const answer = await app.inject({ method: 'POST', url: '/api/intentions', payload: { intentions } }, worker);
  return answer.json<{ results: IntentionResult[] }>().results[0];
}

async function sendPhoto(): Promise<{ status: number; id: string }> {
  const id = randomUUID();
  const payload = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#ccc' } })
    .jpeg()
    .toBuffer();
  const url = `/api/files/${toRef(world.community, id)}?name=1.jpg`;
  const answer = await app.inject({ method: 'PUT', url, payload, headers: { 'content-type': 'image/jpeg' } }, worker);
  return { status: answer.statusCode, id };
}

const codeOf = (result: IntentionResult | undefined) =>
  result?.state === 'refused' ? result.problem.code : result?.state;

it('takes what was made in the old grid under the right of then, with its photo, and writes that down', async () => {
  const photo = await sendPhoto();
  expect(photo.status).toBe(200);
  expect(codeOf(await settle(made, [photo.id]))).toBe('done');
  const { rows } = await app.database.pool.query("select reason from audit_rows where action = 'right.when-made'");
  expect(rows).toEqual([{ reason: made }]);
});

it('takes nothing made after the move, nor what does not say when it was made', async () => {
  expect(codeOf(await settle(undefined))).toBe('case.not-yours');
  await at('2026-03-06T04:00:00.000Z');
  expect(codeOf(await settle('2026-03-05T02:00:00.000Z'))).toBe('case.not-yours');
});

it('shows nothing of the old grid', async () => {
  expect((await app.get('GET /buildings/:id/doors', { params: { id: world.building } }, worker)).problem?.code).toBe(
    'request.not-found',
  );
});

it('lasts a week', async () => {
  await at('2026-03-10T15:00:00.000Z');
  expect(codeOf(await settle(made))).toBe('done');
  await at('2026-03-11T02:00:00.000Z');
  expect(codeOf(await settle(made))).toBe('case.not-yours');
  expect((await sendPhoto()).status).toBe(403);
});
