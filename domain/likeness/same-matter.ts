import { type GramVector, likeness } from './vectors.ts';

/** What tells whether two matters are one. */
export interface Traits {
  readonly vector: GramVector;
  readonly categoryId: number | null;
  readonly buildingId: number | null;
  readonly gridId: number | null;
  readonly raisedAt: string;
}

/** Why two matters may be one, and how much speaks for it: from 0 to 1. */
export interface Sameness {
  readonly score: number;
  readonly words: number;
  readonly isSameCategory: boolean;
  readonly isSameBuilding: boolean;
  /** Metres between their points, where both have one. */
  readonly metres: number | null;
  readonly daysApart: number;
}

/** From this score on somebody should have a look; found on written examples, see the test. */
export const worthALook = 0.2;

/** How far away still counts as the same place for the score. */
const reachM = 400;
const reachDays = 60;

/** Weighs words and category, as far as place and time agree: nearness by itself says nothing. @param metres between their points, null if unknown */
export function samenessOf(a: Traits, b: Traits, metres: number | null): Sameness {
  const words = likeness(a.vector, b.vector);
  const isSameCategory = a.categoryId !== null && a.categoryId === b.categoryId;
  const isSameBuilding = a.buildingId !== null && a.buildingId === b.buildingId;
  const byPoint = metres === null ? 0 : Math.max(0, 1 - metres / reachM);
  const place = isSameBuilding ? 1 : Math.max(byPoint, a.gridId !== null && a.gridId === b.gridId ? 0.4 : 0);
  const daysApart = Math.abs(Date.parse(a.raisedAt) - Date.parse(b.raisedAt)) / 86_400_000;
  const time = Math.max(0, 1 - daysApart / reachDays);
  const matter = 0.65 * Math.sqrt(words) + 0.35 * Number(isSameCategory);
  const score = matter * (0.55 + 0.35 * place + 0.1 * time);
  return { score, words, isSameCategory, isSameBuilding, metres, daysApart: Math.floor(daysApart) };
}
