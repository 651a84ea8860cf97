import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Commands } from '../../../contract/api.ts';
import type { InputOf } from '../../../contract/route.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let secretary: SignedIn;
let colleague: SignedIn;
let worker: SignedIn;
let unit: SignedIn;
let far: SignedIn;

beforeAll(async () => {
  app = await testApp();
  [secretary, colleague, worker, unit, far] = [
    await app.signIn('community-secretary'),
    await app.signIn('community-secretary'),
    await app.signIn('grid-worker', { areaId: world.community }),
    await app.signIn('handler'),
    await app.signIn('community-secretary', { areaId: world.farCommunity }),
  ];
});
afterAll(() => app.close());

const add = (more: Partial<InputOf<Commands['joint-members.add']>> = {}, as = secretary) =>
  app.send(
    'joint-members.add',
    {
      areaId: world.community,
      kind: 'owners',
      name: '马经理',
      organisationId: world.property,
      post: '项目经理、党支部书记',
      beginsOn: '2026-01-01',
      endsOn: '2028-12-31',
      ...more,
    },
    as,
  );
const members = async (as: SignedIn, query: object = {}) =>
  (await app.get('POST /joint-meetings/members', { query: query as never }, as)).answer;
const matters = async (as: SignedIn, query: object = {}) =>
  (await app.get('POST /joint-meetings/matters', { query: query as never }, as)).answer;
const act = (ref: string, as: SignedIn, action: string, input: object = {}) =>
  app.send('cases.act', { ref, action, input: { ...input } }, as);

describe('the roster', () => {
  it('is kept by the community for a community or a street, with a unit and a term, and by nobody else', async () => {
    expect((await add({ areaId: world.grid })).problem?.code).toBe('access.outside-scope');
    expect((await add({}, far)).problem?.code).toBe('access.outside-scope');
    expect((await add({}, worker)).problem?.code).toBe('access.forbidden');
    expect((await add({}, unit)).problem?.code).toBe('access.forbidden');
    expect((await add({ endsOn: '2025-12-31' })).problem?.code).toBe('joint-members.term-crossed');
    expect((await add({ organisationId: null })).problem?.code).toBe('joint-members.unit-missing');
    const { id } = (await add()).answer;
    expect((await add()).problem?.code).toBe('joint-members.twice');
    app.clock.advance(1000);
    const police = {
      kind: 'police',
      name: '孙警官',
      organisationId: null,
      unitWords: '望江派出所',
      post: '社区民警',
    } as const;
    expect((await add(police)).status).toBe(200);
    const [first, second] = (await members(secretary)).items;
    expect([first?.name, first?.unit, first?.mayManage]).toEqual(['孙警官', '望江派出所', true]);
    expect([second?.id, second?.unit, second?.area.name, second?.isSitting]).toEqual([
      id,
      '春申物业服务中心',
      '春申社区',
      true,
    ]);
    // Colleagues and the unit read it; another street does not know of it.
    expect((await members(unit, { q: '马经理' })).items.map((one) => [one.id, one.mayManage])).toEqual([[id, false]]);
    expect((await members(far)).items).toEqual([]);
    expect((await members(secretary, { kind: 'police' })).items.map(({ name }) => name)).toEqual(['孙警官']);
  });

  it('keeps who left, with the reason, apart from those who sit there', async () => {
    const { id } = (await add({ name: '何校长', organisationId: null, unitWords: '春申小学', kind: 'unit' })).answer;
    const change = { id, post: '副校长', beginsOn: '2026-01-01', endsOn: '2027-06-30' };
    expect((await app.send('joint-members.change', change, far)).problem?.code).toBe('request.not-found');
    expect((await app.send('joint-members.change', change, secretary)).status).toBe(200);
    const leave = (on: string, as = secretary) => app.send('joint-members.leave', { id, on, why: '工作调动' }, as);
    expect((await leave('2030-01-01')).problem?.code).toBe('case.day-ahead');
    expect((await leave('2026-02-01')).status).toBe(200);
    expect((await leave('2026-02-01')).problem?.code).toBe('joint-members.left');
    expect((await members(secretary, { q: '何校长' })).items).toEqual([]);
    const [gone] = (await members(secretary, { q: '何校长', past: 'yes' })).items;
    expect([gone?.post, gone?.leftWhy, gone?.mayManage, gone?.mayPropose]).toEqual([
      '副校长',
      '工作调动',
      false,
      false,
    ]);
    const late = await app.send('joint-members.propose', { memberId: id, topic: '护学岗' }, secretary);
    expect(late.problem?.code).toBe('joint-members.not-sitting');
  });
});

