import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseTypes } from '../processes/registry.ts';
import { Refusal } from '../refusals.ts';
import { activityRoom } from '../test/activity-room.ts';
import { kitType, sealedKitType } from '../test/kit-type.ts';
import { answeredInputFor, besideFor, cast, firstMoment, type Walk, walk, worldOf } from '../test/walk.ts';
import { basisText } from './basis.ts';
import { actionsAt, decide, stageOf } from './decide.ts';
import type { Action, CaseType } from './define.ts';
import { joinPersonal, splitPersonal } from './facts.ts';
import { replay } from './fold.ts';
import { deriveId } from './ids.ts';
import { loop, loopEnds } from './loop.ts';
import { noticeTexts } from './notices.ts';
import { offers } from './offers.ts';
import { answerText } from './questions.ts';
import { type CaseState, erased } from './state.ts';
import { isTurnOf } from './turns.ts';
import { stands } from './who.ts';

const picks = fc.array(fc.nat(5000), { minLength: 1, maxLength: 60 });
// The process of the guide among them: what the guide tells makes one that keeps every law.
const types = [...Object.values(caseTypes), kitType, sealedKitType, activityRoom];

/** As many walks in all however many processes there are: each run of the suite takes others. */
function eachWalk(check: (made: Walk) => void, runs = 300): void {
  const each = Math.max(40, Math.round((runs * 3) / types.length));
  for (const type of types) {
    fc.assert(
      fc.property(picks, (list) => {
        check(walk(type, list));
      }),
      { numRuns: each },
    );
  }
}

/** The stages an action may lead to. */
function targets(type: CaseType, from: string, action: Action): readonly string[] {
  const named = action.to === undefined ? [':same'] : typeof action.to === 'string' ? [action.to] : action.to.stages;
  return named.map((name) =>
    name === ':same'
      ? from
      : name === ':before'
        ? from
        : name === ':sent'
          ? (type.unit?.sent ?? from)
          : name === ':working'
            ? (type.unit?.working ?? from)
            : name,
  );
}

function reachable(type: CaseType, from: readonly string[]): ReadonlySet<string> {
  const found = new Set(from);
  for (const stage of found)
    for (const action of Object.values(actionsAt(type, stage)))
      for (const to of targets(type, stage, action)) found.add(to);
  return found;
}

