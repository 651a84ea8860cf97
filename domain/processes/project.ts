import { house } from '../case/basis.ts';
import { planGoesOn, planIsSane, planKeepsReached, reachNext, runToNext } from '../case/dated-plan.ts';
import * as deed from '../case/deeds.ts';
import { type Deed, days, defineCaseType, type Guard, tell, untilDay, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { userOf, words as wordsOf } from '../case/read-input.ts';
import { beginSum } from '../case/sums.ts';
import { stopTerm } from '../case/terms.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { dueOn, handOn, notAhead, notBehind, outcome } from './follow-through.ts';
import { money, moneyActions } from './money-actions.ts';

const note = field.text(text('说明', 'Words'), 2000);
const files = optional(field.files(text('照片或材料', 'Photos or papers')));
const publicWords = field.text(
  text('对居民公开的进展（不写姓名、门牌、电话）', 'Progress that residents read: no names, doors or phones'),
  500,
);
const asks = {
  name: field.text(text('项目名称', 'Name of the project'), 60),
  aim: field.text(text('做什么、给谁用', 'What it is, and for whom'), 2000),
  resolution: field.text(text('议事结果（哪次会议、怎么定的）', 'What residents resolved, and when'), 1000),
  files,
};
const money0 = {
  budget: money(text('预算', 'Budget')),
  sources: field.text(text('资金来源', 'Where the money comes from'), 300),
};

const milestones = field.publicText(
  text(
    '节点计划（对居民公开，一行一个：日期 内容，例如 2026-04-30 完成装修）',
    'Milestones, public, one a line: 2026-04-30 what is done by then',
  ),
  2000,
);
const planned = {
  name: 'milestone',
  lines: 'milestones',
  done: 'reached',
  limit: within('handle', days(365), house('agreed-day-1y')),
} as const;

/** Whoever proposed it does not approve it. */
const notTheProposer: Guard = (turn) =>
  turn.case.raisedByUserId !== null && turn.case.raisedByUserId === userOf(turn) ? refuse('case.own-request') : null;

/** What residents read, everyone of them. */
const tellResidents: Deed = (turn) => {
  const words = wordsOf(turn, 'publicWords');
  return words === '' ? [] : [{ kind: 'replied', toAll: true, personal: { words } }];
};

const keeper = who.listed('keeper');

/** 议→办→用: what residents resolved becomes a project with money, milestones and an outcome, in everyone's sight, and accepted by residents. */
export const project = defineCaseType({
  code: 'project',
  version: 1,
  title: text('社区项目', 'Community project'),
  asker: 'reporter',
  titleField: 'name',
  fields: {
    ...asks,
    ...money0,
    spent: money(text('已支出', 'Spent')),
    dueOn,
    milestones: optional(milestones),
    reached: field.number(text('已完成节点', 'Milestones reached'), 0, 1000),
    keepers: field.staffList(text('项目负责人', 'In charge'), 5),
    result: field.text(text('建成什么、怎么用、带来什么', 'What came of it, and how it is used'), 2000),
    yearly: optional(money(text('预计每年收益', 'Expected yearly income'))),
  },
  members: { keeper: text('项目负责人', 'In charge') },
  promise: within('promise', days(730), house('agreed-day-1y')),
  published: ['name', 'aim', 'resolution', 'budget', 'sources', 'spent', 'dueOn', 'result', 'yearly'],
  plan: { lines: 'milestones', done: 'reached' },
  begins: {
    propose: {
      label: text('提出项目', 'Propose a project'),
      by: [who.may('cases.raise')],
      asks,
      to: 'proposed',
      tells: [tell('approver', 'case.approval-asked')],
      track: text('已提出', 'Proposed'),
    },
  },
  stages: {
    proposed: {
      label: text('待立项', 'To be approved'),
      phase: 'raised',
      within: within('accept', workingDays(15), house('project-approve-15d')),
      turn: [who.may('cases.approve')],
      plain: text('等待立项', 'Waiting for approval'),
      actions: {
        approve: {
          label: text('同意立项', 'Approve'),
          by: [who.may('cases.approve')],
          asks: {
            ...money0,
            keepers: field.staffList(text('项目负责人', 'In charge'), 5),
            dueOn,
            milestones: optional(milestones),
            publicWords,
          },
          needs: [notTheProposer, notBehind('dueOn'), planIsSane('milestones', 'dueOn')],
          does: [
            deed.keep('budget', 'sources', 'keepers', 'dueOn', 'milestones'),
            beginSum('spent', 'reached'),
            runToNext(planned),
            deed.putOnList('keeper', 'keepers'),
            tellResidents,
          ],
          to: 'working',
          isMain: true,
          tells: [tell('listed', 'case.listed')],
          track: text('已立项', 'Approved'),
        },
        'not-approve': {
          label: text('不予立项', 'Do not approve'),
          by: [who.may('cases.approve')],
          asks: { words: note },
          needs: [notTheProposer],
          does: [deed.noteDown],
          to: 'dropped',
          track: text('没有立项', 'Not approved'),
        },
      },
    },
    working: {
      label: text('实施中', 'Being carried out'),
      phase: 'handling',
      within: untilDay('dueOn', within('handle', days(365), house('agreed-day-1y'))),
      turn: [keeper],
      plain: text('正在实施', 'Being carried out'),
      actions: {
        milestone: {
          label: text('完成一个节点', 'A milestone is reached'),
          by: [keeper],
          asks: { publicWords, words: optional(note), photos: files },
          needs: [planGoesOn('milestones', 'reached')],
          does: [reachNext(planned), tellResidents, deed.noteDown],
          track: text('完成一个节点', 'A milestone was reached'),
        },
        ...moneyActions({
          cap: 'budget',
          total: 'spent',
          capLabel: text('调整后的预算', 'New budget'),
          pay: text('登记支出', 'Write down spending'),
          change: text('调整预算', 'Change the budget'),
          by: [keeper],
          isPublic: true,
        }),
        'set-day': {
          label: text('调整工期', 'Move the day'),
          by: [who.secondHand('cases.approve')],
          asks: { dueOn, words: field.text(text('为什么调整', 'Why'), 500) },
          needs: [notBehind('dueOn')],
          does: [deed.keep('dueOn'), deed.noteDown],
          to: 'working',
          track: text('工期有调整', 'The day was moved'),
        },
        'set-milestones': {
          label: text('调整节点计划', 'Change the milestones'),
          by: [who.secondHand('cases.approve')],
          asks: { milestones, words: field.text(text('为什么调整', 'Why'), 500) },
          needs: [planIsSane('milestones', 'dueOn'), planKeepsReached('milestones', 'reached')],
          does: [deed.keep('milestones'), runToNext(planned), deed.noteDown],
          tells: [tell('listed', 'case.approval-decided')],
          track: text('节点计划有调整', 'The milestones were changed'),
        },
        'hand-on': handOn('keepers', 'keeper'),
        finish: {
          label: text('完工，申请验收', 'Done: ask for acceptance'),
          by: [keeper],
          asks: {
            outcome,
            result: field.text(text('建成什么、怎么用、带来什么', 'What came of it, and how it is used'), 2000),
            yearly: optional(money(text('预计每年收益', 'Expected yearly income'))),
            publicWords,
            photos: files,
          },
          does: [deed.keep('result', 'yearly'), stopTerm('milestone'), deed.claimDone, tellResidents],
          to: 'accepting',
          isMain: true,
          tells: [tell('head', 'case.checking')],
          track: text('完工，等待居民代表验收', 'Done; residents’ representatives will accept it'),
        },
      },
    },
    accepting: {
      label: text('待居民代表验收', 'To be accepted by residents'),
      phase: 'checking',
      within: within('check', workingDays(10), house('project-accept-10d')),
      turn: [who.secondHand('cases.close')],
      plain: text('等待居民代表验收', 'Waiting for residents’ representatives'),
      actions: {
        accept: {
          label: text('居民代表验收通过', 'Accepted by residents'),
          by: [who.secondHand('cases.close')],
          asks: {
            representatives: field.people(
              text('参加验收的居民代表（至少三位）', 'Residents’ representatives, three at least'),
              { min: 3, max: 20 },
            ),
            acceptedOn: field.day(text('验收日期', 'Day of acceptance')),
            words: note,
            photos: field.files(text('签字的验收单', 'The signed sheet')),
          },
          needs: [notAhead('acceptedOn')],
          does: [deed.recordCheck(true)],
          to: 'closed',
          isMain: true,
          tells: [tell('listed', 'case.closed')],
          track: text('居民代表验收通过', 'Accepted by residents’ representatives'),
        },
        rework: {
          label: text('验收不通过，整改', 'Not accepted'),
          by: [who.secondHand('cases.close')],
          asks: { words: note, publicWords },
          does: [deed.recordCheck(false), runToNext(planned), tellResidents],
          to: 'working',
          tells: [tell('listed', 'case.redo')],
          track: text('验收未通过，整改中', 'Not accepted; it is put right'),
        },
      },
    },
    closed: {
      label: text('已建成', 'In use'),
      phase: 'closed',
      outcome: 'as-claimed',
      plain: text('已建成使用', 'In use'),
    },
    dropped: {
      label: text('未立项', 'Not approved'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('没有立项', 'Not approved'),
    },
  },
  prints: {
    acceptance: {
      title: text('社区项目验收单', 'Acceptance of a community project'),
      at: ['accepting', 'closed'],
      body: [
        text('编号：{number}', 'No.: {number}'),
        text('项目：{name}', 'Project: {name}'),
        text('议事结果：{resolution}', 'Resolved: {resolution}'),
        text('预算：{budget}　资金来源：{sources}', 'Budget: {budget}  From: {sources}'),
        text('实际支出：{spent}', 'Spent: {spent}'),
        text('完成情况：{result}', 'What came of it: {result}'),
        text('验收意见：{steps_accept}', 'Acceptance: {steps_accept}'),
      ],
      signs: [
        text('居民代表', 'Residents’ representatives'),
        text('项目负责人', 'In charge'),
        text('居民委员会', 'Residents’ committee'),
      ],
    },
    sheet: {
      title: text('社区项目资金公开表', 'Money of a community project'),
      at: ['working', 'accepting', 'closed'],
      body: [
        text('项目：{name}', 'Project: {name}'),
        text('预算：{budget}　资金来源：{sources}', 'Budget: {budget}  From: {sources}'),
        text('已支出：{spent}', 'Spent: {spent}'),
        text('支出明细：{told_pay}', 'Payments: {told_pay}'),
        text('预算调整：{steps_change_sum}', 'Changes: {steps_change_sum}'),
      ],
      signs: [text('居务监督委员会', 'Supervisory committee')],
    },
  },
  track: [
    { label: text('待立项', 'Proposed'), stages: ['proposed'] },
    { label: text('实施中', 'Being carried out'), stages: ['working'] },
    { label: text('待验收', 'To be accepted'), stages: ['accepting'] },
    { label: text('已建成', 'In use'), stages: ['closed', 'dropped'] },
  ],
});
