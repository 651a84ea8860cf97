import { App } from 'antd';
import type { PersonDetail } from '../../../contract/people.ts';
import { lists } from '../../../domain/registry/lists.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormField, FormValues } from '../../ui/forms/fields.ts';
import { refOf, sources } from './find-people.ts';
import { today } from './person-words.ts';

interface DialogProps {
  readonly person: PersonDetail;
  readonly onDone: () => void;
}

/** How somebody belongs to a home: the fields a residence is told by. */
export function useHomeFields(): Readonly<Record<'kind' | 'asWhat' | 'relation', FormField>> {
  const t = useWords('people');
  const pick = usePick();
  return {
    kind: {
      key: 'kind',
      kind: 'choice',
      label: t('kind'),
      options: (['both', 'living', 'registered'] as const).map((value) => ({ value, label: t(`kinds.${value}`) })),
    },
    asWhat: {
      key: 'asWhat',
      kind: 'choice',
      label: t('asWhat'),
      options: (['owner', 'member', 'tenant', 'guest', 'staff'] as const).map((value) => ({
        value,
        label: t(`asWhats.${value}`),
      })),
    },
    relation: {
      key: 'relationToHead',
      kind: 'choice',
      label: t('relation'),
      options: Object.entries(lists.relation).map(([value, { label }]) => ({ value, label: pick(label) })),
    },
  };
}

/** Records that somebody moved: where from, where to, when. */
export function MoveDialog({ person, onDone, onMoved }: DialogProps & { readonly onMoved: (ref: string) => void }) {
  const t = useWords('people');
  const { message } = App.useApp();
  const home = useHomeFields();
  const send = useSend('people.move');
  const homes = person.residences.filter(({ toOn }) => toOn === null);
  const fields: readonly FormField[] = [
    ...(homes.length > 1
      ? [
          {
            key: 'from',
            kind: 'choice' as const,
            label: t('move.from'),
            options: [
              { value: 'all', label: t('move.allHomes') },
              ...homes.map(({ houseRef, words }) => ({ value: houseRef, label: words })),
            ],
          },
        ]
      : []),
    { key: 'to', kind: 'pick', from: 'house', label: t('move.to'), hint: t('move.toHint') },
    { key: 'on', kind: 'date', label: t('move.on'), required: true, notAfter: today() },
    { ...home.kind, when: (values) => values['to'] !== undefined },
    { ...home.asWhat, when: (values) => values['to'] !== undefined },
    { ...home.relation, when: (values) => values['to'] !== undefined },
  ];
  const submit = (values: FormValues) => {
    const { from, to, on, ...rest } = values;
    const input = {
      ref: person.ref,
      on: String(on),
      fromHouseRef: from && from !== 'all' ? String(from) : null,
      toHouseRef: refOf(to) ?? null,
      ...rest,
    };
    send.mutate(input as never, {
      onSuccess: ({ ref }) => {
        void message.success(t('move.done'));
        onDone();
        if (ref !== person.ref) onMoved(ref);
      },
    });
  };
  return (
    <FormDialog
      title={t('deed.move')}
      fields={fields}
      initial={{ on: today(), kind: 'living', asWhat: 'member', from: 'all' }}
      sources={sources}
      submitLabel={t('deed.save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    >
      <p className="people-what">{t('move.what')}</p>
    </FormDialog>
  );
}

/** Ends a record: died, left, or registered by mistake. */
export function EndDialog({ person, onDone }: DialogProps) {
  const t = useWords('people');
  const { message } = App.useApp();
  const send = useSend('people.end');
  return (
    <FormDialog
      title={t('deed.end')}
      fields={[
        {
          key: 'reason',
          kind: 'choice',
          label: t('endDialog.reason'),
          required: true,
          look: 'chips',
          options: (['left', 'died', 'mistake'] as const).map((value) => ({ value, label: t(`endReasons.${value}`) })),
        },
        { key: 'on', kind: 'date', label: t('endDialog.on'), required: true, notAfter: today() },
      ]}
      initial={{ on: today() }}
      submitLabel={t('deed.end')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={({ reason, on }) =>
        send.mutate(
          { ref: person.ref, reason: reason as 'left', on: String(on) },
          {
            onSuccess: () => {
              void message.success(t('endDialog.done'));
              onDone();
            },
          },
        )
      }
      onCancel={onDone}
    >
      <p className="people-what">{t('endDialog.what')}</p>
    </FormDialog>
  );
}
