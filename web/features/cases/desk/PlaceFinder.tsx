import { MapPinIcon } from '@phosphor-icons/react/dist/csr/MapPin';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AutoComplete, Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import type { PlaceChoice } from './raise-draft.ts';

interface PlaceFinderProps {
  readonly place: PlaceChoice | undefined;
  readonly words: string;
  readonly isMissing: boolean;
  readonly onPlace: (place: PlaceChoice | undefined) => void;
  readonly onWords: (words: string) => void;
}

function usePlaces(words: string) {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words.trim()), 200);
    return () => clearTimeout(timer);
  }, [words]);
  return useQuery({
    ...apiQuery('POST /places', { query: { q: asked } }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
}

/** The place as it is typed: buildings and areas whose words fit, then what leads the rest of the way. */
export function PlaceFinder({ place, words, isMissing, onPlace, onWords }: PlaceFinderProps) {
  const t = useWords('cases');
  const id = useId();
  const [typed, setTyped] = useState('');
  const shown = place ? place.words : typed;
  const places = usePlaces(place ? '' : typed);
  const items = typed.trim() === '' ? [] : (places.data?.items ?? []);
  return (
    <div className="cases-raise-row">
      <label htmlFor={id}>{t('raise.place')}</label>
      <div>
        <div className="cases-raise-who">
          <AutoComplete
            id={id}
            className="cases-raise-wide"
            value={shown}
            {...(isMissing ? { status: 'error' as const } : {})}
            placeholder={t('raise.placeHint')}
            aria-required
            aria-invalid={isMissing}
            defaultActiveFirstOption
            notFoundContent={typed.trim() !== '' && places.isFetched && !place ? t('raise.placeNone') : null}
            options={items.map((one) => ({
              value: String(one.areaId),
              label: (
                <span className="cases-place-option">
                  <MapPinIcon size={15} aria-hidden />
                  {one.words}
                  <small>{[one.communityName, one.gridName].filter(Boolean).join(' · ')}</small>
                </span>
              ),
            }))}
            onChange={(next: string) => {
              if (items.some(({ areaId }) => String(areaId) === next)) return;
              setTyped(next);
              if (place) onPlace(undefined);
            }}
            onSelect={(value: string) => {
              const found = items.find(({ areaId }) => String(areaId) === value);
              if (found) onPlace(found);
            }}
          />
          <Input
            aria-label={t('raise.placeWords')}
            placeholder={t('raise.placeWords')}
            maxLength={200}
            value={words}
            onChange={(event) => onWords(event.target.value)}
          />
        </div>
        {place && (
          <p className="cases-raise-note">
            {t('raise.belongs', { where: [place.communityName, place.gridName].filter(Boolean).join(' · ') })}
          </p>
        )}
        {isMissing && (
          <p className="ll-field-error" role="alert">
            {t('raise.placeNeeded')}
          </p>
        )}
      </div>
    </div>
  );
}
