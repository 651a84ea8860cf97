import { App } from 'antd';
import type { AreaView } from '../../../contract/areas.ts';
import { useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormValues } from '../../ui/forms/fields.ts';
import { today } from './area-words.ts';

interface MergeGridsProps {
  readonly view: AreaView;
  readonly onDone: () => void;
}

/** Takes neighbouring grids into this one from a day on; says what becomes of posts and matters. */
export function MergeGridsDialog({ view, onDone }: MergeGridsProps) {
  const t = useWords('areas');
  const { message } = App.useApp();
  const send = useSend('areas.mergeGrids', ['GET /areas/tree', 'GET /areas/:id']);
  const { data, error } = useApi('GET /areas/:id/split', { params: { id: view.id }, query: { parts: 2 } });
  const neighbours = data?.neighbours ?? [];
  const submit = (values: FormValues) => {
    const chosen = (values['others'] as readonly string[] | undefined) ?? [];
    const others = neighbours.filter(({ id }) => chosen.includes(String(id)));
    send.mutate(
      {
        id: view.id,
        basedOn: view.current.stamp,
        others: others.map(({ id, stamp }) => ({ id, basedOn: stamp })),
        from: String(values['from'] ?? today()),
        name: String(values['name'] ?? view.current.name),
        keepsPosts: values['keepsPosts'] !== false,
        ...(values['reason'] ? { reason: String(values['reason']) } : {}),
      },
      {
        onSuccess: ({ movedBuildings }) => {
          void message.success(t('merge.done', { n: movedBuildings }));
          onDone();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('merge.title', { name: view.current.name })}
      fields={[
        {
          key: 'others',
          kind: 'choice',
          many: true,
          label: t('merge.others'),
          required: true,
          hint: neighbours.length === 0 ? t('merge.none') : t('merge.hint', { n: data?.households ?? 0 }),
          options: neighbours.map(({ id, name, households }) => ({
            value: String(id),
            label: t('merge.option', { name, n: households }),
          })),
        },
        { key: 'name', kind: 'text', label: t('form.name'), required: true, max: 60 },
        {
          key: 'from',
          kind: 'date',
          label: t('form.from'),
          required: true,
          notBefore: today(),
          hint: t('merge.stays'),
        },
        { key: 'keepsPosts', kind: 'yes-no', label: t('merge.keepsPosts') },
        { key: 'reason', kind: 'text', label: t('form.reason'), max: 200 },
      ]}
      initial={{ name: view.current.name, from: today(), keepsPosts: true }}
      submitLabel={t('merge.save')}
      isBusy={send.isPending}
      error={send.error ?? error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
