import { App } from 'antd';
import type { HouseDetail } from '../../../contract/houses.ts';
import { useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';

interface DialogProps {
  readonly house: HouseDetail;
  readonly onDone: () => void;
}

/** Forms a household of people who live in a home now. */
export function FormHouseholdDialog({ house, onDone }: DialogProps) {
  const t = useWords('houses');
  const { message } = App.useApp();
  const send = useSend('households.form');
  const options = house.residentsNow.flatMap(({ ref, name }) => (ref ? [{ value: ref, label: name }] : []));
  return (
    <FormDialog
      title={t('deed.household')}
      fields={[
        { key: 'head', kind: 'choice', label: t('form.head'), required: true, options },
        { key: 'members', kind: 'choice', many: true, label: t('form.members'), required: true, options },
        { key: 'registerNo', kind: 'text', label: t('form.registerNo'), max: 30 },
      ]}
      initial={{ members: options.map(({ value }) => value) }}
      submitLabel={t('deed.household')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={({ head, members, registerNo }) =>
        send.mutate(
          {
            houseRef: house.ref,
            headRef: String(head),
            memberRefs: members as string[],
            registerNo: (registerNo as string | undefined) ?? null,
          },
          {
            onSuccess: () => {
              void message.success(t('form.householdDone'));
              onDone();
            },
          },
        )
      }
      onCancel={onDone}
    >
      <p className="houses-what">{t('form.householdWhat')}</p>
    </FormDialog>
  );
}
