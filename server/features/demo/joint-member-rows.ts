import { toIso } from '../../../domain/calendar/instant.ts';
import type { MemberKind } from '../../../domain/joint-meetings/member-kinds.ts';
import { putObject, type RowSink } from './copy.ts';
import { idMaker } from './ids.ts';
import type { PlacedCommunity } from './places.ts';
import type { DistrictPlanned } from './plan.ts';

interface Seat {
  readonly kind: MemberKind;
  readonly unit: string;
  readonly post: string;
  readonly sex: 'male' | 'female';
  readonly born: number;
}

const seats: readonly Seat[] = [
  { kind: 'police', unit: '派出所', post: '社区民警', sex: 'male', born: 1985 },
  { kind: 'unit', unit: '社区小学', post: '党支部书记、副校长', sex: 'female', born: 1978 },
  { kind: 'unit', unit: '供电局', post: '供电所党支部书记', sex: 'male', born: 1980 },
  { kind: 'unit', unit: '社区卫生服务中心', post: '全科主任', sex: 'female', born: 1982 },
  { kind: 'social', unit: '邻里社会工作服务中心', post: '项目主管', sex: 'female', born: 1990 },
  { kind: 'resident', unit: '', post: '楼组党小组组长', sex: 'male', born: 1957 },
];

/** Puts who sits on the joint committee of a community, for a term of three years. */
export function putJointMembers(
  { sink, plan, nowMs }: { readonly sink: RowSink; readonly plan: DistrictPlanned; readonly nowMs: number },
  community: PlacedCommunity,
): void {
  const [secretary] = plan.staff.secretaries(community.id);
  if (!secretary) return;
  const random = plan.random.fork(`joint committee of ${community.id}`);
  const newId = idMaker(random, Date.parse(plan.createdAt));
  const year = Number(toIso(nowMs).slice(0, 4));
  const put = (seat: Pick<Seat, 'kind' | 'post' | 'sex' | 'born'>, unitWords: string, organisationId: string | null) =>
    putObject(sink, 'joint_members', {
      id: newId(),
      communityId: community.id,
      areaId: community.id,
      kind: seat.kind,
      name: plan.kin.names.surname(random) + plan.kin.names.given(random, seat.sex, seat.born),
      organisationId,
      unitWords,
      post: seat.post,
      beginsOn: `${year - 1}-01-01`,
      endsOn: `${year + 1}-12-31`,
      addedBy: secretary.id,
      addedAt: plan.createdAt,
      leftOn: null,
      leftWhy: '',
      leftBy: null,
    });
  for (const seat of seats) put(seat, seat.unit, null);
  const company = community.grids.flatMap((grid) => plan.organisations.unitOf('property', grid.id) ?? [])[0];
  if (company) put({ kind: 'owners', post: '项目经理', sex: 'male', born: 1984 }, '', company.id);
}
