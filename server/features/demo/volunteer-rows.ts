import { helpKinds, orderKinds } from '../../../domain/processes/order-kinds.ts';
import { putObject, type RowSink } from './copy.ts';
import { idMaker } from './ids.ts';
import type { PlacedCommunity } from './places.ts';
import type { DistrictPlanned } from './plan.ts';
import { insuredUntil } from './scene-play.ts';
import type { MadeUser } from './staff.ts';

/** Puts who is willing to help in a community: its volunteer and grid workers, and one who waits to be taken on. */
export function putVolunteers(
  { sink, plan, nowMs }: { readonly sink: RowSink; readonly plan: DistrictPlanned; readonly nowMs: number },
  community: PlacedCommunity,
): void {
  const { staff } = plan;
  const newId = idMaker(plan.random.fork(`volunteers of ${community.id}`), Date.parse(plan.createdAt));
  const [secretary] = staff.secretaries(community.id);
  const put = (
    user: MadeUser | undefined,
    of: { readonly kinds: readonly string[]; readonly isAgreed: boolean },
  ): void => {
    if (!user || !secretary) return;
    putObject(sink, 'volunteers', {
      id: newId(),
      communityId: community.id,
      userId: user.id,
      name: user.name,
      kinds: of.kinds,
      isPartyMember: of.isAgreed && user.holdings[0]?.role === 'grid-worker',
      state: of.isAgreed ? 'active' : 'asked',
      insuredUntil: of.isAgreed ? insuredUntil(nowMs) : null,
      insuredBy: of.isAgreed ? '区志愿者联合会团体意外险' : '',
      askedAt: plan.createdAt,
      agreedBy: of.isAgreed ? secretary.id : null,
      agreedAt: of.isAgreed ? plan.createdAt : null,
    });
  };
  const held = (role: string, areaId: number) =>
    staff.all.find(({ holdings: [first] }) => first?.role === role && first.areaId === areaId);
  put(held('volunteer', community.id), { kinds: Object.keys(helpKinds), isAgreed: true });
  for (const grid of community.grids.slice(0, 3))
    put(staff.gridWorker(grid.id), { kinds: Object.keys(orderKinds), isAgreed: true });
  const building = community.grids
    .flatMap((grid) => grid.buildings.slice(0, 1))
    .map(({ id }) => held('building-lead', id));
  put(
    building.find((one) => one !== undefined),
    { kinds: ['company', 'errand', 'shopping'], isAgreed: false },
  );
}
