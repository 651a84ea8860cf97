import { dayNumber } from '../calendar/instant.ts';
import { type Text, text } from '../text.ts';

/** What legal aid is asked for: the matters of art. 31 and those of art. 32, in which means are not asked about. */
export const aidMatters = {
  'state-compensation': { article: '31', label: text('依法请求国家赔偿', 'Compensation by the state') },
  'social-benefits': { article: '31', label: text('社会保险待遇或者社会救助', 'Social insurance or assistance') },
  pension: { article: '31', label: text('发给抚恤金', 'Pension for the bereaved or disabled') },
  support: { article: '31', label: text('给付赡养费、抚养费、扶养费', 'Support by family') },
  wages: { article: '31', label: text('确认劳动关系或者支付劳动报酬', 'Employment or wages') },
  capacity: { article: '31', label: text('认定无或者限制民事行为能力', 'Lack of capacity to act') },
  'work-injury': { article: '31', label: text('工伤事故人身损害赔偿', 'Injury at work') },
  'other-injury': {
    article: '31',
    label: text('交通、食品药品、医疗事故人身损害赔偿', 'Injury by traffic, food, drugs or treatment'),
  },
  environment: { article: '31', label: text('环境污染、生态破坏损害赔偿', 'Damage by pollution') },
  'by-other-law': { article: '31', label: text('法律、法规、规章规定的其他事项', 'Another matter that a law names') },
  heroes: { article: '32', label: text('维护英雄烈士的人格权益', 'Honour of a hero or martyr, by close family') },
  'good-deed': { article: '32', label: text('因见义勇为主张民事权益', 'Rights from coming to another’s rescue') },
  'retried-innocent': {
    article: '32',
    label: text('再审改判无罪请求国家赔偿', 'Compensation after acquittal in retrial'),
  },
  violence: {
    article: '32',
    label: text('受虐待、遗弃或者家庭暴力的受害人主张权益', 'Victims of abuse, abandonment or domestic violence'),
  },
  none: { article: null, label: text('都不是', 'None of these') },
} as const satisfies Readonly<Record<string, { readonly article: '31' | '32' | null; readonly label: Text }>>;
export type AidMatter = keyof typeof aidMatters;

/** How means stand: one of the groups of art. 42 that are not checked, or what the applicant states themselves (art. 41). */
export const aidMeans = {
  'no-steady-income': text(
    '无固定生活来源的未成年人、老年人、残疾人等',
    'Minor, elderly or disabled without steady income',
  ),
  assisted: text('社会救助、司法救助或者优抚对象', 'Receives assistance, judicial aid or preferential care'),
  'migrant-worker': text('进城务工人员', 'Migrant worker'),
  poor: text('本人说明符合当地经济困难标准', 'States to be within the local standard of hardship'),
  'not-poor': text('不符合经济困难标准', 'Is not within the standard of hardship'),
} as const satisfies Readonly<Record<string, Text>>;
export type AidMeans = keyof typeof aidMeans;

/** Whether it goes to court, or before somebody else. */
export const aidForums = {
  court: text('打官司（诉讼）', 'Before a court'),
  other: text('仲裁、调解、交涉等（非诉讼）', 'Arbitration, mediation, negotiation'),
} as const satisfies Readonly<Record<string, Text>>;
export type AidForum = keyof typeof aidForums;

export interface AidFacts {
  readonly matter: AidMatter;
  readonly means: AidMeans;
  readonly forum: AidForum;
  /** The day of the pre-check. */
  readonly on: string;
  /** The last day of a limitation or term, where one is known. */
  readonly limitOn: string | null;
  /** Property or evidence must be secured, or performance come first (art. 44, 2). */
  readonly needsOrder: boolean;
}

/** How means count: not asked about (32), not checked (42), stated (41), or beyond the standard. */
export type MeansRule = 'not-asked' | 'exempt' | 'stated' | 'beyond';

export interface AidOpinion {
  /** The article that names the matter; null where none does. */
  readonly article: '31' | '32' | null;
  readonly means: MeansRule;
  /** What the pre-check expects; the decision is the legal aid centre’s alone. */
  readonly isLikely: boolean;
  /** Art. 44: help may come first, papers after. */
  readonly isHelpFirst: boolean;
  /** Whole days left to the limitation; negative where it has run out, null where none is known. */
  readonly daysLeft: number | null;
}

/** Art. 42 (3) lets migrant workers off for their wages and for injuries at work alone. */
const migrantMatters: readonly AidMatter[] = ['wages', 'work-injury'];

function meansRule(matter: AidMatter, means: AidMeans): MeansRule {
  if (aidMatters[matter].article === '32') return 'not-asked';
  if (means === 'no-steady-income' || means === 'assisted') return 'exempt';
  if (means === 'migrant-worker') return migrantMatters.includes(matter) ? 'exempt' : 'stated';
  return means === 'poor' ? 'stated' : 'beyond';
}

/** Fewer than so many days to a limitation: help comes first. */
const helpFirstBelow = 7;

/**
 * Pre-checks an application for legal aid by 法律援助法 31, 32, 42 and 44. It decides nothing: an application that looks unlikely is handed
 * over just the same where its applicant wishes.
 */
export function precheckAid({ matter, means, on, limitOn, needsOrder }: AidFacts): AidOpinion {
  const { article } = aidMatters[matter];
  const rule = meansRule(matter, means);
  const daysLeft = limitOn === null ? null : dayNumber(limitOn) - dayNumber(on);
  const isNear = daysLeft !== null && daysLeft >= 0 && daysLeft < helpFirstBelow;
  return {
    article,
    means: rule,
    isLikely: article !== null && rule !== 'beyond',
    isHelpFirst: isNear || needsOrder,
    daysLeft,
  };
}

/** Art. 38: where it is asked for. */
export const aidVenues: Readonly<Record<AidForum, Text>> = {
  court: text('办案机关所在地的法律援助机构（第三十八条）', 'The centre where the court or agency sits (art. 38)'),
  other: text(
    '争议处理机关所在地或者事由发生地的法律援助机构（第三十八条）',
    'The centre where the dispute is handled or arose (art. 38)',
  ),
};
