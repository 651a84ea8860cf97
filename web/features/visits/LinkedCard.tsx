import { Button } from 'antd';
import { useState } from 'react';
import type { LinkedDoor } from '../../../contract/visits.ts';
import { dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useApiList } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { FilterBar } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable } from '../../ui/desk/PageTable.tsx';
import { Card } from '../../ui/desk/SplitPage.tsx';
import { pagerOf, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty, ErrorBlock } from '../../ui/show/StateBlocks.tsx';
import { CoverLinkDialog, EndLinkDialog, LinkDialog } from './LinkDialogs.tsx';

type Deed = 'cover' | 'end';

/** The last day of a period whose end is the first day after it. */
const lastDay = (end: string): string => dayOf(dayNumber(end) - 1);

function useLinkColumns(onDeed: (deed: Deed, link: LinkedDoor) => void): readonly Column<LinkedDoor>[] {
  const t = useWords('visits');
  return [
    { key: 'who', title: t('who'), width: 150, render: ({ user }) => user.name },
    { key: 'door', title: t('door'), render: ({ address }) => address },
    { key: 'duty', title: t('duty'), width: 120, render: ({ duty }) => duty },
    {
      key: 'since',
      title: t('since'),
      width: 200,
      render: ({ from, to }) => (to === null ? from : t('sinceTo', { from, to: lastDay(to) })),
    },
    {
      key: 'cover',
      title: t('coveredTitle'),
      width: 170,
      render: ({ coveredByName, coveredTo }) =>
        coveredByName === null
          ? ''
          : `${coveredByName} ${coveredTo === null ? '' : t('coveredTo', { day: lastDay(coveredTo).slice(5) })}`,
    },
    {
      key: 'deeds',
      title: '',
      width: 170,
      render: (link) =>
        link.mayManage && (
          <span className="visits-deeds">
            <Button size="small" onClick={() => onDeed('cover', link)}>
              {t('cover')}
            </Button>
            <Button size="small" type="text" danger onClick={() => onDeed('end', link)}>
              {t('endLink')}
            </Button>
          </span>
        ),
    },
  ];
}

/** 联系户: who looks after which single doors, with what may be done about it. */
export function LinkedCard() {
  const t = useWords('visits');
  const session = useSession().data;
  const [filters, change] = useFilters(['q']);
  const [isLinking, setIsLinking] = useState(false);
  const [deed, setDeed] = useState<{ readonly deed: Deed; readonly link: LinkedDoor }>();
  const pages = useCursorPages(`linked ${filters.q ?? ''}`);
  const list = useApiList('POST /visits/linked', {
    query: { limit: 20, ...(filters.q ? { q: filters.q } : {}), ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const columns = useLinkColumns((next, link) => setDeed({ deed: next, link }));
  const areaId = session?.posts.find(({ area }) => area)?.area?.id;
  const mayLink = areaId !== undefined && mayAnywhere(session, 'responsibilities.manage');
  const done = () => setDeed(undefined);
  return (
    <Card title={t('linked')}>
      <div className="visits-bar">
        <p className="visits-note">{t('linkedHint')}</p>
        <FilterBar
          fields={[{ key: 'q', kind: 'search', label: t('linkSearch'), width: 220 }]}
          values={filters}
          onChange={change}
        >
          {mayLink && (
            <Button type="primary" onClick={() => setIsLinking(true)}>
              {t('link')}
            </Button>
          )}
        </FilterBar>
      </div>
      {list.error && !list.data && <ErrorBlock error={list.error} onRetry={() => void list.refetch()} />}
      <PageTable
        label={t('linked')}
        columns={columns}
        rows={list.data?.items}
        rowKey={({ ref }) => ref}
        empty={<Empty title={t('linkedNone')} />}
        pager={pagerOf(pages, list.data?.next)}
      />
      {isLinking && mayLink && <LinkDialog areaId={areaId} onDone={() => setIsLinking(false)} />}
      {deed?.deed === 'cover' && <CoverLinkDialog link={deed.link} onDone={done} />}
      {deed?.deed === 'end' && <EndLinkDialog link={deed.link} onDone={done} />}
    </Card>
  );
}
