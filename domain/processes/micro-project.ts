import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { days, defineCaseType, tell, within } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';
import { projectKinds } from './order-kinds.ts';
import { orderFields, orderStages, orderTrack, outcomeWords } from './orders-kit.ts';

const most = 10_000_000_00;
const asks = {
  kind: field.choice(text('什么样的项目', 'What kind of project'), projectKinds),
  words: field.text(text('想做什么、为什么', 'What, and why'), 2000),
  budget: optional(field.money(text('大约要多少钱', 'About how much money'), most)),
};
const milestone = field.publicText(text('进展（公开）', 'How far it is, for everybody'), 300);
const spent = field.money(text('实际花了多少钱', 'Money spent'), most);

/** 微项目: something small for a community, claimed by a unit or a person, its steps, money and outcome open to all. */
export const microProject = defineCaseType({
  code: 'micro-project',
  version: 1,
  title: text('微项目', 'Micro-project'),
  asker: 'applicant',
  titleField: 'words',
  fields: {
    ...asks,
    ...orderFields,
    milestone,
    milestoneOn: field.day(text('进展日期', 'As of')),
    outcomeWords,
    spent,
  },
  members: { taker: text('承接人', 'Who took it on') },
  promise: within('promise', days(120), house('project-promise-120d')),
  begins: {
    ask: {
      label: text('提一个微项目', 'Propose a micro-project'),
      by: [who.anyone],
      asks,
      to: 'asked',
      tells: [tell('dispatcher', 'case.received'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到', 'Received'),
    },
  },
  stages: orderStages({
    screens: { budget: optional(field.money(text('预算', 'Budget'), most)) },
    doing: { within: within('handle', days(90), house('project-90d')) },
    finishes: { spent, outcomeWords },
    meanwhile: {
      advance: {
        label: text('记一步进展', 'Say how far it is'),
        by: [who.listed('taker'), who.may('cases.dispatch')],
        asks: {
          milestoneOn: field.day(text('哪一天', 'As of')),
          milestone,
          photos: optional(field.photos(text('照片', 'Photos'))),
        },
        does: [deed.keep('milestone', 'milestoneOn'), deed.noteDown],
        track: text('有新进展', 'It has moved on'),
      },
    },
    labels: {
      take: text('我们来承接', 'We take it on'),
      publish: text('立项，公开征集承接', 'Publish it'),
      done: text('项目完成', 'The project is finished'),
      end: text('已完成并公开', 'Finished and published'),
    },
  }),
  prints: {
    outcome: {
      title: text('微项目结项单', 'Result of a micro-project'),
      at: ['confirming', 'done'],
      body: [
        text('项目：{publicWords}', 'Project: {publicWords}'),
        text('预算：{budget}', 'Budget: {budget}'),
        text('实际支出：{spent}', 'Spent: {spent}'),
        text('成果：{outcomeWords}', 'Outcome: {outcomeWords}'),
      ],
      signs: [text('承接方', 'Who did it'), text('社区（盖章）', 'Community (seal)')],
    },
  },
  track: orderTrack,
});
