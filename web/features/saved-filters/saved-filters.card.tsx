import { ArrowDownIcon } from '@phosphor-icons/react/dist/csr/ArrowDown';
import { ArrowUpIcon } from '@phosphor-icons/react/dist/csr/ArrowUp';
import { StarIcon } from '@phosphor-icons/react/dist/csr/Star';
import { TrashIcon } from '@phosphor-icons/react/dist/csr/Trash';
import { Button, Input, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { FilterList, SavedFilter } from '../../../contract/saved-filters.ts';
import { roles } from '../../../domain/access/roles.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSession } from '../../kit/session.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { apart } from '../../kit/use-filters.ts';
import { DropMenu } from '../../ui/desk/DropMenu.tsx';
import { Labelled } from '../../ui/desk/Labelled.tsx';
import { Modal } from '../../ui/desk/Modal.tsx';
import { SureButton } from '../../ui/desk/SureButton.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import './saved-filters.css';

const reads = ['GET /saved-filters'] as const;

type Words = Readonly<Partial<Record<string, string>>>;

interface KeptOf {
  readonly list: FilterList;
  /** What of the address a kept filter says or takes off, in the order of the list. */
  readonly keys: readonly string[];
  /** Of those what is never kept: words that name somebody. A number, which may not stand in the address, is not kept either. */
  readonly unkept?: readonly string[];
  readonly filters: Words;
}

function keptWords({ keys, unkept = [] }: Pick<KeptOf, 'keys' | 'unkept'>, filters: Words): Record<string, string> {
  const { inAddress } = apart(filters);
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = inAddress[key];
      return value && !unkept.includes(key) ? [[key, value]] : [];
    }),
  );
}

const patchOf = (
  keys: readonly string[],
  { filter }: Pick<SavedFilter, 'filter'>,
): Record<string, string | undefined> => Object.fromEntries(keys.map((key) => [key, filter[key]]));

interface SavedFiltersProps extends KeptOf {
  /** The whole address of a kept filter: what it does not say is taken off. */
  readonly onChange: (patch: Record<string, string | undefined>) => void;
}

/** Filters kept by name: a press uses one; the list opens with the one marked, unless the address says something already. */
export function SavedFilters({ onChange, ...of }: SavedFiltersProps) {
  const { list, keys, filters } = of;
  const t = useWords('desk-work');
  const { data } = useApi('GET /saved-filters', { query: { list } });
  const [dialog, setDialog] = useState<'keep' | 'manage'>();
  const items = data?.items ?? [];
  const isFirst = useRef(true);
  useEffect(() => {
    if (!data || !isFirst.current) return;
    isFirst.current = false;
    const first = data.items.find(({ isDefault }) => isDefault);
    if (first && !keys.some((key) => filters[key]) && !filters['ref']) onChange(patchOf(keys, first));
  }, [data, keys, filters, onChange]);
  const now = JSON.stringify(keptWords(of, filters));
  const chosen = items.find(({ filter }) => JSON.stringify(keptWords(of, filter)) === now);
  return (
    <>
      <DropMenu
        selectedKeys={chosen ? [chosen.id] : []}
        items={[
          ...items.map((one) => ({
            key: one.id,
            label: one.byName ? t('filters.of', { name: one.name, by: one.byName }) : one.name,
          })),
          ...(items.length > 0 ? [{ type: 'divider' as const }] : []),
          { key: 'keep', label: t('filters.keep') },
          ...(items.length > 0 ? [{ key: 'manage', label: t('filters.manage') }] : []),
        ]}
        onPick={(key) => {
          if (key === 'keep' || key === 'manage') return setDialog(key);
          const one = items.find(({ id }) => id === key);
          if (one) onChange(patchOf(keys, one));
        }}
      >
        <Button data-shortcut="filters">{chosen?.name ?? t('filters.title')}</Button>
      </DropMenu>
      {dialog === 'keep' && <KeepDialog {...of} onClose={() => setDialog(undefined)} />}
      {dialog === 'manage' && <ManageDialog list={list} items={items} onClose={() => setDialog(undefined)} />}
    </>
  );
}

