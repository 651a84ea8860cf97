import { App } from 'antd';
import type { HouseDetail } from '../../../contract/houses.ts';
import { useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormValues } from '../../ui/forms/fields.ts';
import { detailsOf, useHouseFields } from './house-fields.ts';

interface DialogProps {
  readonly house: HouseDetail;
  readonly onDone: () => void;
}

/** Corrects a home: what was emptied is taken away. */
export function CorrectHouseDialog({ house, onDone }: DialogProps) {
  const t = useWords('houses');
  const { message } = App.useApp();
  const send = useSend('houses.correct');
  const had = Object.fromEntries(house.details.map(({ key, value }) => [key, value]));
  const submit = (values: FormValues) => {
    const told = detailsOf(values);
    const details = Object.fromEntries(
      [...new Set([...Object.keys(had), ...Object.keys(told)])].flatMap((key) =>
        had[key] === told[key] ? [] : [[key, told[key] ?? '']],
      ),
    );
    const { tenure, use, floor, areaM2 } = values;
    const input = {
      ref: house.ref,
      basedOn: house.updatedAt,
      ...(tenure ? { tenure } : {}),
      ...(use ? { use } : {}),
      floor: floor ?? null,
      areaM2: areaM2 ?? null,
      details,
    };
    send.mutate(input as never, {
      onSuccess: () => {
        void message.success(t('form.corrected'));
        onDone();
      },
    });
  };
  return (
    <FormDialog
      title={`${t('deed.correct')} · ${house.words}`}
      fields={useHouseFields()}
      initial={{
        tenure: house.tenure,
        use: house.use,
        ...(house.floor === null ? {} : { floor: house.floor }),
        ...(house.areaM2 === null ? {} : { areaM2: house.areaM2 }),
        ...had,
      }}
      submitLabel={t('deed.save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
