import { useWords } from '../../../kit/i18n.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import type { MyPlace } from './device.ts';

interface PlaceRowProps {
  /** Whose community is shown; undefined asks for one. */
  readonly place: MyPlace | undefined;
  /** What the page shows of it. */
  readonly hint: string;
  readonly onChoose: () => void;
}

/** The card at the top of a page about one community: which one, and the way to another. */
export function PlaceRow({ place, hint, onChoose }: PlaceRowProps) {
  const t = useWords('portal');
  return (
    <MobileCard>
      {place ? (
        <div className="portal-home-row">
          <span>
            <b>{place.communityName}</b>
            <small>{hint}</small>
          </span>
          <button type="button" onClick={onChoose}>
            {t('place.change')}
          </button>
        </div>
      ) : (
        <div className="portal-stack">
          <p className="portal-quiet">{hint}</p>
          <MobileButton look="fill" action={{ label: t('place.choose'), onPress: onChoose }} />
        </div>
      )}
    </MobileCard>
  );
}
