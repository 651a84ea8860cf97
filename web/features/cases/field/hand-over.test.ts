// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachFile, beginRow, filesOfRow, submitRow } from '../../../offline/outbox.ts';
import { type OutboxRow, openStore, type Store } from '../../../offline/store.ts';
import { handOver, isOutOfHand, wordsOfStep } from './hand-over.ts';
import type { ReportDraft } from './report-draft.ts';

const about = {
  title: '单元门关不上',
  place: '1幢',
  deed: '提交核查',
  caseRef: '11-018cc288-e280-7062-942d-385bfceecc68',
  number: '11-261123-0001-4',
  areaId: 31,
};
let store: Store;

beforeEach(() => {
  store = openStore(`test-${Math.random()}`);
});

afterEach(async () => {
  await store.delete();
});

async function cameBack(code: string): Promise<string> {
  const draft = { action: 'done', values: { outcome: 'solved', words: '闭门器换了', reply: '修好了' } };
  const id = await beginRow(store, { owner: 'me', ownerName: '李建国', command: 'cases.act', about, draft });
  await attachFile(store, { rowId: id, field: 'after', name: '1.jpg', blob: new Blob(['x'], { type: 'image/jpeg' }) });
  await submitRow(store, id, { input: {}, communityId: 11, about });
  const problem = { type: '', title: '', status: 403, code, text: { zh: '', en: '' } };
  await store.rows.update(id, { state: 'refused', problem, attempts: 1 });
  return id;
}

const rowOf = async (id: string) => (await store.rows.get(id)) as OutboxRow;

test('a step on a matter that has gone to others can only be handed on', async () => {
  expect(isOutOfHand(await rowOf(await cameBack('case.not-yours')))).toBe(true);
  expect(isOutOfHand(await rowOf(await cameBack('request.not-found')))).toBe(true);
  expect(isOutOfHand(await rowOf(await cameBack('case.stage-moved')))).toBe(false);
});

test('its words are told from its choices', async () => {
  expect(wordsOfStep(await rowOf(await cameBack('case.not-yours')))).toEqual(['闭门器换了', '修好了']);
});

test('handed on it is a report where the matter lies, with its words and its photo, and is there once', async () => {
  const id = await cameBack('case.not-yours');
  const next = (await handOver(store, id, '接 11-261123-0001-4（单元门关不上）：')) ?? '';
  expect(await store.rows.count()).toBe(1);
  const row = await rowOf(next);
  expect(row).toMatchObject({ state: 'draft', command: 'cases.raise', attempts: 0, problem: null });
  const draft = row.draft as ReportDraft;
  expect(draft.words).toBe('接 11-261123-0001-4（单元门关不上）：闭门器换了\n修好了');
  expect(draft.place).toMatchObject({ areaId: 31, communityId: 11 });
  expect(await filesOfRow(store, next)).toMatchObject([{ field: 'photos', isSent: false }]);
});

test('what may have arrived is not handed on', async () => {
  const id = await cameBack('case.not-yours');
  await store.rows.update(id, { state: 'sending' });
  expect(await handOver(store, id, '')).toBeUndefined();
  expect((await rowOf(id)).state).toBe('sending');
});
