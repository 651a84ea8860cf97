import { applications } from './seed/applications.ts';
import { buildingControl } from './seed/building-control.ts';
import { care } from './seed/care.ts';
import { disputes } from './seed/disputes.ts';
import { environment } from './seed/environment.ts';
import { facilities } from './seed/facilities.ts';
import { filings } from './seed/filings.ts';
import { others } from './seed/others.ts';
import { proofs } from './seed/proofs.ts';
import { safety } from './seed/safety.ts';
import type { CategorySeed } from './seed/shape.ts';
import type { UnitKind } from './seed/units.ts';
import { waterside } from './seed/waterside.ts';

/** A category with its number; classes are 100, 200 …, their sub-classes follow. */
export interface NumberedCategory extends CategorySeed {
  readonly id: number;
  readonly parentId: number | null;
  readonly position: number;
}

/** The classes in the order of the tiles. */
const classes = [
  safety,
  environment,
  disputes,
  facilities,
  care,
  buildingControl,
  waterside,
  others,
  proofs,
  applications,
  filings,
];

/** The catalogue a new installation starts with: two levels, to be changed by the district. */
export const categorySeeds: readonly NumberedCategory[] = classes.flatMap((list, nth) =>
  list.map((category, i) => ({
    ...category,
    id: (nth + 1) * 100 + i,
    parentId: i === 0 ? null : (nth + 1) * 100,
    position: i === 0 ? nth : i,
  })),
);

/** A routing rule by kinds of unit: it goes before the duty list. */
export interface RoutingSeed {
  readonly name: string;
  readonly categoryCodes: readonly string[];
  readonly times: {
    readonly hours?: 'office' | 'closed' | 'any';
    readonly from?: string;
    readonly to?: string;
    readonly months?: readonly number[];
  };
  readonly lead: UnitKind;
  readonly helpers: readonly UnitKind[];
  readonly urgency?: 'normal' | 'urgent';
}

/** Rules a street starts with, in their order. */
export const routingSeeds: readonly RoutingSeed[] = [
  {
    name: '夜间噪声直派派出所',
    categoryCodes: ['environment.noise-life', 'environment.noise-site', 'disputes.neighbours'],
    times: { from: '22:00', to: '06:00' },
    lead: 'police',
    helpers: ['committee'],
  },
  {
    name: '汛期积水紧急派市政',
    categoryCodes: ['facilities.flooding', 'facilities.sewer'],
    times: { months: [5, 6, 7, 8, 9] },
    lead: 'municipal-works',
    helpers: ['sanitation', 'property'],
    urgency: 'urgent',
  },
  {
    name: '下班后垃圾满溢派环卫',
    categoryCodes: ['environment.bin-full', 'environment.litter'],
    times: { hours: 'closed' },
    lead: 'sanitation',
    helpers: ['property'],
  },
];
