import { Button } from 'antd';
import { useState } from 'react';
import type { PatrolObject } from '../../../contract/patrols.ts';
import { type ObjectKindCode, objectKindCodes, objectKinds } from '../../../domain/patrols/objects.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApiList, useSend } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { FilterBar } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable } from '../../ui/desk/PageTable.tsx';
import { Card } from '../../ui/desk/SplitPage.tsx';
import { pagerOf, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty, ErrorBlock } from '../../ui/show/StateBlocks.tsx';

/** What patrols go to, by place; whoever plans there, or added it, takes it off. */
export function ObjectsCard() {
  const t = useWords('patrols');
  const pick = usePick();
  const [filters, change] = useFilters(['kind']);
  const [going, setGoing] = useState<PatrolObject>();
  const retire = useSend('patrols.retireObject');
  const kind = objectKindCodes.find((code) => code === filters.kind) as ObjectKindCode | undefined;
  const pages = useCursorPages(`objects ${kind ?? ''}`);
  const list = useApiList('GET /patrols/objects', {
    query: { limit: 20, ...(kind ? { kind } : {}), ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const columns: readonly Column<PatrolObject>[] = [
    { key: 'name', title: t('field.objectName'), render: ({ name }) => name },
    { key: 'kind', title: t('kind'), width: 200, render: (one) => pick(objectKinds[one.kind].label) },
    { key: 'grid', title: t('field.objectArea'), width: 220, render: ({ gridName }) => gridName ?? '' },
    {
      key: 'retire',
      title: '',
      width: 110,
      render: (one) =>
        one.mayRetire &&
        one.kind !== 'building' && (
          <Button size="small" type="text" danger onClick={() => setGoing(one)}>
            {t('retire')}
          </Button>
        ),
    },
  ];
  return (
    <Card title={t('objectsTitle')}>
      <FilterBar
        fields={[
          {
            ...{ key: 'kind', kind: 'choice', label: t('kind'), width: 200 },
            options: objectKindCodes.map((value) => ({ value, label: pick(objectKinds[value].label) })),
          },
        ]}
        values={filters}
        onChange={change}
      />
      {list.error && !list.data && <ErrorBlock error={list.error} onRetry={() => void list.refetch()} />}
      <PageTable
        label={t('objectsTitle')}
        columns={columns}
        rows={list.data?.items}
        rowKey={({ ref }) => ref}
        empty={<Empty title={t('noObjects')} />}
        pager={pagerOf(pages, list.data?.next)}
      />
      <ConfirmDialog
        open={going !== undefined}
        title={t('retireOf', { name: going?.name ?? '' })}
        confirmLabel={t('retire')}
        isDanger
        isBusy={retire.isPending}
        error={retire.error}
        onConfirm={() => going && retire.mutate({ ref: going.ref }, { onSuccess: () => setGoing(undefined) })}
        onCancel={() => setGoing(undefined)}
      >
        {t('retireSure')}
      </ConfirmDialog>
    </Card>
  );
}
