import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import {
  type Action,
  branch,
  type Deed,
  days,
  defineCaseType,
  type Turn,
  tell,
  untilDay,
  within,
  workingDays,
} from '../case/define.ts';
import { type Field, field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { flag } from '../case/read-input.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';
import {
  entitledFields,
  finding,
  homeFields,
  placement,
  plan,
  refer,
  surveyedOn,
  surveyStage,
  workFields,
} from './assistance-ways.ts';
import { dueOn, handOn, notBehind, outcome } from './follow-through.ts';
import { money } from './money-actions.ts';

const note = field.text(text('说明', 'Words'), 2000);
const files = optional(field.files(text('照片或材料', 'Photos or papers')));
const asks = {
  kind: field.choice(text('需要哪方面的帮助', 'What kind of help'), {
    access: text('家里无障碍改造（扶手、坡道、门铃、读屏等）', 'Making the home accessible'),
    veteran: text('退役军人', 'Veterans'),
    fallen: text('烈士家属和军属', 'Families of the fallen and of soldiers'),
    disabled: text('残疾人帮扶', 'Disabled residents'),
    work: text('找工作、学技能', 'Work and training'),
    income: text('增收和生活帮扶', 'Income and living'),
  }),
  words: field.text(text('具体需要什么', 'What is needed'), 2000),
  consent: field.flag(
    text(
      '本人（或监护人）单独同意：为办理这件事使用这些敏感信息，只给办理的人看',
      'The person agrees apart: this sensitive information is used for helping them, and read by those who help alone',
    ),
  ),
  files,
};
const keeper = who.listed('keeper');
const carer = who.listed('carer');

/** Done in the person's own eyes: they are the second pair. */
const checkByPerson: Deed = (turn) => (flag(turn, 'isSolved') ? deed.recordCheck(true)(turn) : []);

type Way = 'at-home' | 'for-work' | 'entitled';
/** How each kind is looked into. */
const wayOf: Readonly<Record<string, Way>> = {
  access: 'at-home',
  veteran: 'entitled',
  fallen: 'entitled',
  disabled: 'entitled',
  work: 'for-work',
  income: 'for-work',
};
/** Where it is worked on, by its kind. */
const workplace = (turn: Turn): 'helping' | 'placing' =>
  wayOf[String(turn.case.fields['kind'])] === 'for-work' ? 'placing' : 'helping';

const setDay = <S extends string>(to: S): Action<S> => ({
  label: text('调整时限', 'Move the day'),
  by: [who.secondHand('assistance.keep')],
  asks: { dueOn, words: field.text(text('为什么调整', 'Why'), 500) },
  needs: [notBehind('dueOn')],
  does: [deed.keep('dueOn'), deed.noteDown],
  to,
});

/** Done, in the words of whoever helped: the person says whether it is. */
const doneWith = (more: Readonly<Record<string, Field>>): Action<'confirming'> => ({
  label: text('办好了，请本人确认', 'Done: ask the person to confirm'),
  by: [carer],
  asks: {
    outcome,
    ...more,
    words: field.text(text('做了什么、结果怎样', 'What was done, and with what result'), 2000),
    cost: optional(money(text('实际费用', 'Cost'))),
    photos: files,
  },
  does: [deed.keep('cost', ...Object.keys(more)), deed.claimDone],
  to: 'confirming',
  isMain: true,
  tells: [tell('reporter', 'case.please-rate'), tell('listed', 'case.checking', 'digest')],
  track: text('已办好，请您确认', 'Done; please confirm'),
});

/**
 * 帮扶: a need at home, of veterans, families of the fallen, disabled residents, or for work and income: taken up, looked at with the person, done, and
 * confirmed by them. What it tells is sensitive (个人信息保护法 28, 29): known to those on its list alone, and without their separate consent it does not begin.
 */
export const assistance = defineCaseType({
  code: 'assistance',
  version: 1,
  title: text('帮扶', 'Help'),
  asker: 'applicant',
  titleField: 'words',
  fields: {
    ...asks,
    surveyedOn,
    finding,
    plan,
    dueOn,
    ...homeFields,
    ...workFields,
    ...entitledFields,
    placement,
    cost: optional(money(text('费用', 'Cost'))),
    carers: field.staffList(text('帮扶人', 'Who helps'), 5),
  },
  members: { keeper: text('受理人', 'Who takes it in'), carer: text('帮扶人', 'Who helps') },
  sealed: { intake: 'assistance.keep', as: 'keeper', letIn: 'carer' },
  promise: within('promise', days(60), house('assist-promise-60d')),
  begins: {
    ask: {
      label: text('申请帮扶', 'Ask for help'),
      by: [who.anyone],
      asks,
      needs: [guard.isTicked('consent')],
      to: 'asked',
      tells: [tell('listed', 'case.received'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到', 'Received'),
    },
  },
  stages: {
    asked: {
      label: text('待回应', 'To be answered'),
      phase: 'raised',
      within: within('accept', workingDays(3), house('assist-accept-3d')),
      turn: [keeper],
      plain: text('等待回应', 'Waiting for an answer'),
      actions: {
        'take-up': {
          label: text('受理并安排帮扶人', 'Take it up, and name who helps'),
          by: [keeper],
          asks: { carers: field.staffList(text('帮扶人', 'Who helps'), 5), words: optional(note) },
          does: [deed.keep('carers'), deed.putOnList('carer', 'carers'), deed.noteDown],
          to: branch(
            ['at-home', 'for-work', 'entitled'],
            (turn) => wayOf[String(turn.case.fields['kind'])] ?? 'entitled',
          ),
          isMain: true,
          tells: [tell('listed', 'case.listed'), tell('reporter', 'case.accepted')],
          track: text('已受理，会有人与您联系', 'Taken up; somebody will contact you'),
        },
        decline: {
          label: text('不予受理', 'Decline'),
          by: [keeper],
          asks: {
            reason: field.reason(text('理由', 'Reason'), 'decline'),
            reply: field.text(text('对本人说的话（去哪里办）', 'What the person is told, and where to go'), 2000),
          },
          does: [deed.giveReason, deed.replyToPerson],
          to: 'declined',
          tells: [tell('reporter', 'case.declined')],
          track: text('不在帮扶范围', 'Not within this help'),
        },
      },
    },
    'at-home': surveyStage(text('待上门评估', 'Home to be looked at'), homeFields, 'helping'),
    'for-work': surveyStage(text('待面谈求职', 'To be met about work'), workFields, 'placing'),
    entitled: surveyStage(text('待核对待遇', 'Entitlements to be gone through'), entitledFields, 'helping'),
    placing: {
      label: text('推荐就业中', 'Looking for work with them'),
      phase: 'handling',
      within: untilDay('dueOn', within('handle', days(60), house('assist-promise-60d'))),
      turn: [carer],
      plain: text('正在推荐岗位和培训', 'Posts and courses are being offered'),
      actions: {
        refer,
        'set-day': setDay('placing'),
        'hand-on': handOn('carers', 'carer'),
        done: doneWith({ placement }),
      },
    },
    helping: {
      label: text('帮扶中', 'Being helped'),
      phase: 'handling',
      within: untilDay('dueOn', within('handle', days(60), house('agreed-day-60d'))),
      turn: [carer],
      plain: text('正在办理', 'Being done'),
      actions: {
        progress: {
          label: text('记录进展', 'Write down progress'),
          by: [carer],
          asks: { words: note, photos: files },
          does: [deed.noteDown],
          track: text('有新进展', 'There is progress'),
        },
        'set-day': setDay('helping'),
        'hand-on': handOn('carers', 'carer'),
        done: doneWith({}),
      },
    },
    confirming: {
      label: text('待本人确认', 'To be confirmed'),
      phase: 'checking',
      within: within('check', workingDays(7), house('assist-confirm-7d')),
      turn: [who.reporter, keeper],
      plain: text('请您确认办好没有', 'Please confirm that it is done'),
      actions: {
        confirm: {
          label: text('确认并评价', 'Confirm and rate'),
          by: [who.reporter],
          asks: {
            isSolved: field.flag(text('办好了吗', 'Is it done')),
            score: field.score(text('满意程度', 'How satisfied')),
            words: optional(note),
          },
          does: [deed.recordRating('link'), checkByPerson],
          to: branch(['closed', 'helping', 'placing'], (turn) => (flag(turn, 'isSolved') ? 'closed' : workplace(turn))),
          tells: [tell('listed', 'case.closed')],
          track: text('您已确认', 'You confirmed'),
        },
        accept: {
          label: text('上门验收（本人签字）', 'Accept it at the door, signed by the person'),
          by: [who.secondHand('assistance.keep')],
          asks: {
            words: field.text(text('验收情况、本人意见', 'How it was found, what the person says'), 1000),
            photos: field.files(text('本人签字的验收单', 'The sheet signed by the person')),
          },
          does: [deed.recordCheck(true)],
          to: 'closed',
          isMain: true,
          tells: [tell('listed', 'case.closed')],
          track: text('已验收', 'Accepted'),
        },
        redo: {
          label: text('没有办好，继续', 'Not done: go on'),
          by: [who.secondHand('assistance.keep')],
          asks: { words: note },
          does: [deed.recordCheck(false)],
          to: branch(['helping', 'placing'], workplace),
          tells: [tell('listed', 'case.redo')],
          track: text('继续办理', 'It goes on'),
        },
      },
    },
    closed: { label: text('已办好', 'Done'), phase: 'closed', outcome: 'as-claimed', plain: text('已办好', 'Done') },
    explained: {
      label: text('暂不需要', 'Not needed'),
      phase: 'closed',
      outcome: 'explained',
      plain: text('暂不需要', 'Not needed'),
    },
    declined: {
      label: text('不予受理', 'Declined'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('不在帮扶范围', 'Not within this help'),
    },
  },
  prints: {
    sheet: {
      title: text('入户评估和帮扶登记表', 'What was found and agreed at home'),
      isForFile: true,
      at: ['helping', 'placing', 'confirming', 'closed'],
      body: [
        text('编号：{number}', 'No.: {number}'),
        text('本人：{name}　地址：{place}', 'Person: {name}  At: {place}'),
        text('帮扶类别：{kind}', 'Kind: {kind}'),
        text('需求：{words}', 'Need: {words}'),
        text('了解日期：{surveyedOn}', 'Visited on: {surveyedOn}'),
        text('了解情况：{finding}', 'Found: {finding}'),
        text('改造项目：{works}', 'Works: {works}'),
        text('同住人和产权人：{householdAgreed}', 'Household and owner: {householdAgreed}'),
        text('求职意向：{wants}', 'Wanted: {wants}'),
        text('技能和经历：{skills}', 'Skills: {skills}'),
        text('持有证件：{certificate}', 'Certificate: {certificate}'),
        text('待遇：{entitled}', 'Entitlements: {entitled}'),
        text('商定办法：{plan}', 'Agreed: {plan}'),
        text('完成时限：{dueOn}　费用：{cost}', 'By: {dueOn}  Cost: {cost}'),
      ],
      signs: [text('本人（或监护人）', 'The person (or guardian)'), text('帮扶人', 'Who helps')],
    },
    acceptance: {
      title: text('帮扶验收确认单', 'Acceptance by the person'),
      at: ['confirming', 'closed'],
      body: [
        text('编号：{number}', 'No.: {number}'),
        text('本人：{name}　地址：{place}', 'Person: {name}  At: {place}'),
        text('商定办法：{plan}', 'Agreed: {plan}'),
        text('完成情况：{steps_done}', 'Done: {steps_done}'),
        text('就业结果：{placement}', 'Came of it: {placement}'),
        text('费用：{cost}', 'Cost: {cost}'),
        text('本人意见：　　□ 满意　　□ 还需改进', 'In the person’s words:  [ ] content  [ ] not yet'),
      ],
      signs: [text('本人（或监护人）', 'The person (or guardian)'), text('验收人', 'Accepted by')],
    },
  },
  track: [
    { label: text('已申请', 'Asked'), stages: ['asked'] },
    { label: text('上门了解', 'Visited'), stages: ['at-home', 'for-work', 'entitled'] },
    { label: text('办理中', 'Being done'), stages: ['helping', 'placing'] },
    { label: text('请您确认', 'Please confirm'), stages: ['confirming'] },
    { label: text('已办好', 'Done'), stages: ['closed', 'explained', 'declined'] },
  ],
});
