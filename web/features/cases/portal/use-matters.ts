import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { TrackView } from '../../../../contract/case-views.ts';
import { secretWay } from '../../../kit/link-secret.tsx';
import { useSession } from '../../../kit/session.ts';
import { type Asker, apiQuery } from '../../../kit/use-api.ts';
import { useKept } from './device.ts';
import { waitsForMe } from './track-words.ts';

/** How somebody comes to their matter: by the secret of its link, or signed in. */
export type Holder =
  | { readonly kind: 'link'; readonly token: string }
  | { readonly kind: 'mine'; readonly ref: string }
  /** Of the one whom a helper acts for. */
  | { readonly kind: 'helped'; readonly ref: string; readonly mandate: string }
  /** Somebody else's that they met, too. */
  | { readonly kind: 'followed'; readonly ref: string };

const freshMs = 60_000;

/** As whom a holder asks and acts. */
export function askerOf(holder: Holder): Asker {
  if (holder.kind === 'link') return { link: holder.token };
  return holder.kind === 'helped' ? { mandate: holder.mandate } : {};
}

function trackQuery(holder: Holder) {
  if (holder.kind === 'link') return { ...apiQuery('GET /track', { link: holder.token }), refetchInterval: freshMs };
  const key = holder.kind === 'followed' ? 'GET /my/followed/:ref' : 'GET /my/cases/:ref';
  return { ...apiQuery(key, { params: { ref: holder.ref }, ...askerOf(holder) }), refetchInterval: freshMs };
}

/** Where a matter stands, renewed each minute while it is in sight. */
export function useTrack(holder: Holder) {
  return useQuery(trackQuery(holder) as ReturnType<typeof apiQuery<'GET /track'>>);
}

/** The address of a matter's own page. */
export function matterLink(holder: Holder) {
  if (holder.kind === 'link') return secretWay('/t', holder.token);
  if (holder.kind === 'helped')
    return { to: '/helped/$mandate/$ref', params: { mandate: holder.mandate, ref: holder.ref } };
  return { to: `/${holder.kind}/$ref`, params: { ref: holder.ref } };
}

/** A matter and the way to it. */
export interface Matter {
  readonly holder: Holder;
  readonly track: TrackView;
}

/** Whether somebody has signed in by their phone. */
export function useResident(): { readonly isResident: boolean; readonly phoneMasked: string | undefined } {
  const { data } = useSession();
  return { isResident: data?.kind === 'resident', phoneMasked: data?.user?.phoneMasked ?? undefined };
}

const noHolder: Holder = { kind: 'link', token: '' };

function useMaybeTrack(holder: Holder | undefined) {
  const query = trackQuery(holder ?? noHolder) as ReturnType<typeof apiQuery<'GET /track'>>;
  return useQuery({ ...query, enabled: holder !== undefined });
}

/**
 * The matters to show first: the newest of those under the phone signed in with, and of those raised on this phone; what waits for the
 * person before what does not.
 */
export function useFirstMatters(): {
  readonly matters: readonly Matter[];
  readonly count: number;
  readonly isBusy: boolean;
} {
  const { isResident } = useResident();
  const [tracks = []] = useKept('tracks');
  const mine = useQuery({ ...apiQuery('GET /my/cases', { query: { limit: 20 } }), enabled: isResident });
  const listed = isResident ? (mine.data?.items ?? []) : [];
  const numbers = new Set(listed.map(({ number }) => number));
  const holders: readonly Holder[] = [
    ...listed
      .toSorted((a, b) => Number(b.waitsForMe) - Number(a.waitsForMe))
      .map(({ ref }) => ({ kind: 'mine' as const, ref })),
    ...tracks.filter(({ number }) => !numbers.has(number)).map(({ token }) => ({ kind: 'link' as const, token })),
  ];
  const asked = [useMaybeTrack(holders[0]), useMaybeTrack(holders[1]), useMaybeTrack(holders[2])];
  const found = asked.flatMap(({ data }, at) => {
    const holder = holders[at];
    return data?.number && holder ? [{ holder, track: data }] : [];
  });
  return {
    matters: found.toSorted((a, b) => Number(waitsForMe(b.track)) - Number(waitsForMe(a.track))),
    count: holders.length,
    isBusy: (isResident && mine.isPending) || asked.some(({ isLoading }) => isLoading),
  };
}

/** How many of the first matters wait for the person: the figure on the tab. */
export function useWaitingCount(): number | undefined {
  const { matters } = useFirstMatters();
  return matters.filter(({ track }) => waitsForMe(track)).length || undefined;
}

/** Renews everything about matters after a step. */
export function useRenewMatters(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    const reads = ['GET /track', 'GET /my/cases', 'GET /my/cases/:ref'];
    void client.invalidateQueries({ predicate: ({ queryKey }) => reads.includes(String(queryKey[0])) });
  }, [client]);
}
