import type { OwnCategoryRuleInput } from '../../../../domain/case/category-own.ts';
import type { ItemGuideInput, RecordKind } from '../../../../domain/service-items/guide.ts';
import { text } from '../../../../domain/text.ts';
import { type CategorySeed, workingDays } from './shape.ts';

type Words = readonly [zh: string, en: string];
type MaterialSeed = NonNullable<ItemGuideInput['materials']>[number];

/** Something to be handed in; with what of the base stands for it, it is not asked where that is there. */
export function material(code: string, zh: string, en: string, record?: RecordKind, isRequired = true): MaterialSeed {
  return { code, label: text(zh, en), isRequired, ...(record ? { record } : {}) };
}

interface GuideSeed {
  readonly summary: Words;
  readonly who: Words;
  readonly materials: readonly MaterialSeed[];
  readonly steps: readonly Words[];
  readonly result: ItemGuideInput['result'];
  readonly laws?: readonly string[];
  readonly localRule?: Words;
  readonly words: readonly string[];
  readonly platform?: { readonly name: Words; readonly address?: string };
}

/** A guide from its words. */
export function guideOf(one: GuideSeed): ItemGuideInput {
  return {
    summary: text(...one.summary),
    who: text(...one.who),
    materials: [...one.materials],
    steps: one.steps.map((step) => text(...step)),
    result: one.result,
    laws: [...(one.laws ?? [])],
    ...(one.localRule ? { localRule: text(...one.localRule) } : {}),
    words: [...one.words],
    ...(one.platform
      ? {
          platform: {
            name: text(...one.platform.name),
            ...(one.platform.address ? { address: one.platform.address } : {}),
          },
        }
      : {}),
  };
}

interface ItemSeed extends GuideSeed {
  readonly code: string;
  readonly name: Words;
  readonly questions?: NonNullable<OwnCategoryRuleInput['questions']>;
  readonly promiseDays?: number;
}

/** An item of a class: what it asks, how long it takes, and its guide. */
export function itemOf(
  caseType: CategorySeed['caseType'],
  { code, name, questions, promiseDays, ...guide }: ItemSeed,
  parentCode: string = caseType,
): CategorySeed {
  const basis = `平台事项清单“${name[0]}”`;
  return {
    code: `${parentCode}.${code}`,
    parentCode,
    caseType,
    name: text(...name),
    duty: { lead: 'committee', helpers: [], basis },
    rule: {
      ...(questions ? { questions } : {}),
      ...(promiseDays ? { limits: { promise: { limit: workingDays(promiseDays), basis } } } : {}),
    },
    guide: guideOf(guide),
  };
}
