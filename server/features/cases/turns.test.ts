import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toRef } from '../../../contract/shapes.ts';
import { type Actor, type Holding, holdingsOf } from '../../../domain/access/actor.ts';
import { actionsAt } from '../../../domain/case/decide.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import type { Field } from '../../../domain/case/fields.ts';
import { isTurnOf } from '../../../domain/case/turns.ts';
import { caseTypes } from '../../../domain/processes/registry.ts';
import { kitType, sealedKitType } from '../../../domain/test/kit-type.ts';
import { inputFor } from '../../../domain/test/walk.ts';
import { memberKey } from '../../access/members.ts';
import { rowScopeOfActor } from '../../access/row-scope.ts';
import { turnRows } from '../../access/turn-rows.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { usualReach, world } from '../../test/world.ts';
import { gatheredRows, partyTokens, stateColumns, stateOf } from './cases.rows.ts';
import { worldFor } from './cases.world.ts';

let app: TestApp;
const types = { ...caseTypes, kit: kitType, 'sealed-kit': sealedKitType };
const people: { signedIn: SignedIn; actor: Actor }[] = [];

/** A small generator of numbers, so that a failing run can be run again. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}

async function join(name: string, ...holdings: readonly Holding[]): Promise<void> {
  const userId = await app.makeStaff(name);
  for (const { role, areaId, organisationId } of holdings) {
    await app.hold(
      userId,
      role as 'handler',
      areaId !== undefined ? { areaId } : { organisationId: organisationId as string },
    );
  }
  people.push({ signedIn: await app.signInUser(userId), actor: { kind: 'staff', userId, name, holdings } });
}

beforeAll(async () => {
  app = await testApp({ types });
  for (const role of [
    'street-desk',
    'street-desk',
    'community-secretary',
    'checker',
    'checker',
    'grid-worker',
    'district-office',
  ] as const) {
    await join(role, { role, ...usualReach[role] } as Holding);
  }
  await join('物业', { role: 'handler', organisationId: world.property });
  await join('城管', { role: 'handler', organisationId: world.station });
  await join(
    '核查兼物业',
    { role: 'checker', areaId: world.street },
    { role: 'handler', organisationId: world.property },
  );
  await join(
    '一人多岗',
    { role: 'street-desk', areaId: world.street },
    { role: 'checker', areaId: world.community },
    { role: 'handler', organisationId: world.station },
    { role: 'volunteer', areaId: world.street },
  );
  await join('调解员', { role: 'mediator', areaId: world.community });
  await join(
    '法律帮助',
    { role: 'legal-adviser', areaId: world.street },
    { role: 'justice-worker', areaId: world.street },
    { role: 'protection-worker', areaId: world.street },
  );
});
afterAll(() => app.close());

/** Whom a request would come with: where they are on lists is read with their session. */
async function withLists(actor: Actor): Promise<Actor> {
  if (actor.kind !== 'staff') return actor;
  const { rows } = await app.database.pool.query<{ id: number }>(
    "select distinct community_id as id from case_links where kind = 'member' and key_hash = $1",
    [memberKey(actor.userId)],
  );
  return rows.length === 0 ? actor : { ...actor, listedIn: rows.map(({ id }) => id) };
}

/** Units that are there, in place of those made up. */
function nameUnits(input: Record<string, unknown>, pick: number): void {
  for (const key of ['leadOrganisationId', 'organisationId'])
    if (key in input) input[key] = pick % 2 === 0 ? world.property : world.station;
  if ('organisationIds' in input) input['organisationIds'] = pick % 3 === 0 ? [world.property, world.station] : [];
}

/** Lists name people there are. */
function nameStaff(asks: Readonly<Record<string, Field>>, input: Record<string, unknown>, pick: number): void {
  for (const key of Object.keys(input))
    if (asks[key]?.kind === 'staff-list') input[key] = [people[pick % people.length]?.signedIn.userId];
}

let begun = 0;

