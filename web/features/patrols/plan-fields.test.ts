import { expect, test } from 'vitest';
import { objectKind, objectKindCodes } from '../../../domain/patrols/objects.ts';
import { firstRound, planInput, rhythms } from './plan-fields.ts';

test('a new plan begins with the round that a law fixes for its kind, else weekly', () => {
  for (const kind of objectKindCodes) expect(rhythms, kind).toContain(firstRound(kind).rhythm);
  expect(planInput(firstRound('building'))).toMatchObject({ cadence: { every: 'weeks', n: 1 }, mustConfirm: false });
  expect(planInput({ ...firstRound('key-unit'), rolls: 'none' })).toMatchObject({
    cadence: { every: 'days', n: 1 },
    mustConfirm: true,
    basis: objectKind('key-unit').round?.basis,
  });
});
