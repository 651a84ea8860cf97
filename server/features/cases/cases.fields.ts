import type { CaseItem, FieldView, OfferView } from '../../../contract/case-views.ts';
import type { CategoryRule, TemplateUse } from '../../../domain/case/category.ts';
import type { Field } from '../../../domain/case/fields.ts';
import { clockWords } from '../../../domain/case/guards.ts';
import type { Offer } from '../../../domain/case/offers.ts';
import { chipsFor } from '../../../domain/case/reasons.ts';
import { templatesFor } from '../../../domain/case/reply-templates.ts';
import { type Text, text } from '../../../domain/text.ts';

/** A field as the web draws it; reasons come with the chips that hold for the category. */
export function fieldViewOf(one: Field, rule: CategoryRule): FieldView {
  return {
    kind: one.kind,
    label: one.label,
    isRequired: one.isRequired,
    ...('max' in one ? { max: one.max } : {}),
    ...('min' in one ? { min: one.min } : {}),
    ...(one.kind === 'number' && one.unit ? { unit: one.unit } : {}),
    ...('media' in one ? { media: one.media } : {}),
    ...(one.kind === 'choice' ? { of: { ...one.of } } : {}),
    ...(one.isSummoned ? { isSummoned: true } : {}),
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

const nobodyAnswers = text(
  '这里还没有单位负责这个类别，请自己选一个；要自动带出，请在“职责清单”里指定责任单位。',
  'No unit answers for this category here yet: please choose one. To have it filled in, name one in the duty list.',
);

/** An offer as the web draws it, with the unit that routing proposes filled in where a unit is asked for, or what to do where it knows none. */
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
    ...(asksUnit && !routing ? { suggestsWhy: nobodyAnswers } : {}),
    ...(offer.whyNot ? { whyNot: offer.whyNot } : {}),
  };
}

/** What a template may say of a case: no name and no phone. */
export function knownOf(item: CaseItem): Readonly<Record<string, unknown>> {
  const due = item.promiseDueAt ?? item.dueAt;
  return {
    number: item.number,
    place: item.placeWords,
    category: item.categoryName ?? item.typeTitle,
    handler: item.handlerName ?? item.leadName ?? '',
    due: due === null ? '' : clockWords(due),
  };
}

function templateUseOf(action: string, key: string): TemplateUse | undefined {
  if (key === 'reply') return 'reply';
  if (key === 'question') return 'question';
  if (key !== 'words') return undefined;
  return action === 'request-return' ? 'return' : action === 'request-extension' ? 'extension' : undefined;
}

/** An offer with templates beside the words it asks for. */
export function withTemplates(
  offer: OfferView,
  stage: string,
  rule: CategoryRule,
  known: Readonly<Record<string, unknown>>,
): OfferView {
  const asks = Object.entries(offer.asks).map(([key, view]): [string, FieldView] => {
    const use = view.kind === 'text' ? templateUseOf(offer.action, key) : undefined;
    return use ? [key, { ...view, templates: [...templatesFor(use, stage, rule, known)] }] : [key, view];
  });
  return { ...offer, asks: Object.fromEntries(asks) };
}
