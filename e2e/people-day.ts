import { seedCalendar } from '../server/features/calendar/calendar.seed.ts';
import { fillDemo } from '../server/features/demo/fill.ts';
import { noRows } from '../server/kit/db/client.ts';
import { type TestApp, testApp } from '../server/test/app.ts';
import type { SignedIn } from '../server/test/people.ts';

/** A Monday morning in Shanghai, with the browser's clock set to it. */
export const monday = '2026-11-23T02:30:00.000Z';

const size = {
  firstStreetCode: '440103005',
  streets: 1,
  communities: 2,
  grids: 8,
  buildings: 60,
  homes: 1_100,
  people: 3_000,
  cases: 0,
};

export interface PeopleDay {
  readonly app: TestApp;
  readonly address: string;
  readonly secretary: SignedIn;
  readonly worker: SignedIn;
  readonly lead: SignedIn;
  /** An old person in a service group of need, their home and its building. */
  readonly person: string;
  readonly house: string;
  readonly building: number;
  close(): Promise<void>;
}

async function named(app: TestApp, signedIn: SignedIn, name: string): Promise<SignedIn> {
  await app.database.pool.query('update users set name = $2 where id = $1', [signedIn.userId, name]);
  return signedIn;
}

/** A street with its people as the demo has it, one of whom has a history. */
export async function startPeopleDay(webDir: string): Promise<PeopleDay> {
  const app = await testApp({ now: monday, webDir, world: false });
  await fillDemo({ ownerUrl: app.ownerUrl, vault: app.vault, store: app.store, size, now: monday, log: app.log });
  await app.database.write(noRows, seedCalendar);
  const { rows } = await app.database.pool.query<{ kind: string; id: number }>(
    'select kind, min(id) as id from areas group by kind',
  );
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id as number;
  const secretary = await named(app, await app.signIn('community-secretary', { areaId: idOf('community') }), '林国栋');
  const worker = await named(app, await app.signIn('grid-worker', { areaId: idOf('grid') }), '赵雪');
  const { items } = (
    await app.get('POST /people', { query: { tag: 'oldAge', area: idOf('grid'), kind: 'both' } }, secretary)
  ).answer;
  const person = items[0]?.ref as string;
  const house = items[0]?.home?.houseRef as string;
  const { buildingId } = (await app.get('GET /houses/:ref', { params: { ref: house } }, secretary)).answer;
  const lead = await named(app, await app.signIn('building-lead', { areaId: buildingId }), '王秀英');
  await app.send(
    'people.giveTag',
    { ref: person, code: 'careNeeding', source: '长期护理保险评估', fromOn: '2026-05-01', toOn: '2027-05-01' },
    secretary,
  );
  app.clock.advance(60_000);
  await app.send(
    'people.correct',
    { ref: person, details: { workplace: '第二纺织厂（退休）', formerName: '阿婆' } },
    worker,
  );
  const address = await app.http.listen({ host: '127.0.0.1', port: 0 });
  return { app, address, secretary, worker, lead, person, house, building: buildingId, close: () => app.close() };
}
