import { expect, it } from 'vitest';
import { cadenceSchema, daily } from '../cadence/cadence.ts';
import { basisText } from '../case/basis.ts';
import { mayAskEntries, objectKind, objectKindCodes } from './objects.ts';

it('a round that a law fixes is a cadence as plans take it, and names its law', () => {
  for (const code of objectKindCodes) {
    const { round } = objectKind(code);
    if (!round) continue;
    expect(cadenceSchema.parse(round.cadence), code).toEqual(round.cadence);
    expect(mayAskEntries(round.basis), code).toBe(true);
  }
});

it('a key unit is patrolled every day, weekends too, by the words of the law', () => {
  const round = objectKind('key-unit').round;
  expect(round?.cadence).toEqual(daily());
  expect(`${round?.basis}。`).toContain(basisText('消防法/17')?.words.zh ?? '?');
});
