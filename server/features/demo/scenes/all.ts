import { careScenes } from './care.ts';
import { disputeScenes } from './disputes.ts';
import { estateScenes } from './estates.ts';
import { hazardScenes } from './hazards.ts';
import { legalScenes } from './legal.ts';
import { listScenes } from './lists.ts';
import { orderScenes } from './orders.ts';
import { rightScenes } from './rights.ts';
import type { Telling } from './shape.ts';
import { summonsScenes } from './summons.ts';

/** Everything that the demo's first community tells beside events and proofs. */
export const tellings: readonly Telling[] = [
  ...summonsScenes,
  ...hazardScenes,
  ...disputeScenes,
  ...legalScenes,
  ...careScenes,
  ...orderScenes,
  ...listScenes,
  ...estateScenes,
  ...rightScenes,
];
