import { Link } from '@tanstack/react-router';
import { wallTime } from '../../../domain/calendar/instant.ts';
import type { WhistleClass, WhistleFigureCode, WhistleWay } from '../../../domain/metrics/whistles.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApiList } from '../../kit/use-api.ts';
import { Modal } from '../../ui/desk/Modal.tsx';
import { PageTable } from '../../ui/desk/PageTable.tsx';
import { pagerOf, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';

/** Which whistles are asked for, and what they are called. */
export interface Behind {
  readonly title: string;
  readonly figure: WhistleFigureCode | 'raised' | 'blown';
  readonly part: 'numerator' | 'denominator';
  readonly community?: number;
  readonly class?: WhistleClass;
  readonly way?: WhistleWay;
  readonly unit?: string;
}

interface BehindProps {
  readonly behind: Behind;
  readonly query: { readonly area?: number; readonly from: string; readonly to: string; readonly class?: WhistleClass };
  readonly onDone: () => void;
}

/** The whistles behind a number, each the way to its matter. */
export function BehindDialog({ behind: { title, ...asked }, query, onDone }: BehindProps) {
  const t = useWords('whistles');
  const pick = usePick();
  const whole = { ...query, ...asked, limit: 10 };
  const pages = useCursorPages(JSON.stringify(whole));
  const { data, error, refetch } = useApiList('GET /whistles/behind', {
    query: { ...whole, ...(pages.cursor === undefined ? {} : { cursor: pages.cursor }) },
  });
  return (
    <Modal open title={title} footer={null} width={880} onCancel={onDone} destroyOnHidden>
      <PageTable
        label={title}
        columns={[
          {
            key: 'number',
            title: t('behind.number'),
            width: 220,
            render: ({ ref, number }) => (
              <Link to={'/cases/$ref' as never} params={{ ref } as never} className="figures">
                {number}
              </Link>
            ),
          },
          { key: 'class', title: t('behind.class'), width: 120, render: ({ className }) => pick(className) },
          { key: 'community', title: t('figures.column.community'), render: ({ communityName }) => communityName },
          {
            key: 'raised',
            title: t('behind.raisedAt'),
            width: 160,
            render: ({ raisedAt }) => <span className="figures">{wallTime(raisedAt)}</span>,
          },
          { key: 'stage', title: t('behind.stage'), width: 130, render: ({ stageLabel }) => pick(stageLabel) },
          { key: 'units', title: t('figures.units'), width: 90, align: 'right', render: ({ units }) => units },
        ]}
        rows={data?.items}
        rowKey={({ ref }) => ref}
        {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
        {...(data ? { pager: pagerOf(pages, data.next, t('behind.count', { n: data.total })) } : {})}
      />
    </Modal>
  );
}
