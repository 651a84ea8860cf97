import type { FieldView, OfferView } from '../../../contract/cases.ts';
import type { CategoryRule } from '../../../domain/case/category.ts';
import type { Offer } from '../../../domain/case/decide.ts';
import type { Field } from '../../../domain/case/fields.ts';
import { chipsFor } from '../../../domain/case/reasons.ts';
import type { Text } from '../../../domain/text.ts';

/** A field as the web draws it; reasons come with the chips that hold for the category. */
export function fieldViewOf(one: Field, rule: CategoryRule): FieldView {
  return {
    kind: one.kind,
    label: one.label,
    isRequired: one.isRequired,
    ...('max' in one ? { max: one.max } : {}),
    ...('min' in one ? { min: one.min } : {}),
    ...('media' in one ? { media: one.media } : {}),
    ...(one.kind === 'choice' ? { of: { ...one.of } } : {}),
    ...(one.kind === 'reason' ? { chips: chipsFor(one.set, rule).map((chip) => ({ ...chip })) } : {}),
  };
}

export function fieldViewsOf(fields: Readonly<Record<string, Field>>, rule: CategoryRule): Record<string, FieldView> {
  return Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, fieldViewOf(one, rule)]));
}

/** The unit that routing proposes, with its reason in words. */
interface Proposal {
  readonly leadOrganisationId: string;
  readonly helperOrganisationIds: readonly string[];
  readonly whyText: Text;
}

/** An offer as the web draws it, with the unit that routing proposes filled in where a unit is asked for. */
export function offerViewOf(offer: Offer, rule: CategoryRule, routing: Proposal | null): OfferView {
  const asksUnit = Object.entries(offer.asks).some(
    ([key, one]) => key === 'leadOrganisationId' && one.kind === 'organisation' && one.isRequired,
  );
  return {
    action: offer.action,
    label: offer.label,
    isMain: offer.isMain,
    asks: fieldViewsOf(offer.asks, rule),
    ...(asksUnit && routing
      ? {
          suggests: {
            leadOrganisationId: routing.leadOrganisationId,
            helperOrganisationIds: [...routing.helperOrganisationIds],
          },
          suggestsWhy: routing.whyText,
        }
      : {}),
    ...(offer.whyNot ? { whyNot: offer.whyNot } : {}),
  };
}