describe.each(types.map((type) => [type.code, type] as const))('the laws of %s', (_code, type) => {
  it('reaches every stage from its beginnings', () => {
    const found = reachable(
      type,
      Object.values(type.begins).map((one) => one.to),
    );
    const living = Object.entries(type.stages).filter(([, stage]) => !stage.retired);
    expect(living.filter(([name]) => !found.has(name)).map(([name]) => name)).toEqual([]);
  });

  it('can be closed from every stage', () => {
    for (const stage of Object.keys(type.stages)) {
      const ends = [...reachable(type, [stage])].filter((name) => stageOf(type, name).phase === 'closed');
      expect(ends, stage).not.toEqual([]);
    }
  });

  it('says every word in both languages', () => {
    const texts = JSON.stringify(type);
    expect(texts).not.toMatch(/"(zh|en)":""/);
    for (const stage of Object.values(type.stages)) expect(stage.label.zh).toMatch(/\p{Script=Han}/u);
  });

  it('gives each open stage a main action, somebody whose turn it is, and a limit with a known basis', () => {
    for (const [name, stage] of Object.entries(type.stages)) {
      if (!('within' in stage)) continue;
      expect(
        Object.values(stage.actions).some((action) => action.isMain),
        name,
      ).toBe(true);
      expect(stage.turn.length, name).toBeGreaterThan(0);
      expect(basisText(`${stage.within.basis.source}/${stage.within.basis.article}`), name).toBeDefined();
    }
  });

  it('shows the person every stage on their bar', () => {
    const shown = new Set(type.track.flatMap((step) => step.stages));
    expect(Object.keys(type.stages).filter((name) => !shown.has(name))).toEqual([]);
  });

  it('keeps what is sealed to its list: no unit, no part, no turn and no notice of anybody else', () => {
    if (!type.sealed) return;
    expect(Object.keys(type.members ?? {})).toContain(type.sealed.as);
    expect([type.unit, type.child]).toEqual([undefined, undefined]);
    const stages = Object.values(type.stages).flatMap((stage) => ('actions' in stage ? [stage] : []));
    const within = ['listed', 'reporter', 'party', 'system'];
    for (const one of stages.flatMap(({ turn }) => turn)) expect(within).toContain(one.relation);
    const tells = [...Object.values(type.begins), ...stages.flatMap(({ actions }) => Object.values(actions))].flatMap(
      (one) => one.tells ?? [],
    );
    for (const one of tells) expect(['listed', 'reporter']).toContain(one.to);
  });

  it('leads to what there is, and prints from fields it has', () => {
    const known = Object.fromEntries(types.map((one) => [one.code, one]));
    for (const [code, lead] of Object.entries(type.leads ?? {})) {
      const other = known[lead.type];
      const fields = other?.begins[lead.begin]?.asks ?? {};
      expect(Object.keys(other?.begins ?? {}), code).toContain(lead.begin);
      for (const [theirs, ours] of Object.entries(lead.fills ?? {}))
        expect([theirs in fields, ours in type.fields], code).toEqual([true, true]);
    }
    const actions = new Set(
      Object.values(type.stages).flatMap((one) => ('actions' in one ? Object.keys(one.actions) : [])),
    );
    const people = Object.values(type.begins).flatMap(({ asks }) => Object.keys(asks));
    const usual = ['name', 'people', 'number', 'category', 'answers', 'place', 'community', 'day'];
    for (const [code, print] of Object.entries(type.prints ?? {}))
      for (const [, place = ''] of print.body.flatMap(({ zh, en }) => [...`${zh}${en}`.matchAll(/\{(\w+)\}/g)])) {
        const step = /^(?:steps|told)_(\w+)$/.exec(place)?.[1]?.replaceAll('_', '-');
        const isKnown = step ? actions.has(step) : [...usual, ...people, ...Object.keys(type.fields)].includes(place);
        expect(isKnown, `${code}: {${place}}`).toBe(true);
      }
  });

  it('tells only what has words', () => {
    const tells = [
      ...Object.values(type.begins),
      ...Object.values(type.stages).flatMap((stage) => ('actions' in stage ? Object.values(stage.actions) : [])),
      ...Object.values(loop).map((one) => one.action),
    ];
    for (const one of tells.flatMap((action) => action.tells ?? [])) expect(noticeTexts[one.code]).toBeDefined();
  });
});