/** Does random actions of the engine by random people; what is refused changes nothing. */
async function stir(seed: number): Promise<void> {
  const next = numbers(seed);
  const type = Object.values(types)[next() % Object.values(types).length] as CaseType;
  const begin = Object.keys(type.begins)[0] as string;
  const asks = type.begins[begin]?.asks ?? {};
  const fields = Object.fromEntries(
    Object.entries(inputFor(asks, next(), null)).filter(([key]) => asks[key]?.kind !== 'files'),
  );
  nameUnits(fields, next());
  nameStaff(asks, fields, next());
  const raised = await app.send(
    'cases.raise',
    {
      type: type.code,
      begin,
      place: { areaId: [world.building, world.secondBuilding, world.unit, world.otherBuilding][next() % 4] as number },
      contact: next() % 2 === 0 ? { name: '', phone: `1990000${1000 + (seed % 9000)}` } : null,
      fields,
    },
    people[0]?.signedIn,
  );
  // A box that was not ticked, a day that is over, a paper that is missing: another seed begins one.
  if (raised.problem?.code.startsWith('case.') || raised.problem?.code === 'request.invalid') return;
  begun += 1;
  let stage = raised.answer.stage;
  for (let step = 0; step < 14; step += 1) {
    const actions = Object.entries(actionsAt(type, stage)).filter(
      ([name]) => !['withdraw', 'decline', 'refuse', 'note', 'supervise'].includes(name),
    );
    const [action, declared] = actions[next() % actions.length] ?? [];
    const person = people[next() % people.length];
    if (!action || !declared || !person) continue;
    const whole = inputFor(declared.asks ?? {}, next(), null);
    const input = Object.fromEntries(
      Object.entries(whole).filter(
        ([key]) => declared.asks?.[key]?.kind !== 'files' && declared.asks?.[key]?.kind !== 'category',
      ),
    );
    if ('userId' in input) input['userId'] = people[next() % people.length]?.signedIn.userId;
    nameUnits(input, next());
    nameStaff(declared.asks ?? {}, input, next());
    const done = await app.send('cases.act', { ref: raised.answer.ref, action, input }, person.signedIn, randomUUID());
    if (!done.problem) stage = done.answer.stage;
  }
}

it('the inbox and the buttons agree: whose turn it is in SQL is whose turn it is in the engine', async () => {
  for (let seed = 1; begun < 40 && seed <= 200; seed += 1) await stir(seed * 7919);
  expect(begun).toBe(40);
  let turns = 0;
  for (const { actor: joined } of people) {
    const actor = await withLists(joined);
    expect(holdingsOf(actor).length).toBeGreaterThan(0);
    const rows = await rowScopeOfActor(app.database, actor, app.clock.now());
    await app.database.read(rows, async (db) => {
      const ctx = {
        db,
        actor,
        rows,
        shared: app.database.pool,
        now: app.clock.now(),
        newId: randomUUID,
        vault: app.vault,
        log: app.log,
        requestId: 'test',
        audit: () => undefined,
      } as unknown as ReadCtx;
      const inSql = await db
        .selectFrom('cases')
        .where(await turnRows(types, ctx))
        .select(['communityId', 'id'])
        .execute();
      const all = await db
        .selectFrom('cases')
        .select([...stateColumns, gatheredRows.assignments, gatheredRows.clocks, gatheredRows.parties])
        .execute();
      const inEngine: string[] = [];
      for (const row of all) {
        const state = stateOf(row);
        const type = types[state.type as keyof typeof types] as CaseType;
        const own = await worldFor(ctx, {
          areaId: state.place.areaId,
          categoryId: state.categoryId,
          phoneTokens: partyTokens(row.parties),
        });
        if (state.phase !== 'closed' && isTurnOf(type, state, actor, own))
          inEngine.push(toRef(state.communityId, state.id));
      }
      turns += inEngine.length;
      expect(
        inSql.map((row) => toRef(row.communityId, row.id)).toSorted(),
        actor.kind === 'staff' ? actor.name : '',
      ).toEqual(inEngine.toSorted());
    });
  }
  expect(turns).toBeGreaterThan(30);
}, 120_000);
