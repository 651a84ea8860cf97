import { sql } from 'kysely';
import { parseRef } from '../../../contract/shapes.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { fieldText, type RegistryField } from '../../../domain/registry/fields.ts';
import { refusedKinds, refusedValueKind } from '../../../domain/registry/ledger/refused-columns.ts';
import { fill, text } from '../../../domain/text.ts';
import { visibleHouses, visiblePeople } from '../../access/visible.ts';
import type { WriteCtx } from '../../kit/ctx.ts';

/** The record of a person this actor may change, its row held until the transaction ends. @throws request.not-found */
export async function lockPerson(
  ctx: WriteCtx,
  ref: string,
  capability: 'people.write' | 'people.merge' = 'people.write',
) {
  const { communityId, id } = parseRef(ref);
  const found = await (await visiblePeople(ctx, capability))
    .where('people.communityId', '=', communityId)
    .where('people.id', '=', id)
    .select([
      'people.communityId',
      'people.id',
      'people.personId',
      'people.name',
      'people.sex',
      'people.bornOn',
      'people.idToken',
      'people.idMasked',
      'people.details',
      'people.lineage',
      'people.endedOn',
      'people.endReason',
      'people.mergedInto',
      'people.updatedAt',
    ])
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return {
    ...found,
    details: found.details as Record<string, string>,
    lineage: found.lineage as Record<string, string>,
  };
}

export type LockedPerson = Awaited<ReturnType<typeof lockPerson>>;

/** As lockPerson, of a record that has not ended. @throws people.record-ended */
export async function lockLiving(ctx: WriteCtx, ref: string): Promise<LockedPerson> {
  const found = await lockPerson(ctx, ref);
  if (found.endedOn !== null) throw refuse('people.record-ended', { name: found.name });
  return found;
}

/** A home behind whose door this actor may register people. @throws people.house-unknown */
export async function getHouseFor(ctx: WriteCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const found = await (await visibleHouses(ctx, 'people.write'))
    .where('houses.communityId', '=', communityId)
    .where('houses.id', '=', id)
    .where('houses.endedOn', 'is', null)
    .select(['houses.communityId', 'houses.id', 'houses.address'])
    .executeTakeFirst();
  if (!found) throw refuse('people.house-unknown');
  return found;
}

/** Marks a record as changed now, so that whoever looks at an older state is told. */
export async function touchPerson(ctx: WriteCtx, { communityId, id }: Pick<LockedPerson, 'communityId' | 'id'>) {
  await ctx.db
    .updateTable('people')
    .set({ updatedAt: ctx.now })
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .where(sql<boolean>`updated_at < ${ctx.now}::timestamptz`)
    .execute();
}

/** Refuses words that would put somebody on a register that must not exist: belief, offences, illness. @throws request.invalid */
export function assertMayHold(
  fields: readonly RegistryField[],
  values: Readonly<Record<string, string | undefined>>,
  path: string,
): void {
  for (const { key, list } of fields) {
    const kind = refusedValueKind(fieldText(list ? { list } : {}, values[key] ?? '').zh);
    if (kind === undefined) continue;
    const words = text(
      '本平台不登记{kind}，请删去这部分内容。',
      'This platform holds nothing on {kind}. Please leave it out.',
    );
    const said = refusedKinds[kind];
    throw new Refusal('request.invalid', {
      fields: [
        {
          path: `${path}.${key}`,
          text: { zh: fill(words, { kind: said.zh }).zh, en: fill(words, { kind: said.en }).en },
        },
      ],
    });
  }
}
