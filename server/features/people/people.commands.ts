import type { z } from 'zod';
import type { peopleCommands } from '../../../contract/people.ts';
import { toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { maskIdNumber, maskPhone } from '../../../domain/identifiers/masks.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { keptDetails, personFields, type TagCode } from '../../../domain/registry/fields.ts';
import { searchTextOfPerson } from '../../../domain/registry/search-text.ts';
import { text } from '../../../domain/text.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import { visiblePeople } from '../../access/visible.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { assertNotLater, differing, noteChanges } from '../../registry/changes.ts';
import {
  idToken,
  index,
  insertPeople,
  insertPhones,
  insertResidences,
  insertTags,
  resolvePersons,
} from '../../registry/person-rows.ts';
import { checkIdentity, checkPhones, type Identity, type Sex } from './person-identity.ts';
import { assertMayHold, getHouseFor, type LockedPerson, lockLiving } from './person-locks.ts';
import { tagRow } from './tags.commands.ts';

type Input<K extends keyof typeof peopleCommands> = z.output<(typeof peopleCommands)[K]['input']>;

/**
 * Refuses an id number that the community has on another record. The refusal names that record to those who may see it; to a grid worker it
 * only says that there is one, elsewhere in the community.
 */
async function assertNew(ctx: WriteCtx, communityId: number, idNumber: string, exceptId?: string): Promise<void> {
  const found = await ctx.db
    .selectFrom('people')
    .select(['id', 'name', 'mergedInto'])
    .where('communityId', '=', communityId)
    .where('idToken', '=', idToken(ctx, idNumber))
    .executeTakeFirst();
  if (!found || found.id === exceptId) return;
  const id = found.mergedInto ?? found.id;
  if (id === exceptId) return;
  const seen = await (await visiblePeople(ctx))
    .where('people.communityId', '=', communityId)
    .where('people.id', '=', id)
    .select('people.name')
    .executeTakeFirst();
  if (!seen) throw refuse('people.exists-out-of-sight');
  throw new Refusal('people.exists', { with: { name: seen.name }, current: { ref: toRef(communityId, id) } });
}

/** Field → the deed that said so. */
const lineageOf = (ctx: WriteCtx, keys: readonly string[]): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, `entry:${ctx.intentionId}`]));

/** Registers a person in a community, with phones, home and groups. @throws people.exists, people.exists-out-of-sight, people.house-unknown, request.invalid */
export async function registerPerson(ctx: WriteCtx, input: Input<'people.register'>) {
  const home = input.home ? await getHouseFor(ctx, input.home.houseRef) : null;
  if (home && home.communityId !== input.communityId) throw refuse('people.house-unknown');
  // A grid worker registers behind the doors of their grid; only who holds the whole community registers without a door.
  if (!home && !holdsOver(await areaTree(ctx), ctx.actor, 'people.write', input.communityId))
    throw refuse('access.outside-scope');
  if (input.home?.fromOn) assertNotLater(ctx.now, input.home.fromOn, 'home.fromOn');
  const identity = checkIdentity(input, ctx.now);
  const phones = checkPhones(input.phones, 'phones');
  assertMayHold(personFields, input.details, 'details');
  const { communityId } = input;
  if (identity.idNumber) await assertNew(ctx, communityId, identity.idNumber);
  const [personId] = (await resolvePersons(ctx, [identity.idNumber])) as [string];
  const id = ctx.newId();
  const details = keptDetails(personFields, input.details);
  await insertPeople(ctx, communityId, [
    {
      id,
      personId,
      name: identity.name,
      sex: identity.sex,
      bornOn: identity.bornOn,
      idKind: 'citizen',
      idNumber: identity.idNumber,
      phones,
      details,
      lineage: lineageOf(ctx, ['name', 'sex', 'bornOn', 'idNumber', 'phones', ...Object.keys(details)]),
    },
  ]);
  if (home && input.home) {
    const { kind, asWhat, relationToHead, fromOn } = input.home;
    const residence = { id: ctx.newId(), peopleId: id, houseId: home.id, householdId: null, lineage: {} };
    await insertResidences(ctx, communityId, [{ ...residence, kind, asWhat, relationToHead, fromOn }]);
  }
  const today = businessDay(ctx.now);
  await insertTags(
    ctx,
    communityId,
    [...new Set(input.tags)].map((code) => tagRow(ctx, id, { code: code as TagCode, source: '登记', fromOn: today })),
  );
  await noteChanges(ctx, communityId, { cause: 'registration', causeId: ctx.intentionId }, [
    {
      noun: 'people',
      rowId: id,
      kind: 'created',
      before: {},
      after: { name: identity.name, ...(home ? { address: home.address } : {}) },
    },
  ]);
  ctx.audit({ action: 'people.registered', noun: 'people', communityId, rowId: id, personId });
  return { ref: toRef(communityId, id) };
}

/** Refuses a correction made on a record that has changed since it was read, with what it says now. */
function assertFresh(found: LockedPerson, basedOn: string | undefined): void {
  if (basedOn === undefined || Date.parse(basedOn) === Date.parse(found.updatedAt)) return;
  const { updatedAt, name, sex, bornOn, idMasked } = found;
  throw new Refusal('people.changed-meanwhile', { current: { updatedAt, name, sex, bornOn, idMasked } });
}

