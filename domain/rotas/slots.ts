import { toIso, toMs } from '../calendar/instant.ts';
import type { Span } from './spans.ts';

/** The slots of a shift: whole ones of so many minutes from its start; what is left at its end is no slot. */
export function slotsOf(shift: Span, minutes: number): readonly Span[] {
  const step = minutes * 60_000;
  const slots: Span[] = [];
  for (let at = toMs(shift.startsAt); at + step <= toMs(shift.endsAt); at += step)
    slots.push({ startsAt: toIso(at), endsAt: toIso(at + step) });
  return slots;
}

/** Whether a moment is where a slot of a shift begins. */
export function slotAt(shift: Span, minutes: number, startsAt: string): Span | undefined {
  return slotsOf(shift, minutes).find((slot) => toMs(slot.startsAt) === toMs(startsAt));
}
