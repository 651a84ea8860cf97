import { type Text, text } from '../text.ts';

interface AreaKindRow {
  readonly label: Text;
  /** Kinds it may hang under; none for the root. */
  readonly under: readonly string[];
}

/** The kinds of place in the tree, from the widest to the door. */
export const areaKinds = {
  district: { label: text('区县', 'District'), under: [] },
  street: { label: text('街道（镇）', 'Street'), under: ['district'] },
  community: { label: text('社区（村）', 'Community'), under: ['street'] },
  grid: { label: text('网格', 'Grid'), under: ['community'] },
  // A building known before the grids are drawn hangs under its community.
  building: { label: text('楼栋', 'Building'), under: ['grid', 'community'] },
  unit: { label: text('单元', 'Stairwell'), under: ['building'] },
} as const satisfies Record<string, AreaKindRow>;

export type AreaKind = keyof typeof areaKinds;

export const areaKindCodes = Object.keys(areaKinds) as [AreaKind, ...AreaKind[]];

/** Whether an area of one kind may hang under one of another; `undefined` stands for the top. */
export function mayHangUnder(kind: AreaKind, parent: AreaKind | undefined): boolean {
  if (parent === undefined) return kind === 'district';
  return (areaKinds[kind].under as readonly string[]).includes(parent);
}

/** The kinds whose rows are stored under their own id: each has a desk that holds cases. */
export function hasOwnStorage(kind: AreaKind): boolean {
  return kind === 'district' || kind === 'street' || kind === 'community';
}
