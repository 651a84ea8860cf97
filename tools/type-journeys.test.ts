import { describe, expect, it } from 'vitest';
import { actionsAt, stageOf } from '../domain/case/decide.ts';
import type { CaseType } from '../domain/case/define.ts';
import type { Field } from '../domain/case/fields.ts';
import { caseTypes } from '../domain/processes/registry.ts';
import type { ActStep, BeginStep, Journey } from '../e2e/type-journey.ts';
import { careJourneys } from '../e2e/type-journeys.care.ts';
import { listJourneys } from '../e2e/type-journeys.lists.ts';
import { orderJourneys } from '../e2e/type-journeys.orders.ts';

// No browser is needed to see that a process has no journey, or that one no longer fits its declaration.
const journeys = [...orderJourneys, ...careJourneys, ...listJourneys];
const typeOf = ({ type }: Journey): CaseType => caseTypes[type] as CaseType;

type Asks = Readonly<Record<string, Field>>;

/** What is filled in that nobody asks for, and choices that there are not. */
function fillFaults(asks: Asks, { fill = {} }: Pick<ActStep | BeginStep, 'fill'>): readonly string[] {
  return Object.entries(fill).flatMap(([key, value]) => {
    const one = asks[key];
    if (!one) return [`asks for no ${key}`];
    return one.kind === 'choice' && value !== null && !(String(value) in one.of) ? [`${key} has no ${value}`] : [];
  });
}

/** Walks a journey over the declaration alone. */
function faultsOf(journey: Journey): readonly string[] {
  const type = typeOf(journey);
  const [first, ...rest] = journey.steps;
  const begin = type.begins[first.begin];
  if (!begin) return [`no beginning ${first.begin}`];
  const faults = [...fillFaults(begin.asks, first)];
  let stage: string = begin.to;
  for (const step of rest) {
    if ('wait' in step) stage = step.to;
    if (!('action' in step)) continue;
    const action = actionsAt(type, stage)[step.action];
    if (!action) return [...faults, `no ${step.action} at ${stage}`];
    faults.push(...fillFaults(action.asks ?? {}, step).map((fault) => `${step.action} ${fault}`));
    if (step.to === undefined && action.to !== undefined && typeof action.to !== 'string')
      faults.push(`where ${step.action} leads is not said`);
    stage = step.to ?? (typeof action.to === 'string' ? action.to : stage);
  }
  return stageOf(type, stage).phase === 'closed' ? faults : [...faults, `ends at ${stage}, which is open`];
}

describe('the journeys of the processes', () => {
  it.each(Object.keys(caseTypes))('%s is walked from the first word to closed', (code) => {
    const own = journeys.filter(({ type }) => type === code);
    expect(own.length, `add a journey of ${code} to e2e/type-journeys.*.ts`).toBeGreaterThan(0);
  });

  it.each(Object.values(caseTypes).filter(({ prints }) => prints))('opens each paper of $code', ({ code, prints }) => {
    const opened = journeys
      .filter(({ type }) => type === code)
      .flatMap(({ steps }) => steps.flatMap((step) => ('prints' in step ? step.prints : [])));
    expect(Object.keys(prints ?? {}).filter((one) => !opened.includes(one))).toEqual([]);
  });

  it.each([orderJourneys, careJourneys, listJourneys])(
    'lets days pass last in each file: others name days',
    (...list) => {
      const passes = list.map(({ steps }) => steps.some((step) => 'wait' in step || 'after' in step));
      expect(passes).toEqual(passes.toSorted());
    },
  );

  it.each(journeys)('$type: $title fits its declaration', (journey) => {
    expect(faultsOf(journey)).toEqual([]);
  });
});