/** Who somebody is after a correction. A number that stays decides on sex and birth. */
function correctedIdentity(ctx: WriteCtx, found: LockedPerson, input: Input<'people.correct'>): Identity {
  const hasNumber = input.idNumber !== undefined && input.idNumber.trim() !== '';
  const identity = checkIdentity(
    {
      name: input.name ?? found.name,
      sex: input.sex ?? (hasNumber ? 'unknown' : (found.sex as Sex)),
      bornOn: input.bornOn === undefined ? (hasNumber ? null : found.bornOn) : input.bornOn,
      idNumber: input.idNumber ?? null,
    },
    ctx.now,
  );
  const differs = identity.sex !== found.sex || identity.bornOn !== found.bornOn;
  if (hasNumber || !found.idToken || !differs) return identity;
  throw new Refusal('request.invalid', {
    fields: [
      {
        path: 'idNumber',
        text: text(
          '性别和出生日期以证件号为准，请连同证件号一起更正。',
          'Sex and birth date follow the id number; correct it as well.',
        ),
      },
    ],
  });
}

/**
 * The identity across communities that a corrected number belongs to. One that had no number until now leads to it; one that had another stays
 * for the records of other communities that share it.
 */
async function personOf(ctx: WriteCtx, found: LockedPerson, idNumber: string | null): Promise<string> {
  if (idNumber === null) return found.personId;
  const [personId] = (await resolvePersons(ctx, [idNumber])) as [string];
  if (personId !== found.personId && !found.idToken) {
    await ctx.db
      .updateTable('persons')
      .set({ mergedInto: personId })
      .where('id', '=', found.personId)
      .where('idToken', 'is', null)
      .execute();
  }
  return personId;
}

/** Corrects a record: only what is given changes; who said so is kept per field. @throws people.changed-meanwhile, people.record-ended, people.exists, request.invalid */
export async function correctPerson(ctx: WriteCtx, input: Input<'people.correct'>) {
  const found = await lockLiving(ctx, input.ref);
  assertFresh(found, input.basedOn);
  assertMayHold(personFields, input.details, 'details');
  const { communityId, id } = found;
  const identity = correctedIdentity(ctx, found, input);
  const { idNumber } = identity;
  if (idNumber) await assertNew(ctx, communityId, idNumber, id);
  const details = keptDetails(personFields, { ...found.details, ...input.details });
  const { before, after } = differing(
    { name: found.name, sex: found.sex, bornOn: found.bornOn, idNumber: found.idMasked, ...found.details },
    {
      name: identity.name,
      sex: identity.sex,
      bornOn: identity.bornOn,
      idNumber: idNumber ? maskIdNumber(idNumber) : found.idMasked,
      ...details,
    },
  );
  const personId = await personOf(ctx, found, idNumber);
  const sealed = idNumber && {
    idSealed: ctx.vault.seal('id-number', idNumber),
    idToken: idToken(ctx, idNumber),
    idMasked: maskIdNumber(idNumber),
  };
  await ctx.db
    .updateTable('people')
    .set({
      personId,
      name: identity.name,
      sex: identity.sex,
      bornOn: identity.bornOn,
      ...(sealed || {}),
      details: jsonb(details),
      lineage: jsonb({ ...found.lineage, ...lineageOf(ctx, Object.keys(after)) }),
      updatedAt: ctx.now,
    })
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .execute();
  const phones = await correctPhones(ctx, found, checkPhones(input.addPhones, 'addPhones'), input.removePhones);
  await index(ctx, communityId, 'person', [
    { id, words: searchTextOfPerson({ name: identity.name, formerName: details['formerName'] }) },
  ]);
  await noteChanges(ctx, communityId, { cause: 'correction', causeId: ctx.intentionId }, [
    {
      noun: 'people',
      rowId: id,
      kind: 'updated',
      before: { ...before, ...phones.before },
      after: { ...after, ...phones.after },
    },
  ]);
  ctx.audit({
    action: 'people.corrected',
    noun: 'people',
    communityId,
    rowId: id,
    personId,
    details: { fields: Object.keys({ ...after, ...phones.after }) },
  });
  return { ref: input.ref, updatedAt: ctx.now };
}

async function phonesOf(ctx: WriteCtx, { communityId, id }: LockedPerson) {
  return ctx.db
    .selectFrom('peoplePhones')
    .select(['id', 'masked', 'position'])
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/** Takes phones away and adds others behind those that stay. @returns what is said of it in the history */
async function correctPhones(
  ctx: WriteCtx,
  found: LockedPerson,
  add: readonly string[],
  remove: readonly string[],
): Promise<{ before: Record<string, unknown>; after: Record<string, unknown> }> {
  if (add.length === 0 && remove.length === 0) return { before: {}, after: {} };
  const { communityId, id } = found;
  const had = await phonesOf(ctx, found);
  if (remove.length > 0) {
    await ctx.db
      .deleteFrom('peoplePhones')
      .where('communityId', '=', communityId)
      .where('peopleId', '=', id)
      .where('id', 'in', [...remove])
      .execute();
  }
  const first = (had.at(-1)?.position ?? -1) + 1;
  await insertPhones(
    ctx,
    communityId,
    add.map((phone, at) => ({ peopleId: id, phone, position: first + at })),
  );
  const stays = had.filter((one) => !remove.includes(one.id)).map((one) => one.masked);
  return {
    before: { phones: had.map((one) => one.masked) },
    after: { phones: [...stays, ...add.map(maskPhone)] },
  };
}
