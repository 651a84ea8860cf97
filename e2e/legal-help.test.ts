import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { type LoopPages, phone, startLoop } from './loop-pages.ts';

let loop: LoopPages;
let adviser: SignedIn;
let secretary: SignedIn;
const today = '2026-03-04T02:00:00.000Z';
const hour = '2026-03-05T06:00:00.000Z';

beforeAll(async () => {
  loop = await startLoop('legal-help');
  adviser = await loop.app.signIn('legal-adviser');
  secretary = await loop.app.signIn('community-secretary');
});
beforeEach(() => loop.app.clock.set(today));
afterAll(() => loop?.close());

test('a resident asks a lawyer, is answered with the law, asks on, and says that is all', async () => {
  const { app, open, look, leave, press } = loop;
  const asker = await app.signInResident('19900007771');
  const form = await open('/apply/legal-consultation', asker, phone);
  await form.getByLabel(/^问题/).waitFor();
  await look(form, 'ask');
  await leave(form);
  const made = await app.send(
    'cases.raise',
    {
      type: 'legal-consultation',
      begin: 'ask',
      place: { areaId: world.unit },
      contact: { name: '周小禾', isMine: true, phone: '' },
      fields: { topic: 'support', words: '父亲的赡养费怎么算？' },
    } as never,
    asker,
  );
  expect(made.problem).toBeUndefined();
  const { ref } = made.answer;
  const pane = await open(`/desk/cases/${ref}`, await app.signInUser(adviser.userId));
  await pane.getByText('父亲的赡养费怎么算？').first().waitFor();
  await press(pane, '答复');
  const dialog = pane.getByRole('dialog');
  await dialog.getByLabel('答复', { exact: true }).fill('成年子女都有赡养义务，可以先协商。');
  await dialog.getByLabel('依据（法律名称和条款）').fill('民法典第一千零六十七条');
  await look(pane, 'answer');
  await dialog.getByRole('button', { name: '答复' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await pane.getByText('已答复，可追问').first().waitFor();
  await look(pane, 'answered');
  await leave(pane);
  const track = await open(`/mine/${ref}`, asker, phone);
  await track.getByText('成年子女都有赡养义务，可以先协商。').first().waitFor();
  await look(track, 'track');
  await leave(track);
  const act = (action: string, input: object) => app.send('cases.act', { ref, action, input } as never, asker);
  expect((await act('ask-on', { words: '协商不成呢？' })).answer.stage).toBe('asked');
  const again = await app.signInUser(adviser.userId);
  const second = { reply: '可以申请调解或者起诉。', sources: '民法典第一千零六十七条' };
  await app.send('cases.act', { ref, action: 'answer', input: second } as never, again);
  expect((await act('enough', {})).answer.stage).toBe('advised');
});

test('an hour of the adviser is booked on the phone and by the desk, and both are seen at the post', async () => {
  const { app, open, look, leave } = loop;
  const opened = await app.send(
    'rotas.open',
    {
      areaId: world.community,
      kind: 'legal-adviser',
      name: '法律顾问接待',
      place: '社区服务站',
      phone: '021-5550 0001',
      slotMinutes: 30,
    },
    secretary,
  );
  const shift = { id: opened.answer.id, startsAt: hour, endsAt: '2026-03-05T08:00:00.000Z', part: 'member' } as const;
  await app.send('rotas.setShift', { ...shift, userId: adviser.userId }, secretary);
  const resident = await app.signInResident('19900007772');
  const home = { communityId: world.community, communityName: '望江社区', areaId: world.unit };
  for (const size of ['plain', 'elder'] as const) {
    const page = await open('/book', resident, phone);
    await page.evaluate(
      ([place, letters]) => {
        localStorage.setItem('linli.portal.home', JSON.stringify(place));
        localStorage.setItem('linli.text-size', letters as string);
      },
      [home, size] as const,
    );
    await page.reload();
    await page.getByRole('button', { name: '14:00' }).waitFor();
    await look(page, `slots-${size}`);
    if (size === 'elder') {
      await leave(page);
      continue;
    }
    await page.getByRole('button', { name: '14:30' }).click();
    await page.getByLabel('怎么称呼您').fill('周小禾');
    await look(page, 'book');
    await page.getByRole('button', { name: '预约这个时段' }).click();
    await page.getByText('我的预约').waitFor();
    await look(page, 'booked');
    await leave(page);
  }
  const desk = await open('/desk/rotas', secretary);
  await desk.getByText('周**').waitFor();
  await desk.getByRole('button', { name: '代人预约' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('称呼').waitFor();
  await look(desk, 'enter');
  await leave(desk);
  const post = await open('/desk/rotas', await app.signInUser(adviser.userId));
  await post.getByText('周**').waitFor();
  await look(post, 'post');
  await leave(post);
});
