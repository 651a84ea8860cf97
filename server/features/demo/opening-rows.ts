import { dayMs, dayNumberAt, dayOf, toIso } from '../../../domain/calendar/instant.ts';
import type { OpeningState } from '../../../domain/openings/wage.ts';
import { putObject, type RowSink } from './copy.ts';
import { idMaker } from './ids.ts';
import type { PlacedCommunity } from './places.ts';
import type { DistrictPlanned } from './plan.ts';

interface Post {
  readonly title: string;
  readonly details: string;
  readonly places: number;
  /** Yuan a month. */
  readonly wage: readonly [number, number];
  readonly workPlace: string;
  /** Days from now until it is over. */
  readonly days: number;
  readonly state: OpeningState;
}

const posts: readonly Post[] = [
  {
    title: '小区门岗',
    details: '两班倒，负责来访登记和车辆引导；包工作餐，缴社会保险。',
    places: 2,
    wage: [4200, 4800],
    workPlace: '小区东门岗亭',
    days: 30,
    state: 'shown',
  },
  {
    title: '楼道保洁',
    details: '上午 7 点到 11 点，负责三栋楼的楼道和电梯；会用拖地机，可以教。',
    places: 3,
    wage: [2600, 3000],
    workPlace: '小区内',
    days: 14,
    state: 'shown',
  },
  {
    title: '水电维修工',
    details: '有低压电工证，能处理跑水、跳闸；夜间轮值另有补贴。',
    places: 1,
    wage: [5500, 6500],
    workPlace: '物业服务中心',
    days: 45,
    state: 'asked',
  },
];

/** Puts the posts that the property company of a community has to fill: two that everybody reads, and one still to be looked at. */
export function putOpenings(
  { sink, plan, nowMs }: { readonly sink: RowSink; readonly plan: DistrictPlanned; readonly nowMs: number },
  community: PlacedCommunity,
): void {
  const [secretary, deputy] = plan.staff.secretaries(community.id);
  const company = community.grids.flatMap((grid) => plan.organisations.unitOf('property', grid.id) ?? [])[0];
  if (!secretary || !deputy || !company) return;
  const newId = idMaker(plan.random.fork(`posts of ${community.id}`), Date.parse(plan.createdAt));
  const madeAt = toIso(nowMs - 3 * dayMs);
  for (const { title, details, places, wage, workPlace, days, state } of posts) {
    const isChecked = state === 'shown';
    putObject(sink, 'openings', {
      id: newId(),
      communityId: community.id,
      areaId: community.id,
      organisationId: company.id,
      title,
      details,
      places,
      wageFrom: wage[0] * 100,
      wageTo: wage[1] * 100,
      wagePer: 'month',
      workPlace,
      untilOn: dayOf(dayNumberAt(nowMs) + days),
      state,
      madeBy: deputy.id,
      madeAt,
      checkedBy: isChecked ? secretary.id : null,
      checkedAt: isChecked ? toIso(nowMs - 2 * dayMs) : null,
      refusedWhy: '',
    });
  }
}
