import { useMemo } from 'react';
import type { Rota } from '../../../contract/rotas.ts';
import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { isBookedKind, publicities, type RotaKindCode, rotaKinds, shiftParts } from '../../../domain/rotas/kinds.ts';
import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import type { FormField, FormSources, FormValues, PickValue } from '../../ui/forms/fields.ts';
import { spanWords } from './rota-days.ts';

/** Whoever can be put on a rota, as answers of a picker. */
export function useRotaSources(id: string): FormSources {
  return useMemo(
    () => ({
      find: {
        staff: async (q, signal) => {
          const asked = { params: { id }, query: q ? { q } : {}, signal };
          const { items } = await api.get('POST /rotas/:id/people', asked);
          return items.map(({ userId, name, hint }) => ({ ref: userId, name, hint }));
        },
      },
    }),
    [id],
  );
}

/** How many days ahead a colleague's shifts are offered in exchange. */
const exchangeDays = 60;

/** Whom one may ask for a swap, and which of their coming shifts on the rota one would take for it. */
export function useSwapSources(id: string, userId: string | undefined): FormSources {
  const staff = useRotaSources(id);
  return useMemo(
    () => ({
      find: {
        ...staff.find,
        shift: async (q, signal) => {
          const now = new Date();
          const from = businessDay(now.toISOString());
          const to = dayOf(dayNumber(from) + exchangeDays);
          const { shifts } = await api.get('GET /rotas/:id/shifts', { params: { id }, query: { from, to }, signal });
          return shifts
            .filter(({ user, startsAt }) => user.userId === userId && startsAt > now.toISOString())
            .map((shift) => ({ ref: shift.id, name: spanWords(shift, true), hint: shift.user.name }))
            .filter(({ name }) => name.includes(q));
        },
      },
    }),
    [id, userId, staff],
  );
}

const optionsOf = <K extends string>(of: Readonly<Record<K, { readonly zh: string; readonly en: string }>>) =>
  (Object.entries(of) as [K, { zh: string; en: string }][]).map(([value, label]) => ({ value, label }));

export const partOptions = optionsOf(shiftParts);

/** What a rota says of its post; a new one also where it belongs and what it is for. */
export function useRotaFields(
  rota: Rota | undefined,
  areas: readonly { id: number; name: string }[],
): readonly FormField[] {
  const t = useWords('rotas');
  const kinds = Object.entries(rotaKinds).map(([value, { label }]) => ({ value, label }));
  const isNew = rota === undefined;
  const isBooked = (values: FormValues) => isBookedKind((rota?.kind ?? values['kind'] ?? 'duty') as RotaKindCode);
  return [
    ...(isNew
      ? ([
          {
            key: 'areaId',
            kind: 'choice',
            label: t('field.area'),
            required: true,
            options: areas.map(({ id, name }) => ({ value: String(id), label: name })),
          },
          { key: 'kind', kind: 'choice', label: t('field.kind'), required: true, options: kinds },
        ] as const)
      : []),
    { key: 'name', kind: 'text', label: t('field.name'), required: true, max: 40 },
    { key: 'place', kind: 'text', label: t('field.place'), required: true, max: 80 },
    { key: 'phone', kind: 'text', label: t('field.phone'), max: 40, hint: t('field.phoneHint') },
    { key: 'publicity', kind: 'choice', label: t('field.publicity'), required: true, options: optionsOf(publicities) },
    {
      key: 'slotMinutes',
      kind: 'number',
      label: t('field.slot'),
      required: true,
      min: 5,
      max: 240,
      whole: true,
      when: isBooked,
    },
  ];
}

/** The fields of a pattern: which days, when, and who takes turns. */
export function usePatternFields(): readonly FormField[] {
  const t = useWords('rotas');
  const weekdays = ([1, 2, 3, 4, 5, 6, 0] as const).map((day) => ({
    value: String(day),
    label: t(`weekdays.d${day}`),
  }));
  return [
    { key: 'from', kind: 'date', label: t('field.from'), required: true },
    { key: 'to', kind: 'date', label: t('field.to'), required: true },
    {
      key: 'days',
      kind: 'choice',
      label: t('field.days'),
      required: true,
      options: (['every', 'working', 'off', 'weekday'] as const).map((value) => ({
        value,
        label: t(`dayKinds.${value}`),
      })),
    },
    {
      key: 'weekdays',
      kind: 'choice',
      many: true,
      label: t('dayKinds.weekday'),
      required: true,
      options: weekdays,
      when: (values) => values['days'] === 'weekday',
    },
    { key: 'startTime', kind: 'text', label: t('field.start'), required: true, max: 5 },
    { key: 'endTime', kind: 'text', label: t('field.end'), required: true, max: 5 },
    { key: 'leads', kind: 'pick', from: 'staff', many: true, label: t('field.leads') },
    { key: 'members', kind: 'pick', from: 'staff', many: true, label: t('field.members') },
    { key: 'perTeam', kind: 'number', label: t('field.perTeam'), min: 1, max: 10, whole: true },
    { key: 'turnLength', kind: 'number', label: t('field.turnLength'), min: 1, max: 31, whole: true },
  ];
}

const picked = (value: unknown): readonly string[] => ((value ?? []) as readonly PickValue[]).map(({ ref }) => ref);

/** Teams in turn from two lists: leaders one by one, those on duty so many at a time; the longer list says how many teams there are. */
export function teamsOf(values: FormValues) {
  const leads = picked(values['leads']);
  const members = picked(values['members']);
  const each = Math.min(Number(values['perTeam'] ?? 1), Math.max(1, members.length));
  const groups = Array.from({ length: Math.ceil(members.length / each) }, (_, at) =>
    members.slice(at * each, at * each + each),
  );
  return Array.from({ length: Math.max(leads.length, groups.length) }, (_, at) => ({
    leadId: leads[at % Math.max(1, leads.length)] ?? null,
    memberIds: [...(groups[at % Math.max(1, groups.length)] ?? [])],
  }));
}
