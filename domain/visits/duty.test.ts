import { expect, it } from 'vitest';
import { dutyAt } from './duty.ts';

const shift = (id: string, kind: 'evening' | 'reception' | 'duty', startsAt: string, endsAt: string) => ({
  ...{ id, startsAt, endsAt },
  rota: { kind, name: id },
});

it('finds the shift a visit belongs to: of the kinds that visit, while it runs, the one that began last', () => {
  const own = [
    shift('watch', 'duty', '2026-03-04T00:00:00.000Z', '2026-03-05T00:00:00.000Z'),
    shift('day', 'reception', '2026-03-04T06:00:00.000Z', '2026-03-04T12:00:00.000Z'),
    shift('evening', 'evening', '2026-03-04T11:00:00.000Z', '2026-03-04T13:00:00.000Z'),
  ];
  const at = (hour: string) => dutyAt(own, `2026-03-04T${hour}:00.000Z`)?.id;
  expect(at('05:00')).toBeUndefined();
  expect(at('10:59')).toBe('day');
  expect(at('11:00')).toBe('evening');
  expect(at('12:59')).toBe('evening');
  // A shift is over at its end; what runs by itself all day is no visiting.
  expect(at('13:00')).toBeUndefined();
});
