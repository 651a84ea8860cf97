import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { metricCodes, metrics, minimumN } from '../../../domain/metrics/metrics.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { zipTexts } from '../../test/zip-texts.ts';

let app: TestApp;
let desk: SignedIn;
let unit: SignedIn;
let checker: SignedIn;
let caller: SignedIn;
let serial = 1000;

async function raise(words: string, more: Record<string, unknown> = {}, as?: SignedIn) {
  serial += 1;
  const made = await app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      place: { areaId: world.unit, words: '' },
      contact: { name: '王桂兰', phone: `1990000${serial}` },
      fields: { words },
      ...more,
    } as never,
    as,
  );
  return made.answer.ref;
}
const act = (as: SignedIn, ref: string, action: string, input: Record<string, unknown> = {}) =>
  app.send('cases.act', { ref, action, input }, as).then(({ answer }) => answer);

beforeAll(async () => {
  app = await testApp();
  desk = await app.signIn('street-desk');
  await app.database.pool.query("update users set name = '周敏' where id = $1", [desk.userId]);
  unit = await app.signIn('handler');
  checker = await app.signIn('checker');
  caller = await app.signIn('checker');
  for (let n = 0; n < 4; n += 1) {
    const ref = await raise(`路灯不亮 ${n}`);
    await act(desk, ref, 'accept');
    if (n === 3) continue;
    await act(desk, ref, 'dispatch', { leadOrganisationId: world.property });
    await act(unit, ref, 'sign');
    await act(unit, ref, 'contact', { result: 'reached', words: '已联系' });
    await act(unit, ref, 'done', { outcome: 'solved', words: '已修', reply: '已修好，请查看。' });
    await act(checker, ref, 'pass', { words: '现场已亮' });
    if (n < 2) await act(caller, ref, 'call-back', { result: 'reached', isSolved: true, score: 5, words: '' });
  }
  await raise(
    '王桂兰家门口有人吵架',
    { place: { areaId: world.otherBuilding, words: '' }, urgency: 'urgent', source: 'resident' },
    desk,
  );
  app.clock.advance(26 * 86_400_000);
  desk = await app.signInUser(desk.userId);
  await raise('月底的一件');
});
afterAll(() => app.close());

/** A row as the owner counts it: no policy stands between. */
async function counted(text: string, values: readonly unknown[] = []): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: app.ownerUrl });
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows[0];
  } finally {
    await client.end();
  }
}

const draft = async (query: Record<string, string>, as = desk) => {
  const answer = await app.inject({ method: 'GET', url: `/api/reports/draft?${new URLSearchParams(query)}` }, as);
  if (answer.statusCode !== 200)
    return { status: answer.statusCode, code: answer.json().code, parts: new Map<string, string>() };
  return { status: 200, code: undefined, parts: zipTexts(answer.rawPayload) };
};
/** The words of a part, a line for each paragraph. */
const wordsOf = (xml: string) =>
  xml
    .replaceAll('</w:p>', '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&');
/** The cells of the row that begins with these words. */
const rowOf = (xml: string, first: string): readonly string[] | undefined =>
  [...xml.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)]
    .map(([row]) => [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => wordsOf(cell).trim()))
    .find(([head]) => head === first);

const week = { kind: 'week', on: '2026-03-04' };

