import { fill, type Text, text } from '../text.ts';
import {
  firstDay,
  leftOn,
  type Promised,
  type ResourceKind,
  type ResourceUnit,
  resourceKinds,
  resourcePeriods,
  resourceUnits,
  sharedHours,
  type Use,
  type Window,
} from './promise.ts';

/** What is wanted, of which so much has been agreed already. */
export interface Wanted extends Window {
  readonly kind: ResourceKind;
  readonly amount: number;
  readonly unit: ResourceUnit;
  readonly met: number;
}

/** How a promise would serve a need: from when, with how much, and why it is suggested. */
export interface Fit {
  readonly on: string;
  readonly amount: number;
  readonly isWhole: boolean;
  readonly reasons: readonly Text[];
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/**
 * Whether a promise serves a need: of the same kind, counted the same way, where one place holds the other, on a day and at an hour both know,
 * and with something left. Plain rules, each said as a reason; units are not weighed against each other.
 * @param place how the two places lie, in words; null where neither holds the other
 */
export function fitOf(
  need: Wanted,
  resource: Promised,
  at: { readonly place: Text | null; readonly uses: readonly Use[]; readonly today: string },
): Fit | null {
  const missing = need.amount - need.met;
  if (missing <= 0 || at.place === null || need.kind !== resource.kind || need.unit !== resource.unit) return null;
  const hours = sharedHours(need, resource);
  const on = hours === null ? undefined : firstDay(need, resource, at.uses, at.today);
  if (on === undefined || hours === null) return null;
  const left = leftOn(resource, at.uses, on);
  const amount = Math.min(missing, left);
  const unit = resourceUnits[need.unit];
  return {
    on,
    amount,
    isWhole: amount === missing,
    reasons: [
      fill(text('同类：{kind}', 'Same kind: {kind}'), { kind: resourceKinds[need.kind] }),
      at.place,
      hours === 'any'
        ? fill(text('{on} 起可用', 'From {on}'), { on })
        : fill(text('{on} 起可用，{from}–{to}', 'From {on}, {from}–{to}'), {
            on,
            from: clock(hours.from),
            to: clock(hours.to),
          }),
      fill(text('承诺{per} {amount} {unit}，还剩 {left}', 'Promised {amount} {unit} {per}, {left} left'), {
        per: resourcePeriods[resource.per],
        amount: resource.amount,
        unit,
        left,
      }),
    ],
  };
}

/** Those that serve the whole of it first, then the earlier, then by name. */
export function byFit(one: { fit: Fit; title: string }, other: { fit: Fit; title: string }): number {
  return (
    Number(other.fit.isWhole) - Number(one.fit.isWhole) ||
    one.fit.on.localeCompare(other.fit.on) ||
    one.title.localeCompare(other.title, 'zh')
  );
}
