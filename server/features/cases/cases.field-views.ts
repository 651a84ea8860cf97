import type { CaseDetail } from '../../../contract/case-views.ts';
import { parseRef } from '../../../contract/shapes.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import type { Field } from '../../../domain/case/fields.ts';
import { clockWords } from '../../../domain/case/guards.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { moneyText } from '../../../domain/case/sums.ts';
import { type Text, text } from '../../../domain/text.ts';
import { areaTree } from '../../access/tree.ts';
import { visibleHouses } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';

/** What somebody named in a field is to the case: the field's label, wherever the type asks for it. */
export function roleOfParty(type: CaseType, role: string): Text {
  const asked = [
    type.fields,
    ...Object.values(type.begins).map(({ asks }) => asks),
    ...Object.values(type.stages).flatMap((stage) =>
      'actions' in stage ? Object.values(stage.actions).map(({ asks }) => asks ?? {}) : [],
    ),
  ];
  return asked.find((fields) => fields[role])?.[role]?.label ?? text(role, role);
}

/** Names of what fields refer to by id. */
interface FieldNames {
  readonly users: ReadonlyMap<string, string>;
  readonly organisations: ReadonlyMap<string, string>;
  readonly houses: ReadonlyMap<string, string>;
}

function shownOf(one: Field, value: unknown, names: FieldNames): string {
  switch (one.kind) {
    case 'choice':
      return one.of[String(value)]?.zh ?? String(value);
    case 'flag':
      return value === true ? '是' : '否';
    case 'money':
      return moneyText(Number(value));
    case 'instant':
      return clockWords(String(value));
    case 'staff':
    case 'staff-list':
      return [value]
        .flat()
        .map((id) => names.users.get(String(id)) ?? '')
        .join('、');
    case 'organisation':
    case 'organisations':
      return [value]
        .flat()
        .map((id) => names.organisations.get(String(id)) ?? '')
        .join('、');
    case 'house':
      return names.houses.get(String(value)) ?? '';
    default:
      return String(value);
  }
}

const isFilled = (value: unknown): boolean => value !== undefined && value !== null;

async function namesOfFields(ctx: ReadCtx, type: CaseType, state: CaseState): Promise<FieldNames> {
  const valuesOf = (...kinds: readonly Field['kind'][]) =>
    Object.entries(type.fields)
      .filter(([key, one]) => kinds.includes(one.kind) && isFilled(state.fields[key]))
      .flatMap(([key]) => [state.fields[key]].flat().map(String));
  const userIds = valuesOf('staff', 'staff-list');
  const users =
    userIds.length === 0
      ? []
      : await ctx.db.selectFrom('users').select(['id', 'name']).where('id', 'in', userIds).execute();
  const unitIds = valuesOf('organisation', 'organisations');
  const units =
    unitIds.length === 0
      ? []
      : await ctx.db.selectFrom('organisations').select(['id', 'name']).where('id', 'in', unitIds).execute();
  return {
    users: new Map(users.map(({ id, name }) => [id, name])),
    organisations: new Map(units.map(({ id, name }) => [id, name])),
    houses: await housesOf(ctx, valuesOf('house')),
  };
}

/** Homes by their address on the wire: the names of building and unit, and the room. Those out of the actor's reach are left out. */
async function housesOf(ctx: ReadCtx, refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const tree = await areaTree(ctx);
  const found = new Map<string, string>();
  for (const ref of new Set(refs)) {
    const { communityId, id } = parseRef(ref);
    const row = await (await visibleHouses(ctx))
      .where('houses.communityId', '=', communityId)
      .where('houses.id', '=', id)
      .select(['houses.buildingId', 'houses.room'])
      .executeTakeFirst();
    if (row) found.set(ref, `${tree.byId.get(row.buildingId)?.name ?? ''} ${row.room}`.trim());
  }
  return found;
}

/** The values of a case's fields in words; files and people stand elsewhere on its page. */
export async function fieldViews(ctx: ReadCtx, type: CaseType, state: CaseState): Promise<CaseDetail['fields']> {
  const names = await namesOfFields(ctx, type, state);
  return Object.entries(type.fields).flatMap(([key, one]) => {
    const value = state.fields[key];
    if (!isFilled(value) || one.kind === 'files' || one.kind === 'people') return [];
    return [{ key, label: one.label, value, text: shownOf(one, value, names) }];
  });
}
