import { dayMs, dayNumberAt, dayOf, dayStart, toIso } from '../../../domain/calendar/instant.ts';
import { maskPhone } from '../../../domain/identifiers/masks.ts';
import type { HearingKind, LegalTopic } from '../../../domain/legal-service/topics.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { putObject, type RowSink } from './copy.ts';
import { idMaker } from './ids.ts';
import type { PlacedCommunity } from './places.ts';
import type { DistrictPlanned } from './plan.ts';
import type { Neighbour } from './population-parts.ts';

interface Parts {
  readonly sink: RowSink;
  readonly vault: Vault;
  readonly plan: DistrictPlanned;
  readonly nowMs: number;
}

const minuteMs = 60_000;

/** Puts the register of guides in law 法律明白人 of a community: staff and a neighbour, each shown as far as they agreed. */
export function putLegalGuides(
  { sink, vault, plan, nowMs }: Parts,
  community: PlacedCommunity,
  neighbours: readonly Neighbour[],
): void {
  const [secretary] = plan.staff.secretaries(community.id);
  if (!secretary) return;
  const random = plan.random.fork(`legal guides of ${community.id}`);
  const newId = idMaker(random, Date.parse(plan.createdAt));
  const agreedOn = dayOf(dayNumberAt(nowMs) - 200);
  const dutyPhone = plan.organisations.unitOf('committee', community.id)?.phone ?? '';
  const put = (of: {
    readonly name: string;
    readonly userId: string | null;
    readonly topics: readonly LegalTopic[];
    readonly place: string;
    readonly ownPhone?: string;
    readonly isNamed: boolean;
  }): void => {
    const { name, userId, topics, place, ownPhone } = of;
    putObject(sink, 'legal_guides', {
      ...{ id: newId(), areaId: community.id, name, userId, topics, place, dutyPhone, agreedOn },
      trainedOn: dayOf(dayNumberAt(nowMs) - 210),
      certificate: `法律明白人证 2026-${String(random.between(100, 999))}`,
      nameAgreedOn: of.isNamed ? agreedOn : null,
      phoneAgreedOn: ownPhone === undefined ? null : agreedOn,
      ownPhoneSealed: ownPhone === undefined ? null : vault.seal('phone', ownPhone),
      ownPhoneMasked: ownPhone === undefined ? null : maskPhone(ownPhone),
      ...{ addedBy: secretary.id, addedAt: plan.createdAt, endedOn: null, endedBy: null },
    });
  };
  const place = `${community.plan.name}党群服务中心`;
  const [grid] = community.grids;
  const worker = grid && plan.staff.gridWorker(grid.id);
  if (worker) put({ name: worker.name, userId: worker.id, topics: ['housing', 'family'], place, isNamed: true });
  const held = (role: string) =>
    plan.staff.all.find(({ holdings: [first] }) => first?.role === role && first.areaId === community.id);
  const mediator = held('mediator');
  if (mediator) put({ name: mediator.name, userId: mediator.id, topics: ['support', 'injury'], place, isNamed: true });
  const grown = neighbours.filter(({ age, phone }) => age >= 35 && age < 70 && phone !== undefined);
  const neighbour = grown.length > 0 ? random.pick(grown) : undefined;
  if (neighbour?.phone)
    put({ name: neighbour.name, userId: null, topics: ['labour'], place, ownPhone: neighbour.phone, isNamed: true });
}

interface Announced {
  readonly kind: HearingKind;
  readonly title: string;
  /** Days from today, and minutes of the day. */
  readonly day: number;
  readonly at: readonly [from: number, to: number];
  readonly isOpen: boolean;
  readonly after?: { readonly attended: number; readonly words: string };
  readonly withdrawn?: string;
}

const morning = [9 * 60 + 30, 11 * 60 + 30] as const;
const afternoon = [15 * 60, 16 * 60 + 30] as const;
/** How long before its day a hearing is announced. */
const announcedDays = 12;

const announced: readonly Announced[] = [
  { kind: 'visit', title: '法官进社区：物业费和公共收益', day: 0, at: [19 * 60, 20 * 60 + 30], isOpen: true },
  { kind: 'circuit', title: '巡回审判：相邻漏水赔偿', day: 5, at: morning, isOpen: true },
  { kind: 'visit', title: '法官进社区：遗嘱和继承怎么写', day: 9, at: afternoon, isOpen: true },
  {
    kind: 'visit',
    title: '法官进社区：网购纠纷',
    day: 3,
    at: afternoon,
    isOpen: true,
    withdrawn: '法官当天另有庭审，改期后再公告。',
  },
  {
    kind: 'circuit',
    title: '巡回审判：赡养费',
    day: -11,
    at: morning,
    isOpen: true,
    after: { attended: 46, words: '庭后答疑八人，其中两家转社区调解室。' },
  },
];

/** Puts the hearings a judge announced in the first community: today, ahead, one that fell away and one that is over. */
export function putHearings({ sink, plan, nowMs }: Parts, community: PlacedCommunity): void {
  const judge = plan.staff.all.find(({ holdings: [first] }) => first?.role === 'judge');
  if (!judge) return;
  const newId = idMaker(plan.random.fork(`hearings of ${community.id}`), Date.parse(plan.createdAt));
  const today = dayNumberAt(nowMs);
  for (const { kind, title, day, at, isOpen, after, withdrawn } of announced) {
    const startMs = dayStart(today + day) + at[0] * minuteMs;
    const announcedAt = Math.min(startMs, nowMs) - announcedDays * dayMs;
    putObject(sink, 'hearings', {
      ...{ id: newId(), areaId: community.id, kind, title, isOpen },
      ...{ court: '区人民法院', judge: judge.name, place: `${community.plan.name}党群服务中心`, phone: '' },
      startsAt: toIso(startMs),
      endsAt: toIso(dayStart(today + day) + at[1] * minuteMs),
      ...{ announcedBy: judge.id, announcedAt: toIso(announcedAt) },
      withdrawnAt: withdrawn === undefined ? null : toIso(nowMs - dayMs),
      withdrawnWords: withdrawn ?? '',
      attended: after?.attended ?? null,
      afterWords: after?.words ?? '',
    });
  }
}
