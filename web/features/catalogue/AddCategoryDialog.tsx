import { App } from 'antd';
import type { CategoryDetail } from '../../../contract/catalogue.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormValues } from '../../ui/forms/fields.ts';

interface AddCategoryDialogProps {
  /** The class it goes under; a class of its own without one. */
  readonly parent?: Pick<CategoryDetail, 'id' | 'name' | 'code' | 'caseType'>;
  readonly onChoose: (id: number) => void;
  readonly onDone: () => void;
}

/** Adds a category; it begins with everything its class says. */
export function AddCategoryDialog({ parent, onChoose, onDone }: AddCategoryDialogProps) {
  const t = useWords('catalogue');
  const pick = usePick();
  const { message } = App.useApp();
  const types = useApi('GET /cases/types').data ?? [];
  const send = useSend('catalogue.addCategory');
  const submit = (values: FormValues) => {
    const name = { zh: String(values['zh']), en: String(values['en']) };
    send.mutate(
      {
        parentId: parent?.id ?? null,
        caseType: parent?.caseType ?? String(values['caseType']),
        code: String(values['code']),
        name,
      },
      {
        onSuccess: ({ id }) => {
          void message.success(t('added', { name: pick(name) }));
          onDone();
          onChoose(id);
        },
      },
    );
  };
  const what = t('more.name');
  return (
    <FormDialog
      title={parent ? t('addUnder', { name: pick(parent.name) }) : t('addTitle')}
      fields={[
        { key: 'zh', kind: 'text', label: t('zhOf', { what }), required: true, max: 60 },
        { key: 'en', kind: 'text', label: t('enOf', { what }), required: true, max: 120 },
        { key: 'code', kind: 'text', label: t('addCode'), required: true, max: 80, hint: t('addCodeHint') },
        ...(parent
          ? []
          : [
              {
                key: 'caseType',
                kind: 'choice',
                label: t('addType'),
                required: true,
                options: types.map(({ code, title }) => ({ value: code, label: title })),
              } as const,
            ]),
      ]}
      initial={parent ? { code: `${parent.code}.` } : {}}
      submitLabel={parent ? t('addSub') : t('add')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
