import { useCallback, useSyncExternalStore } from 'react';
import type { ReportDraft } from './report-draft.ts';

/** Where somebody lives, as far as they said: a community, and maybe the building. */
export interface MyPlace {
  readonly communityId: number;
  readonly communityName: string;
  readonly areaId?: number | undefined;
  readonly words?: string | undefined;
}

/** A matter raised on this phone: its link's secret opens it. */
export interface KeptTrack {
  readonly token: string;
  readonly number: string;
  /** false where no phone was left: then the link alone opens it. */
  readonly hasPhone?: boolean | undefined;
}

/** Somebody to call in need. */
export interface Family {
  readonly name: string;
  readonly phone: string;
}

/** An application as far as it was filled. */
export interface ApplyDraft {
  readonly values: Readonly<Record<string, unknown>>;
  readonly report: ReportDraft;
}

/** A sending whose answer has not come: sent again with the same id it is done once. */
export interface Attempt {
  readonly id: string;
  readonly token: string;
  /** What was sent; a change of it is another sending. */
  readonly words: string;
}

/** What this phone remembers for whoever holds it. */
export interface Kept {
  readonly home: MyPlace;
  readonly tracks: readonly KeptTrack[];
  readonly family: Family;
  readonly report: ReportDraft;
  readonly apply: ApplyDraft;
  readonly 'report-attempt': Attempt;
  readonly 'apply-attempt': Attempt;
}

type Key = keyof Kept;

const prefix = 'linli.portal.';
const listeners = new Set<() => void>();
/** What storage refuses (a private window) is kept until the page is closed. */
const memory = new Map<Key, string>();
const parsed = new Map<Key, { readonly raw: string | undefined; readonly value: unknown }>();

function rawOf(key: Key): string | undefined {
  const held = memory.get(key);
  if (held !== undefined) return held;
  try {
    return localStorage.getItem(prefix + key) ?? undefined;
  } catch {
    return undefined;
  }
}

function parse(raw: string | undefined): unknown {
  if (raw === undefined) return undefined;
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

/** What this phone remembers under a key; the same object until it changes. */
export function readKept<K extends Key>(key: K): Kept[K] | undefined {
  const raw = rawOf(key);
  const known = parsed.get(key);
  if (known && known.raw === raw) return known.value as Kept[K] | undefined;
  const value = parse(raw);
  parsed.set(key, { raw, value });
  return value as Kept[K] | undefined;
}

/** Remembers something on this phone, or with undefined forgets it. */
export function keep<K extends Key>(key: K, value: Kept[K] | undefined): void {
  memory.delete(key);
  try {
    if (value === undefined) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    if (value !== undefined) memory.set(key, JSON.stringify(value));
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** What this phone remembers under a key, as a hook; another tab's change is seen, too. */
export function useKept<K extends Key>(key: K): readonly [Kept[K] | undefined, (value: Kept[K] | undefined) => void] {
  const value = useSyncExternalStore(subscribe, () => readKept(key));
  const change = useCallback((next: Kept[K] | undefined) => keep(key, next), [key]);
  return [value, change];
}

const mostTracks = 20;

/** Puts a matter on top of those this phone remembers. */
export function keepTrack(track: KeptTrack): void {
  const others = (readKept('tracks') ?? []).filter(
    ({ token, number }) => token !== track.token && number !== track.number,
  );
  keep('tracks', [track, ...others].slice(0, mostTracks));
}

/** Takes a matter off this phone; the link itself goes on working. */
export function forgetTrack(token: string): void {
  keep(
    'tracks',
    (readKept('tracks') ?? []).filter((track) => track.token !== token),
  );
}

/** Whether a matter can be looked up by a phone's last digits; unless this phone knows better it can. */
export function useHasPhone(token: string): boolean {
  const [tracks = []] = useKept('tracks');
  return tracks.find((track) => track.token === token)?.hasPhone !== false;
}
