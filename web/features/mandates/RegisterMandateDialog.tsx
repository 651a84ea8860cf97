import { App } from 'antd';
import {
  type HelperRelation,
  helperRelations,
  type MandateCover,
  mandateCovers,
} from '../../../domain/access/mandates.ts';
import { useWords } from '../../kit/i18n.ts';
import { useSession } from '../../kit/session.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormField, FormValues, Option } from '../../ui/forms/fields.ts';

const optionsOf = (words: Readonly<Record<string, { zh: string; en: string }>>): readonly Option[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** The areas of one's own posts: where the mandate is registered. */
function useOwnAreas(): readonly Option[] {
  const posts = useSession().data?.posts ?? [];
  const areas = new Map(posts.flatMap(({ area }) => (area ? [[String(area.id), area.name] as const] : [])));
  return [...areas].map(([value, label]) => ({ value, label }));
}

function useFields(areas: readonly Option[]): readonly FormField[] {
  const t = useWords('mandates');
  return [
    { key: 'area', kind: 'choice', label: t('area'), required: true, options: areas },
    { key: 'elderName', kind: 'text', label: t('elderName'), required: true, max: 40, path: 'elder.name' },
    { key: 'elderPhone', kind: 'text', label: t('elderPhone'), required: true, max: 30, path: 'elder.phone' },
    { key: 'helperName', kind: 'text', label: t('helperName'), required: true, max: 40, path: 'helper.name' },
    { key: 'helperPhone', kind: 'text', label: t('helperPhone'), required: true, max: 30, path: 'helper.phone' },
    { key: 'relation', kind: 'choice', label: t('relation'), required: true, options: optionsOf(helperRelations) },
    {
      key: 'covers',
      kind: 'choice',
      many: true,
      label: t('covers'),
      required: true,
      options: optionsOf(mandateCovers),
    },
    { key: 'endsOn', kind: 'date', label: t('endsOn'), hint: t('endsHint'), required: true },
    {
      key: 'said',
      kind: 'yes-no',
      label: t('said'),
      required: true,
      requiredWords: t('saidNeeded'),
      path: 'saidInPerson',
    },
  ];
}

/** Registers a mandate that somebody gave in person before whoever types. */
export function RegisterMandateDialog({ onDone }: { readonly onDone: () => void }) {
  const t = useWords('mandates');
  const { message } = App.useApp();
  const send = useSend('mandates.register', ['POST /mandates']);
  const areas = useOwnAreas();
  const submit = (values: FormValues) => {
    const word = (key: string) => String(values[key] ?? '').trim();
    send.mutate(
      {
        areaId: Number(values['area']),
        elder: { name: word('elderName'), phone: word('elderPhone') },
        helper: { name: word('helperName'), phone: word('helperPhone') },
        relation: values['relation'] as HelperRelation,
        covers: values['covers'] as MandateCover[],
        endsOn: word('endsOn'),
        // The server takes nothing but a yes, and says so.
        saidInPerson: values['said'] as true,
      },
      {
        onSuccess: () => {
          void message.success(t('registered'));
          onDone();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('register')}
      fields={useFields(areas)}
      initial={areas[0] ? { area: areas[0].value } : {}}
      submitLabel={t('register')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