describe('every walk', () => {
  it('replays to the state it has', () => {
    eachWalk((made) => expect(replay(made.entries)).toEqual(made.state));
  });

  it('replays without its personal values, saying they were erased', () => {
    eachWalk((made) => {
      const bare = made.entries.map((entry) => splitPersonal(entry).bare);
      const again = replay(bare);
      expect({ stage: again.stage, seq: again.seq, outcome: again.outcome, clocks: again.clocks }).toEqual({
        stage: made.state.stage,
        seq: made.state.seq,
        outcome: made.state.outcome,
        clocks: made.state.clocks,
      });
      expect(again.place.words).toBe(erased);
    }, 100);
  });

  it('splits and joins personal values without loss, and leaves none in the bare entry', () => {
    eachWalk((made) => {
      for (const entry of made.entries) {
        const { bare, personal } = splitPersonal(entry);
        expect(JSON.stringify(bare)).not.toContain('说明');
        expect(joinPersonal(bare, personal)).toEqual(entry);
      }
    }, 100);
  });

  it('keeps every answer with its question, read from the entries alone; without its words the rest still stands', () => {
    eachWalk((made) => {
      for (const { answers, categoryId, version } of made.state.answers) {
        expect([categoryId > 0, version]).toEqual([true, 4]);
        for (const answer of answers)
          for (const said of Object.values(answerText(answer, answer.value))) expect(said).not.toBe('');
      }
      expect(made.state.answers.length).toBeGreaterThan(0);
      const bare = replay(made.entries.map((entry) => splitPersonal(entry).bare));
      const shown = ({ answers }: CaseState, isErased: boolean) =>
        answers.map((sheet) =>
          sheet.answers.map((one) => [one.key, isErased && one.kind === 'text' ? erased : one.value]),
        );
      expect(shown(bare, false)).toEqual(shown(made.state, true));
    }, 100);
  });

  it('counts its entries without gap', () => {
    eachWalk((made) => expect(made.entries.map((entry) => entry.seq)).toEqual(made.entries.map((_, at) => at + 1)));
  });

  it('keeps the person’s own clock running until the end, whatever is returned or transferred', () => {
    eachWalk((made) => {
      for (const state of made.states) {
        if (state.onTheSpot) continue;
        const promise = state.clocks.find((clock) => clock.kind === 'promise');
        if (state.phase !== 'closed' && made.states.every((one) => one.phase !== 'closed' || one.outcome === 'merged'))
          expect(promise?.stoppedAt).toBeNull();
      }
    });
  });

  it('runs exactly one stage clock while open and none when closed', () => {
    eachWalk((made) => {
      const running = made.state.clocks.filter((clock) => clock.kind === 'stage' && clock.stoppedAt === null);
      expect(running.length).toBe(made.state.phase === 'closed' ? 0 : 1);
      if (running[0]) expect(running[0].name).toBe(made.state.stage);
    });
  });

  it('is closed with an outcome, and open without', () => {
    eachWalk((made) => {
      expect(made.state.outcome === null).toBe(made.state.phase !== 'closed');
      expect(made.state.closedAt === null).toBe(made.state.phase !== 'closed');
    });
  });

  it('is resolved only when checked by somebody who did not handle it, or settled on the spot', () => {
    eachWalk((made) => {
      const { state } = made;
      if (state.onTheSpot || !['solved', 'issued'].includes(state.outcome ?? '')) return;
      const checkers = made.entries
        .filter((entry) => entry.facts.some((fact) => fact.kind === 'checked' && fact.passed))
        .map((entry) => entry.actor.userId);
      expect(checkers.length).toBeGreaterThan(0);
      const handlers = new Set(
        made.entries.flatMap((entry) =>
          entry.facts.flatMap((fact) => (fact.kind === 'claimed-done' ? [fact.userId] : [])),
        ),
      );
      for (const checker of checkers) expect(handlers.has(checker)).toBe(false);
    }, 600);
  });

  it('never takes a rating from those who handled it', () => {
    eachWalk((made) => {
      made.entries.forEach((entry, at) => {
        const rating = entry.facts.find((fact) => fact.kind === 'rated');
        if (rating?.kind !== 'rated' || rating.rating.by === 'link') return;
        const before = made.states[at - 1];
        expect(before?.hands.handled.includes(entry.actor.userId ?? '')).toBe(false);
        expect(before?.hands.handledBy.includes(entry.actor.organisationId ?? '')).toBe(false);
      });
    }, 600);
  });
});

