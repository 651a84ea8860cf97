import { PrinterIcon } from '@phosphor-icons/react/dist/csr/Printer';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import { DetailPane, DetailSection } from '../../../ui/desk/SplitPage.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { Tag } from '../../../ui/show/StatusDot.tsx';
import { ItemOfCase } from '../../service-items/item-of-case.card.tsx';
import { CaseActions, type Moved } from './CaseActions.tsx';
import { CaseDeadline } from './CaseDeadline.tsx';
import { CaseFacts } from './CaseFacts.tsx';
import { CaseFiles } from './CaseFiles.tsx';
import { Assignments, Rating, Requests } from './CaseParts.tsx';
import { CasePrints } from './CasePrints.tsx';
import { CaseWay } from './CaseWay.tsx';
import { reasonWords } from './case-fields.ts';
import { toneOf, useOutcomeWords, useSourceWords } from './case-words.ts';
import { Inquiries } from './Inquiries.tsx';
import { LinkedCases } from './LinkedCases.tsx';
import { OutsideLinks } from './OutsideLinks.tsx';
import './case-pane.css';

/** What a request about personal data is about comes with the first such request. */
const DataRight = lazy(() =>
  import('../../my-data/DataRight.card.tsx').then((found) => ({ default: found.DataRightCard })),
);

/** Whom an order that is offered may be put to comes with the first such order. */
const Invite = lazy(() => import('../../orders/Invite.card.tsx').then((found) => ({ default: found.InviteCard })));

/** Pictures of what was done, and which of them everybody may see, come with the first matter that has an outcome for all. */
const ShowPhotos = lazy(() =>
  import('../../orders/ShowPhotos.card.tsx').then((found) => ({ default: found.ShowPhotosCard })),
);
const hasPublicOutcome = ({ type, outcome }: CaseDetail): boolean =>
  outcome === 'solved' && (type === 'wish' || type === 'micro-project');

interface CasePaneProps {
  readonly caseRef: string;
  readonly onClose?: (() => void) | undefined;
  /** The same matter as a page of its own. */
  readonly href?: string | undefined;
}

/** One matter: asked for, then shown with what may be done next. */
export function CasePane({ caseRef, onClose, href }: CasePaneProps) {
  const t = useWords('cases');
  const { data, error, refetch } = useApi('GET /cases/:ref', { params: { ref: caseRef } });
  if (data) return <CaseView key={data.ref} matter={data} onClose={onClose} href={href} />;
  return (
    <DetailPane title={error ? t('pane.failed') : t('pane.loading')} onClose={onClose}>
      {error ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : <Loading lines={8} />}
    </DetailPane>
  );
}

function Tags({ matter }: { readonly matter: CaseDetail }) {
  const t = useWords('cases');
  const pick = usePick();
  const sayOutcome = useOutcomeWords();
  const saySource = useSourceWords();
  return (
    <>
      <Tag tone={matter.phase === 'closed' ? toneOf(matter) : 'blue'}>{pick(matter.stageLabel)}</Tag>
      {matter.outcome && matter.outcome !== 'merged' && <Tag tone={toneOf(matter)}>{sayOutcome(matter.outcome)}</Tag>}
      {matter.urgency === 'urgent' && <Tag tone="red">{t('urgency.urgent')}</Tag>}
      <Tag tone="grey">{matter.categoryName ? pick(matter.categoryName) : pick(matter.typeTitle)}</Tag>
      {matter.source === 'hotline' && <Tag tone="grey">{saySource('hotline')}</Tag>}
      {matter.onTheSpot && <Tag tone="grey">{t('pane.onTheSpot')}</Tag>}
      {matter.inquiries.some(({ endedAt }) => endedAt === null) && matter.phase !== 'closed' && (
        <Tag tone="amber">{t('clock.inquiry')}</Tag>
      )}
      {matter.tallies['redos'] ? <Tag tone="amber">{t('pane.redo')}</Tag> : null}
    </>
  );
}

/** How much of the governing clock is used, beside the title of the way. */
function useWayAside(matter: CaseDetail): string {
  const t = useWords('cases');
  const { returns = 0, reworks = 0, reminders = 0, supervisions = 0 } = matter.tallies;
  const counted = { returns, reworks, reminders, supervisions };
  return (Object.keys(counted) as (keyof typeof counted)[])
    .filter((key) => counted[key] > 0)
    .map((key) => t(`tally.${key}`, { n: counted[key] }))
    .join(' · ');
}

