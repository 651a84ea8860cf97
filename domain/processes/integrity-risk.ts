import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { days, defineCaseType, tell, within } from '../case/define.ts';
import { field } from '../case/fields.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';
import { dueOn, handOn, lookingStage, notBehind, struckOff, workingStage } from './follow-through.ts';

const fields = {
  post: field.text(text('岗位', 'Post'), 60),
  area: field.choice(text('风险环节', 'Where the risk lies'), {
    money: text('资金使用', 'Money'),
    purchase: text('采购和工程', 'Purchases and works'),
    subsidy: text('补贴救助发放', 'Subsidies and relief'),
    property: text('集体资产出租', 'Letting of common property'),
    seal: text('印章证明', 'Seals and proofs'),
    recruiting: text('用人', 'Hiring'),
    other: text('其他', 'Other'),
  }),
  risk: field.text(text('风险点', 'The risk'), 1000),
  level: field.choice(text('风险等级', 'Level'), {
    high: text('高', 'High'),
    middle: text('中', 'Middle'),
    low: text('低', 'Low'),
  }),
  measures: field.text(text('防控措施', 'Measures'), 2000),
  responsible: field.staffList(text('责任人', 'Responsible'), 5),
  dueOn,
};

/** 廉政风险点: a risk of a post (never of a person), with measures that are put in place, checked by another, and closed. */
export const integrityRisk = defineCaseType({
  code: 'integrity-risk',
  version: 1,
  title: text('廉政风险点', 'Clean-hands risk point'),
  asker: 'reporter',
  titleField: 'risk',
  fields,
  members: { responsible: text('责任人', 'Responsible') },
  promise: within('promise', days(366), house('agreed-day-1y')),
  begins: {
    list: {
      label: text('登记风险点', 'Register a risk point'),
      by: [who.may('cases.raise')],
      asks: fields,
      needs: [notBehind('dueOn')],
      does: [deed.putOnList('responsible', 'responsible')],
      to: 'working',
      tells: [tell('listed', 'case.listed'), tell('head', 'case.received', 'digest')],
      track: text('已登记', 'Registered'),
    },
  },
  stages: {
    working: workingStage({
      label: text('落实防控', 'Measures being put in place'),
      plain: text('正在落实防控措施', 'Measures are being put in place'),
      by: [who.listed('responsible')],
      doneLabel: text('措施已落实，提交检查', 'In place: hand in for checking'),
      more: { 'hand-on': handOn('responsible', 'responsible') },
    }),
    looking: lookingStage(text('待检查', 'To be checked')),
    closed: struckOff,
  },
  prints: {
    sheet: {
      title: text('岗位廉政风险点防控登记表', 'Risk point of a post: register'),
      isForFile: true,
      at: ['working', 'looking', 'closed'],
      body: [
        text('编号：{number}', 'No.: {number}'),
        text('岗位：{post}', 'Post: {post}'),
        text('风险环节：{area}　风险等级：{level}', 'Where: {area}  Level: {level}'),
        text('风险点：{risk}', 'Risk: {risk}'),
        text('防控措施：{measures}', 'Measures: {measures}'),
        text('责任人：{responsible}　完成时限：{dueOn}', 'Responsible: {responsible}  By: {dueOn}'),
        text('落实情况：{steps_done}', 'Put in place: {steps_done}'),
        text('检查情况：{steps_strike_off}', 'Checked: {steps_strike_off}'),
      ],
      signs: [text('责任人', 'Responsible'), text('检查人', 'Checked by')],
    },
  },
  track: [
    { label: text('落实防控', 'Being put in place'), stages: ['working'] },
    { label: text('待检查', 'To be checked'), stages: ['looking'] },
    { label: text('已销号', 'Struck off'), stages: ['closed'] },
  ],
});
