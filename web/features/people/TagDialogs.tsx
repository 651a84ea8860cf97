import { App } from 'antd';
import type { PersonDetail } from '../../../contract/people.ts';
import { serviceTags } from '../../../domain/registry/fields.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { today } from './person-words.ts';

interface DialogProps {
  readonly person: PersonDetail;
  readonly onDone: () => void;
}

/** Gives a service group, with its source and its period. */
export function GiveTagDialog({ person, onDone }: DialogProps) {
  const t = useWords('people');
  const pick = usePick();
  const { message } = App.useApp();
  const send = useSend('people.giveTag');
  return (
    <FormDialog
      title={t('deed.tag')}
      fields={[
        {
          key: 'code',
          kind: 'choice',
          label: t('tagDialog.code'),
          required: true,
          options: Object.entries(serviceTags).map(([value, { label }]) => ({ value, label: pick(label) })),
        },
        {
          key: 'source',
          kind: 'text',
          label: t('tagDialog.source'),
          hint: t('tagDialog.sourceHint'),
          required: true,
          max: 60,
        },
        { key: 'fromOn', kind: 'date', label: t('tagDialog.from'), required: true, notAfter: today() },
        { key: 'toOn', kind: 'date', label: t('tagDialog.to'), hint: t('tagDialog.toHint') },
      ]}
      initial={{ fromOn: today() }}
      submitLabel={t('deed.save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) =>
        send.mutate({ ref: person.ref, toOn: null, ...values } as never, {
          onSuccess: () => {
            void message.success(t('tagDialog.done'));
            onDone();
          },
        })
      }
      onCancel={onDone}
    >
      <p className="people-what">{t('tagDialog.what')}</p>
    </FormDialog>
  );
}

interface EndTagProps extends DialogProps {
  readonly tag: PersonDetail['allTags'][number];
}

/** Ends a service group on a day. */
export function EndTagDialog({ person, tag, onDone }: EndTagProps) {
  const t = useWords('people');
  const pick = usePick();
  const { message } = App.useApp();
  const send = useSend('people.endTag');
  return (
    <FormDialog
      title={`${t('deed.endTag')} · ${pick(tag.label)}`}
      fields={[{ key: 'on', kind: 'date', label: t('tagDialog.endOn'), required: true, notAfter: today() }]}
      initial={{ on: today() }}
      submitLabel={t('deed.endTag')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={({ on }) =>
        send.mutate(
          { ref: person.ref, tagId: tag.id, on: String(on) },
          {
            onSuccess: () => {
              void message.success(t('tagDialog.ended'));
              onDone();
            },
          },
        )
      }
      onCancel={onDone}
    />
  );
}
