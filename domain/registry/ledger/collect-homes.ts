import { normalizeAddress } from '../../identifiers/address.ts';
import type { HouseText } from './ledger-fields.ts';
import type { LedgerHouse, RowRef } from './ledger-result.ts';
import type { HomeRead } from './read-home.ts';
import { saysVacant } from './read-values.ts';

/** A home while the rows are still being read; its key is known at the end. */
export interface HomeDraft {
  readonly home: HomeRead;
  readonly at: RowRef;
  readonly texts: Partial<Record<HouseText, string>>;
  /** Rows that name somebody there. */
  lived: number;
  /** A row of a list of people that names nobody. */
  listedEmpty: boolean;
}

/** Gathers the homes of all rows and gives each its key. */
export interface HomeCollector {
  add(home: HomeRead, at: RowRef, texts: Partial<Record<HouseText, string>>): HomeDraft;
  /** Keys and houses, once every row has been read. */
  settle(): { readonly houses: LedgerHouse[]; keyOf(draft: HomeDraft): string };
}

/** Estates tell doors apart only where there are several; one name, written in some rows and not in others, is the same place. */
function estatesOf(drafts: Iterable<HomeDraft>): ReadonlySet<string> {
  const estates = new Set<string>();
  for (const { home } of drafts) if (home.door.building !== undefined && home.estate !== '') estates.add(home.estate);
  return estates;
}

function keyFor(home: HomeRead, tellsEstates: boolean): string {
  if (home.doorKey === undefined) return normalizeAddress(home.address);
  const named = home.estate !== '' && (tellsEstates || home.door.building === undefined);
  return named ? `${home.estate}/${home.doorKey}` : home.doorKey;
}

function isVacant(draft: HomeDraft): boolean {
  if (draft.lived > 0) return false;
  const use = draft.texts.houseUse ?? '';
  return saysVacant(use) || (draft.listedEmpty && !/住|租/.test(use));
}

function houseOf(key: string, draft: HomeDraft): LedgerHouse {
  const { door, doorKey, estate, address } = draft.home;
  return {
    ...draft.at,
    key,
    ...(doorKey === undefined ? {} : { door: doorKey }),
    ...(estate === '' ? {} : { estate }),
    ...(door.building === undefined ? {} : { building: door.building }),
    ...(door.unit === undefined ? {} : { unit: door.unit }),
    ...(door.floor === undefined ? {} : { floor: door.floor }),
    ...(door.room === undefined ? {} : { room: door.room }),
    ...(address === '' ? {} : { address }),
    texts: draft.texts,
    vacant: isVacant(draft),
  };
}

function mergeInto(kept: HomeDraft, other: HomeDraft): void {
  for (const [field, words] of Object.entries(other.texts)) kept.texts[field as HouseText] ??= words;
  kept.lived += other.lived;
  kept.listedEmpty ||= other.listedEmpty;
}

/** Makes an empty collector of homes. */
export function collectHomes(): HomeCollector {
  const drafts = new Map<string, HomeDraft>();
  return {
    add: (home, at, texts) => {
      const id = `${home.estate}|${home.doorKey ?? `@${normalizeAddress(home.address)}`}`;
      const known = drafts.get(id);
      if (known) {
        for (const [field, words] of Object.entries(texts)) known.texts[field as HouseText] ??= words;
        return known;
      }
      const draft: HomeDraft = { home, at, texts: { ...texts }, lived: 0, listedEmpty: false };
      drafts.set(id, draft);
      return draft;
    },
    settle: () => {
      const tellsEstates = estatesOf(drafts.values()).size > 1;
      const byKey = new Map<string, HomeDraft>();
      for (const draft of drafts.values()) {
        const key = keyFor(draft.home, tellsEstates);
        const kept = byKey.get(key);
        if (kept) mergeInto(kept, draft);
        else byKey.set(key, draft);
      }
      return {
        houses: [...byKey].map(([key, draft]) => houseOf(key, draft)),
        keyOf: (draft) => keyFor(draft.home, tellsEstates),
      };
    },
  };
}
