import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { CrosshairIcon } from '@phosphor-icons/react/dist/csr/Crosshair';
import { MapTrifoldIcon } from '@phosphor-icons/react/dist/csr/MapTrifold';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnswerOf } from '../../../../contract/route.ts';
import { api, type Routes } from '../../../kit/api.ts';
import { useWords } from '../../../kit/i18n.ts';
import { UnreachableError } from '../../../kit/refusal-error.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { useReach } from '../../../kit/use-reach.ts';
import type { OwnGround } from '../../../offline/own-ground.ts';
import type { LonLat } from '../../../ui/map/geo.ts';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';
import { Fault } from './EvidenceCard.tsx';
import { type Found, findPosition, type PositionFault } from './find-position.ts';
import { findOwnPlace, placeOfBuilding, placeOfGround } from './own-places.ts';
import type { ReportPlace } from './report-draft.ts';
import { SpotMap } from './SpotMap.tsx';

interface PlaceSheetProps {
  readonly open: boolean;
  readonly grounds: readonly OwnGround[];
  readonly onPick: (place: ReportPlace) => void;
  readonly onClose: () => void;
}

type PlaceFault = PositionFault | 'outside' | 'nowhere';
type FoundPlace = AnswerOf<Routes['POST /places']>['items'][number];

function placeOfFound({ areaId, communityId, words, gridName, point }: FoundPlace): ReportPlace {
  return { areaId, communityId, words, gridName, ...(point ? { centre: point } : {}) };
}

/** The place of a spot: on one's own ground found on the phone, elsewhere asked of the server. */
async function placeOfSpot(grounds: readonly OwnGround[], spot: Found): Promise<ReportPlace | PlaceFault> {
  const own = findOwnPlace(grounds, spot);
  if (own) return own;
  const [lon, lat] = spot.point;
  try {
    const { items } = await api.get('POST /places', { query: { lon, lat } });
    return items[0] ? { ...placeOfFound(items[0]), ...spot } : 'nowhere';
  } catch (error) {
    if (error instanceof UnreachableError) return 'outside';
    throw error;
  }
}

/** A press on the map is about as true as the finger. */
const fingerM = 10;

function useSpots(grounds: readonly OwnGround[], onPick: (place: ReportPlace) => void) {
  const [fault, setFault] = useState<PlaceFault>();
  const [isFinding, setIsFinding] = useState(false);
  const run = async (find: () => Promise<Found | PositionFault>): Promise<void> => {
    setFault(undefined);
    setIsFinding(true);
    try {
      const spot = await find();
      const place = typeof spot === 'string' ? spot : await placeOfSpot(grounds, spot);
      if (typeof place === 'string') setFault(place);
      else onPick(place);
    } finally {
      setIsFinding(false);
    }
  };
  return {
    fault,
    isFinding,
    here: () => run(findPosition),
    spot: (point: LonLat) => run(async () => ({ point, accuracyM: fingerM })),
  };
}

/** The ways to say where: one's own position once, a press on the map, a building of one's own ground, or words. */
export function PlaceSheet({ open, grounds, onPick, onClose }: PlaceSheetProps) {
  const t = useWords('field');
  return (
    <Sheet open={open} title={t('place.title')} onClose={onClose}>
      <PlaceWays grounds={grounds} onPick={onPick} />
    </Sheet>
  );
}

