import { afterAll, beforeAll, expect, it } from 'vitest';
import { readWorkbook } from '../../kit/sheets/read-workbook.ts';
import { type Asker, requestOf, type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let keeper: SignedIn;
const query = { from: '2026-03-01', to: '2026-03-31', purpose: '三月以案定补' };

beforeAll(async () => {
  app = await testApp();
  app.clock.set('2026-03-02T02:00:00.000Z');
  keeper = await app.signIn('mediator', { areaId: world.community });
});
afterAll(() => app.close());

const again = (one: { readonly userId: string }) => app.signInUser(one.userId);

async function act(ref: string, action: string, as: Asker, input: object): Promise<void> {
  const { problem } = await app.send('cases.act', { ref, action, input } as never, as);
  expect([action, problem?.code]).toEqual([action, undefined]);
}

/** A quarrel mediated by word of mouth and filed by its keeper. */
async function mediated(difficulty: string | undefined): Promise<string> {
  const { answer } = await app.send('cases.raise', {
    type: 'mediation',
    begin: 'apply',
    place: { areaId: world.unit },
    fields: {
      kind: 'neighbours',
      words: '=漏水',
      applicants: [{ name: '王桂兰', phone: '19900001001' }],
      others: [{ name: '李国强' }],
    },
  } as never);
  const mediator = await app.makeStaff('mediator');
  await app.hold(mediator, 'mediator', { areaId: world.otherCommunity });
  const accept = { mediators: [mediator], allAgree: true, hasNoInterest: true };
  await act(answer.ref, 'accept', await again(keeper), accept);
  const terms = { terms: '修好并赔偿', performBy: '2026-03-20' };
  await act(answer.ref, 'agree-by-word', await app.signInUser(mediator), terms);
  const filed = { words: '双方满意', ...(difficulty ? { difficulty } : {}) };
  await act(answer.ref, 'performed', await again(keeper), filed);
  app.clock.advance(60_000);
  return answer.number;
}

async function exported(as: Asker): Promise<readonly (readonly string[])[]> {
  const file = await app.inject(requestOf('POST /mediations/awards', { query }), as);
  expect(file.statusCode).toBe(200);
  const { sheets } = await readWorkbook(file.rawPayload);
  return sheets[0]?.rows.map(({ cells }) => cells.map((cell) => cell?.text ?? '')) ?? [];
}

it('lists the closed mediations of one’s own with how hard each was and who mediated, and nothing of the parties', async () => {
  const [hard, open] = [await mediated('hard'), await mediated(undefined)];
  const [header, ...lines] = await exported(await again(keeper));
  expect(header).toEqual(['编号', '纠纷类型', '难易程度', '协议形式', '结果', '办结时间', '调解员']);
  const rows = lines.filter(([number]) => number === hard || number === open);
  expect(rows.map((row) => row.slice(0, 5))).toEqual([
    [hard, '邻里', '疑难复杂', '口头', '调解成功'],
    [open, '邻里', '未定', '口头', '调解成功'],
  ]);
  expect(rows.every((row) => (row[6] ?? '') !== '')).toBe(true);
  expect(JSON.stringify(lines)).not.toMatch(/王桂兰|李国强|漏水|1001/);
  const { rows: audited } = await app.database.pool.query(
    "select details->>'purpose' as purpose, (details->>'rows')::int as n from audit_rows where action = 'mediations.awards-exported'",
  );
  expect(audited).toEqual([{ purpose: query.purpose, n: 2 }]);
});

it('gives nothing to whoever is on no list, and is refused to those without the files', async () => {
  const stranger = await app.signIn('mediator', { areaId: world.community });
  expect((await exported(stranger)).filter(([number]) => /\d{6}/.test(number ?? ''))).toEqual([]);
  const street = await app.signIn('street-desk');
  expect((await app.get('POST /mediations/awards', { query }, street)).problem?.code).toBe('access.forbidden');
  const long = { ...query, from: '2024-01-01' };
  const refused = await app.get('POST /mediations/awards', { query: long }, await again(keeper));
  expect(refused.problem?.fields?.map(({ path }) => path)).toEqual(['to']);
});
