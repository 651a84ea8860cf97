import { PhoneIcon } from '@phosphor-icons/react/dist/csr/Phone';
import { Link } from '@tanstack/react-router';
import type { TrackView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { StepBar } from '../../../ui/mobile/StepBar.tsx';
import { MatterThumb } from './LinkedPhotos.tsx';
import { QuickActions } from './TrackActions.tsx';
import { currentStep, useTrackWords } from './track-words.ts';
import { type Matter, matterLink } from './use-matters.ts';
import './matter-card.css';

/** Who has a matter now and how to reach them. */
export function UnitRow({ track }: { readonly track: Pick<TrackView, 'unit' | 'outcome'> }) {
  const t = useWords('portal-pages');
  const { unit, outcome } = track;
  if (!unit) return null;
  return (
    <div className="portal-unit">
      <span>
        <small>{t(outcome === null ? 'track.unitNow' : 'track.unitThen')}</small>
        <b>{unit.name}</b>
      </span>
      {unit.phone ? (
        <a href={`tel:${unit.phone.replace(/[^\d+]/g, '')}`} aria-label={t('track.call', { name: unit.name })}>
          <PhoneIcon size="1.125rem" weight="fill" aria-hidden />
          <span className="figures">{unit.phone}</span>
        </a>
      ) : (
        <small className="portal-unit-none">{t('track.noPhone')}</small>
      )}
    </div>
  );
}

interface MatterCardProps {
  readonly matter: Matter;
  /** With who has it and what can be done at once. */
  readonly isWhole?: boolean;
}

/** A matter in short: what, where it stands, its number and steps. */
export function MatterCard({ matter, isWhole = false }: MatterCardProps) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const sayTrack = useTrackWords();
  const { track, holder } = matter;
  const { plain, due, isLate } = sayTrack(track);
  return (
    <article className="portal-matter">
      <Link {...matterLink(holder)} className="portal-matter-head">
        <MatterThumb track={track} holder={holder} />
        <span>
          <b>{track.title || pick(track.typeTitle)}</b>
          <span className={isLate ? 'portal-late' : undefined}>{due || plain}</span>
          <small className="figures">{t('track.number', { number: track.number })}</small>
        </span>
      </Link>
      <StepBar
        label={track.title || pick(track.typeTitle)}
        steps={track.steps.map(({ label }) => pick(label))}
        current={currentStep(track.steps)}
      />
      {isWhole && <UnitRow track={track} />}
      {isWhole && <QuickActions matter={matter} />}
    </article>
  );
}
