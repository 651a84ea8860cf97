import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import type { OwnGround } from '../../../offline/own-ground.ts';
import { useBaseMap } from '../../../ui/map/base-map.ts';
import type { Bounds, LonLat } from '../../../ui/map/geo.ts';
import type { MapViewProps } from '../../../ui/map/MapView.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { Loading } from '../../../ui/show/StateBlocks.tsx';
import { Fault } from './EvidenceCard.tsx';

function MapMissing() {
  const t = useWords('field');
  return <Fault words={t('place.onMapNo')} />;
}

/** The map's own code may not have come before the signal went. */
const MapView = lazy(async (): Promise<{ default: (props: MapViewProps) => React.ReactNode }> => {
  try {
    return { default: (await import('../../../ui/map/MapView.tsx')).MapView };
  } catch {
    return { default: MapMissing };
  }
});

/** About 300 m each way. */
const reach = 0.003;

function boundsOf(centre: LonLat | undefined): Bounds | undefined {
  return centre && [centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach];
}

interface SpotMapProps {
  readonly grounds: readonly OwnGround[];
  readonly onPick: (point: LonLat) => void;
}

/** A map to press on, around one's own ground; loaded only when it is wanted. */
export function SpotMap({ grounds, onPick }: SpotMapProps) {
  const t = useWords('field');
  const base = useBaseMap();
  const [point, setPoint] = useState<LonLat>();
  if (!base) return <Loading lines={5} />;
  return (
    <div className="field-spot">
      <Suspense fallback={<Loading lines={5} />}>
        <MapView
          label={t('place.onMap')}
          base={base}
          height="min(44dvh, 22rem)"
          bounds={boundsOf(grounds[0]?.centre)}
          pick={{ point, onPick: setPoint }}
        />
      </Suspense>
      <MobileButton
        look="fill"
        action={{ label: t('place.useSpot'), isOff: point === undefined, onPress: () => point && onPick(point) }}
      />
    </div>
  );
}
