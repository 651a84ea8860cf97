import { useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import type { OwnGround } from '../../../offline/own-ground.ts';
import { useBaseMap } from '../../../ui/map/base-map.ts';
import type { LonLat } from '../../../ui/map/geo.ts';
import { ringOf } from '../../../ui/map/ring.ts';
import { SmallMap } from '../../../ui/map/SmallMap.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { Fault } from './EvidenceCard.tsx';
import { PlaceSheet } from './PlaceSheet.tsx';
import type { ReportDraft } from './report-draft.ts';

type Placed = Pick<ReportDraft, 'place' | 'placeWords'>;

interface PlaceCardProps {
  readonly draft: Placed;
  readonly grounds: readonly OwnGround[];
  /** Said once somebody has tried to send. */
  readonly isMissing: boolean;
  readonly onChange: (patch: Partial<Placed>) => void;
}

/** Corners of a grid for the still map. */
function ringOfShape(shape: OwnGround['shape']) {
  return shape?.type === 'Polygon'
    ? ringOf(shape as { readonly coordinates: readonly (readonly LonLat[])[] })
    : undefined;
}

/** Where it is: a still map with the spot, the place in words, and the way to change it. */
export function PlaceCard({ draft, grounds, isMissing, onChange }: PlaceCardProps) {
  const t = useWords('field');
  const base = useBaseMap();
  const [isOpen, setIsOpen] = useState(false);
  const { place } = draft;
  const ground = grounds.find(({ name }) => name === place?.gridName) ?? grounds[0];
  const centre = place?.point ?? place?.centre ?? ground?.centre;
  const sub = [
    place?.gridName,
    place?.accuracyM !== undefined && t('report.accuracy', { m: Math.round(place.accuracyM) }),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      <MobileCard isFlush>
        {base && centre && (
          <SmallMap
            label={t('report.map', { place: place?.words ?? ground?.name ?? '' })}
            base={base}
            centre={centre}
            acrossM={place ? 320 : 520}
            height={place ? 84 : 64}
            hasPin={place !== null}
            accuracyM={place?.point ? place.accuracyM : undefined}
            ring={ringOfShape(ground?.shape)}
          />
        )}
        <div className="field-place">
          <div>
            <b>{place?.words ?? t('report.placeNone')}</b>
            <small>{place ? sub : t('report.placeHint')}</small>
          </div>
          <button type="button" onClick={() => setIsOpen(true)}>
            {place ? t('report.adjust') : t('place.title')}
          </button>
        </div>
        {isMissing && (
          <div className="field-place-fault">
            <Fault words={t('report.placeNeeded')} />
          </div>
        )}
        {place && (
          <div className="field-place-words">
            <input
              maxLength={200}
              aria-label={t('report.placeWords')}
              placeholder={t('report.placeWords')}
              value={draft.placeWords}
              onChange={(event) => onChange({ placeWords: event.target.value })}
            />
          </div>
        )}
      </MobileCard>
      <PlaceSheet
        open={isOpen}
        grounds={grounds}
        onPick={(chosen) => {
          onChange({ place: chosen });
          setIsOpen(false);
        }}
        onClose={() => setIsOpen(false)}
      />
    </>
  );
}
