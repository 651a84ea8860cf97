import { type Refusal, refuse } from '../refusals.ts';

/** One version of something that changes by the day; `validTo` is the first day it no longer holds. */
export interface DatedVersion {
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly revision: number;
}

/** What a person looked at when they decided to change it. */
export function stampOf(version: DatedVersion): string {
  return `${version.validFrom}.${version.revision}`;
}

/** How a change is written: on top of a version of the same day, or as a new one that closes the old. */
export type DatedPlan<V extends DatedVersion> =
  | { readonly kind: 'in-place'; readonly version: V }
  | { readonly kind: 'split'; readonly version: V };

/** The version in force on a day. */
export function versionOn<V extends DatedVersion>(versions: readonly V[], day: string): V | undefined {
  return versions.find((version) => version.validFrom <= day && (version.validTo === null || version.validTo > day));
}

/**
 * Decides how a change from a day on is written. The past stays as it was: only what began on that very day, today or later, is written over.
 * @param basedOn the stamp of the version the person saw
 * @refuses dated.past, dated.not-valid, dated.changed-meanwhile, dated.planned-already
 */
export function planChange<V extends DatedVersion>(
  versions: readonly V[],
  change: { readonly from: string; readonly today: string; readonly basedOn: string },
): DatedPlan<V> | Refusal {
  if (change.from < change.today) return refuse('dated.past', { today: change.today });
  const version = versionOn(versions, change.from);
  if (!version) return refuse('dated.not-valid', { day: change.from });
  if (stampOf(version) !== change.basedOn) return refuse('dated.changed-meanwhile');
  const later = versions.find((other) => other.validFrom > change.from);
  if (later) return refuse('dated.planned-already', { day: later.validFrom });
  return { kind: version.validFrom === change.from ? 'in-place' : 'split', version };
}

/**
 * Decides the end of something: the version it closes.
 * @param close `on` is the first day it no longer holds
 * @refuses dated.past, dated.not-valid, dated.changed-meanwhile, dated.planned-already, dated.ends-before-start
 */
export function planClose<V extends DatedVersion>(
  versions: readonly V[],
  close: { readonly on: string; readonly today: string; readonly basedOn: string },
): V | Refusal {
  if (close.on < close.today) return refuse('dated.past', { today: close.today });
  const last = versions.reduce<V | undefined>((a, b) => (a && a.validFrom > b.validFrom ? a : b), undefined);
  if (!last || (last.validTo !== null && last.validTo <= close.today))
    return refuse('dated.not-valid', { day: close.on });
  if (stampOf(last) !== close.basedOn) {
    const isFuture = last.validFrom > close.today;
    return isFuture ? refuse('dated.planned-already', { day: last.validFrom }) : refuse('dated.changed-meanwhile');
  }
  if (last.validFrom >= close.on) return refuse('dated.ends-before-start', { day: last.validFrom });
  return last;
}
