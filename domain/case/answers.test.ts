import { describe, expect, it } from 'vitest';
import { event } from '../processes/event.ts';
import { Refusal } from '../refusals.ts';
import { askingCategory, begin, cast, firstMoment, type Person, worldOf } from '../test/walk.ts';
import { text } from '../text.ts';
import { type CategoryRule, plainCategory } from './category.ts';
import { type Decision, decide, decideBegin, type Move } from './decide.ts';
import { deriveId } from './ids.ts';
import { answerText, questionStamp } from './questions.ts';
import type { CaseState } from './state.ts';

const now = new Date(firstMoment).toISOString();
const stampOf = (key: string): string => {
  const found = askingCategory.questions.find((one) => one.key === key);
  return found ? questionStamp(found) : '';
};

function raise(fields: Record<string, unknown>, who: Person = cast['stranger'] as Person, category = askingCategory) {
  return decideBegin(
    event,
    who.actor,
    { action: 'report', input: { words: '楼上掉下来一块砖', ...fields }, entryId: deriveId('x', 'e') },
    {
      communityId: 11,
      caseId: deriveId('x', 'c'),
      number: '11-260304-0001-1',
      source: 'resident',
      categoryId: 9,
      urgency: 'normal',
      place: { areaId: 31, gridId: 21, buildingId: 31, houseId: null, words: '1幢', lon: null, lat: null },
      parties: [],
    },
    { ...worldOf(who, now), category },
  );
}

const problems = (made: Decision | Refusal) =>
  made instanceof Refusal ? (made.details.fields ?? []).map(({ path, text: words }) => [path, words.zh]) : 'done';
const answersOf = (state: CaseState) =>
  state.answers.map(({ categoryId, version, answers }) => [
    categoryId,
    version,
    answers.map((one) => `${one.label.zh}：${answerText(one, one.value).zh}`),
  ]);

describe('answers to a category’s questions', () => {
  it('are kept with their questions, words apart from what names nobody', () => {
    const made = raise({ answers: { hurt: false, hours: 'night', count: 12, since: '2026-03-01', home: ' 302 室 ' } });
    if (made instanceof Refusal) throw made;
    expect(answersOf(made.state)).toEqual([
      [9, 4, ['有人受伤吗：否', '什么时段：夜里', '多少辆：12 辆', '从哪天开始：2026-03-01', '哪一户：302 室']],
    ]);
    const fact = made.entry.facts.find(({ kind }) => kind === 'answered');
    expect(fact).toMatchObject({ categoryId: 9, version: 4, personal: { values: { home: '302 室' } } });
    expect(JSON.stringify(fact).match(/302/g)).toHaveLength(1);
  });

  it('mean later what they meant: a category edited since is not asked', () => {
    const made = raise({ answers: { hurt: true, hours: 'day' } });
    if (made instanceof Refusal) throw made;
    const { answers } = made.state.answers[0] as CaseState['answers'][number];
    expect(answers[1]).toEqual({
      key: 'hours',
      kind: 'choice',
      label: text('什么时段', 'When'),
      of: [{ code: 'day', text: text('白天', 'By day') }],
      value: 'day',
    });
  });

  it('are refused by the name of their question: missing, of another kind, or not asked', () => {
    expect(problems(raise({}))).toEqual([['answers.hurt', '请回答“有人受伤吗”。']]);
    expect(problems(raise({ answers: { hurt: 'yes', hours: 'noon', count: 0, since: '昨天', home: 7 } }))).toEqual([
      ['answers.hurt', '“有人受伤吗”请选“是”或“否”。'],
      ['answers.hours', '“什么时段”请从选项里选一个。'],
      ['answers.count', '“多少辆”请填 1 到 500 之间的数。'],
      ['answers.since', '“从哪天开始”请填一个日期。'],
      ['answers.home', '“哪一户”请用 200 字以内说明。'],
    ]);
    expect(problems(raise({ answers: { hurt: true, phone: '19400001001', toString: 1 } }))).toEqual([
      ['answers.phone', '这类事项没有“phone”这个问题，请重新选一次类别。'],
      ['answers.toString', '这类事项没有“toString”这个问题，请重新选一次类别。'],
    ]);
    for (const answers of ['x', 7, null, [true]]) expect(problems(raise({ answers }))).not.toBe('done');
    expect(problems(raise({ answers: { hurt: true, count: 1.5 } }))).toHaveLength(1);
    expect(problems(raise({ answers: { hurt: true } }, undefined, plainCategory))).toHaveLength(1);
  });

  it('are refused with everything else that is wrong, at once', () => {
    const paths = problems(raise({ words: 7, nothing: true, answers: { hurt: 1 } }));
    expect(Array.isArray(paths) && paths.map(([path]) => path)).toEqual(['words', '', 'answers.hurt']);
  });

  it('given to older words are not taken for answers to new ones; moved or made required they still hold', () => {
    const asked = { hurt: stampOf('hurt'), hours: stampOf('hours') };
    const answers = { hurt: true, hours: 'day' };
    const edited = (change: (one: CategoryRule['questions'][number]) => object): CategoryRule => ({
      ...askingCategory,
      questions: askingCategory.questions.map((one) => ({ ...one, ...change(one) })),
    });
    expect(problems(raise({ answers, asked }))).toBe('done');
    const said = edited((one) => (one.key === 'hurt' ? { label: text('没有人受伤吧', 'Nobody is hurt') } : {}));
    expect(problems(raise({ answers, asked }, undefined, said))).toEqual([
      ['answers.hurt', '“没有人受伤吧”这个问题刚改过，请看清后再回答。'],
    ]);
    const moved = { ...askingCategory, questions: askingCategory.questions.toReversed() };
    expect(problems(raise({ answers, asked }, undefined, moved))).toBe('done');
    expect(
      problems(
        raise(
          { answers, asked },
          undefined,
          edited((one) => ({ isRequired: one.key !== 'home' && one.key !== 'since' && one.key !== 'count' })),
        ),
      ),
    ).toBe('done');
  });

  it('are owed by people, not by an alarm or another system', () => {
    const integration: Person = {
      actor: { kind: 'integration', name: '感知平台', holdings: [] } as unknown as Person['actor'],
      may: [],
      organisations: [],
      partyIds: [],
    };
    expect(problems(raise({}, integration))).toBe('done');
    expect(problems(raise({ answers: { hurt: 'x' } }, integration))).toHaveLength(1);
  });
});

