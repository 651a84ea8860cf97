import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { days, defineCaseType, tell, within } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';
import { dueOn, handOn, lookingStage, notBehind, struckOff, workingStage } from './follow-through.ts';

const fields = {
  branch: field.text(text('党支部', 'Party branch'), 60),
  problem: field.text(text('问题', 'The problem'), 2000),
  foundBy: field.choice(text('问题来源', 'Found by'), {
    visits: text('走访入户', 'Visits'),
    meeting: text('组织生活会', 'Branch meetings'),
    residents: text('居民反映', 'Residents'),
    inspection: text('巡察检查', 'Inspections'),
    other: text('其他', 'Other'),
  }),
  measures: field.text(text('整改措施', 'Measures'), 2000),
  responsible: field.staffList(text('责任人', 'Responsible'), 5),
  dueOn,
  photos: optional(field.files(text('照片或材料', 'Photos or papers'))),
};

/** 一支部一清单: a branch's problem with its measures, who and by when, followed until another strikes it off. */
export const branchList = defineCaseType({
  code: 'branch-list',
  version: 1,
  title: text('支部清单', 'Branch list'),
  asker: 'reporter',
  titleField: 'problem',
  fields,
  members: { responsible: text('责任人', 'Responsible') },
  promise: within('promise', days(366), house('agreed-day-1y')),
  begins: {
    list: {
      label: text('列入清单', 'Put on the list'),
      by: [who.may('cases.raise')],
      asks: fields,
      needs: [notBehind('dueOn')],
      does: [deed.putOnList('responsible', 'responsible')],
      to: 'working',
      tells: [tell('listed', 'case.listed'), tell('head', 'case.received', 'digest')],
      track: text('已列入清单', 'On the list'),
    },
  },
  stages: {
    working: workingStage({
      label: text('整改中', 'Being put right'),
      plain: text('正在整改', 'Being put right'),
      by: [who.listed('responsible')],
      doneLabel: text('整改完成，申请销号', 'Done: ask to strike it off'),
      more: { 'hand-on': handOn('responsible', 'responsible') },
    }),
    looking: lookingStage(text('待销号', 'To be struck off')),
    closed: struckOff,
  },
  prints: {
    list: {
      title: text('一支部一清单（问题整改销号表）', 'One branch, one list: problem and closing'),
      isForFile: true,
      at: ['working', 'looking', 'closed'],
      body: [
        text('编号：{number}', 'No.: {number}'),
        text('党支部：{branch}', 'Branch: {branch}'),
        text('问题来源：{foundBy}', 'Found by: {foundBy}'),
        text('问题：{problem}', 'Problem: {problem}'),
        text('整改措施：{measures}', 'Measures: {measures}'),
        text('责任人：{responsible}', 'Responsible: {responsible}'),
        text('完成时限：{dueOn}', 'By: {dueOn}'),
        text('进展：{steps_progress}', 'Progress: {steps_progress}'),
        text('整改结果：{steps_done}', 'Result: {steps_done}'),
        text('销号复核：{steps_strike_off}', 'Second look: {steps_strike_off}'),
      ],
      signs: [text('支部书记', 'Branch secretary'), text('复核人', 'Looked at by')],
    },
  },
  track: [
    { label: text('整改中', 'Being put right'), stages: ['working'] },
    { label: text('待销号', 'To be struck off'), stages: ['looking'] },
    { label: text('已销号', 'Struck off'), stages: ['closed'] },
  ],
});
