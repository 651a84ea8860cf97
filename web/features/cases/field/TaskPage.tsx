import { Link, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseDetail, OfferView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { OldNote } from '../../../offline/OldNote.tsx';
import { useKeptApi } from '../../../offline/use-kept-api.ts';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';
import { StickyActions } from '../../../ui/mobile/StickyActions.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { placeOffers } from '../desk/offer-order.ts';
import { grownFrom } from './begin-draft.ts';
import { TaskFacts, TaskFiles, TaskHead, TaskPeople } from './TaskParts.tsx';
import { TaskWay } from './TaskWay.tsx';
import { useFieldAct } from './use-field-act.ts';
import { usePending } from './use-pending.ts';
import './field.css';
import './task.css';

const asksNothing = ({ asks }: OfferView): boolean => Object.keys(asks).length === 0;

/** Where one comes from: the list, or wherever a link led from. */
export function useBack(): () => void {
  const navigate = useNavigate();
  return () => {
    if (window.history.length > 1) window.history.back();
    else void navigate({ to: '/tasks' as never });
  };
}

/** One matter on the phone: what it is, who to call, its photos, its way, and the steps that are this person's. */
export function TaskPage() {
  const t = useWords('field');
  const isReached = useReach();
  const { ref } = useParams({ strict: false }) as { readonly ref: string };
  const back = useBack();
  const query = useKeptApi('GET /cases/:ref', { params: { ref } });
  const matter = query.data?.answer;
  const { moved: movedBefore } = useLocation().state as { readonly moved?: string };
  const [moved, setMoved] = useState(movedBefore);
  return (
    <MobileShell
      look="work"
      title={t('page.task')}
      onBack={back}
      {...(isReached ? {} : { banner: <FieldBanner /> })}
      actions={matter && <TaskActions matter={matter} onMoved={setMoved} />}
    >
      {query.error && <ErrorBlock error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && (
        <MobileCard>
          <Loading lines={8} />
        </MobileCard>
      )}
      {moved !== undefined && (
        <p className="field-moved" role="alert">
          <b>{moved}</b> {t('task.movedHint')}
        </p>
      )}
      {matter && (
        <>
          <PendingNote caseRef={ref} />
          <OldNote kept={query.data} />
          <TaskHead matter={matter} />
          <TaskPeople matter={matter} />
          <TaskFiles matter={matter} />
          <TaskFacts matter={matter} />
          <TaskWay matter={matter} />
        </>
      )}
    </MobileShell>
  );
}

/** A step of this matter that lies on the phone. */
function PendingNote({ caseRef }: { readonly caseRef: string }) {
  const t = useWords('field');
  const pick = usePick();
  const row = usePending().get(caseRef);
  if (!row) return null;
  const { deed } = row.about;
  const isBack = row.state === 'refused';
  return (
    <p className={isBack ? 'field-moved' : 'field-old'} role="status">
      {isBack
        ? t('task.pendingRefused', { deed, why: row.problem ? pick(row.problem.text) : '' })
        : t('task.pending', { deed })}
      {isBack && (
        <Link to={'/reports' as never} className="field-link">
          {t('task.pendingSee')}
        </Link>
      )}
    </p>
  );
}

interface TaskActionsProps {
  readonly matter: CaseDetail;
  readonly onMoved: (words: string) => void;
}

/** Ties between matters are made at the desk. */
const deskOnly: ReadonlySet<string> = new Set(['merge', 'split', 'hand-out']);

/** The steps as the engine offers them: the main one filled, the others behind one button. While a step waits to be sent, no other is begun. */
function TaskActions({ matter, onMoved }: TaskActionsProps) {
  const t = useWords('field');
  const pick = usePick();
  const navigate = useNavigate();
  const isWaiting = usePending().has(matter.ref);
  const [isOpen, setIsOpen] = useState(false);
  const { act, isBusy } = useFieldAct(matter);
  const { primary, beside, more } = placeOffers(matter.offers.filter(({ action }) => !deskOnly.has(action)));
  const others = [...beside, ...more];
  if (matter.offers.length === 0) return null;
  const start = async (offer: OfferView) => {
    setIsOpen(false);
    if (offer.begins) {
      const { type, begin, fields } = offer.begins;
      const state = { grown: grownFrom(matter, offer.action, fields) };
      await navigate({ to: '/start/$type/$begin', params: { type, begin }, state } as never);
      return;
    }
    if (!asksNothing(offer)) {
      await navigate({ to: '/tasks/$ref/$action', params: { ref: matter.ref, action: offer.action } } as never);
      return;
    }
    const end = await act({ action: offer.action, label: pick(offer.label), input: {} });
    if (end?.is === 'refused') onMoved(pick(end.problem.text));
  };
  return (
    <>
      <StickyActions
        note={primary?.whyNot ? pick(primary.whyNot) : undefined}
        {...(primary
          ? {
              primary: {
                label: pick(primary.label),
                isBusy,
                isOff: isWaiting || primary.whyNot !== undefined,
                onPress: () => void start(primary),
              },
            }
          : {})}
        {...(others.length > 0
          ? { secondary: { label: t('task.more'), isOff: isWaiting, onPress: () => setIsOpen(true) } }
          : {})}
      />
      <Sheet open={isOpen} title={t('task.moreTitle')} onClose={() => setIsOpen(false)}>
        <ul className="ll-sheet-options">
          {others.map((offer) => (
            <li key={offer.action}>
              <button type="button" disabled={offer.whyNot !== undefined} onClick={() => void start(offer)}>
                <span>
                  {pick(offer.label)}
                  {offer.whyNot && <small>{pick(offer.whyNot)}</small>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Sheet>
    </>
  );
}
