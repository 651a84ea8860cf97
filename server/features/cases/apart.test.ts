import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let keeper: SignedIn;
const applicant = { name: '王桂兰', phone: '19900001001' };

beforeAll(async () => {
  app = await testApp();
  keeper = await app.signIn('mediator');
});
afterAll(() => app.close());

const again = (one: SignedIn) => app.signInUser(one.userId);
async function withPhone(one: SignedIn, phone: string): Promise<SignedIn> {
  await app.database.pool.query('update users set phone_sealed = $2, phone_token = $3 where id = $1', [
    one.userId,
    app.vault.seal('phone', phone),
    app.vault.token('phone', phone),
  ]);
  return one;
}
const raise = (more: object = {}, as?: Asker, contact: object | null = null) =>
  app.send(
    'cases.raise',
    {
      type: 'mediation',
      begin: 'apply',
      place: { areaId: world.unit },
      contact,
      fields: { kind: 'neighbours', words: '漏水', applicants: [applicant], others: [{ name: '李国强' }], ...more },
    } as never,
    as,
  );
async function accept(ref: string, mediator: SignedIn) {
  const input = { mediators: [mediator.userId], allAgree: true, hasNoInterest: true };
  const made = await app.send('cases.act', { ref, action: 'accept', input } as never, await again(keeper));
  if (!made.problem) return made.answer.stage;
  const { code, fields } = made.problem as { code: string; fields?: { path: string; text: { zh: string } }[] };
  return [code, fields?.[0]?.path, fields?.[0]?.text.zh];
}

const inCommunity = { communities: [world.community], organisations: [] };

/** Somebody on record in a home, with a phone. */
async function settle(houseId: string, phone: string): Promise<void> {
  const { communityId, ...own } = { communityId: world.community, id: randomUUID(), createdAt: app.clock.now() };
  const personId = randomUUID();
  await app.database.write(inCommunity, async (db) => {
    await db.insertInto('persons').values({ id: personId }).execute();
    await db
      .insertInto('people')
      .values({ communityId, ...own, personId, name: '住户', sex: 'unknown', updatedAt: own.createdAt })
      .execute();
    await db
      .insertInto('peoplePhones')
      .values({
        communityId,
        id: randomUUID(),
        peopleId: own.id,
        token: app.vault.token('phone', phone),
        sealed: app.vault.seal('phone', phone),
        masked: '199****0000',
      })
      .execute();
    await db
      .insertInto('residences')
      .values({ communityId, ...own, id: randomUUID(), peopleId: own.id, houseId, kind: 'living' })
      .execute();
  });
}

describe('whoever mediates', () => {
  it('is no party, lives in no home of a party, and belongs to no unit that is one; the refusal names the field and why', async () => {
    const { ref } = (await raise({ otherUnit: world.property })).answer;
    const party = await withPhone(await app.signIn('mediator'), applicant.phone);
    expect(await accept(ref, party)).toEqual(['request.invalid', 'mediators', expect.stringContaining('当事人，请换')]);
    const handler = await app.signIn('handler');
    expect(await accept(ref, handler)).toEqual(['request.invalid', 'mediators', expect.stringContaining('对方单位')]);
    const house = randomUUID();
    const [createdAt, room] = [app.clock.now(), '101'];
    await app.database.write(inCommunity, (db) =>
      db
        .insertInto('houses')
        .values({
          ...{ communityId: world.community, id: house, buildingId: world.building, unitId: world.unit },
          ...{ room, doorKey: '1-1-101-', address: '1幢1单元101室', createdAt, updatedAt: createdAt },
        })
        .execute(),
    );
    await settle(house, applicant.phone);
    await settle(house, '19900005566');
    const spouse = await withPhone(await app.signIn('mediator', { areaId: world.otherCommunity }), '19900005566');
    expect(await accept(ref, spouse)).toEqual(['request.invalid', 'mediators', expect.stringContaining('同一户')]);
    const other = await withPhone(await app.signIn('mediator', { areaId: world.otherCommunity }), '19900007788');
    expect(await accept(ref, other)).toBe('mediating');
  });
});

describe('whoever holds the intake and is a party', () => {
  it('is kept off the list, named by phone as the other party or asking themselves, and never handed it later', async () => {
    const clerk = await withPhone(await app.signIn('mediator'), '19900002233');
    for (const made of [
      await raise({ others: [{ name: '陈丽', phone: '19900002233' }] }),
      await raise({}, undefined, { name: '陈丽', phone: '19900002233' }),
    ]) {
      const { ref } = made.answer;
      const shown = (await app.get('GET /cases/:ref', { params: { ref } }, await again(keeper))).answer;
      expect(shown.members.map(({ userId }) => userId)).toContain(keeper.userId);
      expect(shown.members.map(({ userId }) => userId)).not.toContain(clerk.userId);
      expect((await app.get('GET /cases/:ref', { params: { ref } }, await again(clerk))).status).toBe(404);
      const letIn = { ref, action: 'let-in', input: { userId: clerk.userId } };
      expect((await app.send('cases.act', letIn as never, await again(keeper))).problem?.code).toBe(
        'case.listed-is-party',
      );
    }
    const own = await raise({ others: [{ name: '陈丽', phone: '19900002233' }] }, await again(clerk));
    expect(own.problem?.code).toBe('case.listed-is-party');
  });
});
