import type { OfferView } from '../../../../contract/case-views.ts';

/** How the offers of a matter stand in the bar: one primary, a few beside it, the rest behind the dots. */
export interface OfferPlaces {
  readonly primary: OfferView | undefined;
  readonly beside: readonly OfferView[];
  readonly more: readonly OfferView[];
}

/**
 * What every process gets from the loop, by how much it is wanted: somebody waits for a decision, then the desk's own means, then
 * words, then what is asked of others. A process's own steps, which are not named here, come after the decisions.
 */
const decisions = [
  'decide-return',
  'arbitrate-return',
  'decide-extension',
  'decide-deferral',
  'sign-help',
  'finish-help',
  'enter-answer',
];
const means = [
  'remind',
  'supervise',
  'transfer',
  'inquire',
  'reply',
  'note',
  'claim',
  'hand-out',
  'add-helpers',
  'split',
  'merge',
];
const asks = ['request-extension', 'request-return', 'request-deferral', 'withdraw', 'void-papers'];
const loopOrder = [...means, ...asks];

function rankOf({ action, begins }: OfferView): number {
  // What begins another matter is not a step of this one.
  if (begins) return loopOrder.length;
  if (decisions.includes(action)) return -2;
  const at = loopOrder.indexOf(action);
  return at === -1 ? -1 : at;
}

const isReady = ({ whyNot }: OfferView): boolean => whyNot === undefined;

/**
 * Places the engine's offers: the stage's main step first, also while it must wait (its button says why); then what may be done
 * now; what must wait goes behind the dots. Without a main step one more stands beside.
 */
export function placeOffers(offers: readonly OfferView[]): OfferPlaces {
  const primary = offers.find((one) => one.isMain && isReady(one)) ?? offers.find(({ isMain }) => isMain);
  const others = offers.filter((one) => one !== primary).toSorted((a, b) => rankOf(a) - rankOf(b));
  const ready = others.filter(isReady);
  const count = primary ? 2 : 3;
  return {
    primary,
    beside: ready.slice(0, count),
    more: [...ready.slice(count), ...others.filter((one) => !isReady(one))],
  };
}
