import { useMemo } from 'react';
import { createPortal } from 'react-dom';
import type { TrackView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { momentOf } from '../../../kit/time.ts';
import { qrPath } from '../../../ui/show/qr-path.ts';
import { trackLink } from '../track-token.ts';
import { useHasPhone } from './device.ts';
import { useDayWords } from './use-day-words.ts';
import { useMyGrid } from './use-place.ts';
import './track-slip.css';

interface TrackSlipProps {
  readonly track: TrackView;
  readonly token: string;
  /** Not seen on the screen, only printed. */
  readonly isPaperOnly?: boolean;
}

function SlipBody({ track, token }: TrackSlipProps) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const sayDay = useDayWords();
  const desk = useMyGrid()?.desk;
  const hasPhone = useHasPhone(token);
  const link = trackLink(token, window.location.origin);
  const { side, path } = useMemo(() => qrPath(link), [link]);
  const made = momentOf(track.raisedAt);
  const rows: readonly (readonly [string, string])[] = [
    [t('slip.what'), [pick(track.typeTitle), track.title].filter(Boolean).join(' · ')],
    ...track.answers.flatMap(({ items }) => items.map(({ label, text }) => [pick(label), pick(text)] as const)),
    [t('slip.where'), track.placeWords],
    [t('slip.made'), `${made.day} ${made.time}`],
    ...(track.promiseDueAt ? [[t('slip.due'), sayDay(track.promiseDueAt)] as const] : []),
    ...(desk ? [[t('slip.desk'), desk.phone] as const] : []),
  ];
  return (
    <>
      <h2>{t('slip.title')}</h2>
      <p className="figures portal-slip-number">{track.number}</p>
      <dl>
        {rows.map(([label, value]) => (
          <div key={`${label} ${value}`}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="portal-slip-code">
        <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={t('slip.code')} shapeRendering="crispEdges">
          <rect width={side} height={side} fill="#fff" />
          <path d={path} fill="#000" />
        </svg>
        <p>{t('slip.scan')}</p>
      </div>
      {hasPhone && <p className="portal-slip-how">{t('slip.how', { site: window.location.origin })}</p>}
      <p className="portal-slip-how">{t('slip.link')}</p>
    </>
  );
}

/** The slip to keep: number, matter, and a code that opens the progress. Printed it stands alone on the paper. */
export function TrackSlip(props: TrackSlipProps) {
  const t = useWords('portal-pages');
  return (
    <>
      {!props.isPaperOnly && (
        <section className="portal-slip" aria-label={t('slip.title')}>
          <SlipBody {...props} />
        </section>
      )}
      {createPortal(
        <div className="portal-slip portal-slip-paper" aria-hidden>
          <SlipBody {...props} />
        </div>,
        document.body,
      )}
    </>
  );
}
