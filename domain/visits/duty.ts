import { toMs } from '../calendar/instant.ts';
import type { RotaKindCode } from '../rotas/kinds.ts';
import { holds, type Span } from '../rotas/spans.ts';

/** Shifts in which visits are duty: evenings set aside for them, and days on which people come. */
export const visitDutyKinds: readonly RotaKindCode[] = ['evening', 'reception'];

interface OwnShift extends Span {
  readonly id: string;
  readonly rota: { readonly kind: RotaKindCode; readonly name: string };
}

/** The shift of one's own that a visit belongs to: of the kinds that visit, running at that moment; the one that began last. */
export function dutyAt<T extends OwnShift>(own: readonly T[], at: string): T | undefined {
  return own
    .filter((shift) => visitDutyKinds.includes(shift.rota.kind) && holds(shift, at))
    .toSorted((a, b) => toMs(b.startsAt) - toMs(a.startsAt))[0];
}
