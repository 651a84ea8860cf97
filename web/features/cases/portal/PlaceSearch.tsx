import { MapPinIcon } from '@phosphor-icons/react/dist/csr/MapPin';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import type { AnswerOf } from '../../../../contract/route.ts';
import type { Routes } from '../../../kit/api.ts';
import { useWords } from '../../../kit/i18n.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import type { PlaceChosen } from './report-draft.ts';
import './place-search.css';

export type FoundPlace = AnswerOf<Routes['POST /places']>['items'][number];

/** What was found as a report keeps it. */
export function chosenOf(found: FoundPlace): PlaceChosen {
  const { areaId, communityId, words, communityName, gridName } = found;
  return { areaId, communityId, words, communityName, gridName };
}

const pauseMs = 250;

function usePlaces(words: string, under: number | undefined) {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [words]);
  return useQuery({
    ...apiQuery('POST /places', { query: { q: asked, ...(under === undefined ? {} : { under }) } }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
}

interface PlaceSearchProps {
  /** Only within this area. */
  readonly under?: number;
  /** Those of this community first. */
  readonly near?: number | undefined;
  readonly onPick: (place: PlaceChosen) => void;
  readonly describedBy?: string | undefined;
}

const mostShown = 8;

/** Finds a building by typing part of its way. */
export function PlaceSearch({ under, near, onPick, describedBy }: PlaceSearchProps) {
  const t = useWords('portal');
  const id = useId();
  const [typed, setTyped] = useState('');
  const { data, isFetching, isError } = usePlaces(typed, under);
  const isAsked = typed.trim() !== '';
  const found = isAsked
    ? (data?.items ?? []).toSorted((a, b) => Number(b.communityId === near) - Number(a.communityId === near))
    : [];
  return (
    <div className="portal-place-search">
      <label htmlFor={id} className="visually-hidden">
        {t('place.find')}
      </label>
      <input
        id={id}
        type="search"
        autoComplete="off"
        maxLength={60}
        placeholder={t('place.findHint')}
        aria-describedby={describedBy}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul aria-live="polite">
        {found.slice(0, mostShown).map((one) => (
          <li key={one.areaId}>
            <button type="button" onClick={() => onPick(chosenOf(one))}>
              <MapPinIcon size="1.25rem" aria-hidden />
              <span>
                {one.words}
                <small>
                  {[one.communityName, one.gridName].filter((part) => part && part !== one.words).join(' · ')}
                </small>
              </span>
            </button>
          </li>
        ))}
        {isAsked && !isFetching && !isError && data && found.length === 0 && (
          <li className="portal-quiet">{t('place.none')}</li>
        )}
        {isAsked && isError && <li className="portal-quiet">{t('offline')}</li>}
      </ul>
    </div>
  );
}
