import { dayNumberAt, dayOf, toIso } from '../../../domain/calendar/instant.ts';
import { maskPhone } from '../../../domain/identifiers/masks.ts';
import type { DeclarationKind } from '../../../domain/rentals/declarations.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { putObject, type RowSink } from './copy.ts';
import { idMaker } from './ids.ts';
import type { PlacedCommunity } from './places.ts';
import type { DistrictPlanned } from './plan.ts';
import type { LetHome } from './visit-rows.ts';

interface Parts {
  readonly sink: RowSink;
  readonly vault: Vault;
  readonly plan: DistrictPlanned;
  readonly nowMs: number;
}

const hourMs = 3_600_000;

interface Declared {
  readonly kind: DeclarationKind;
  readonly hoursAgo: number;
  /** Days from today on which it was, or will be. */
  readonly day: number;
  readonly persons?: number;
  readonly isConfirmed: boolean;
}

const declared: readonly Declared[] = [
  { kind: 'in', hoursAgo: 5, day: -2, persons: 2, isConfirmed: false },
  { kind: 'landlord', hoursAgo: 6 * 24, day: -6, isConfirmed: true },
];

/** Puts what tenants and landlords said by the code at the door: one waits for a worker of the first grid, one was confirmed there. */
export function putRentals(
  { sink, vault, plan, nowMs }: Parts,
  community: PlacedCommunity,
  letHomes: readonly LetHome[],
): void {
  const [grid] = community.grids;
  if (!grid) return;
  const worker = plan.staff.gridWorker(grid.id);
  const random = plan.random.fork(`rentals of ${community.id}`);
  const newId = idMaker(random, nowMs - 7 * 24 * hourMs);
  const buildings = new Set(grid.buildings.map(({ id }) => id));
  const near = letHomes.filter(({ buildingId }) => buildings.has(buildingId));
  for (const [i, { kind, hoursAgo, day, persons, isConfirmed }] of declared.entries()) {
    const home = near[i];
    if (!home) return;
    const sex = random.chance(0.5) ? ('female' as const) : ('male' as const);
    const name = plan.kin.names.surname(random) + plan.kin.names.given(random, sex, 1970 + random.between(0, 30));
    const phone = plan.nextPhone();
    const declaredMs = nowMs - hoursAgo * hourMs;
    putObject(sink, 'rental_declarations', {
      ...{ communityId: community.id, id: newId(), ...home, kind, name, persons: persons ?? null },
      phoneSealed: vault.seal('phone', phone),
      phoneMasked: maskPhone(phone),
      onDay: dayOf(dayNumberAt(nowMs) + day),
      isLet: kind === 'landlord' ? true : null,
      state: isConfirmed ? 'confirmed' : 'open',
      declaredAt: toIso(declaredMs),
      settledBy: isConfirmed ? worker.id : null,
      settledAt: isConfirmed ? toIso(declaredMs + 20 * hourMs) : null,
    });
  }
}
