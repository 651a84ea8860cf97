import { expect, test } from 'vitest';
import type { CaseTab } from '../../../../contract/case-views.ts';
import { text } from '../../../../domain/text.ts';
import {
  afterPress,
  countQuery,
  cutOf,
  daysOf,
  fromBar,
  inboxTabs,
  isNarrowed,
  listQuery,
  tabsFor,
} from './inbox-filters.ts';

test('the page begins with its own cut; a wrong word in the address falls back to it', () => {
  expect(cutOf({}, 'mine')).toEqual({ tab: 'mine' });
  expect(cutOf({ tab: 'checking' }, 'mine')).toEqual({ tab: 'checking' });
  expect(cutOf({ tab: 'all' }, 'mine')).toEqual({ tab: 'all' });
  expect(cutOf({ tab: 'nonsense', clock: 'whenever' }, 'open')).toEqual({ tab: 'open' });
});

test('filtered to one kind of matter, its own states are left, under their own names', () => {
  const label = text('待审核', 'To review');
  const stage = (code: string, tab: CaseTab) => ({ code, label, phase: 'raised' as const, tab });
  const request = {
    stages: [stage('applied', 'raised'), stage('supplementing', 'waiting'), stage('issued', 'closed')],
  };
  expect(tabsFor(undefined, 'mine').map(({ tab }) => tab)).toEqual(inboxTabs);
  expect(tabsFor(request, 'mine')).toEqual([
    { tab: 'mine' },
    { tab: 'others' },
    { tab: 'raised', label },
    { tab: 'waiting', label },
    { tab: 'open' },
    { tab: 'closed' },
  ]);
  expect(tabsFor(request, 'handling').map(({ tab }) => tab)).toContain('handling');
  const two = { stages: [stage('checking', 'checking'), stage('closing', 'checking')] };
  expect(tabsFor(two, 'mine')).toContainEqual({ tab: 'checking' });
});

test('a clock cuts everything open, unless a link asks for a state beside it', () => {
  expect(cutOf({ clock: 'late' }, 'mine')).toEqual({ tab: 'open', clock: 'late' });
  expect(cutOf({ clock: 'late', tab: 'handling' }, 'mine')).toEqual({ tab: 'handling', clock: 'late' });
});

test('counts are asked without the cut, the list with it', () => {
  const filters = { tab: 'handling', clock: 'soon', ref: '1-x', sort: 'raised', area: '12', q: '路灯' } as const;
  expect(countQuery(filters)).toEqual({ area: '12', q: '路灯' });
  expect(listQuery(filters, 'open')).toEqual({ tab: 'handling', clock: 'soon', sort: 'raised', area: '12', q: '路灯' });
});

test('the two rows are two ways of cutting, so that each number equals its list', () => {
  expect(afterPress(0, 'raised', 'mine')).toEqual({ tab: 'raised', clock: undefined, ref: undefined });
  expect(afterPress(1, 'late', 'mine')).toEqual({ tab: 'open', clock: 'late', ref: undefined });
  expect(afterPress(1, undefined, 'mine')).toEqual({ tab: 'open', clock: undefined, ref: undefined });
  expect(afterPress(0, undefined, 'mine')).toEqual({ tab: 'mine', clock: undefined, ref: undefined });
});

test('days of the filter bar become two words of the address and back', () => {
  expect(daysOf('2026-11-01', undefined)).toBe('2026-11-01..');
  expect(daysOf(undefined, undefined)).toBeUndefined();
  expect(fromBar({ raised: '..2026-11-30' })).toEqual({
    raisedFrom: undefined,
    raisedTo: '2026-11-30',
    ref: undefined,
  });
  expect(fromBar({ raised: undefined })).toEqual({ raisedFrom: undefined, raisedTo: undefined, ref: undefined });
  expect(fromBar({ q: '灯' })).toEqual({ q: '灯', ref: undefined });
});

test('the cut alone narrows nothing', () => {
  expect(isNarrowed({ tab: 'closed', clock: 'late', ref: '1-x' })).toBe(false);
  expect(isNarrowed({ urgency: 'urgent' })).toBe(true);
});
