import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle';
import { CircleDashedIcon } from '@phosphor-icons/react/dist/csr/CircleDashed';
import { LinkSimpleIcon } from '@phosphor-icons/react/dist/csr/LinkSimple';
import type { TrackView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import './track-links.css';

/** Says that a matter goes on with another, whose way is shown below. */
export function GoesWith({ track }: { readonly track: Pick<TrackView, 'goesWith'> }) {
  const t = useWords('portal-links');
  if (!track.goesWith) return null;
  return (
    <p className="portal-goes-with">
      <LinkSimpleIcon size="1.25rem" aria-hidden />
      {t('goesWith', { number: track.goesWith.number })}
    </p>
  );
}

/** A line for each part: what kind, whose it is, how far. */
export function Parts({ track }: { readonly track: Pick<TrackView, 'parts'> }) {
  const t = useWords('portal-links');
  const pick = usePick();
  if (track.parts.length === 0) return null;
  return (
    <div className="portal-parts">
      <b>{t('parts', { n: track.parts.length })}</b>
      <ul>
        {track.parts.map(({ label, unit, plain, isDone }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of parts is their numbers' and never changes
          <li key={at} className={isDone ? 'portal-part-done' : undefined}>
            {isDone ? (
              <CheckCircleIcon size="1.25rem" weight="fill" aria-hidden />
            ) : (
              <CircleDashedIcon size="1.25rem" aria-hidden />
            )}
            <span>
              {pick(label)}
              {unit && <small>{unit}</small>}
            </span>
            <span className="portal-part-state">{isDone ? t('partDone') : pick(plain)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
