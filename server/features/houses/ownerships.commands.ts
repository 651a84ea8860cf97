import { sql } from 'kysely';
import type { z } from 'zod';
import type { houseCommands } from '../../../contract/houses.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { assertNotLater, noteChanges } from '../../registry/changes.ts';
import { getSeenPerson, type LockedHouse, lockHouse, touchHouse } from './house-locks.ts';

type Input = z.output<(typeof houseCommands)['ownerships.set']['input']>;

interface Owner {
  readonly peopleId: string | null;
  readonly organisationName: string | null;
  readonly shareNum: number;
  readonly shareDen: number;
  readonly certificateNo: string | null;
  /** As the history says it. */
  readonly name: string;
}

/** Refuses shares of more than the whole; less is a part nobody has told us of. @throws ownerships.above-whole */
function assertWithinWhole(owners: readonly Pick<Owner, 'shareNum' | 'shareDen'>[]): void {
  let [num, den] = [0n, 1n];
  for (const { shareNum, shareDen } of owners) {
    num = num * BigInt(shareDen) + BigInt(shareNum) * den;
    den *= BigInt(shareDen);
  }
  if (num > den) throw refuse('ownerships.above-whole');
}

/** The owners as told, each somebody whom the actor sees or an organisation by its name. @throws ownerships.nobody, request.not-found */
async function readOwners(ctx: WriteCtx, house: LockedHouse, told: Input['owners']): Promise<readonly Owner[]> {
  const owners: Owner[] = [];
  for (const { peopleRef, organisationName, shareNum, shareDen, certificateNo } of told) {
    const person = peopleRef ? await getSeenPerson(ctx, peopleRef) : null;
    if (person && person.communityId !== house.communityId) throw refuse('request.not-found');
    if (!person && !organisationName) throw refuse('ownerships.nobody');
    owners.push({
      peopleId: person?.id ?? null,
      organisationName: person ? null : organisationName,
      shareNum,
      shareDen,
      certificateNo: certificateNo || null,
      name: person?.name ?? organisationName ?? '',
    });
  }
  assertWithinWhole(owners);
  return owners;
}

const sameOwner = (a: Omit<Owner, 'name'>, b: Omit<Owner, 'name'>): boolean =>
  a.peopleId === b.peopleId &&
  a.organisationName === b.organisationName &&
  a.shareNum === b.shareNum &&
  a.shareDen === b.shareDen &&
  a.certificateNo === b.certificateNo;

/** Sets the owners from a day on: who stays is left as it is, who does not ends on that day, nothing is rewritten. */
export async function setOwnerships(ctx: WriteCtx, input: Input) {
  const house = await lockHouse(ctx, input.houseRef, 'houses.write');
  assertNotLater(ctx.now, input.on, 'on');
  const { communityId } = house;
  const told = await readOwners(ctx, house, input.owners);
  const held = await ctx.db
    .selectFrom('ownerships')
    .select(['id', 'peopleId', 'organisationName', 'shareNum', 'shareDen', 'certificateNo'])
    .where('communityId', '=', communityId)
    .where('houseId', '=', house.id)
    .where('toOn', 'is', null)
    .execute();
  const ending = held.filter((one) => !told.some((owner) => sameOwner(one, owner)));
  const coming = told.filter((owner) => !held.some((one) => sameOwner(one, owner)));
  if (ending.length > 0) {
    await ctx.db
      .updateTable('ownerships')
      .set({ toOn: sql<string>`greatest(${input.on}::date, coalesce(from_on, ${input.on}::date))` })
      .where('communityId', '=', communityId)
      .where(
        'id',
        'in',
        ending.map((one) => one.id),
      )
      .execute();
  }
  if (coming.length > 0) {
    await ctx.db
      .insertInto('ownerships')
      .values(
        coming.map(({ name: _, ...owner }) => ({
          communityId,
          id: ctx.newId(),
          houseId: house.id,
          ...owner,
          fromOn: input.on,
          createdAt: ctx.now,
        })),
      )
      .execute();
  }
  await noteChanges(ctx, communityId, { cause: 'correction', causeId: ctx.intentionId }, [
    {
      noun: 'ownerships',
      rowId: house.id,
      kind: 'updated',
      before: { owners: held.length },
      after: { owners: told.map((owner) => `${owner.name} ${owner.shareNum}/${owner.shareDen}`), on: input.on },
    },
  ]);
  await touchHouse(ctx, house);
  ctx.audit({ action: 'ownerships.set', noun: 'houses', communityId, rowId: house.id });
  return { houseRef: input.houseRef };
}