it('says what the records say: counts and rates as SQL counts them', async () => {
  const { parts } = await draft(week);
  const xml = parts.get('word/document.xml') as string;
  const words = wordsOf(xml);
  const { raised, closed, open, late } = await counted(
    `select count(*) filter (where m.raised_on between '2026-03-02' and '2026-03-08')::int as raised,
       count(*) filter (where m.closed_on between '2026-03-02' and '2026-03-08')::int as closed,
       count(*) filter (where c.phase <> 'closed')::int as open,
       count(*) filter (where c.phase <> 'closed' and c.due_at <= $1)::int as late
     from case_measures m join cases c on c.community_id = m.community_id and c.id = m.case_id`,
    [app.clock.now()],
  );
  expect([raised, closed]).toEqual([5, 2]);
  expect(words).toContain(`2026年3月2日至2026年3月8日，共上报事项 ${raised} 件`);
  expect(words).toContain(`办结 ${closed} 件`);
  expect(words).toContain(`截至目前未结 ${open} 件，其中超时 ${late} 件`);
  const solved = await counted(
    "select count(*)::int as of, count(*) filter (where is_solved)::int as part from case_measures where has_demand and rated_on between '2026-03-02' and '2026-03-08'",
  );
  expect(rowOf(xml, metrics.solved.title.zh)).toEqual([
    metrics.solved.title.zh,
    '100.0%',
    String(solved['part']),
    String(solved['of']),
    '—',
  ]);
  for (const code of metricCodes) expect(rowOf(xml, metrics[code].title.zh), code).toHaveLength(5);
});

it('gives each figure its source, is a paper in the common layout, and says who drew it', async () => {
  const { parts } = await draft(week);
  const notes = wordsOf(parts.get('word/footnotes.xml') as string);
  for (const code of metricCodes)
    expect(notes).toContain(`${metrics[code].title.zh}，口径第 ${metrics[code].version} 版`);
  expect(notes).toContain('来源：事项计量');
  const xml = parts.get('word/document.xml') as string;
  expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
  expect(xml).toContain('w:eastAsia="仿宋_GB2312"');
  expect(xml).toContain('w:eastAsia="方正小标宋简体"');
  expect([...parts.entries()].some(([name, part]) => name.startsWith('word/footer') && part.includes('PAGE'))).toBe(
    true,
  );
  expect(wordsOf(xml)).toContain('本稿由 周敏 于 2026-03-30 10:00 从系统记录生成');
  const { rows } = await app.database.pool.query(
    "select details from audit_rows where action = 'metrics.report-drafted' order by at desc limit 1",
  );
  expect(rows[0].details).toMatchObject({ kind: 'week', from: '2026-03-02', to: '2026-03-08' });
});

it('names nobody: no person, no phone, no one’s words unless they are asked for, no place in an order below ten', async () => {
  const plain = wordsOf((await draft(week)).parts.get('word/document.xml') as string);
  expect(plain).not.toMatch(/王桂兰|1990000|路灯不亮|吵架/);
  expect(plain).toContain('紧急事项：1 件');
  expect(plain).toContain('反复诉求（同楼栋同类三件以上）：1 件');
  const xml = (await draft(week)).parts.get('word/document.xml') as string;
  expect(rowOf(xml, '春申社区')?.at(-1)).toBe('—');
  expect(plain).toContain(`位次只在分母满 ${minimumN} 件的社区之间排`);
  expect(wordsOf((await draft({ ...week, words: 'yes' })).parts.get('word/document.xml') as string)).toContain(
    '路灯不亮 3',
  );
});

it('draws a day and a topic, within one’s own area alone', async () => {
  const day = wordsOf((await draft({ kind: 'day', on: '2026-03-30' })).parts.get('word/document.xml') as string);
  expect(day).toContain('2026年3月30日，共上报事项 1 件，比上期增加 1 件');
  const own = await app.signIn('community-secretary', { areaId: world.otherCommunity });
  const outline = await app.get(
    'GET /reports/outline',
    { query: { kind: 'topic', on: '2026-03-01', to: '2026-03-31' } },
    own,
  );
  expect(outline.answer).toMatchObject({
    raised: 1,
    from: '2026-03-01',
    to: '2026-03-31',
    area: { id: world.otherCommunity },
  });
  expect((await draft({ ...week, area: String(world.community) }, own)).code).toBe('access.outside-scope');
  expect((await draft({ kind: 'topic', on: '2026-03-05', to: '2026-03-01' })).code).toBe('request.invalid');
  expect((await draft({ kind: 'topic', on: '2024-01-01', to: '2026-03-01' })).code).toBe('request.invalid');
});
