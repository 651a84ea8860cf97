import { z } from 'zod';
import { basisText } from '../case/basis.ts';
import { type Text, text } from '../text.ts';

/** What the base may hold of a person already, so that a material that shows it is not asked again. */
export const recordKinds = {
  identity: text('身份信息', 'Identity'),
  birth: text('出生日期', 'Date of birth'),
  registered: text('户籍登记', 'Registration here'),
  living: text('居住登记', 'Living here'),
  family: text('同户家庭成员', 'Members of the household'),
  home: text('房屋权属登记', 'Ownership of a home'),
} as const satisfies Record<string, Text>;
export type RecordKind = keyof typeof recordKinds;
export const recordKindCodes = Object.keys(recordKinds) as [RecordKind, ...RecordKind[]];

/** What comes out of it. */
export const resultKinds = {
  certificate: text('出具证明', 'A certificate'),
  opinion: text('出具初审意见并上报', 'An opinion, handed up'),
  use: text('安排使用', 'A place or thing to use'),
  decision: text('出具决定', 'A decision'),
  filed: text('替您在平台递交', 'Filed for you on the platform'),
} as const satisfies Record<string, Text>;
export type ResultKind = keyof typeof resultKinds;

const bilingual = z.object({ zh: z.string().trim().min(1).max(600), en: z.string().trim().min(1).max(1200) });

const material = z.object({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .max(40),
  label: bilingual,
  /** What of the base stands for it; absent: the person brings it. */
  record: z.enum(recordKindCodes).optional(),
  isRequired: z.boolean().default(true),
});

/** The address of another platform: over an encrypted line alone. */
const platformAddress = z
  .url({ protocol: /^https$/ })
  .max(300)
  .optional();

/** 办事指南: what whoever asks should know before they begin. There is no fee to be named: nothing here costs anything. */
export const itemGuide = z
  .object({
    summary: bilingual,
    /** Who may apply. */
    who: bilingual,
    materials: z.array(material).max(20).default([]),
    /** Who looks at it, step by step. */
    steps: z.array(bilingual).max(8).default([]),
    result: z.enum(Object.keys(resultKinds) as [ResultKind, ...ResultKind[]]),
    /** Keys of the register of sources (domain/case/basis.ts). */
    laws: z.array(z.string().max(80)).max(8).default([]),
    /** A local rule with its number, where no law of the register speaks. */
    localRule: bilingual.optional(),
    /** What people call it: found by these, too. */
    words: z.array(z.string().trim().min(1).max(20)).max(20).default([]),
    /** Where it can be done on line by oneself, where that is the legal intake. */
    platform: z.object({ name: bilingual, address: platformAddress }).optional(),
  })
  .superRefine((guide, ctx) => {
    for (const [at, key] of guide.laws.entries())
      if (!basisText(key)) ctx.addIssue({ code: 'custom', path: ['laws', at], message: 'no such source' });
    if (guide.laws.length === 0 && !guide.localRule)
      ctx.addIssue({ code: 'custom', path: ['laws'], message: 'a basis is needed' });
    const codes = guide.materials.map(({ code }) => code);
    if (new Set(codes).size < codes.length)
      ctx.addIssue({ code: 'custom', path: ['materials'], message: 'each material once' });
  });
export type ItemGuide = z.output<typeof itemGuide>;
export type ItemGuideInput = z.input<typeof itemGuide>;

/** How a material stands for one person: on record here, or to be brought. */
export interface MaterialState {
  readonly code: string;
  readonly label: Text;
  readonly isRequired: boolean;
  /** Where it lies and since when; null: it is to be brought. */
  readonly held: {
    readonly what: Text;
    readonly from: string;
    readonly day: string;
    readonly shown: string | null;
  } | null;
}

/** What the base holds of one person, by kind: as far as the reader may see it. */
export type Held = Partial<Readonly<Record<RecordKind, { readonly day: string; readonly shown: string | null }>>>;

/** The materials of an item with what is on record already. @param from whose record it is, in words */
export function materialStates(
  guide: Pick<ItemGuide, 'materials'>,
  held: Held,
  from: string,
): readonly MaterialState[] {
  return guide.materials.map(({ code, label, isRequired, record }) => {
    const found = record && held[record];
    return {
      code,
      label,
      isRequired,
      held: record && found ? { what: recordKinds[record], from, ...found } : null,
    };
  });
}