describe('offers and decide', () => {
  it('agree: what is offered can be done, what is not is refused as not theirs or not now', () => {
    eachWalk((made) => {
      const now = new Date(firstMoment + 900 * 3_600_000).toISOString();
      for (const person of Object.values(cast)) {
        const world = worldOf(person, now, besideFor(made.state, made.entries.length));
        const list = offers(made.type, made.state, person.actor, world);
        for (const [name, action] of Object.entries(actionsAt(made.type, made.state.stage))) {
          const offer = list.find((one) => one.action === name);
          const answer = decide(
            made.type,
            made.state,
            person.actor,
            { action: name, input: answeredInputFor(action.asks ?? {}, 4, made.state), entryId: deriveId('x', name) },
            world,
          );
          if (offer && !offer.whyNot && answer instanceof Refusal)
            expect(['invalid', 'conflict'], `${name}: ${answer.code}`).toContain(answer.kind);
          if (!offer || offer.whyNot) expect(answer, name).toBeInstanceOf(Refusal);
          if (!action.by.some((one) => stands(one, { case: made.state, actor: person.actor, world })))
            expect((answer as Refusal).code).toBe('case.not-yours');
        }
      }
    }, 60);
    // Every action of every type is tried by everybody: a minute of work and more on a slow machine.
  }, 240_000);

  it('offer something to whoever’s turn it is', () => {
    eachWalk((made) => {
      if (made.state.phase === 'closed') return;
      const now = new Date(firstMoment + 900 * 3_600_000).toISOString();
      for (const person of Object.values(cast)) {
        const world = worldOf(person, now);
        if (isTurnOf(made.type, made.state, person.actor, world))
          expect(offers(made.type, made.state, person.actor, world).length).toBeGreaterThan(0);
      }
    }, 100);
  });
});

describe('a split', () => {
  it('never lets a case close, nor be handed in, while a part is open', () => {
    const type = caseTypes['event'] as CaseType;
    const desk = cast['desk'] as (typeof cast)[string];
    const start = walk(type, [2]);
    const now = new Date(firstMoment + 1_800_000).toISOString();
    const begun = ['accept', 'split'].reduce((made, action): Walk => {
      const move = { action, input: {}, entryId: deriveId('begun', action) };
      const next = decide(type, made.state, desk.actor, move, worldOf(desk, now));
      if (next instanceof Refusal) throw next;
      return {
        type,
        entries: [...made.entries, next.entry],
        states: [...made.states, next.state],
        state: next.state,
      };
    }, start);
    let [closed, blocked] = [0, 0];
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 20, maxLength: 120 }), (list) => {
        const made = walk(type, list, begun);
        if (made.state.phase === 'closed') closed += 1;
        expect(replay(made.entries)).toEqual(made.state);
        made.states.forEach((state, at) => {
          const before = made.states[at - 1];
          if (before?.phase === 'closed' || !before?.children.some((child) => child.isOpen)) return;
          blocked += 1;
          expect(state.phase).not.toBe('closed');
          expect(made.entries[at]?.action).not.toBe('done');
        });
      }),
      { numRuns: 600, seed: 7 },
    );
    expect(closed).toBeGreaterThan(100);
    expect(blocked).toBeGreaterThan(100);
  });

  it('is one level deep, and names its parts', () => {
    const type = caseTypes['event'] as CaseType;
    const desk = cast['desk'] as (typeof cast)[string];
    const world = worldOf(desk, new Date(firstMoment + 3_600_000).toISOString());
    const accepted = { ...walk(type, [2]).state, stage: 'accepted', phase: 'accepted' } as const;
    const codeFor = (state: CaseState, into: (typeof world)['into']) => {
      const made = decide(
        type,
        state,
        desk.actor,
        { action: 'split', input: {}, entryId: deriveId('s', '1') },
        { ...world, ...(into ? { into } : {}) },
      );
      return made instanceof Refusal ? made.code : made.state.children.length;
    };
    expect(codeFor(accepted, [])).toBe('case.children-needed');
    expect(codeFor({ ...accepted, parentId: deriveId('p', '1') }, world.into)).toBe('case.split-child');
    expect(codeFor(accepted, world.into)).toBe(1);
  });
});

