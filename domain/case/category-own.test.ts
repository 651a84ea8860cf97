import { describe, expect, it } from 'vitest';
import { event } from '../processes/event.ts';
import { text } from '../text.ts';
import { plainCategory } from './category.ts';
import { categoryFaults } from './category-faults.ts';
import { inheritRule, type OwnCategoryRule, ownCategoryRule } from './category-own.ts';
import { questionFaults } from './question-faults.ts';
import { limitsOf } from './type-limits.ts';

const limit = (n: number) => ({ limit: { unit: 'working-days' as const, n }, basis: '清单' });
const chip = (code: string) => ({ code, text: text('字', 'word') });

describe('a category’s own words', () => {
  it('say nothing where they are silent, and refuse what is unknown', () => {
    expect(ownCategoryRule.parse({})).toEqual({});
    expect(ownCategoryRule.parse({ questions: [] })).toEqual({ questions: [] });
    expect(ownCategoryRule.safeParse({ quesions: [] }).success).toBe(false);
    expect(ownCategoryRule.safeParse({ retentionYears: 99 }).success).toBe(false);
  });

  it('go before the parents’, limits and reasons key by key, lists as a whole', () => {
    const root = {
      photo: 'at-done' as const,
      photoWhy: text('看', 'see'),
      limits: { handle: limit(5), accept: limit(1) },
      questions: [{ key: 'a', label: text('问', 'ask'), kind: 'flag' as const }],
    };
    const child = { limits: { handle: limit(2) }, reasons: { return: [chip('x')] } };
    const leaf = { questions: [], isPrivate: true };
    const rule = inheritRule([root, child, leaf]);
    expect(rule.limits).toEqual({ handle: limit(2), accept: limit(1) });
    expect(rule).toMatchObject({ photo: 'at-done', questions: [], isPrivate: true, reasons: { return: [chip('x')] } });
    expect(inheritRule([])).toEqual(plainCategory);
    expect(inheritRule([root, {}, {}])).toEqual(inheritRule([root]));
  });

  it('are faulted where they contradict themselves, by path', () => {
    const world = { stages: Object.keys(event.stages), hours: ['late'] };
    const own: OwnCategoryRule = {
      limits: { handle: { limit: { unit: 'working-hours', n: 4, hours: 'night' }, basis: ' ' } },
      photo: 'at-done',
      questions: [
        { key: 'a', label: text('问', 'ask'), kind: 'choice', of: [chip('x')], isRequired: false },
        { key: 'a', label: text('问', 'ask'), kind: 'choice', of: [chip('x'), chip('x')], isRequired: false },
      ],
      stoppers: [
        { code: 's', question: text('问', 'ask'), instead: text('去', 'go') },
        { code: 's', question: text('问', 'ask'), instead: text('去', 'go') },
      ],
      reasons: { return: [chip('x'), chip('y'), chip('x')] },
      replies: [{ stage: 'nowhere', for: 'reply', text: text('答', 'reply') }],
    };
    expect(categoryFaults(own, inheritRule([own]), world).map(({ path }) => path)).toEqual([
      'limits.handle.basis',
      'limits.handle.limit.hours',
      'photoWhy',
      'questions.1.key',
      'questions.0.of',
      'questions.1.of.1.code',
      'stoppers.1.code',
      'reasons.return.2.code',
      'replies.0.stage',
    ]);
    expect(
      categoryFaults({ photo: 'at-done' }, inheritRule([{ photoWhy: text('看', 'see') }, { photo: 'at-done' }]), world),
    ).toEqual([]);
  });
});

describe('a category’s questions', () => {
  const ask = (more: object) => ({
    key: 'a',
    label: text('问', 'ask'),
    kind: 'flag' as const,
    of: [],
    isRequired: false,
    ...more,
  });
  const faults = (...list: object[]) =>
    questionFaults(list.map((more, i) => ask({ key: `q-${i}`, ...more }))).map(({ path }) => path);

  it('have words in both languages, options that differ and a range that is one', () => {
    expect(
      faults({}, { kind: 'number', unit: text('米', 'm'), min: 0, max: 9 }, { kind: 'day' }, { kind: 'text' }),
    ).toEqual([]);
    expect(faults({ label: text('问', ' ') }, { kind: 'number', unit: text('米', ''), min: 9, max: 1 })).toEqual([
      'questions.0.label',
      'questions.1.unit',
      'questions.1.min',
    ]);
    expect(faults({ kind: 'choice', of: [chip('x'), { code: 'y', text: text('', 'y') }] })).toEqual([
      'questions.0.of.1.text',
    ]);
  });

  it('cannot ask for numbers of a person', () => {
    for (const zh of ['请填身份证号', '您的手机号', '银行卡号是多少', '门锁密码', '联系电话'])
      expect(faults({ label: text(zh, 'x') })).toEqual(['questions.0.label']);
    for (const en of ['Your ID number', 'Phone number', 'Passport'])
      expect(faults({ label: text('问', en) })).toEqual(['questions.0.label']);
    for (const zh of ['有人受伤吗', '电话亭坏了几个', '哪一户', '房号'])
      expect(faults({ label: text(zh, 'x') })).toEqual([]);
    expect(ownCategoryRule.safeParse({ questions: [{ ...ask({}), kind: 'phone' }] }).success).toBe(false);
  });
});

describe('the limits of a type', () => {
  it('are each there once, with a basis', () => {
    const limits = limitsOf(event);
    expect(limits.map(({ key }) => key)).toEqual([
      'promise',
      'accept',
      'dispatch',
      'sign',
      'contact',
      'handle',
      'check',
      'call-back',
      'close',
      'inquiry',
      'return',
      'arbitrate',
    ]);
    for (const { declared } of limits) expect(declared.basis.article).not.toBe('');
  });
});
