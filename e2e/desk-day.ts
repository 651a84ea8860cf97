import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import sharp from 'sharp';
import { seedCalendar } from '../server/features/calendar/calendar.seed.ts';
import { loadCategorySeeds } from '../server/features/catalogue/seed-load.ts';
import { type TestApp, testApp } from '../server/test/app.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';

/** A Friday before the desk's Monday; both are ordinary working days of a published year. */
const friday = '2026-11-20T00:40:00.000Z';
/** Monday, half past ten in the morning in Shanghai. */
export const monday = '2026-11-23T02:30:00.000Z';

const minuteMs = 60_000;

export interface DeskDay {
  readonly app: TestApp;
  readonly address: string;
  readonly desk: SignedIn;
  readonly handler: SignedIn;
  readonly station: SignedIn;
  readonly checker: SignedIn;
  readonly caller: SignedIn;
  readonly secretary: SignedIn;
  readonly worker: SignedIn;
  /** The matter of the picture: urgent, with photos, being handled. */
  readonly shown: string;
  close(): Promise<void>;
}

interface Raise {
  readonly words: string;
  readonly categoryId: number;
  readonly place: number;
  readonly at: string;
  readonly urgent?: boolean;
  /** To the questions of the category that must be answered. */
  readonly answers?: Readonly<Record<string, string>>;
  readonly phone?: string;
  readonly name?: string;
  readonly source?: 'resident' | 'hotline' | 'grid' | 'superior';
}

/** A flat picture that can be told from the next: enough for a strip of photos. */
export function picture(sky: string, wall: string, thing: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="420">
    <rect width="640" height="420" fill="${sky}"/><rect y="250" width="640" height="170" fill="${wall}"/>
    <rect x="70" y="110" width="150" height="200" rx="6" fill="#4a6b5d"/><circle cx="420" cy="300" r="62" fill="none" stroke="${thing}" stroke-width="16"/>
    <circle cx="560" cy="300" r="62" fill="none" stroke="${thing}" stroke-width="16"/><path d="M420 300h80l60-110h-90" fill="none" stroke="${thing}" stroke-width="14"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}

async function upload(app: TestApp, as: SignedIn, bytes: Buffer): Promise<string> {
  const id = randomUUID();
  const answer = await app.inject(
    {
      method: 'PUT',
      url: `/api/files/${world.community}-${id}?name=${encodeURIComponent('现场.jpg')}`,
      headers: { 'content-type': 'image/jpeg' },
      payload: bytes,
    },
    as,
  );
  if (answer.statusCode >= 300) throw new Error(`upload: ${answer.statusCode} ${answer.body}`);
  return id;
}

function steps(app: TestApp) {
  const raise = async (given: Raise, as?: SignedIn, photos: readonly string[] = []): Promise<string> => {
    app.clock.set(given.at);
    const isAsked = given.phone !== undefined;
    const made = await app.send(
      'cases.raise',
      {
        type: 'event',
        begin: 'report',
        source: given.source ?? (isAsked ? 'resident' : 'grid'),
        categoryId: given.categoryId,
        urgency: given.urgent ? 'urgent' : 'normal',
        place: { areaId: given.place, words: '' },
        contact: isAsked ? { name: given.name ?? '', phone: given.phone ?? '' } : null,
        fields: {
          words: given.words,
          ...(given.answers ? { answers: given.answers } : {}),
          ...(photos.length > 0 ? { photos: [...photos] } : {}),
        },
        ...(isAsked ? { trackToken: randomBytes(16).toString('base64url') } : {}),
      },
      as,
    );
    return made.answer.ref;
  };
  const act = async (as: SignedIn, ref: string, action: string, input: Record<string, unknown> = {}, minutes = 7) => {
    app.clock.advance(minutes * minuteMs);
    const done = await app.send('cases.act', { ref, action, input }, as);
    return done.answer;
  };
  return { raise, act };
}

/** Gives the units of the small world what a real district has: phones to call. */
async function furnish(app: TestApp): Promise<void> {
  const client = new pg.Client({ connectionString: app.ownerUrl });
  await client.connect();
  try {
    await loadCategorySeeds(client, friday);
    for (const [id, phone] of [
      [world.property, '021-55550123'],
      [world.station, '021-55550456'],
      [world.committee, '021-55550789'],
    ])
      await client.query('update organisations set phone = $2 where id = $1', [id, phone]);
    await client.query(
      'update organisation_versions v set phone = o.phone from organisations o where o.id = v.organisation_id',
    );
    for (const [category, lead] of [
      [100, world.property],
      [400, world.property],
    ])
      await client.query(
        `insert into duties (id, category_id, area_id, lead_organisation_id, helper_organisation_ids, basis, updated_at)
         values ($1, $2, $3, $4, $5, '物业服务合同第 12 条', $6)`,
        [randomUUID(), category, world.community, lead, `{${world.station}}`, friday],
      );
  } finally {
    await client.end();
  }
}

