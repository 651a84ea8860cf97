import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { defineCaseType, tell, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { issuePaper } from '../case/prints.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';

const asks = {
  purpose: field.text(text('用来做什么', 'What for'), 200),
  on: field.day(text('哪一天', 'Which day')),
  hours: field.choice(text('时段', 'When'), {
    morning: text('上午', 'Morning'),
    afternoon: text('下午', 'Afternoon'),
    evening: text('晚上', 'Evening'),
  }),
  count: optional(field.number(text('大约几个人', 'About how many people'), 1, 200, { isWhole: true })),
};

/** 借用活动室: the process of docs/guide-new-process.md, whole as somebody would add it. */
export const activityRoom = defineCaseType({
  code: 'activity-room',
  version: 1,
  title: text('借用活动室', 'Lending the activity room'),
  asker: 'applicant',
  titleField: 'purpose',
  fields: asks,
  promise: within('promise', workingDays(5), house('proof-2d')),
  begins: {
    ask: {
      label: text('申请借用', 'Ask to borrow'),
      by: [who.anyone],
      asks,
      to: 'asked',
      tells: [tell('dispatcher', 'case.received'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到申请', 'Received'),
    },
  },
  stages: {
    asked: {
      label: text('待答复', 'To answer'),
      phase: 'raised',
      within: within('accept', workingDays(2), house('proof-2d')),
      turn: [who.may('cases.accept')],
      plain: text('正在安排', 'Being arranged'),
      actions: {
        lend: {
          label: text('同意借用', 'Lend it'),
          by: [who.may('cases.accept')],
          does: [issuePaper('permit')],
          to: 'lent',
          isMain: true,
          tells: [tell('reporter', 'case.accepted')],
          track: text('同意借用', 'Lent to you'),
        },
        refuse: {
          label: text('不能借用', 'Refuse'),
          by: [who.may('cases.accept')],
          asks: { reply: field.text(text('对申请人说的话', 'To the applicant'), 500) },
          does: [deed.replyToPerson],
          to: 'refused',
          tells: [tell('reporter', 'case.declined')],
          track: text('不能借用', 'It cannot be lent'),
        },
      },
    },
    lent: {
      label: text('借用中', 'Lent'),
      phase: 'handling',
      within: within('handle', workingDays(20), house('supplement-10d')),
      turn: [who.may('cases.settle')],
      plain: text('请按约定使用，用后归还', 'Please use it as agreed and hand it back'),
      actions: {
        back: {
          label: text('已归还', 'Handed back'),
          by: [who.may('cases.settle')],
          asks: { words: optional(field.text(text('说明', 'Words'), 500)) },
          does: [deed.claimDone],
          to: 'looking',
          isMain: true,
          track: text('已归还', 'Handed back'),
        },
      },
    },
    looking: {
      label: text('待查看', 'To look over'),
      phase: 'checking',
      within: within('check', workingDays(2), house('check-2d')),
      turn: [who.secondHand('cases.close')],
      plain: text('正在查看', 'Being looked over'),
      actions: {
        fine: {
          label: text('完好', 'All is well'),
          by: [who.secondHand('cases.close')],
          does: [deed.recordCheck(true)],
          to: 'returned',
          isMain: true,
          tells: [tell('reporter', 'case.closed', 'digest')],
          track: text('已查看，完好', 'Looked over: all is well'),
        },
      },
    },
    returned: {
      label: text('已归还', 'Returned'),
      phase: 'closed',
      outcome: 'solved',
      plain: text('已归还', 'Returned'),
    },
    refused: {
      label: text('不能借用', 'Refused'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('不能借用', 'It cannot be lent'),
    },
  },
  prints: {
    permit: {
      title: text('活动室借用单', 'Permit for the activity room'),
      at: ['lent'],
      body: [
        text('借用人：{name}', 'Borrower: {name}'),
        text('用途：{purpose}', 'Purpose: {purpose}'),
        text('时间：{on} {hours}', 'When: {on} {hours}'),
        text('人数：{count}', 'People: {count}'),
      ],
      signs: [text('借用人', 'Borrower'), text('管理员', 'Caretaker')],
      isForPerson: true,
      isIssued: true,
    },
    checklist: {
      title: text('归还查看表', 'Checklist at the return'),
      at: ['looking'],
      body: [text('{place}：桌椅、门窗、水电', '{place}: tables, chairs, doors, windows, water, power')],
      signs: [text('查看人', 'Looked over by')],
    },
  },
  leads: {
    damage: {
      label: text('有损坏，登记报修', 'Something is broken: report it'),
      type: 'event',
      begin: 'report',
      by: [who.may('cases.settle'), who.may('cases.close')],
      during: ['handling', 'checking'],
      fills: { words: 'purpose' },
      isMany: true,
    },
  },
  track: [
    { label: text('已申请', 'Asked'), stages: ['asked'] },
    { label: text('借用中', 'Lent'), stages: ['lent', 'looking'] },
    { label: text('已归还', 'Returned'), stages: ['returned', 'refused'] },
  ],
});
