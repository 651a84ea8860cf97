import type { OfferView } from '../../../contract/cases.ts';

/** How the offers of a matter stand in the bar: one primary, two beside it, the rest behind the dots. */
export interface OfferPlaces {
  readonly primary: OfferView | undefined;
  readonly beside: readonly OfferView[];
  readonly more: readonly OfferView[];
}

const isReady = ({ whyNot }: OfferView): boolean => whyNot === undefined;

/**
 * Places the engine's offers, in its own order: the stage's main action first, also while it must wait (its button says why);
 * then what may be done now; what must wait goes behind the dots.
 */
export function placeOffers(offers: readonly OfferView[], besideCount = 2): OfferPlaces {
  const primary = offers.find((one) => one.isMain && isReady(one)) ?? offers.find(({ isMain }) => isMain);
  const others = offers.filter((one) => one !== primary);
  const ready = others.filter(isReady);
  const beside = ready.slice(0, besideCount);
  return { primary, beside, more: [...ready.slice(besideCount), ...others.filter((one) => !isReady(one))] };
}