function CaseView({ matter, onClose, href }: Omit<CasePaneProps, 'caseRef'> & { readonly matter: CaseDetail }) {
  const t = useWords('cases');
  const [moved, setMoved] = useState<Moved>();
  const aside = useWayAside(matter);
  const ratings = matter.parties.flatMap(({ id, rating }) => (rating ? [{ id, rating }] : []));
  return (
    <DetailPane
      number={matter.number}
      title={matter.title}
      tags={<Tags matter={matter} />}
      deadline={<CaseDeadline matter={matter} />}
      href={href}
      onClose={onClose}
      tools={
        <Link
          to={'/cases/$ref/print' as never}
          params={{ ref: matter.ref } as never}
          aria-label={t('pane.print')}
          title={t('pane.print')}
        >
          <PrinterIcon size={18} />
        </Link>
      }
      actions={<CaseActions matter={matter} onMoved={setMoved} onDone={() => setMoved(undefined)} />}
    >
      {moved && <MovedNote moved={moved} matter={matter} onClose={() => setMoved(undefined)} />}
      <div className="cases-pane-parts">
        <div>
          <CaseFacts matter={matter} />
          <CaseFiles matter={matter} />
          {matter.assignments.length > 0 && (
            <DetailSection title={t('pane.units')}>
              <Assignments assignments={matter.assignments} />
            </DetailSection>
          )}
          {/* Its words come with it: the page around it, and where the keyboard stands, stay as they are meanwhile. */}
          <Suspense fallback={null}>
            <CasePrints matter={matter} />
            <ItemOfCase caseRef={matter.ref} type={matter.type} />
            <LinkedCases matter={matter} />
            <OutsideLinks matter={matter} />
            {matter.type === 'data-right' && <DataRight caseRef={matter.ref} seq={matter.seq} />}
            {matter.offers.some(({ action }) => action === 'take-out') && <Invite caseRef={matter.ref} />}
            {hasPublicOutcome(matter) && <ShowPhotos caseRef={matter.ref} />}
          </Suspense>
          {matter.inquiries.length > 0 && (
            <Suspense fallback={null}>
              <InquirySection inquiries={matter.inquiries} />
            </Suspense>
          )}
          {matter.requests.length > 0 && (
            <DetailSection title={t('pane.requests')}>
              <Requests requests={matter.requests} reasons={reasonWords(matter.entries)} />
            </DetailSection>
          )}
          {ratings.length > 0 && (
            <DetailSection title={t('pane.ratings')}>
              {ratings.map(({ id, rating }) => (
                <Rating key={id} rating={rating} />
              ))}
            </DetailSection>
          )}
        </div>
        <div>
          <DetailSection title={t('pane.way')} aside={aside || undefined}>
            <CaseWay matter={matter} />
          </DetailSection>
        </div>
      </div>
    </DetailPane>
  );
}

function InquirySection({ inquiries }: Pick<CaseDetail, 'inquiries'>) {
  const t = useWords('desk-work');
  return (
    <DetailSection title={t('inquiry.title')}>
      <Inquiries inquiries={inquiries} />
    </DetailSection>
  );
}

interface MovedNoteProps {
  readonly moved: Moved;
  readonly matter: CaseDetail;
  readonly onClose: () => void;
}

/** Says who was quicker, and gives back what was typed: in its form if the step is still there, else to be copied. */
function MovedNote({ moved, matter, onClose }: MovedNoteProps) {
  const t = useWords('cases');
  const isStillThere = matter.offers.some(({ action }) => action === moved.action);
  return (
    <Alert
      className="cases-moved"
      type="warning"
      title={moved.words}
      description={
        <>
          {isStillThere ? t('act.movedHint') : t('act.movedOn')}
          {!isStillThere && moved.typed !== '' && (
            <>
              {t('act.movedTyped')}
              <q>{moved.typed}</q>
            </>
          )}
        </>
      }
      closable={{ onClose, 'aria-label': t('act.movedRead') }}
    />
  );
}
