import { dayNumberAt, dayOf } from '../../../domain/calendar/instant.ts';
import type { ResourceKind, ResourcePeriod, ResourceUnit } from '../../../domain/resources/promise.ts';
import type { UnitKind } from '../catalogue/seed/units.ts';
import { putObject, type RowSink } from './copy.ts';
import { idMaker } from './ids.ts';
import type { PlacedCommunity } from './places.ts';
import type { DistrictPlanned } from './plan.ts';

interface Offer {
  readonly unit: UnitKind;
  readonly kind: ResourceKind;
  readonly title: string;
  readonly details: string;
  readonly amount: number;
  readonly counted: ResourceUnit;
  readonly per: ResourcePeriod;
  readonly weekdays?: readonly number[];
  readonly hours?: readonly [from: number, to: number];
}

/** Whole hours are told, minutes are kept. */
const hour = 60;

const offers = {
  clinic: {
    unit: 'health',
    kind: 'health',
    title: '全科义诊，可上门',
    details: '每月第二、第四个周三下午，全科医生和护士各一人，自带血压计、血糖仪。',
    amount: 20,
    counted: 'times',
    per: 'month',
    weekdays: [3],
    hours: [14 * hour, 17 * hour],
  },
  parking: {
    unit: 'power',
    kind: 'parking',
    title: '夜间车位错峰开放',
    details: '办公楼门前车位，晚七点后进、早七点前出，需登记车牌。',
    amount: 30,
    counted: 'places',
    per: 'month',
    hours: [19 * hour, 24 * hour],
  },
  hall: {
    unit: 'water',
    kind: 'venue',
    title: '职工活动室借用',
    details: '可坐四十人，有投影和音响，周末白天可用。',
    amount: 8,
    counted: 'times',
    per: 'quarter',
    weekdays: [0, 6],
    hours: [9 * hour, 17 * hour],
  },
  law: {
    unit: 'justice',
    kind: 'law',
    title: '法律课堂',
    details: '物业、婚姻、防诈骗等题目可以点，自带资料。',
    amount: 4,
    counted: 'times',
    per: 'year',
  },
} as const satisfies Record<string, Offer>;
export type OfferKey = keyof typeof offers;

interface Need {
  readonly kind: ResourceKind;
  readonly title: string;
  readonly details: string;
  readonly amount: number;
  readonly counted: ResourceUnit;
  readonly weekdays?: readonly number[];
  readonly hours?: readonly [from: number, to: number];
}

const needs = {
  homeVisits: {
    kind: 'health',
    title: '独居长者上门测血压、配药指导',
    details: '二十三位长者行动不便，先上门十户。',
    amount: 23,
    counted: 'times',
    weekdays: [3],
  },
  nightParking: {
    kind: 'parking',
    title: '老旧小区夜间停车',
    details: '楼下没有车位，消防通道常被占。',
    amount: 18,
    counted: 'places',
    hours: [19 * hour, 24 * hour],
  },
  singing: {
    kind: 'venue',
    title: '长者合唱队排练场地',
    details: '三十人左右，周六上午，要能放音响。',
    amount: 6,
    counted: 'times',
    weekdays: [6],
    hours: [9 * hour, 12 * hour],
  },
  teacher: {
    kind: 'teaching',
    title: '暑期书法课老师',
    details: '四点半课堂，每周一次，二十个孩子。',
    amount: 8,
    counted: 'times',
  },
} as const satisfies Record<string, Need>;
export type NeedKey = keyof typeof needs;

/** What was agreed between a promise and a need: told with the joint matter that follows it. */
export interface Agreed {
  readonly offer: OfferKey;
  readonly need: NeedKey;
  readonly amount: number;
}

interface Parts {
  readonly sink: RowSink;
  readonly plan: DistrictPlanned;
  readonly nowMs: number;
}

/** The same ids each time they are asked for: matters are told before the lists they name. */
function idsOf(plan: DistrictPlanned, community: PlacedCommunity) {
  const newId = idMaker(plan.random.fork(`resources of ${community.id}`), Date.parse(plan.createdAt));
  const each = <K extends string>(list: Readonly<Record<K, unknown>>) =>
    Object.fromEntries(Object.keys(list).map((key) => [key, newId()])) as Readonly<Record<K, string>>;
  return { offers: each(offers), needs: each(needs), use: newId() };
}

const window = ({ weekdays = [], hours }: Pick<Offer, 'weekdays' | 'hours'>) => ({
  weekdays,
  fromMinute: hours?.[0] ?? null,
  toMinute: hours?.[1] ?? null,
});

/** Puts what units near a community promised and what it needs: some fit one another, and nobody has said so yet. */
export function putResources({ sink, plan, nowMs }: Parts, community: PlacedCommunity): void {
  const [secretary] = plan.staff.secretaries(community.id);
  if (!secretary) return;
  const ids = idsOf(plan, community);
  const today = dayNumberAt(nowMs);
  const at = { communityId: community.id, areaId: community.id, madeBy: secretary.id, madeAt: plan.createdAt };
  for (const [key, offer] of Object.entries(offers) as [OfferKey, Offer][]) {
    const unit =
      plan.organisations.unitOf(offer.unit, community.street.id) ??
      plan.organisations.unitOf(offer.unit, plan.places.districtId);
    if (!unit) continue;
    const { kind, title, details, amount, per } = offer;
    const days = { beginsOn: plan.validFrom, endsOn: dayOf(today + 400) };
    putObject(sink, 'resources', {
      ...{
        ...at,
        id: ids.offers[key],
        organisationId: unit.id,
        kind,
        title,
        details,
        amount,
        unit: offer.counted,
        per,
      },
      ...days,
      ...window(offer),
    });
  }
  for (const [key, need] of Object.entries(needs) as [NeedKey, Need][]) {
    const { kind, title, details, amount } = need;
    const days = { beginsOn: dayOf(today - 30), endsOn: dayOf(today + 90) };
    putObject(sink, 'resource_needs', {
      ...{ ...at, id: ids.needs[key], kind, title, details, amount, unit: need.counted },
      ...days,
      ...window(need),
    });
  }
}

/** Puts what was agreed as it is followed by a case. */
export function putAgreed(
  { sink, plan }: Parts,
  community: PlacedCommunity,
  of: { readonly agreed: Agreed; readonly caseId: string; readonly usedOn: string; readonly madeAt: string },
): void {
  const ids = idsOf(plan, community);
  putObject(sink, 'resource_uses', {
    id: ids.use,
    communityId: community.id,
    resourceId: ids.offers[of.agreed.offer],
    needId: ids.needs[of.agreed.need],
    caseId: of.caseId,
    amount: of.agreed.amount,
    usedOn: of.usedOn,
    madeBy: plan.staff.secretaries(community.id)[0]?.id ?? null,
    madeAt: of.madeAt,
  });
}