async function staffOf(app: TestApp) {
  const named = async (
    name: string,
    role: Parameters<TestApp['hold']>[1],
    reach?: Parameters<TestApp['hold']>[2],
  ): Promise<SignedIn> => {
    const userId = await app.makeStaff(name);
    await app.hold(userId, role, reach);
    return app.signInUser(userId);
  };
  return {
    desk: await named('陈晓岚', 'street-desk'),
    handler: await named('周卫东', 'handler'),
    station: await named('高志强', 'handler', { organisationId: world.station }),
    checker: await named('吴敏', 'checker'),
    caller: await named('许静怡', 'checker'),
    secretary: await named('林书记', 'community-secretary'),
    worker: await named('李建国', 'grid-worker'),
  };
}

const day = (time: string, on = '2026-11-20'): string => new Date(`${on}T${time}:00+08:00`).toISOString();

/**
 * A street's desk on a Monday morning: some thirty matters of a small district at every step of their way, made by the declared actions
 * alone, with the web served beside them.
 */
export async function startDeskDay(webDir: string): Promise<DeskDay> {
  const app = await testApp({ now: friday, webDir });
  await furnish(app);
  await app.database.write({ communities: [], organisations: [] }, (db) => seedCalendar(db));
  const staff = await staffOf(app);
  const { desk, handler, station, checker, worker } = staff;
  const { raise, act } = steps(app);
  const [unit, second, other] = [world.unit, world.secondBuilding, world.otherBuilding];
  const toHandling = async (ref: string, as: SignedIn, organisation: string, hasPerson = true) => {
    await act(desk, ref, 'accept');
    await act(desk, ref, 'dispatch', { leadOrganisationId: organisation });
    await act(as, ref, 'sign');
    if (hasPerson) await act(as, ref, 'contact', { result: 'reached', words: '已和居民约好下午上门。' });
  };
  const toChecking = async (ref: string, as: SignedIn, organisation: string, hasPerson = true) => {
    await toHandling(ref, as, organisation, hasPerson);
    const photos = [await upload(app, as, await picture('#d7e8f2', '#e4ded2', '#2f73b5'))];
    await act(as, ref, 'done', {
      outcome: 'solved',
      words: '现场已处理完毕，拍照留存。',
      photos,
      ...(hasPerson ? { reply: '您反映的问题已处理好，如还有问题请随时告诉我们。' } : {}),
    });
  };

  // Late: accepted on Friday, dispatched, never signed for.
  const late = await raise({
    words: '地下车库照明全部不亮，老人摔倒一次',
    categoryId: 402,
    place: second,
    at: day('09:05'),
    phone: '19900001001',
    name: '钱阿姨',
  });
  await act(desk, late, 'accept');
  await act(desk, late, 'dispatch', { leadOrganisationId: world.property });
  // Waiting for the call.
  for (const [words, categoryId, place, name, phone] of [
    ['3 楼楼道灯连续三晚不亮', 402, unit, '王桂兰', '19900001002'],
    ['垃圾分类点满溢、异味', 202, second, '赵先生', '19900001003'],
    ['健身器材螺丝松动', 409, unit, '孙女士', '19900001004'],
  ] as const) {
    const ref = await raise({ words, categoryId, place, at: day('10:20'), name, phone });
    await toChecking(ref, handler, world.property);
    await act(checker, ref, 'pass', { words: '到场看过，已恢复。' });
  }
  // Closed and rated.
  const closed = await raise({
    words: '单元门禁坏了进不去',
    categoryId: 408,
    place: unit,
    at: day('11:30'),
    name: '王桂兰',
    phone: '19900001002',
  });
  await toChecking(closed, handler, world.property);
  await act(checker, closed, 'pass');
  await act(staff.caller, closed, 'call-back', {
    result: 'reached',
    isSolved: true,
    score: 5,
    words: '当天就修好了，谢谢。',
  });
  // To check.
  for (const [words, categoryId, place] of [
    ['小广告贴满 2 单元楼道', 208, second],
    ['电梯困人已解救，申请停用检测', 107, unit],
  ] as const)
    await toChecking(
      await raise({ words, categoryId, place, at: day('13:40') }, worker),
      handler,
      world.property,
      false,
    );
  // Handling, with a request for more time.
  const slow = await raise({
    words: '楼上漏水引发邻里争执',
    categoryId: 301,
    place: second,
    at: day('14:30'),
    name: '何先生',
    phone: '19900001005',
  });
  await toHandling(slow, handler, world.property);
  await act(handler, slow, 'request-extension', { days: 5, reason: 'materials', words: '防水材料周三到货。' });
  const stall = await raise(
    {
      words: '早市占道经营影响学校门口通行',
      categoryId: 204,
      place: other,
      at: day('15:10'),
      source: 'hotline',
      phone: '19900001006',
      name: '刘女士',
    },
    desk,
  );
  await act(desk, stall, 'accept');
  await act(desk, stall, 'dispatch', { leadOrganisationId: world.station });
  await act(station, stall, 'sign');
  // Monday: everybody signs in again.
  app.clock.set(day('08:00', '2026-11-23'));
  for (const one of Object.values(staff)) Object.assign(one, await app.signInUser(one.userId));
  const photos = [
    await upload(app, worker, await picture('#e8e2d4', '#d8d0bd', '#8a3b2e')),
    await upload(app, worker, await picture('#dfe8ee', '#cfc6b4', '#1c7a4a')),
  ];
  const shown = await raise(
    {
      words: '楼道口私拉电线给电动自行车充电，插排裸露，旁边堆着纸箱，二楼窗户一直拉到门口。',
      categoryId: 103,
      place: unit,
      at: day('08:26', '2026-11-23'),
      urgent: true,
      phone: '19900001002',
      name: '王桂兰',
    },
    worker,
    photos,
  );
  await act(desk, shown, 'accept', { words: '判定为消防类紧急事项。' }, 5);
  await act(
    desk,
    shown,
    'dispatch',
    {
      leadOrganisationId: world.property,
      helperOrganisationIds: [world.station],
      words: '请先断电，再和业主谈加装充电桩。',
    },
    4,
  );
  await act(handler, shown, 'sign', {}, 10);
  await act(handler, shown, 'contact', { result: 'reached', words: '王阿姨同意先把车移到充电棚。' }, 12);
  await act(
    handler,
    shown,
    'note',
    { words: '已断电拆线，车辆移至充电棚；业主希望单元门口加装充电桩，建议一并议事。' },
    20,
  );
  await act(handler, shown, 'reply', { reply: '已经断电拆线，明天上午会有电工来看能不能加装充电桩。' }, 3);
  for (const [words, categoryId, place, at, more] of [
    ['沿河步道护栏松动，有儿童攀爬', 703, unit, '09:14', { urgent: true, phone: '19900001007', name: '周先生' }],
    ['独居老人两日未取送餐', 501, second, '08:51', { urgent: true }],
    ['路面塌陷约 40 厘米', 403, other, '09:12', {}],
    ['广场舞音量过大', 205, unit, '09:30', { phone: '19900001008', name: '吴女士', answers: { when: 'evening' } }],
    ['路灯连续三盏不亮', 401, second, '09:41', { phone: '19900001009', name: '郑先生' }],
    ['河道边倾倒建筑垃圾', 203, other, '09:50', {}],
    ['共享单车堆满盲道', 410, unit, '10:02', { phone: '19900001010', name: '冯女士' }],
    ['树枝遮挡二楼窗户', 705, second, '10:11', { phone: '19900001011', name: '褚先生' }],
  ] as const) {
    const ref = await raise(
      { words, categoryId, place, at: day(at, '2026-11-23'), ...more },
      'phone' in more ? undefined : worker,
    );
    if (categoryId === 703 || categoryId === 403) await act(desk, ref, 'accept', {}, 2);
    if (categoryId === 501) await toHandling(ref, handler, world.property, false);
  }
  app.clock.set(day('10:15', '2026-11-23'));
  await app.send(
    'cases.raise',
    {
      type: 'request',
      begin: 'apply',
      source: 'resident',
      categoryId: 901,
      place: { areaId: unit, words: '301 室' },
      contact: { name: '卫女士', phone: '19900001012' },
      fields: { kind: 'residence', purpose: '孩子报名社区暑托班', recipient: '望江街道社区学校' },
    },
    desk,
  );
  app.clock.set(monday);
  const address = await app.http.listen({ host: '127.0.0.1', port: 0 });
  return { app, address, ...staff, shown, close: () => app.close() };
}
