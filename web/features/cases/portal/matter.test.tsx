import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { OfferView, TrackView } from '../../../../contract/case-views.ts';
import { startTexts } from '../../../kit/i18n.ts';
import { setTextSize } from '../../../kit/text-size.ts';
import { type Drawn, draw, settle } from '../../../test/draw.tsx';
import { forgetTrack, keep, keepTrack, readKept } from './device.ts';
import { MatterCard } from './MatterCard.tsx';
import { TrackBody } from './TrackBody.tsx';

const both = (zh: string) => ({ zh, en: zh });
const step = (zh: string, state: 'done' | 'now' | 'next') => ({ label: both(zh), state });
const offer = (action: string, more: Partial<OfferView> = {}): OfferView => ({
  action,
  label: both(action),
  isMain: false,
  asks: {},
  ...more,
});

const track: TrackView = {
  ref: '11-00000000-0000-7000-8000-000000000001',
  number: '11-261123-0001-3',
  typeTitle: both('事件'),
  title: '楼道灯不亮',
  answers: [],
  placeWords: '1幢 3 楼',
  raisedAt: '2026-11-23T02:30:00.000Z',
  steps: [step('已上报', 'done'), step('办理中', 'now'), step('已办结', 'next')],
  plain: both('正在办理'),
  unit: { name: '春申物业', phone: '021-5555 0123' },
  promiseDueAt: '2026-11-27T09:30:00.000Z',
  isLate: false,
  deferredUntil: null,
  outcome: null,
  goesWith: null,
  parts: [],
  way: [{ at: '2026-11-23T02:30:00.000Z', label: both('已收到'), words: null, files: [] }],
  offers: [],
  rating: null,
  inquiry: null,
  asked: null,
  prints: [],
  seq: 7,
};
const token = 'AAAAAAAAAAAAAAAAAAAAAA';
const matterOf = (more: Partial<TrackView>) => ({
  holder: { kind: 'link' as const, token },
  track: { ...track, ...more },
});

let drawn: Drawn;
const sent: { link: string; input: Record<string, unknown> }[] = [];

beforeAll(() => startTexts(['portal', 'portal-pages']));
beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  localStorage.clear();
  sent.splice(0);
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    if (address !== '/api/intentions') return new Response('{}', { status: 404 });
    const [intention] = JSON.parse(String(init.body)).intentions;
    sent.push({ link: (init.headers as Record<string, string>)['x-linli-link'] ?? '', input: intention.input });
    return new Response(JSON.stringify({ results: [{ id: intention.id, state: 'done', output: {} }] }));
  });
});
afterEach(async () => {
  await drawn?.undraw();
  setTextSize('plain');
  vi.unstubAllGlobals();
});

test('a matter says where it stands, by when, and who has it under which number', async () => {
  drawn = await draw(() => <MatterCard matter={matterOf({})} isWhole />);
  await settle(20);
  const words = drawn.box.textContent ?? '';
  expect(words).toContain('最晚 11 月 27 日（周五）前给您回音');
  expect(words).toContain('编号 11-261123-0001-3');
  expect(drawn.find('a', '春申物业').getAttribute('href')).toBe('tel:02155550123');
  expect(drawn.find('[aria-current="step"]').textContent).toBe('办理中');
});

test('late, deferred, waiting and ended each say so, and a date only where one is promised', async () => {
  const said = async (more: Partial<TrackView>) => {
    drawn = await draw(() => <TrackBody matter={matterOf(more)} />);
    await settle(20);
    const words = drawn.find('.portal-track-now').textContent;
    await drawn.undraw();
    return words;
  };
  expect(await said({ isLate: true })).toContain('已超过承诺的 11 月 27 日（周五）');
  expect(await said({ deferredUntil: '2026-12-10' })).toContain('暂缓办理，12 月 10 日（周四）再看');
  expect(await said({ plain: both('请您确认'), offers: [offer('confirm')] })).toBe('请您确认');
  expect(await said({ plain: both('已办结'), outcome: 'solved' })).toBe('已办结 · 实际解决');
});

test('reminding is one press; what cannot be now says why; while it waits for me there is nobody to remind', async () => {
  drawn = await draw(() => <TrackBody matter={matterOf({ offers: [offer('remind')] })} />);
  await settle(20);
  await drawn.press('button', '催一催');
  await settle(20);
  expect(sent).toEqual([{ link: token, input: { ref: track.ref, action: 'remind', input: {}, basedOn: 7 } }]);
  expect(drawn.box.textContent).toContain('已催办');
  await drawn.undraw();
  const why = both('今天已经催过，明天可以再催。');
  drawn = await draw(() => <TrackBody matter={matterOf({ offers: [offer('remind', { whyNot: why })] })} />);
  await settle(20);
  expect((drawn.find('button', '催一催') as HTMLButtonElement).disabled).toBe(true);
  expect(drawn.box.textContent).toContain(why.zh);
  await drawn.undraw();
  drawn = await draw(() => <TrackBody matter={matterOf({ offers: [offer('remind'), offer('confirm')] })} />);
  await settle(20);
  expect(drawn.box.textContent).not.toContain('催一催');
});

test('a rating needs both answers, and goes with the words through the link', async () => {
  drawn = await draw(() => <TrackBody matter={matterOf({ offers: [offer('confirm')] })} />);
  await settle(20);
  await drawn.press('button', '提交评价');
  expect(drawn.box.textContent).toContain('请选修好了没有');
  await drawn.press('.ll-segments label', '没修好');
  await drawn.press('button', '提交评价');
  expect(drawn.box.textContent).toContain('请选满意程度');
  expect(sent).toEqual([]);
  await drawn.press('.portal-faces label', '不满意');
  await drawn.type('textarea', ' 还是不亮 ');
  await drawn.press('button', '提交评价');
  await settle(20);
  expect(sent[0]).toMatchObject({
    link: token,
    input: { action: 'confirm', input: { isSolved: false, score: 1, words: '还是不亮' } },
  });
});

test('large letters offer to read it aloud, plain ones do not', async () => {
  vi.stubGlobal('speechSynthesis', { cancel: () => undefined, speak: () => undefined });
  setTextSize('elder');
  drawn = await draw(() => <TrackBody matter={matterOf({})} />);
  await settle(20);
  expect(drawn.box.textContent).toContain('听一听');
  await drawn.undraw();
  setTextSize('plain');
  drawn = await draw(() => <TrackBody matter={matterOf({})} />);
  await settle(20);
  expect(drawn.box.textContent).not.toContain('听一听');
});

test('a phone keeps its matters once each, the newest first, and forgets on request; refused storage lasts until the page closes', async () => {
  keepTrack({ token: 'a', number: '1' });
  keepTrack({ token: 'b', number: '2' });
  keepTrack({ token: 'a', number: '1' });
  expect(readKept('tracks')?.map((one) => one.token)).toEqual(['a', 'b']);
  forgetTrack('a');
  expect(readKept('tracks')?.map((one) => one.token)).toEqual(['b']);
  const refuse = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  keep('family', { name: '女儿', phone: '19400009999' });
  expect(readKept('family')).toEqual({ name: '女儿', phone: '19400009999' });
  refuse.mockRestore();
  keep('family', undefined);
  expect(readKept('family')).toBeUndefined();
  localStorage.setItem('linli.portal.home', '{broken');
  expect(readKept('home')).toBeUndefined();
});
