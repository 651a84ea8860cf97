import { Button, Segmented, TreeSelect } from 'antd';
import { useState } from 'react';
import type { RentalDeclaration } from '../../../contract/rentals.ts';
import { useWords } from '../../kit/i18n.ts';
import { useApiList, useSend } from '../../kit/use-api.ts';
import { useAreaNodes } from '../../kit/use-area-nodes.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { type Column, PageTable } from '../../ui/desk/PageTable.tsx';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { pagerOf, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty, ErrorBlock } from '../../ui/show/StateBlocks.tsx';
import { useDeclaredWords } from './declared-words.ts';
import './rentals.css';

/** 出租房申报: the codes to print for the doors, and what waits to be checked there. */
export function RentalsPage() {
  const t = useWords('rentals');
  return (
    <PlainPage>
      <PageTitle title={t('title')} sub={t('sub')} />
      <div className="rentals-desk">
        <PrintCard />
        <DeclaredCard />
      </div>
    </PlainPage>
  );
}

type Paper = 'A4' | 'A6';

function PrintCard() {
  const t = useWords('rentals');
  const [area, setArea] = useState<string>();
  const [paper, setPaper] = useState<Paper>('A4');
  const nodes = useAreaNodes(area);
  const site = encodeURIComponent(window.location.origin);
  return (
    <Card title={t('print')}>
      <p className="rentals-note">{t('printHint')}</p>
      <div className="rentals-print">
        <TreeSelect
          aria-label={t('area')}
          placeholder={t('area')}
          style={{ width: 280 }}
          value={area as never}
          treeData={nodes as never}
          treeDefaultExpandAll
          showSearch={{ treeNodeFilterProp: 'label' }}
          onChange={(next: string) => setArea(next)}
        />
        <Segmented<Paper>
          aria-label={t('paper')}
          value={paper}
          options={[
            { value: 'A4', label: t('a4') },
            { value: 'A6', label: t('a6') },
          ]}
          onChange={setPaper}
        />
        <Button
          type="primary"
          disabled={area === undefined}
          {...(area === undefined
            ? {}
            : { href: `/api/rentals/sheet.pdf?area=${area}&paper=${paper}&site=${site}`, target: '_blank' })}
        >
          {t('download')}
        </Button>
      </div>
    </Card>
  );
}

function DeclaredCard() {
  const t = useWords('rentals');
  const say = useDeclaredWords();
  const at = useInstantWords();
  const pages = useCursorPages('declared');
  const [dropping, setDropping] = useState<RentalDeclaration>();
  const settle = useSend('rentals.settle', ['GET /rentals/declared']);
  const list = useApiList('GET /rentals/declared', {
    query: { limit: 20, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const columns: readonly Column<RentalDeclaration>[] = [
    { key: 'door', title: t('door'), render: ({ address }) => address },
    { key: 'what', title: t('what'), width: 240, render: say },
    {
      key: 'who',
      title: t('who'),
      width: 200,
      render: ({ name, phoneMasked }) => (
        <>
          {name} <span className="figures">{phoneMasked}</span>
        </>
      ),
    },
    { key: 'on', title: t('on'), width: 120, render: ({ on }) => <span className="figures">{on}</span> },
    {
      key: 'at',
      title: t('at'),
      width: 150,
      render: ({ declaredAt }) => <span className="figures">{at(declaredAt)}</span>,
    },
    {
      key: 'drop',
      title: '',
      width: 110,
      render: (one) => (
        <Button size="small" type="text" danger onClick={() => setDropping(one)}>
          {t('decline')}
        </Button>
      ),
    },
  ];
  return (
    <Card title={t('open')}>
      <p className="rentals-note">{t('openHint')}</p>
      {list.error && !list.data && <ErrorBlock error={list.error} onRetry={() => void list.refetch()} />}
      <PageTable
        label={t('open')}
        columns={columns}
        rows={list.data?.items}
        rowKey={({ ref }) => ref}
        empty={<Empty title={t('none')} />}
        pager={pagerOf(pages, list.data?.next)}
      />
      <ConfirmDialog
        open={dropping !== undefined}
        title={`${t('decline')} · ${dropping?.address ?? ''}`}
        confirmLabel={t('decline')}
        isDanger
        isBusy={settle.isPending}
        error={settle.error}
        onConfirm={() =>
          dropping &&
          settle.mutate({ ref: dropping.ref, outcome: 'declined' }, { onSuccess: () => setDropping(undefined) })
        }
        onCancel={() => setDropping(undefined)}
      >
        {t('declineSure')}
      </ConfirmDialog>
    </Card>
  );
}