function useShares(): readonly { readonly value: string; readonly label: string }[] {
  const t = useWords('desk-work');
  const pick = usePick();
  const posts = useSession().data?.posts ?? [];
  return [
    { value: 'own', label: t('filters.own') },
    ...posts.flatMap(({ role, area, organisation }) => {
      if (organisation)
        return [{ value: `unit ${organisation.id}`, label: t('filters.unit', { name: organisation.name }) }];
      const name = area ? `${area.name} ${pick(roles[role].label)}` : '';
      return area ? [{ value: `post ${role} ${area.id}`, label: t('filters.post', { name }) }] : [];
    }),
  ];
}

function shareOf(value: string): SavedFilter['share'] {
  const [kind, first = '', second = ''] = value.split(' ');
  if (kind === 'unit') return { kind, organisationId: first };
  return kind === 'post' ? { kind, role: first, areaId: Number(second) } : { kind: 'own' };
}

/** Keeps what the list shows now under a name, for oneself or for those of one's post or unit. */
function KeepDialog({ onClose, ...of }: KeptOf & { readonly onClose: () => void }) {
  const t = useWords('desk-work');
  const sayError = useErrorWords();
  const [name, setName] = useState('');
  const [share, setShare] = useState('own');
  const send = useSend('saved-filters.keep', reads);
  const shares = useShares();
  const keep = () => {
    if (name.trim() === '') return;
    send.mutate(
      { list: of.list, name, filter: keptWords(of, of.filters), share: shareOf(share) },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      open
      width={420}
      title={t('filters.keep')}
      okText={t('filters.save')}
      cancelText={t('handOut.cancel')}
      confirmLoading={send.isPending}
      okButtonProps={{ disabled: name.trim() === '' }}
      onOk={keep}
      onCancel={onClose}
    >
      <div className="saved-filters-form">
        <Labelled label={t('filters.name')}>
          {(id) => (
            <Input
              id={id}
              autoFocus
              maxLength={30}
              value={name}
              onChange={(event) => setName(event.target.value)}
              onPressEnter={keep}
            />
          )}
        </Labelled>
        <Labelled label={t('filters.share')}>
          {(id) => <Select id={id} value={share} options={[...shares]} onChange={setShare} />}
        </Labelled>
        {send.error && <p role="alert">{sayError(send.error).title}</p>}
      </div>
    </Modal>
  );
}

interface ManageDialogProps {
  readonly list: FilterList;
  readonly items: readonly SavedFilter[];
  readonly onClose: () => void;
}

/** The filters in one's own order: which the list opens with, and one's own removed. */
function ManageDialog({ list, items, onClose }: ManageDialogProps) {
  const t = useWords('desk-work');
  const arrange = useSend('saved-filters.arrange', reads);
  const remove = useSend('saved-filters.remove', reads);
  const ids = items.map(({ id }) => id);
  const first = items.find(({ isDefault }) => isDefault)?.id ?? null;
  const put = (next: readonly string[], defaultId: string | null) =>
    arrange.mutate({ list, ids: [...next], defaultId });
  const move = (at: number, by: number) => {
    const next = [...ids];
    const [one] = next.splice(at, 1);
    if (one) next.splice(at + by, 0, one);
    put(next, first);
  };
  return (
    <Modal open width={480} title={t('filters.manage')} footer={null} onCancel={onClose}>
      <ul className="saved-filters">
        {items.map(({ id, name, isMine, byName, isDefault }, at) => (
          <li key={id}>
            <span>
              {name}
              {byName && <small>{t('filters.by', { by: byName })}</small>}
            </span>
            <Button
              type="text"
              aria-pressed={isDefault}
              aria-label={t('filters.first', { name })}
              title={t('filters.first', { name })}
              icon={<StarIcon size={16} weight={isDefault ? 'fill' : 'regular'} aria-hidden />}
              onClick={() => put(ids, isDefault ? null : id)}
            />
            <Button
              type="text"
              disabled={at === 0}
              aria-label={t('filters.up', { name })}
              icon={<ArrowUpIcon size={16} aria-hidden />}
              onClick={() => move(at, -1)}
            />
            <Button
              type="text"
              disabled={at === items.length - 1}
              aria-label={t('filters.down', { name })}
              icon={<ArrowDownIcon size={16} aria-hidden />}
              onClick={() => move(at, 1)}
            />
            {isMine && (
              <SureButton
                type="text"
                aria-label={t('filters.removeOf', { name })}
                icon={<TrashIcon size={16} aria-hidden />}
                ask={t('filters.removeAsk', { name })}
                yes={t('filters.remove')}
                onSure={() => remove.mutate({ id })}
              />
            )}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