describe('a merge', () => {
  it('stops every clock, keeps the way back, and undone stands as it stood with the clocks it had', () => {
    let merged = 0;
    eachWalk((made) => {
      made.states.forEach((state, at) => {
        const before = made.states[at - 1];
        const action = made.entries[at]?.action;
        if (action === 'merge' && before) {
          merged += 1;
          expect([state.phase, state.outcome, state.stage]).toEqual(['closed', 'merged', 'merged']);
          expect(state.clocks.every((clock) => clock.stoppedAt !== null)).toBe(true);
          expect(state.mergedFrom?.stage).toBe(before.stage);
        }
        if (action !== 'unmerge' || !before) return;
        const since = made.states[made.entries.findLastIndex((entry, n) => n < at && entry.action === 'merge') - 1];
        expect([state.stage, state.phase, state.clocks, state.mergedIntoId]).toEqual([
          since?.stage,
          since?.phase,
          since?.clocks,
          null,
        ]);
      });
    }, 600);
    expect(merged).toBeGreaterThan(30);
  });

  it('is refused into itself, another kind, another place, a ring, what is merged and what is closed', () => {
    for (const type of types.filter((one) => !one.sealed)) {
      const { state } = walk(type, [2]);
      const desk = cast['desk'] as (typeof cast)[string];
      const now = new Date(firstMoment + 3_600_000).toISOString();
      const main = { ...besideFor(state, 1), id: deriveId('main', type.code) };
      const codeFor = (beside: typeof main | undefined) => {
        const made = decide(
          type,
          state,
          desk.actor,
          { action: 'merge', input: {}, entryId: deriveId('m', '1') },
          worldOf(desk, now, beside),
        );
        return made instanceof Refusal ? made.code : made.state.outcome;
      };
      expect(codeFor(undefined)).toBe('case.main-needed');
      expect(codeFor({ ...main, id: state.id })).toBe('case.merge-itself');
      expect(codeFor({ ...main, communityId: 12 })).toBe('case.merge-elsewhere');
      expect(codeFor({ ...main, type: 'another' })).toBe('case.merge-other-type');
      expect(codeFor({ ...main, mergedIntoId: state.id })).toBe('case.merge-ring');
      expect(codeFor({ ...main, parentId: state.id })).toBe('case.merge-ring');
      expect(codeFor({ ...main, mergedIntoId: deriveId('x', '1') })).toBe('case.main-merged');
      expect(codeFor({ ...main, phase: 'closed' })).toBe('case.main-closed');
      expect(codeFor(main)).toBe('merged');
    }
  });
});

it('two acting on one case: the second is told who was first and what they did', () => {
  const type = caseTypes['event'] as CaseType;
  const made = walk(type, [2]);
  const desk = cast['desk'] as (typeof cast)[string];
  const world = worldOf(desk, new Date(firstMoment + 3_600_000).toISOString());
  const first = decide(
    type,
    made.state,
    desk.actor,
    { action: 'accept', input: {}, entryId: deriveId('a', '1'), basedOn: 1 },
    world,
  );
  if (first instanceof Refusal) throw first;
  const second = decide(
    type,
    first.state,
    desk.actor,
    { action: 'accept', input: {}, entryId: deriveId('a', '2'), basedOn: 1 },
    world,
  );
  expect(second).toBeInstanceOf(Refusal);
  expect((second as Refusal).code).toBe('case.stage-moved');
  expect((second as Refusal).text.zh).toContain('坐席');
  expect((second as Refusal).text.en).toContain('Accept');
});

it('no file of the engine names a process', async () => {
  const { readdir, readFile } = await import('node:fs/promises');
  const folder = new URL('.', import.meta.url);
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.ts') && !one.endsWith('.test.ts'))) {
    const code = await readFile(new URL(name, folder), 'utf8');
    for (const type of types) expect(code.includes(`'${type.code}'`), `${name} names ${type.code}`).toBe(false);
  }
});

it('the loop’s ends are ends', () => {
  for (const end of Object.values(loopEnds)) expect(end.phase).toBe('closed');
});
