import { expect, it } from 'vitest';
import type { OfferView } from '../../../../contract/case-views.ts';
import { type BatchItem, inputFor, rangeOf, stepsFor } from './batch.ts';

const label = { zh: '派遣', en: 'Dispatch' };
const offer = (action: string, more: Partial<OfferView> = {}): OfferView => ({
  action,
  label,
  isMain: false,
  asks: {},
  ...more,
});
const item = (n: number, offers: readonly OfferView[]): BatchItem => ({
  ref: `11-${n}`,
  number: `n${n}`,
  type: 'event',
  seq: n,
  offers: [...offers],
});
const unit = { kind: 'organisation', label, isRequired: true } as const;

it('lists what at least one can take, with those that cannot and why', () => {
  const whyNot = { zh: '刚催过', en: 'Reminded lately' };
  const steps = stepsFor([
    item(1, [offer('remind')]),
    item(2, [offer('remind', { whyNot })]),
    item(3, [offer('merge')]),
  ]);
  expect(steps.map(({ action }) => action)).toEqual(['remind']);
  expect(steps[0]?.can.map(({ ref }) => ref)).toEqual(['11-1']);
  expect(steps[0]?.cannot.map(({ item: one, why }) => [one.ref, why])).toEqual([
    ['11-2', whyNot],
    ['11-3', undefined],
  ]);
});

it('leaves the unit to each one’s own routing where routing knows it', () => {
  const asks = { leadOrganisationId: unit };
  const [step] = stepsFor([
    item(1, [offer('dispatch', { asks, suggests: { leadOrganisationId: 'a' } })]),
    item(2, [offer('dispatch', { asks, suggests: { leadOrganisationId: 'b' } })]),
  ]);
  expect(step?.asks['leadOrganisationId']?.isRequired).toBe(false);
  const inputs = step?.can.map((one) => inputFor(step, one, {}));
  expect(inputs).toEqual([{ leadOrganisationId: 'a' }, { leadOrganisationId: 'b' }]);
  expect(step && inputFor(step, step.can[0] as BatchItem, { leadOrganisationId: 'c' })).toEqual({
    leadOrganisationId: 'c',
  });
  const [bare] = stepsFor([item(1, [offer('dispatch', { asks })])]);
  expect(bare?.asks['leadOrganisationId']?.isRequired).toBe(true);
});

it('offers only the chips that hold for all, and nothing that belongs to one matter', () => {
  const chip = (code: string) => ({ code, text: label });
  const reason = (codes: string[]) => ({
    reason: { kind: 'reason' as const, label, isRequired: true, chips: codes.map(chip) },
    photos: { kind: 'files' as const, label, isRequired: false },
  });
  const [step] = stepsFor([
    item(1, [offer('decline', { asks: reason(['a', 'b']) })]),
    item(2, [offer('decline', { asks: reason(['b', 'c']) })]),
  ]);
  expect(step?.asks['reason']?.chips?.map(({ code }) => code)).toEqual(['b']);
  expect(Object.keys(step?.asks ?? {})).toEqual(['reason']);
  const must = { photos: { kind: 'files' as const, label, isRequired: true } };
  expect(stepsFor([item(1, [offer('settle', { asks: must })])])).toEqual([]);
});

it('knows a range either way', () => {
  expect(rangeOf(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['b', 'c', 'd']);
  expect(rangeOf(['a', 'b'], 'gone', 'b')).toEqual(['b']);
});
