import { type Cadence, firstDue } from '../../../domain/cadence/cadence.ts';
import type { Calendar } from '../../../domain/calendar/calendar.ts';
import { dayNumberAt, dayOf } from '../../../domain/calendar/instant.ts';
import { type ObjectKindCode, objectKind } from '../../../domain/patrols/objects.ts';
import { putObject, type RowSink } from './copy.ts';
import { idMaker } from './ids.ts';
import type { PlacedBuilding, PlacedCommunity } from './places.ts';
import type { DistrictPlanned } from './plan.ts';

interface PatrolParts {
  readonly sink: RowSink;
  readonly plan: DistrictPlanned;
  readonly calendar: Calendar;
  readonly nowMs: number;
}

interface PlannedRound {
  readonly name: string;
  readonly kind: ObjectKindCode;
  readonly cadence: Cadence;
  /** What is gone to beside buildings, each by its own name; buildings are all of them. */
  readonly objects?: readonly string[];
}

const keyUnit = objectKind('key-unit');
const rounds: readonly PlannedRound[] = [
  { name: '楼栋消防月巡', kind: 'building', cadence: { every: 'months', n: 1 } },
  {
    name: '九小场所巡查',
    kind: 'shop',
    cadence: { every: 'weeks', n: 2 },
    objects: ['益民便利店', '老街肠粉店', '顺利五金店', '阳光托管班', '好味烧腊店', '康乐推拿馆'],
  },
  { name: '河涌周巡', kind: 'river', cadence: { every: 'weeks', n: 1 }, objects: ['社区涌东段', '社区涌西段'] },
  ...(keyUnit.round
    ? [
        {
          name: '重点单位每日防火巡查',
          kind: 'key-unit',
          cadence: keyUnit.round.cadence,
          objects: ['社区养老院', '综合农贸市场'],
        } as const,
      ]
    : []),
];

/** Puts the patrol plans of a community: what is gone to, how often, and what comes round today. */
export function putPatrols({ sink, plan, calendar, nowMs }: PatrolParts, community: PlacedCommunity): void {
  const [secretary, deputy] = plan.staff.secretaries(community.id);
  if (!secretary) return;
  const newId = idMaker(plan.random.fork(`patrols of ${community.id}`), Date.parse(plan.createdAt));
  const made = { madeBy: secretary.id, madeAt: plan.createdAt };
  const buildings = community.grids.flatMap((grid) => grid.buildings);
  const begins = dayOf(dayNumberAt(nowMs));
  for (const { name, kind, cadence, objects } of rounds) {
    const { round, chief, checks } = objectKind(kind);
    const planId = newId();
    putObject(sink, 'patrol_plans', {
      id: planId,
      areaId: community.id,
      name,
      objectKind: kind,
      cadence,
      mustConfirm: round !== null,
      basis: round?.basis ?? '',
      chiefId: chief === null ? null : (deputy?.id ?? null),
      version: 1,
      beginsOn: plan.validFrom,
      ...made,
    });
    putObject(sink, 'patrol_checklists', { planId, version: 1, items: checks, ...made });
    for (const [i, one] of gonTo(buildings, objects).entries()) {
      const id = newId();
      const key = { communityId: community.id, areaId: one.building.id };
      const { lon, lat } = one.building;
      putObject(sink, 'patrol_objects', {
        ...key,
        id,
        kind,
        name: one.name,
        ...(one.name === '' ? {} : { lon, lat }),
        ...made,
      });
      const dueOn = firstDue(cadence, begins, i, calendar);
      putObject(sink, 'patrol_dues', { ...key, planId, objectId: id, dueOn });
    }
  }
}

/** Each building by itself, or the named objects each at one of them. */
function gonTo(buildings: readonly PlacedBuilding[], names: readonly string[] | undefined) {
  if (!names) return buildings.map((building) => ({ building, name: '' }));
  return names.flatMap((name, i) => {
    const building = buildings[(i * 3) % buildings.length];
    return building ? [{ building, name }] : [];
  });
}
