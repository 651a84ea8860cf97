import { type Cadence, monthly, quarterly, weekly, yearly } from '../cadence/cadence.ts';
import { type Basis, house } from '../case/basis.ts';
import type { TagCode } from '../registry/fields.ts';
import { type Text, text } from '../text.ts';

/** Whose task a visit is. One visit serves several at once and counts once for each. */
export const visitPurposes = {
  grid: text('网格走访', 'Grid'),
  welfare: text('民政探访', 'Civil affairs'),
  linked: text('包保联系', 'Linked households'),
  doctor: text('家医随访', 'Family doctor'),
} as const satisfies Readonly<Record<string, Text>>;
export type VisitPurpose = keyof typeof visitPurposes;
export const visitPurposeCodes = Object.keys(visitPurposes) as [VisitPurpose, ...VisitPurpose[]];

/** What came of a visit. None is a fault of anybody. */
export const visitOutcomes = {
  met: text('见面', 'Met'),
  phoned: text('电话联系', 'By phone'),
  'family-answered': text('家属代答', 'Family answered'),
  'not-home': text('不在家', 'Nobody home'),
  unwilling: text('不愿被访', 'Rather not'),
} as const satisfies Readonly<Record<string, Text>>;
export type VisitOutcome = keyof typeof visitOutcomes;
export const visitOutcomeCodes = Object.keys(visitOutcomes) as [VisitOutcome, ...VisitOutcome[]];

export const visitWays = {
  door: text('上门', 'At the door'),
  phone: text('电话', 'By phone'),
  online: text('线上', 'Online'),
} as const satisfies Readonly<Record<string, Text>>;
export type VisitWay = keyof typeof visitWays;
export const visitWayCodes = Object.keys(visitWays) as [VisitWay, ...VisitWay[]];

/** What happened, so that somebody looks in within a day. */
export const shocks = {
  fall: text('摔倒、突发疾病', 'A fall or a sudden illness'),
  bereaved: text('家人去世', 'A death in the family'),
  discharged: text('出院回家', 'Home from hospital'),
  disaster: text('家中火灾、水淹、停电停暖', 'Fire, flood, no power or heating at home'),
  hardship: text('突然失业、断了收入', 'Work or income lost'),
} as const satisfies Readonly<Record<string, Text>>;
export type Shock = keyof typeof shocks;
export const shockCodes = Object.keys(shocks) as [Shock, ...Shock[]];

export interface VisitRule {
  readonly label: Text;
  /** Of which service groups; none for what is due to a door, or once. */
  readonly tags: readonly TagCode[];
  /** How often; null for what is due once. */
  readonly cadence: Cadence | null;
  /** Due so many hours after it was told, where it is due once. */
  readonly withinHours?: number;
  readonly purposes: readonly VisitPurpose[];
  /** What counts as done; an outcome that does not is tried again. */
  readonly doneBy: readonly VisitOutcome[];
  /** A visit counts from so many days before it is due; always where absent. */
  readonly earlyDays?: number;
  /** A missed one is told step by step. */
  readonly isWatchedOver?: true;
  readonly basis: Basis;
}

const reached: readonly VisitOutcome[] = ['met', 'phoned', 'family-answered', 'unwilling'];

/** Who is visited how often, whose task it is, and why. A district's own rule is one entry here. */
export const visitRules = {
  shock: {
    label: text('突发情况 24 小时内探访', 'Within 24 hours of a shock'),
    tags: [],
    cadence: null,
    withinHours: 24,
    purposes: ['grid', 'welfare'],
    doneBy: reached,
    isWatchedOver: true,
    basis: house('visit-shock-24h'),
  },
  alone: {
    label: text('独居每周探访', 'Weekly, living alone'),
    tags: ['alone'],
    cadence: weekly(),
    purposes: ['grid', 'welfare'],
    doneBy: reached,
    isWatchedOver: true,
    basis: house('visit-weekly'),
  },
  weekly: {
    label: text('每周探访', 'Weekly'),
    tags: ['careNeeding', 'destitute'],
    cadence: weekly(),
    purposes: ['grid', 'welfare'],
    doneBy: reached,
    basis: house('visit-weekly'),
  },
  monthly: {
    label: text('每月探访', 'Monthly'),
    tags: ['emptyNest', 'oldAge', 'disabled', 'lowIncome', 'childInNeed', 'leftBehind', 'specialFamily'],
    cadence: monthly(),
    purposes: ['grid', 'welfare'],
    doneBy: reached,
    basis: house('visit-monthly'),
  },
  quarterly: {
    label: text('每季度走访', 'Quarterly'),
    tags: ['veteran', 'preferential', 'unemployed', 'lowIncomeEdge'],
    cadence: quarterly(),
    purposes: ['grid'],
    doneBy: reached,
    basis: house('visit-quarterly'),
  },
  doctor: {
    label: text('家庭医生每季度随访', 'Family doctor, quarterly'),
    tags: ['careNeeding'],
    cadence: quarterly(),
    purposes: ['doctor'],
    doneBy: ['met', 'phoned', 'family-answered'],
    earlyDays: 21,
    basis: house('visit-doctor-quarterly'),
  },
  linked: {
    label: text('联系户每月走访', 'Linked household, monthly'),
    tags: [],
    cadence: monthly(),
    purposes: ['linked', 'grid'],
    doneBy: reached,
    basis: house('visit-linked-monthly'),
  },
  certification: {
    label: text('待遇资格认证（每年见面一次）', 'Entitlement confirmed in person, yearly'),
    tags: ['oldAge', 'destitute'],
    cadence: yearly('back'),
    purposes: ['welfare'],
    doneBy: ['met'],
    earlyDays: 60,
    basis: house('visit-certification-yearly'),
  },
} as const satisfies Readonly<Record<string, VisitRule>>;

export type VisitRuleCode = keyof typeof visitRules;
export const visitRuleCodes = Object.keys(visitRules) as [VisitRuleCode, ...VisitRuleCode[]];

/** What is declared of a rule. */
export function visitRule(code: VisitRuleCode): VisitRule {
  return visitRules[code];
}

/** Rules that come from a service group, with each group. */
export const rulesByTag: readonly { readonly rule: VisitRuleCode; readonly tag: TagCode }[] = visitRuleCodes.flatMap(
  (rule) => visitRule(rule).tags.map((tag) => ({ rule, tag })),
);

/** Who is told of a missed visit, one after the other: the one who stands in, then whoever can call the emergency contact, then the secretary. */
export const missedSteps = [
  { afterDays: 1, to: 'cover', code: 'visit.missed' },
  { afterDays: 2, to: 'door', code: 'visit.call-contact' },
  { afterDays: 3, to: 'secretary', code: 'visit.still-missed' },
] as const;
export type MissedStep = (typeof missedSteps)[number];

/** When a resident would rather be visited. */
export const wishHours = {
  any: text('都可以', 'Any time'),
  morning: text('上午', 'Mornings'),
  afternoon: text('下午', 'Afternoons'),
  evening: text('晚上', 'Evenings'),
} as const satisfies Readonly<Record<string, Text>>;
export type WishHours = keyof typeof wishHours;
export const wishHourCodes = Object.keys(wishHours) as [WishHours, ...WishHours[]];

/** How many days ahead a door counts as due soon. */
export const soonDays = 7;
