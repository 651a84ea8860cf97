import { App } from 'antd';
import type { CalendarYear } from '../../../contract/calendar.ts';
import { isWeekendDay } from '../../../domain/calendar/holiday-list.ts';
import { useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';

interface SetDayDialogProps {
  readonly day: string;
  readonly known: CalendarYear['days'][number] | undefined;
  readonly onDone: () => void;
}

/** Sets one day: off, made up on, or as its weekday says. */
export function SetDayDialog({ day, known, onDone }: SetDayDialogProps) {
  const t = useWords('calendar');
  const { message } = App.useApp();
  const send = useSend('calendar.setDay');
  const kinds = isWeekendDay(day) ? (['usual', 'holiday', 'workday'] as const) : (['usual', 'holiday'] as const);
  return (
    <FormDialog
      title={t('set.title', { day })}
      fields={[
        {
          key: 'kind',
          kind: 'choice',
          label: t('set.kind'),
          required: true,
          options: kinds.map((kind) => ({ value: kind, label: t(`set.${kind}`) })),
        },
        { key: 'name', kind: 'text', label: t('set.name'), max: 30, when: (values) => values['kind'] !== 'usual' },
      ]}
      initial={{ kind: known?.kind ?? 'usual', name: known?.name ?? '' }}
      submitLabel={t('set.save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) =>
        send.mutate({ day, ...values } as never, {
          onSuccess: () => {
            void message.success(t('set.saved', { day }));
            onDone();
          },
        })
      }
      onCancel={onDone}
    />
  );
}