function PlaceWays({ grounds, onPick }: Pick<PlaceSheetProps, 'grounds' | 'onPick'>) {
  const t = useWords('field');
  const { fault, isFinding, here, spot } = useSpots(grounds, onPick);
  const [isMap, setIsMap] = useState(false);
  const [words, setWords] = useState('');
  return (
    <div className="field-ways">
      <button type="button" className="field-way" disabled={isFinding} onClick={() => void here()}>
        <CrosshairIcon size={24} aria-hidden />
        <span>
          <b>{isFinding ? t('place.finding') : t('place.here')}</b>
          <small>{t('place.hereHint')}</small>
        </span>
      </button>
      <button type="button" className="field-way" aria-expanded={isMap} onClick={() => setIsMap(!isMap)}>
        <MapTrifoldIcon size={24} aria-hidden />
        <span>
          <b>{t('place.onMap')}</b>
        </span>
      </button>
      {fault && <Fault words={t(`place.${fault}`)} />}
      {isMap && <SpotMap grounds={grounds} onPick={(point) => void spot(point)} />}
      <input
        type="search"
        className="ll-sheet-search"
        aria-label={t('place.search')}
        placeholder={t('place.search')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {words.trim() === '' ? (
        <OwnPlaces grounds={grounds} onPick={onPick} />
      ) : (
        <FoundPlaces words={words.trim()} grounds={grounds} onPick={onPick} />
      )}
    </div>
  );
}

function OwnPlaces({ grounds, onPick }: Pick<PlaceSheetProps, 'grounds' | 'onPick'>) {
  const t = useWords('field');
  const [openId, setOpenId] = useState<number>();
  return (
    <>
      {grounds.map((ground) => (
        <section key={ground.id} className="field-place-list">
          <h3>{ground.name}</h3>
          <ul>
            {ground.kind !== 'building' && (
              <PlaceLine
                words={t('place.whole', { name: ground.name })}
                onPress={() => onPick(placeOfGround(ground, ground.name))}
              />
            )}
            {ground.buildings.map((building) => {
              const hasUnits = building.units.length > 1;
              const isOpen = openId === building.id;
              return (
                <li key={building.id}>
                  <button
                    type="button"
                    {...(hasUnits ? { 'aria-expanded': isOpen } : {})}
                    onClick={() =>
                      hasUnits
                        ? setOpenId(isOpen ? undefined : building.id)
                        : onPick(placeOfBuilding(ground, building, building.units[0]?.id))
                    }
                  >
                    <span>{building.name}</span>
                    {building.storeys && <small>{t('place.storeys', { count: building.storeys })}</small>}
                    {hasUnits && <CaretRightIcon size={16} aria-hidden />}
                  </button>
                  {isOpen && (
                    <div className="field-units">
                      <button type="button" onClick={() => onPick(placeOfBuilding(ground, building))}>
                        {building.name}
                      </button>
                      {building.units.map(({ id, name }) => (
                        <button key={id} type="button" onClick={() => onPick(placeOfBuilding(ground, building, id))}>
                          {name}
                        </button>
                      ))}
                    </div>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </>
  );
}

function PlaceLine({
  words,
  hint,
  onPress,
}: {
  readonly words: string;
  readonly hint?: string;
  readonly onPress: () => void;
}) {
  return (
    <li>
      <button type="button" onClick={onPress}>
        <span>{words}</span>
        {hint && <small>{hint}</small>}
      </button>
    </li>
  );
}

const plain = (words: string): string => words.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Buildings of one's own ground first, which are on the phone; then what the server knows. */
function FoundPlaces({
  words,
  grounds,
  onPick,
}: Pick<PlaceSheetProps, 'grounds' | 'onPick'> & { readonly words: string }) {
  const t = useWords('field');
  const isReached = useReach();
  const own = grounds.flatMap((ground) =>
    ground.buildings
      .filter(({ name }) => plain(name).includes(plain(words)))
      .map((building) => ({ ...placeOfBuilding(ground, building), key: building.id })),
  );
  const { data } = useQuery({
    ...apiQuery('POST /places', { query: { q: words } }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const others = (data?.items ?? []).filter(({ areaId }) => !own.some((one) => one.areaId === areaId));
  const hasNone = own.length + others.length === 0;
  return (
    <section className="field-place-list">
      <h3>{t('place.found')}</h3>
      <ul>
        {own.map(({ key, ...place }) => (
          <PlaceLine key={key} words={place.words} hint={place.gridName ?? ''} onPress={() => onPick(place)} />
        ))}
        {others.map((found) => (
          <PlaceLine
            key={found.areaId}
            words={found.words}
            hint={[found.communityName, found.gridName].filter(Boolean).join(' · ')}
            onPress={() => onPick(placeOfFound(found))}
          />
        ))}
      </ul>
      {hasNone && <p className="ll-sheet-none">{isReached ? t('place.none') : t('place.noneOffline')}</p>}
    </section>
  );
}
