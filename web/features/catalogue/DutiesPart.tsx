import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { CategoryDetail, DutyRow } from '../../../contract/catalogue.ts';
import { areaKinds } from '../../../domain/registry/area-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import type { FormValues, PickValue } from '../../ui/forms/fields.ts';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { useCatalogueSources } from './catalogue-sources.ts';

interface DutiesPartProps {
  readonly detail: CategoryDetail;
}

/** Who answers for the category, area by area: the nearest row above a place holds. */
export function DutiesPart({ detail }: DutiesPartProps) {
  const t = useWords('catalogue');
  const pick = usePick();
  const session = useSession();
  const [editing, setEditing] = useState<DutyRow | 'new'>();
  const [removing, setRemoving] = useState<DutyRow>();
  const parent = detail.path.at(-2);
  const own = useApi('GET /catalogue/duties', { query: { categoryId: detail.id } });
  const mayChange = mayAnywhere(session.data, 'catalogue.manage');
  return (
    <>
      <div className="cat-duty-head">
        <p className="cat-hint">{t('duty.hint')}</p>
        {mayChange && (
          <Button icon={<PlusIcon size={15} />} onClick={() => setEditing('new')}>
            {t('duty.set')}
          </Button>
        )}
      </div>
      <div className="cat-duties">
        <PageTable
          label={t('duty.label')}
          columns={useDutyColumns(setEditing, setRemoving)}
          rows={own.data?.items}
          rowKey={(row) => row.id}
          {...(own.error ? { error: own.error } : {})}
          onRetry={() => void own.refetch()}
          empty={<Empty title={t('duty.empty')} hint={t('duty.emptyHint')} />}
        />
        {own.data?.isCut && <p className="cat-hint">{t('duty.cut', { n: own.data.items.length })}</p>}
      </div>
      {parent && <ParentDuties id={parent.id} name={pick(parent.name)} />}
      {editing && (
        <DutyDialog
          categoryId={detail.id}
          row={editing === 'new' ? undefined : editing}
          onDone={() => setEditing(undefined)}
        />
      )}
      {removing && <RemoveDialog row={removing} onDone={() => setRemoving(undefined)} />}
    </>
  );
}

function ParentDuties({ id, name }: { readonly id: number; readonly name: string }) {
  const t = useWords('catalogue');
  const { data } = useApi('GET /catalogue/duties', { query: { categoryId: id } });
  const columns = useDutyColumns();
  if (!data || data.items.length === 0) return null;
  const title = t('duty.parent', { name });
  return (
    <section className="cat-part" aria-label={title}>
      <header>
        <h3>{title}</h3>
      </header>
      <PageTable label={title} columns={columns} rows={data.items} rowKey={(row) => row.id} />
    </section>
  );
}

function useDutyColumns(
  onChange?: (row: DutyRow) => void,
  onRemove?: (row: DutyRow) => void,
): readonly Column<DutyRow>[] {
  const t = useWords('catalogue');
  const pick = usePick();
  return [
    {
      key: 'area',
      title: t('duty.area'),
      width: 180,
      render: ({ area }) => (
        <TwoLines
          title={area.name}
          sub={area.kind in areaKinds ? pick(areaKinds[area.kind as keyof typeof areaKinds].label) : undefined}
        />
      ),
    },
    {
      key: 'lead',
      title: t('duty.lead'),
      render: ({ lead, basis }) => <TwoLines title={<UnitName unit={lead} />} sub={basis ?? undefined} />,
    },
    {
      key: 'helpers',
      title: t('duty.helpers'),
      render: ({ helpers }) => (
        <span className="cat-units">
          {helpers.map((unit) => (
            <UnitName key={unit.id} unit={unit} />
          ))}
        </span>
      ),
    },
    ...(onChange && onRemove
      ? [
          {
            key: 'acts',
            title: '',
            width: 132,
            render: (row: DutyRow) =>
              row.mayChange && (
                <span className="cat-row-acts">
                  <Button
                    type="link"
                    size="small"
                    aria-label={t('duty.changeOf', { area: row.area.name })}
                    onClick={() => onChange(row)}
                  >
                    {t('duty.change')}
                  </Button>
                  <Button
                    type="link"
                    size="small"
                    aria-label={t('duty.removeOf', { area: row.area.name })}
                    onClick={() => onRemove(row)}
                  >
                    {t('remove')}
                  </Button>
                </span>
              ),
          },
        ]
      : []),
  ];
}

/** A unit's name; one that has ended says so. */
export function UnitName({ unit }: { readonly unit: DutyRow['lead'] }) {
  const t = useWords('catalogue');
  return (
    <span>
      {unit.name}
      {!unit.isInForce && (
        <Tag tone="red" small>
          {t('duty.ended')}
        </Tag>
      )}
    </span>
  );
}

interface DutyDialogProps {
  readonly categoryId: number;
  readonly row: DutyRow | undefined;
  readonly onDone: () => void;
}

const toPick = ({ id, name }: DutyRow['lead']): PickValue => ({ ref: id, name });

function DutyDialog({ categoryId, row, onDone }: DutyDialogProps) {
  const t = useWords('catalogue');
  const { message } = App.useApp();
  const sources = useCatalogueSources();
  const send = useSend('catalogue.setDuty', [
    'GET /catalogue',
    'GET /catalogue/duties',
    'GET /catalogue/route-preview',
  ]);
  const submit = (values: FormValues) =>
    send.mutate(
      {
        categoryId,
        areaId: row?.area.id ?? Number((values['area'] as PickValue).ref),
        leadOrganisationId: (values['lead'] as PickValue).ref,
        helperOrganisationIds: ((values['helpers'] as readonly PickValue[] | undefined) ?? []).map((unit) => unit.ref),
        basis: String(values['basis'] ?? ''),
        basedOn: row?.stamp ?? null,
      },
      {
        onSuccess: () => {
          void message.success(t('duty.saved'));
          onDone();
        },
      },
    );
  return (
    <FormDialog
      title={row ? `${t('duty.set')} · ${row.area.name}` : t('duty.set')}
      fields={[
        ...(row ? [] : [{ key: 'area', kind: 'pick', from: 'area', label: t('duty.area'), required: true } as const]),
        { key: 'lead', kind: 'pick', from: 'unit', label: t('duty.lead'), required: true },
        { key: 'helpers', kind: 'pick', from: 'unit', many: true, label: t('duty.helpers') },
        { key: 'basis', kind: 'text', label: t('duty.basis'), max: 200, hint: t('duty.basisHint') },
      ]}
      initial={row ? { lead: toPick(row.lead), helpers: row.helpers.map(toPick), basis: row.basis ?? '' } : {}}
      sources={sources}
      submitLabel={t('duty.set')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

function RemoveDialog({ row, onDone }: { readonly row: DutyRow; readonly onDone: () => void }) {
  const t = useWords('catalogue');
  const { message } = App.useApp();
  const send = useSend('catalogue.removeDuty', [
    'GET /catalogue',
    'GET /catalogue/duties',
    'GET /catalogue/route-preview',
  ]);
  return (
    <ConfirmDialog
      open
      title={t('duty.removeAsk', { area: row.area.name })}
      confirmLabel={t('remove')}
      isDanger
      isBusy={send.isPending}
      error={send.error}
      onConfirm={() =>
        send.mutate(
          { id: row.id, basedOn: row.stamp },
          {
            onSuccess: () => {
              void message.success(t('duty.removed'));
              onDone();
            },
          },
        )
      }
      onCancel={onDone}
    >
      {t('duty.removeWhat')}
    </ConfirmDialog>
  );
}
