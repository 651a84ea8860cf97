import { App } from 'antd';
import { useMemo } from 'react';
import { businessDay } from '../../../domain/calendar/instant.ts';
import {
  type SeatLevel,
  type SummoningLevel,
  seatLevels,
  summoningLevels,
} from '../../../domain/case/summons-rules.ts';
import { areaKinds } from '../../../domain/registry/area-kinds.ts';
import { type OrganisationKind, organisationKinds } from '../../../domain/registry/organisation-kinds.ts';
import type { Text } from '../../../domain/text.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormField, FormSources, FormValues, PickValue } from '../../ui/forms/fields.ts';
import { useReachSources } from '../../ui/forms/use-reach-sources.ts';

interface KeptArea {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
}

const optionsOf = (of: Readonly<Record<string, Text>>) =>
  Object.entries(of).map(([value, label]) => ({ value, label }));

const isSeated = (values: FormValues): boolean => values['target'] !== 'named';

function useFields(): readonly FormField[] {
  const t = useWords('whistles');
  return [
    { key: 'area', kind: 'pick', from: 'kept', label: t('rules.field.area'), required: true, path: 'areaId' },
    { key: 'by', kind: 'choice', label: t('rules.field.by'), required: true, options: optionsOf(summoningLevels) },
    {
      key: 'target',
      kind: 'choice',
      label: t('rules.field.target'),
      required: true,
      options: [
        { value: 'seated', label: t('rules.field.seated') },
        { value: 'named', label: t('rules.field.named') },
      ],
    },
    {
      key: 'seat',
      kind: 'choice',
      label: t('rules.field.seat'),
      required: true,
      options: optionsOf(seatLevels),
      when: isSeated,
    },
    {
      key: 'kinds',
      kind: 'choice',
      many: true,
      label: t('rules.field.kinds'),
      required: true,
      options: optionsOf(organisationKinds),
      when: isSeated,
    },
    {
      key: 'unit',
      kind: 'pick',
      from: 'organisation',
      label: t('rules.field.unit'),
      required: true,
      path: 'organisationId',
      when: (values) => !isSeated(values),
    },
    { key: 'basis', kind: 'text', label: t('rules.field.basis'), max: 200 },
    {
      key: 'from',
      kind: 'date',
      label: t('rules.field.from'),
      required: true,
      notBefore: businessDay(Date.now()),
    },
  ];
}

/** The areas one keeps rules for, by words. */
function useSources(areas: readonly KeptArea[]): FormSources {
  const pick = usePick();
  const { find } = useReachSources();
  return useMemo(
    () => ({
      find: {
        ...find,
        kept: async (words) =>
          areas
            .filter(({ name }) => name.includes(words))
            .slice(0, 30)
            .map(({ id, kind, name }) => ({
              ref: String(id),
              name,
              hint: pick(areaKinds[kind as keyof typeof areaKinds].label),
            })),
      },
    }),
    [areas, find, pick],
  );
}

interface AddRuleProps {
  readonly areas: readonly KeptArea[];
  readonly onDone: () => void;
}

/** Asks who may blow at whom, where and from when, and records it. */
export function AddRuleDialog({ areas, onDone }: AddRuleProps) {
  const t = useWords('whistles');
  const { message } = App.useApp();
  const send = useSend('whistles.addRule', ['GET /whistles/rules']);
  const [first] = areas;
  const submit = (values: FormValues) => {
    const unit = (values['unit'] as PickValue | undefined)?.ref;
    const target = isSeated(values)
      ? { seat: values['seat'] as SeatLevel, kinds: values['kinds'] as OrganisationKind[] }
      : unit === undefined
        ? {}
        : { organisationId: unit };
    const input = {
      areaId: Number((values['area'] as PickValue).ref),
      by: values['by'] as SummoningLevel,
      ...target,
      basis: String(values['basis'] ?? ''),
      from: String(values['from']),
    };
    send.mutate(input, {
      onSuccess: () => {
        void message.success(t('rules.saved'));
        onDone();
      },
    });
  };
  return (
    <FormDialog
      title={t('rules.add')}
      fields={useFields()}
      initial={{
        ...(first ? { area: { ref: String(first.id), name: first.name } } : {}),
        target: 'seated',
        from: businessDay(Date.now()),
      }}
      sources={useSources(areas)}
      submitLabel={t('rules.save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
