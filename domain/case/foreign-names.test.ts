import { describe, expect, it } from 'vitest';
import { caseTypes } from '../processes/registry.ts';
import { Refusal } from '../refusals.ts';
import { cast, firstMoment, walk, worldOf } from '../test/walk.ts';
import { actionAt, actionLabel, decide, decideBegin } from './decide.ts';
import { deriveId } from './ids.ts';

const names = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', '', 'no-such-step'];
const desk = cast['all'] as (typeof cast)[string];
const world = worldOf(desk, new Date(firstMoment + 3_600_000).toISOString());

describe.each(Object.entries(caseTypes))('%s', (_code, type) => {
  it('knows no step and no beginning that it does not declare, whatever every object has', () => {
    const { state } = walk(type, [2]);
    for (const action of names) {
      const move = { action, input: {}, entryId: deriveId('x', action) };
      expect(decide(type, state, desk.actor, move, world), action).toBeInstanceOf(Refusal);
      expect(actionAt(type, state.stage, action), action).toBeUndefined();
      expect(actionLabel(type, action).zh, action).toBe(action);
      const opening = {
        communityId: 11,
        caseId: deriveId('c', action),
        number: '11-260304-0001-1',
        source: 'grid' as const,
        categoryId: null,
        urgency: 'normal' as const,
        place: state.place,
        parties: [],
      };
      expect(decideBegin(type, desk.actor, move, opening, world), action).toBeInstanceOf(Refusal);
    }
  });
});
