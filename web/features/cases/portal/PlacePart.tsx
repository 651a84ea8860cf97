import { CrosshairIcon } from '@phosphor-icons/react/dist/csr/Crosshair';
import { HouseIcon } from '@phosphor-icons/react/dist/csr/House';
import { MapPinIcon } from '@phosphor-icons/react/dist/csr/MapPin';
import { MapTrifoldIcon } from '@phosphor-icons/react/dist/csr/MapTrifold';
import { QrCodeIcon } from '@phosphor-icons/react/dist/csr/QrCode';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useRef, useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { canReadCodes, readCode } from './door-code.ts';
import { PlaceMapSheet } from './PlaceMapSheet.tsx';
import { chosenOf, PlaceSearch } from './PlaceSearch.tsx';
import type { PlaceChosen } from './report-draft.ts';
import { areaOfCode, placeOf, useMyPlace } from './use-place.ts';
import './place-part.css';

interface PlacePartProps {
  readonly place: PlaceChosen | undefined;
  readonly words: string;
  readonly fault?: string | undefined;
  readonly onChange: (patch: { place?: PlaceChosen | undefined; placeWords?: string }) => void;
}

/** Where it is: by typing, on the map, by the phone's position, by a door's code; then the rest of the way in words. */
export function PlacePart({ place, words, fault, onChange }: PlacePartProps) {
  const t = useWords('portal');
  const id = useId();
  return (
    <div className="portal-place" data-fault={fault ? 'place' : undefined}>
      {place ? (
        <div className="portal-home-row portal-place-chosen">
          <MapPinIcon size="1.5rem" weight="fill" aria-hidden />
          <span>
            <b>{place.words}</b>
            <small>
              {[place.communityName, place.gridName].filter((part) => part && part !== place.words).join(' · ')}
            </small>
          </span>
          <button type="button" onClick={() => onChange({ place: undefined })}>
            {t('place.change2')}
          </button>
        </div>
      ) : (
        <PlaceChoice faultId={fault ? `${id}-fault` : undefined} onPick={(chosen) => onChange({ place: chosen })} />
      )}
      {fault && (
        <p id={`${id}-fault`} className="ll-field-error" role="alert">
          {fault}
        </p>
      )}
      <label htmlFor={id} className="visually-hidden">
        {t('place.more')}
      </label>
      <input
        id={id}
        className="portal-input"
        maxLength={200}
        placeholder={t('place.more')}
        value={words}
        onChange={(event) => onChange({ placeWords: event.target.value })}
      />
    </div>
  );
}

interface WayProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly onPress: () => void;
}

function Way({ icon, label, onPress }: WayProps) {
  return (
    <button type="button" className="portal-way-button" onClick={onPress}>
      {icon}
      {label}
    </button>
  );
}

interface PlaceChoiceProps {
  readonly faultId: string | undefined;
  readonly onPick: (place: PlaceChosen) => void;
}

function PlaceChoice({ faultId, onPick }: PlaceChoiceProps) {
  const t = useWords('portal');
  const home = useMyPlace();
  const lookUp = useLookUp(onPick);
  const [isMapOpen, setIsMapOpen] = useState(false);
  const camera = useRef<HTMLInputElement>(null);
  return (
    <>
      <PlaceSearch near={home?.communityId} onPick={onPick} describedBy={faultId} />
      <div className="portal-ways">
        <Way
          icon={<MapTrifoldIcon size="1.25rem" aria-hidden />}
          label={t('place.map')}
          onPress={() => setIsMapOpen(true)}
        />
        {'geolocation' in navigator && (
          <Way icon={<CrosshairIcon size="1.25rem" aria-hidden />} label={t('place.here')} onPress={lookUp.here} />
        )}
        {canReadCodes() && (
          <Way
            icon={<QrCodeIcon size="1.25rem" aria-hidden />}
            label={t('place.scan')}
            onPress={() => camera.current?.click()}
          />
        )}
        {home?.areaId !== undefined && (
          <Way
            icon={<HouseIcon size="1.25rem" aria-hidden />}
            label={t('place.home', { words: home.words ?? home.communityName })}
            onPress={() => void lookUp.area(home.areaId)}
          />
        )}
      </div>
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        style={{ display: 'none' }}
        data-role="door-code"
        onChange={(event) => {
          const [picture] = event.target.files ?? [];
          if (picture) void lookUp.code(picture);
          event.target.value = '';
        }}
      />
      <p role="status" className="portal-quiet">
        {lookUp.said}
      </p>
      <PlaceMapSheet open={isMapOpen} onClose={() => setIsMapOpen(false)} onPick={onPick} />
    </>
  );
}

const positionWithinMs = 10_000;

/** Ways to a place that have to ask: the phone's position, a door's code, the home's area. What went wrong is said. */
function useLookUp(onPick: (place: PlaceChosen) => void) {
  const t = useWords('portal');
  const client = useQueryClient();
  const sayError = useErrorWords();
  const [said, setSaid] = useState('');
  const fail = (error: unknown) => setSaid(sayError(error).title);
  const area = async (areaId: number | undefined) => {
    if (areaId === undefined) return setSaid(t('place.noCode'));
    setSaid(t('place.busyDoor'));
    await client.fetchQuery(apiQuery('GET /public/grid', { query: { areaId } })).then(
      (grid) => onPick(placeOf(grid)),
      () => setSaid(t('place.unknownDoor')),
    );
  };
  return {
    said,
    area,
    code: async (picture: Blob) => area(areaOfCode((await readCode(picture)) ?? '')),
    here: () => {
      setSaid(t('place.finding'));
      navigator.geolocation.getCurrentPosition(
        ({ coords: { longitude: lon, latitude: lat } }) =>
          void client.fetchQuery(apiQuery('POST /places', { query: { lon, lat } })).then(({ items: [found] }) => {
            if (found) onPick({ ...chosenOf(found), point: [lon, lat] });
            else setSaid(t('place.outside'));
          }, fail),
        () => setSaid(t('place.denied')),
        { enableHighAccuracy: true, timeout: positionWithinMs, maximumAge: positionWithinMs },
      );
    },
  };
}
