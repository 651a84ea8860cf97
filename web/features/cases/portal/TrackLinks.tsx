import { LinkSimpleIcon } from '@phosphor-icons/react/dist/csr/LinkSimple';
import type { TrackView } from '../../../../contract/cases.ts';
import { useWords } from '../../../kit/i18n.ts';
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