describe('what a member proposes', () => {
  it('names them, is taken on by a unit, followed to its end, and grows into a project in one press', async () => {
    const { id: memberId } = (await add({ name: '姚主任', organisationId: null, unitWords: '社区医院', kind: 'unit' }))
      .answer;
    const topic = '空置门房改成便民小店';
    const propose = (as: SignedIn) => app.send('joint-members.propose', { memberId, topic }, as);
    expect((await propose(unit)).problem?.code).toBe('access.forbidden');
    expect((await propose(far)).problem?.code).toBe('request.not-found');
    const { ref, number } = (await propose(worker)).answer;
    const line = async () => (await matters(secretary, { memberId })).items[0];
    expect(await line()).toMatchObject({
      ...{ ref, number, topic, lead: null, isClosed: false },
      proposer: { name: '姚主任', unit: '社区医院' },
    });
    const decided = {
      meetingOn: '2026-03-02',
      decision: '物业腾出门房，社区立项装修',
      leadOrganisationId: world.property,
      dueOn: '2026-04-10',
    };
    expect((await act(ref, secretary, 'decide', decided)).status).toBe(200);
    expect(await line()).toMatchObject({ lead: '春申物业服务中心', dueOn: '2026-04-10', isLate: false });
    expect((await matters(unit, { q: '便民小店' })).items.map((one) => one.number)).toEqual([number]);
    expect((await matters(far)).items).toEqual([]);
    const matter = (await app.get('GET /cases/:ref', { params: { ref } }, secretary)).answer;
    expect(matter.fields.find(({ key }) => key === 'proposedBy')?.text).toBe('姚主任（社区医院）');
    const lead = matter.offers.find(({ action }) => action === 'project');
    expect(lead?.begins).toMatchObject({
      type: 'project',
      begin: 'propose',
      fields: { name: topic, resolution: '物业腾出门房，社区立项装修' },
    });
    const project = await app.send(
      'cases.raise',
      {
        ...{ type: 'project', begin: 'propose', source: 'grid', categoryId: null, urgency: 'normal', contact: null },
        place: { areaId: world.community, words: '' },
        fields: { name: topic, aim: topic, resolution: '物业腾出门房，社区立项装修' },
        from: { ref, lead: 'project' },
      } as never,
      secretary,
    );
    const made = (project.answer as { ref: string; number: string }).ref;
    const linked = async (of: string) =>
      JSON.stringify((await app.get('GET /cases/:ref/linked', { params: { ref: of } }, secretary)).answer);
    expect(await linked(made)).toContain(number);
    expect(await linked(ref)).toContain((project.answer as { number: string }).number);
    expect((await act(ref, unit, 'sign')).status).toBe(200);
    await act(ref, unit, 'done', { outcome: 'solved', words: '门房已腾空' });
    expect((await act(ref, colleague, 'strike-off')).answer.stage).toBe('closed');
    expect((await line())?.isClosed).toBe(true);
    expect((await matters(secretary, { open: 'yes', memberId })).items).toEqual([]);
    expect((await members(secretary, { q: '姚主任' })).items.map((one) => [one.proposed, one.closed])).toEqual([
      [1, 1],
    ]);
  });
});
