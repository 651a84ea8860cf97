import { CalendarCheckIcon } from '@phosphor-icons/react/dist/csr/CalendarCheck';
import { MapPinIcon } from '@phosphor-icons/react/dist/csr/MapPin';
import { Suspense } from 'react';
import type { TrackView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { StepBar } from '../../../ui/mobile/StepBar.tsx';
import { Timeline, type TimelineItem } from '../../../ui/show/Timeline.tsx';
import { FollowCard } from './FollowCard.tsx';
import { AskedCard, InquiryCard } from './InquiryCard.tsx';
import { LinkedPhotos } from './LinkedPhotos.tsx';
import { Listen } from './Listen.tsx';
import { UnitRow } from './MatterCard.tsx';
import { PapersCard } from './PapersCard.tsx';
import { RateCard, RatingGiven } from './RateCard.tsx';
import { TrackActions } from './TrackActions.tsx';
import { GoesWith, Parts } from './TrackLinks.tsx';
import { currentStep, useTrackWords } from './track-words.ts';
import { useDayWords } from './use-day-words.ts';
import type { Holder, Matter } from './use-matters.ts';
import './track-body.css';

type Shown = Omit<TrackView, 'offers' | 'rating' | 'inquiry' | 'asked' | 'prints'>;

/** Where a matter stands: number, what and where, steps, plain words, who has it. */
function StandCard({ track, matter }: { readonly track: Shown; readonly matter?: Matter | undefined }) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const sayTrack = useTrackWords();
  const sayInstant = useInstantWords();
  const sayDay = useDayWords();
  const { plain, due, isLate, all } = sayTrack(track);
  return (
    <MobileCard>
      <p className="portal-track-number">
        <span className="figures">{t('track.number', { number: track.number })}</span>
        <span>{t('track.raised', { at: sayInstant(track.raisedAt) })}</span>
      </p>
      <h2 className="portal-track-title">{track.title || pick(track.typeTitle)}</h2>
      {track.placeWords && (
        <p className="portal-track-place">
          <MapPinIcon size="1.125rem" aria-hidden />
          {track.placeWords}
        </p>
      )}
      <AnswerList answers={track.answers} />
      <Suspense fallback={null}>
        <GoesWith track={track} />
      </Suspense>
      <StepBar
        label={t('track.way')}
        steps={track.steps.map(({ label }) => pick(label))}
        current={currentStep(track.steps)}
      />
      <div className="portal-track-now" aria-live="polite">
        <span>
          <b>{plain}</b>
          {due && <span className={isLate ? 'portal-late' : undefined}>{due}</span>}
        </span>
        <Listen text={all} />
      </div>
      <UnitRow track={track} />
      {track.comingOn && (
        <p className="portal-coming">
          <CalendarCheckIcon size="1.25rem" aria-hidden />
          {t('track.coming', { day: sayDay(track.comingOn) })}
        </p>
      )}
      {track.helper && (
        <p className="portal-helper">
          {t('track.helper', { name: track.helper.name })} <b className="figures">{track.helper.code}</b>
        </p>
      )}
      <Suspense fallback={null}>
        <Parts track={track} />
      </Suspense>
      {matter && <TrackActions matter={matter} />}
    </MobileCard>
  );
}

/** What was asked and answered when it was raised. */
function AnswerList({ answers }: Pick<Shown, 'answers'>) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const items = answers.flatMap((sheet) =>
    sheet.items.map((one) => ({ ...one, key: `${sheet.categoryId}-${one.key}` })),
  );
  if (items.length === 0) return null;
  return (
    <dl className="portal-track-answers" aria-label={t('track.answers')}>
      {items.map(({ key, label, text }) => (
        <div key={key}>
          <dt>{pick(label)}</dt>
          <dd>{pick(text)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The way so far, the newest first as with a parcel. */
function WayCard({ track, holder }: { readonly track: Shown; readonly holder: Holder | undefined }) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const done = track.way.map(({ at, label, words, files, helper }, nth): TimelineItem => {
    const title = pick(label);
    return {
      key: `${at}-${nth}`,
      state: 'done',
      title: helper ? `${title} · ${t('track.byHelper', { name: helper })}` : title,
      at,
      ...(words ? { note: t('track.reply', { words }) } : {}),
      ...(holder && files.length > 0 ? { extra: <LinkedPhotos files={files} holder={holder} label={title} /> } : {}),
    };
  });
  const now: readonly TimelineItem[] =
    track.outcome === null ? [{ key: 'now', state: 'now', title: pick(track.plain) }] : [];
  return (
    <MobileCard title={t('track.way')}>
      <div className="portal-way">
        <Timeline items={[...now, ...done.toReversed()]} />
      </div>
    </MobileCard>
  );
}

/** A matter as its holder sees it, with everything they may do. */
export function TrackBody({ matter }: { readonly matter: Matter }) {
  const { track, holder } = matter;
  const rating = track.offers.find(({ action, whyNot }) => !whyNot && (action === 'confirm' || action === 'rate'));
  const answer = track.offers.find(({ action, whyNot }) => !whyNot && action === 'answer');
  return (
    <>
      {answer && (
        <Suspense fallback={null}>
          <InquiryCard matter={matter} offer={answer} />
        </Suspense>
      )}
      {track.asked && (
        <Suspense fallback={null}>
          <AskedCard asked={track.asked} />
        </Suspense>
      )}
      <StandCard track={track} matter={matter} />
      {track.follows && (
        <Suspense fallback={null}>
          <FollowCard matter={matter} />
        </Suspense>
      )}
      {track.prints.length > 0 && (
        <Suspense fallback={null}>
          <PapersCard matter={matter} />
        </Suspense>
      )}
      {rating && <RateCard matter={matter} action={rating.action as 'confirm' | 'rate'} />}
      {track.rating && <RatingGiven rating={track.rating} asker={track.asker} />}
      <WayCard track={track} holder={holder} />
    </>
  );
}

/** A matter looked up by number: where it stands, and nothing to do. */
export function TrackSeen({ track }: { readonly track: Shown }) {
  return (
    <>
      <StandCard track={track} />
      <WayCard track={track} holder={undefined} />
    </>
  );
}
