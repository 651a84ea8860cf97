import { useMemo } from 'react';
import type { PatrolPlan } from '../../../contract/patrols.ts';
import type { Cadence } from '../../../domain/cadence/cadence.ts';
import { type HazardKind, hazardKindCodes, hazardKinds } from '../../../domain/patrols/hazard-kinds.ts';
import { type CheckItem, type ObjectKindCode, objectKind, objectKinds } from '../../../domain/patrols/objects.ts';
import type { Text } from '../../../domain/text.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import type { FormField, FormSources, FormValues, PickValue } from '../../ui/forms/fields.ts';

export const rhythms = ['days-1', 'weeks-1', 'weeks-2', 'months-1', 'months-3', 'months-6', 'months-12'] as const;
type Say = (text: Text) => string;

const mark = /[|｜]/;

/** A checklist as lines of a text box: what is looked at, and after a stroke what kind of hazard it would be. */
export const linesOf = (items: readonly CheckItem[], pick: Say): string =>
  items.map(({ words, hazard }) => `${words}｜${pick(hazardKinds[hazard])}`).join('\n');

/** The checklist that lines say; a kind nobody knows is "other". */
export function itemsOf(lines: string): CheckItem[] {
  const kindOf = (said: string): HazardKind =>
    hazardKindCodes.find((code) => Object.values(hazardKinds[code]).includes(said.trim() as never)) ?? 'other';
  return lines
    .split('\n')
    .map((line) => line.split(mark))
    .map(([words = '', kind = '']) => ({ words: words.trim(), hazard: kindOf(kind) }))
    .filter(({ words }) => words !== '');
}

/** The fields of a plan; a new one also says where, of what and from when. */
export function usePlanFields(
  plan: PatrolPlan | undefined,
  areas: readonly { readonly id: number; readonly name: string }[],
): readonly FormField[] {
  const t = useWords('patrols');
  const kinds = Object.entries(objectKinds).map(([value, { label }]) => ({ value, label }));
  const areaOptions = areas.map(({ id, name }) => ({ value: String(id), label: name }));
  const anew: readonly FormField[] = [
    { key: 'areaId', kind: 'choice', label: t('field.area'), required: true, options: areaOptions },
    { key: 'kind', kind: 'choice', label: t('field.kind'), required: true, options: kinds },
    { key: 'beginsOn', kind: 'date', label: t('field.beginsOn'), required: true },
  ];
  return [
    ...(plan ? [] : anew),
    { key: 'name', kind: 'text', label: t('field.name'), required: true, max: 40 },
    {
      key: 'rhythm',
      kind: 'choice',
      label: t('field.every'),
      required: true,
      options: rhythms.map((value) => ({ value, label: t(`rhythm.${value}`) })),
    },
    {
      key: 'rolls',
      kind: 'choice',
      label: t('field.rolls'),
      required: true,
      options: (['none', 'back', 'forward'] as const).map((value) => ({ value, label: t(`rolls.${value}`) })),
    },
    {
      key: 'items',
      kind: 'text',
      label: t('field.items'),
      required: true,
      lines: 6,
      max: 2000,
      hint: t('field.itemsHint'),
    },
    { key: 'chief', kind: 'pick', from: 'staff', label: t('field.chief') },
    { key: 'mustConfirm', kind: 'yes-no', label: t('field.mustConfirm'), hint: t('field.mustConfirmHint') },
    {
      key: 'basis',
      kind: 'text',
      label: t('field.basis'),
      required: true,
      max: 120,
      when: (values) => values['mustConfirm'] === true,
    },
  ];
}

/** How often a new plan comes round: as the law says for its kind, else weekly until the planner says otherwise. */
export function firstRound(kind: ObjectKindCode) {
  const { round } = objectKind(kind);
  if (!round) return { rhythm: 'weeks-1', mustConfirm: false };
  return { rhythm: `${round.cadence.every}-${round.cadence.n}`, mustConfirm: true, basis: round.basis };
}

/** What a plan's form begins with: a new one with the usual checklist of its kind. */
export function useFirstValues(plan: PatrolPlan | undefined, kind: ObjectKindCode, areaId: string, today: string) {
  const pick = usePick();
  const items = linesOf(plan?.items ?? objectKind(plan?.kind ?? kind).checks, pick);
  if (!plan) return { areaId, kind, beginsOn: today, rolls: 'none', items, ...firstRound(kind) };
  return {
    name: plan.name,
    rhythm: `${plan.cadence.every}-${plan.cadence.n}`,
    rolls: plan.cadence.rolls ?? 'none',
    items,
    mustConfirm: plan.mustConfirm,
    basis: plan.basis,
    ...(plan.chief ? { chief: { ref: plan.chief.userId, name: plan.chief.name } } : {}),
  };
}

/** What both commands take from the form. */
export function planInput(values: FormValues) {
  const [every = 'weeks', n = '1'] = String(values['rhythm']).split('-');
  const rolls = values['rolls'];
  const rhythm = { every, n: Number(n) } as Cadence;
  return {
    name: String(values['name'] ?? ''),
    cadence: rolls === 'back' || rolls === 'forward' ? { ...rhythm, rolls } : rhythm,
    mustConfirm: values['mustConfirm'] === true,
    basis: values['mustConfirm'] === true ? String(values['basis'] ?? '') : '',
    chiefId: (values['chief'] as PickValue | undefined)?.ref ?? null,
    items: itemsOf(String(values['items'] ?? '')),
  };
}

/** Staff of an area, as answers of a picker. */
export function useStaffSources(areaId: number | undefined): FormSources {
  return useMemo(
    () => ({
      find: {
        staff: async (words, signal) => {
          const { items } = await api.get('GET /staff', { query: areaId === undefined ? {} : { areaId }, signal });
          return items
            .filter(({ name }) => name.includes(words))
            .slice(0, 30)
            .map(({ userId, name, posts }) => ({ ref: userId, name, hint: posts[0]?.area?.name }));
        },
      },
    }),
    [areaId],
  );
}