describe('giving a case another category', () => {
  const desk = cast['desk'] as Person;
  const accept = (state: CaseState, input: Move['input']) =>
    decide(event, state, desk.actor, { action: 'accept', input, entryId: deriveId('x', 'a') }, worldOf(desk, now));

  it('asks its questions; what was answered before stays, under its own category', () => {
    const { state } = begin(event, 'report', 2);
    expect(problems(accept(state, { categoryId: 2 }))).toEqual([['answers.hurt', '请回答“有人受伤吗”。']]);
    const made = accept(state, { categoryId: 2, answers: { hurt: false } });
    if (made instanceof Refusal) throw made;
    expect(made.state.categoryId).toBe(2);
    expect(made.state.answers.map(({ categoryId }) => categoryId)).toEqual([1, 2]);
    expect(made.state.answers[1]?.answers.map(({ key, value }) => [key, value])).toEqual([['hurt', false]]);
  });

  it('owes nothing where the category stays; an answer given anew takes the place of the old one', () => {
    const { state } = begin(event, 'report', 2);
    expect(problems(accept(state, {}))).toBe('done');
    const made = accept(state, { answers: { home: '1801 室' } });
    if (made instanceof Refusal) throw made;
    expect(made.state.answers).toHaveLength(1);
    expect(made.state.answers[0]?.answers.find(({ key }) => key === 'home')?.value).toBe('1801 室');
    expect(made.state.answers[0]?.answers.some(({ key }) => key === 'hurt')).toBe(true);
  });

  it('is the only step that takes answers', () => {
    const accepted = accept(begin(event, 'report', 2).state, {});
    if (accepted instanceof Refusal) throw accepted;
    const note = { action: 'note', input: { words: '看过', answers: { hurt: true } }, entryId: deriveId('x', 'n') };
    expect(decide(event, accepted.state, desk.actor, note, worldOf(desk, now))).toBeInstanceOf(Refusal);
  });
});
