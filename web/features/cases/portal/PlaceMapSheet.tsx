import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { useBaseMap } from '../../../ui/map/base-map.ts';
import type { Bounds, LonLat } from '../../../ui/map/geo.ts';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { Loading } from '../../../ui/show/StateBlocks.tsx';
import { chosenOf } from './PlaceSearch.tsx';
import type { PlaceChosen } from './report-draft.ts';
import { useCommunities, useMyPlace } from './use-place.ts';
import './place-map.css';

const MapView = lazy(() => import('../../../ui/map/MapView.tsx').then((module) => ({ default: module.MapView })));

interface PlaceMapSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onPick: (place: PlaceChosen) => void;
}

/** The map to press, loaded only when it is wanted. */
export function PlaceMapSheet({ open, onClose, onPick }: PlaceMapSheetProps) {
  const t = useWords('portal');
  return (
    <Sheet open={open} title={t('place.mapTitle')} onClose={onClose}>
      <PlaceMap
        onPick={(place) => {
          onPick(place);
          onClose();
        }}
      />
    </Sheet>
  );
}

/** About 400 m each way from the middle of one's own community. */
const reach = 0.004;

function useHomeBounds(): Bounds | undefined {
  const home = useMyPlace();
  const { data } = useCommunities();
  const point = data?.items.find(({ id }) => id === home?.communityId)?.point;
  return point ? [point[0] - reach, point[1] - reach, point[0] + reach, point[1] + reach] : undefined;
}

function PlaceMap({ onPick }: { readonly onPick: (place: PlaceChosen) => void }) {
  const t = useWords('portal');
  const base = useBaseMap();
  const bounds = useHomeBounds();
  const [point, setPoint] = useState<LonLat>();
  const [lon = 0, lat = 0] = point ?? [];
  const { data, isFetching, error } = useQuery({
    ...apiQuery('POST /places', { query: { lon, lat } }),
    enabled: point !== undefined,
  });
  const found = data?.items[0];
  const words = !point
    ? t('place.press')
    : isFetching
      ? t('place.finding')
      : error
        ? t('offline')
        : found
          ? [found.communityName, found.words].filter((part, at, all) => all.indexOf(part) === at).join(' · ')
          : t('place.outside');
  return (
    <div className="portal-map">
      {base ? (
        <Suspense fallback={<Loading lines={5} />}>
          <MapView
            label={t('place.mapLabel')}
            base={base}
            height="min(50dvh, 26rem)"
            bounds={bounds}
            pick={{ point, onPick: setPoint }}
          />
        </Suspense>
      ) : (
        <Loading lines={5} />
      )}
      <p role="status" className="portal-map-words">
        {words}
      </p>
      <MobileButton
        look="fill"
        action={{
          label: t('place.use'),
          isOff: !found || isFetching,
          onPress: () => found && point && onPick({ ...chosenOf(found), point: [point[0], point[1]] }),
        }}
      />
    </div>
  );
}
