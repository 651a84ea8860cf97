import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { App, Button, DatePicker, Input, InputNumber, Segmented } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { HouseDetail } from '../../../contract/houses.ts';
import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { newId } from '../../kit/new-id.ts';
import { useSend } from '../../kit/use-api.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { Labelled } from '../../ui/desk/Labelled.tsx';
import { PickInput } from '../../ui/desk/PickInput.tsx';
import type { FormSources, PickValue } from '../../ui/forms/fields.ts';
import { today } from './house-words.ts';

interface DialogProps {
  readonly house: HouseDetail;
  readonly onDone: () => void;
}

interface OwnerRow {
  readonly key: string;
  readonly isOrganisation: boolean;
  readonly person: PickValue | undefined;
  readonly organisation: string;
  readonly shareNum: number;
  readonly shareDen: number;
  readonly certificateNo: string;
}

const sources: FormSources = {
  find: {
    person: async (q, signal) => {
      if (q === '') return [];
      const { items } = await api.get('POST /people', { query: { q, limit: 20 }, signal });
      return items.map(({ ref, name, idMasked, home }) => ({
        ref,
        name,
        hint: [idMasked, home?.words].filter(Boolean).join(' '),
      }));
    },
  },
};

const emptyRow = (): OwnerRow => ({
  key: newId(),
  isOrganisation: false,
  person: undefined,
  organisation: '',
  shareNum: 1,
  shareDen: 1,
  certificateNo: '',
});

/** Those who own the home now, as rows to change. */
function rowsOf(house: HouseDetail): readonly OwnerRow[] {
  const rows = house.owners
    .filter(({ toOn }) => toOn === null)
    .map(({ ref, name, share, certificateNo }): OwnerRow => {
      const [num, den] = share.split('/').map(Number);
      return {
        ...emptyRow(),
        isOrganisation: ref === null,
        person: ref === null ? undefined : { ref, name },
        organisation: ref === null ? name : '',
        shareNum: num ?? 1,
        shareDen: den ?? 1,
        certificateNo: certificateNo ?? '',
      };
    });
  return rows.length > 0 ? rows : [emptyRow()];
}

/** Sets the owners of a home from a day on. */
export function OwnersDialog({ house, onDone }: DialogProps) {
  const t = useWords('houses');
  const { message } = App.useApp();
  const send = useSend('ownerships.set');
  const [rows, setRows] = useState(() => rowsOf(house));
  const [on, setOn] = useState(today());
  const change = (key: string, patch: Partial<OwnerRow>) =>
    setRows((all) => all.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  const submit = () =>
    send.mutate(
      {
        houseRef: house.ref,
        on,
        owners: rows.map((row) => ({
          peopleRef: row.isOrganisation ? null : (row.person?.ref ?? null),
          organisationName: row.isOrganisation ? row.organisation : null,
          shareNum: row.shareNum,
          shareDen: row.shareDen,
          certificateNo: row.certificateNo || null,
        })),
      },
      {
        onSuccess: () => {
          void message.success(t('form.ownersDone'));
          onDone();
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={`${t('deed.owners')} · ${house.words}`}
      confirmLabel={t('deed.save')}
      width={640}
      isBusy={send.isPending}
      error={send.error}
      onConfirm={submit}
      onCancel={onDone}
    >
      <p className="houses-what">{t('form.ownersWhat')}</p>
      {rows.map((row, n) => (
        <OwnerFields
          key={row.key}
          row={row}
          n={n + 1}
          onChange={(patch) => change(row.key, patch)}
          {...(rows.length > 1 ? { onRemove: () => setRows((all) => all.filter(({ key }) => key !== row.key)) } : {})}
        />
      ))}
      <div className="houses-owners-foot">
        <Button icon={<PlusIcon size={15} />} onClick={() => setRows((all) => [...all, emptyRow()])}>
          {t('form.addOwner')}
        </Button>
        <Labelled label={t('form.ownersOn')}>
          {(id) => (
            <DatePicker
              id={id}
              allowClear={false}
              value={dayjs(on)}
              maxDate={dayjs(today())}
              onChange={(day) => setOn(day?.format('YYYY-MM-DD') ?? on)}
            />
          )}
        </Labelled>
      </div>
    </ConfirmDialog>
  );
}

interface OwnerFieldsProps {
  readonly row: OwnerRow;
  readonly n: number;
  readonly onChange: (patch: Partial<OwnerRow>) => void;
  readonly onRemove?: () => void;
}

function OwnerFields({ row, n, onChange, onRemove }: OwnerFieldsProps) {
  const t = useWords('houses');
  return (
    <fieldset className="houses-owner">
      <legend>{t('form.owner', { n })}</legend>
      <Segmented
        aria-label={t('form.owner', { n })}
        value={row.isOrganisation ? 'organisation' : 'person'}
        options={[
          { value: 'person', label: t('form.isPerson') },
          { value: 'organisation', label: t('form.isOrganisation') },
        ]}
        onChange={(kind) => onChange({ isOrganisation: kind === 'organisation' })}
      />
      {row.isOrganisation ? (
        <Labelled label={t('form.organisation')}>
          {(id) => (
            <Input
              id={id}
              maxLength={80}
              value={row.organisation}
              onChange={(event) => onChange({ organisation: event.target.value })}
            />
          )}
        </Labelled>
      ) : (
        <Labelled label={t('form.person')}>
          {(id) => (
            <PickInput
              id={id}
              field={{ key: 'person', kind: 'pick', from: 'person', label: t('form.person') }}
              sources={sources}
              value={row.person}
              onChange={(person) => onChange({ person: person as PickValue | undefined })}
            />
          )}
        </Labelled>
      )}
      <Labelled label={t('form.shareNum')}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            precision={0}
            value={row.shareNum}
            onChange={(value) => onChange({ shareNum: value ?? 1 })}
          />
        )}
      </Labelled>
      <Labelled label={t('form.shareDen')}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            precision={0}
            value={row.shareDen}
            onChange={(value) => onChange({ shareDen: value ?? 1 })}
          />
        )}
      </Labelled>
      <Labelled label={t('form.certificate')}>
        {(id) => (
          <Input
            id={id}
            maxLength={40}
            value={row.certificateNo}
            onChange={(event) => onChange({ certificateNo: event.target.value })}
          />
        )}
      </Labelled>
      {onRemove && (
        <Button type="text" onClick={onRemove}>
          {t('form.removeOwner')}
        </Button>
      )}
    </fieldset>
  );
}
