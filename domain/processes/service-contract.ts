import { house, law } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { type Deed, days, defineCaseType, type Guard, tell, untilDay, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { layHands } from '../case/hands.ts';
import { choice, userOf } from '../case/read-input.ts';
import { beginSum, countUp, isAheadOf } from '../case/sums.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { handOn } from './follow-through.ts';
import { money, moneyActions } from './money-actions.ts';

const note = field.text(text('说明', 'Words'), 2000);
const files = optional(field.files(text('材料', 'Papers')));
const from = field.day(text('履行开始', 'Begins'));
const until = field.day(text('履行结束', 'Ends'));
const count = (zh: string, en: string) => field.number(text(zh, en), 0, 9999, { isWhole: true });
const asks = {
  name: field.text(text('服务项目', 'Service'), 100),
  provider: field.organisation(text('承接单位', 'Provider')),
  contractNo: optional(field.text(text('合同编号', 'Contract no.'), 60)),
  contractSum: money(text('合同金额', 'Contract sum')),
  from,
  until,
  milestones: field.text(text('交付节点和标准（每行一个）', 'Deliveries and their standard, one a line'), 2000),
  keepers: field.staffList(text('合同管理人', 'In charge'), 5),
  files: field.files(text('合同文本', 'The contract')),
};

const day = (value: string): number => Date.parse(`${value}T00:00:00Z`) / 86_400_000;

/** A contract ends after it begins, and within three years (政府购买服务管理办法 24). */
const runsAsRuled: Guard = (turn) => {
  const [first, last] = [choice(turn, 'from'), choice(turn, 'until')];
  if (first === null || last === null) return null;
  if (last <= first) return refuse('case.days-crossed');
  return day(last) - day(first) > 3 * 366 ? refuse('case.contract-too-long') : null;
};

/** Whoever signed for it does not check it. */
const notOwn: Guard = (turn) =>
  turn.case.raisedByUserId !== null && turn.case.raisedByUserId === userOf(turn) ? refuse('case.own-request') : null;

const keeper = who.listed('keeper');
const noteFiles: Deed = (turn) => deed.noteDown({ ...turn, input: { ...turn.input, photos: turn.input['files'] } });

/** 政府购买服务: a contract whose deliveries are accepted by others than those who received them, paid only then, and judged at its end. */
export const serviceContract = defineCaseType({
  code: 'service-contract',
  version: 1,
  title: text('购买服务合同', 'Contract of purchased service'),
  asker: 'reporter',
  titleField: 'name',
  fields: {
    ...asks,
    paid: money(text('已付款', 'Paid')),
    delivered: count('已交付次数', 'Deliveries'),
    accepted: count('已验收次数', 'Accepted'),
    payments: count('付款次数', 'Payments'),
    outcomeWords: field.text(text('服务效果（服务了多少人次、达到什么）', 'What came of it'), 2000),
  },
  members: { keeper: text('合同管理人', 'In charge') },
  promise: within('promise', days(3 * 366), law('政府购买服务管理办法', '24')),
  begins: {
    sign: {
      label: text('登记合同', 'Register a contract'),
      by: [who.may('cases.raise')],
      asks,
      needs: [runsAsRuled],
      does: [deed.putOnList('keeper', 'keepers'), beginSum('paid', 'delivered', 'accepted', 'payments')],
      to: 'checking',
      tells: [tell('approver', 'case.approval-asked')],
      track: text('合同已登记', 'Registered'),
    },
  },
  stages: {
    checking: {
      label: text('待核对', 'To be checked'),
      phase: 'accepted',
      within: within('accept', workingDays(5), house('contract-check-5d')),
      turn: [who.may('cases.approve')],
      plain: text('正在核对合同', 'The contract is being checked'),
      actions: {
        agree: {
          label: text('核对无误，开始履行', 'In order: it begins'),
          by: [who.may('cases.approve')],
          asks: { words: optional(note) },
          needs: [notOwn],
          does: [deed.noteDown],
          to: 'delivering',
          isMain: true,
          tells: [tell('listed', 'case.listed')],
          track: text('开始履行', 'It begins'),
        },
        void: {
          label: text('合同有误，作废登记', 'Not in order'),
          by: [who.may('cases.approve')],
          asks: { words: note },
          needs: [notOwn],
          does: [deed.noteDown],
          to: 'voided',
          tells: [tell('listed', 'case.approval-decided')],
        },
      },
    },
    delivering: {
      label: text('履行中', 'Under way'),
      phase: 'handling',
      within: untilDay('until', within('handle', days(365), law('政府购买服务管理办法', '24'))),
      turn: [keeper],
      plain: text('正在提供服务', 'The service is under way'),
      actions: {
        deliver: {
          label: text('登记交付', 'Write down a delivery'),
          by: [keeper],
          asks: { words: field.text(text('交付了什么、服务了多少人次', 'What was delivered'), 2000), photos: files },
          does: [countUp('delivered'), deed.noteDown, layHands],
          track: text('有一次交付', 'A delivery'),
        },
        'accept-delivery': {
          label: text('验收这次交付', 'Accept a delivery'),
          by: [who.secondHand('cases.close')],
          asks: { words: field.text(text('验收情况', 'How it was found'), 1000), photos: files },
          needs: [isAheadOf('delivered', 'accepted')],
          does: [countUp('accepted'), deed.noteDown],
          tells: [tell('listed', 'case.replied')],
          track: text('交付已验收', 'A delivery was accepted'),
        },
        ...moneyActions({
          cap: 'contractSum',
          total: 'paid',
          capLabel: text('变更后的合同金额', 'New contract sum'),
          pay: text('登记付款', 'Write down a payment'),
          change: text('变更合同金额', 'Change the sum'),
          by: [keeper],
          payNeeds: [isAheadOf('accepted', 'payments')],
          payDoes: [countUp('payments')],
        }),
        'hand-on': handOn('keepers', 'keeper'),
        finish: {
          label: text('履行结束，提交评价', 'Ended: hand in for judging'),
          by: [keeper],
          asks: {
            outcome: field.choice(text('履行结果', 'Result'), {
              solved: text('按约完成', 'Fulfilled'),
              unsolved: text('未按约完成', 'Not fulfilled'),
            }),
            outcomeWords: field.text(text('服务效果（服务了多少人次、达到什么）', 'What came of it'), 2000),
            files,
          },
          does: [deed.keep('outcomeWords'), noteFiles, deed.claimDone],
          to: 'judging',
          isMain: true,
          tells: [tell('head', 'case.checking')],
          track: text('履行结束', 'Ended'),
        },
      },
    },
    judging: {
      label: text('待绩效评价', 'To be judged'),
      phase: 'checking',
      within: within('check', workingDays(20), house('contract-review-20d')),
      turn: [who.secondHand('cases.close')],
      plain: text('正在评价效果', 'What came of it is being judged'),
      actions: {
        judge: {
          label: text('评价并归档', 'Judge and file'),
          by: [who.secondHand('cases.close')],
          asks: {
            words: field.text(text('评价（数量、质量、服务对象满意）', 'Amount, quality, those served'), 2000),
            photos: files,
          },
          does: [deed.recordCheck(true)],
          to: 'closed',
          isMain: true,
          tells: [tell('listed', 'case.closed')],
          track: text('已评价归档', 'Judged and filed'),
        },
        back: {
          label: text('退回补充', 'Back for more'),
          by: [who.secondHand('cases.close')],
          asks: { words: note },
          does: [deed.recordCheck(false)],
          to: 'delivering',
          tells: [tell('listed', 'case.redo')],
        },
      },
    },
    closed: { label: text('已归档', 'Filed'), phase: 'closed', outcome: 'as-claimed', plain: text('已归档', 'Filed') },
    voided: { label: text('登记作废', 'Void'), phase: 'closed', outcome: 'declined', plain: text('登记作废', 'Void') },
  },
  prints: {
    sheet: {
      title: text('政府购买服务合同履行登记表', 'Contract of purchased service: how it went'),
      at: ['delivering', 'judging', 'closed'],
      body: [
        text('编号：{number}　合同编号：{contractNo}', 'No.: {number}  Contract: {contractNo}'),
        text('服务项目：{name}', 'Service: {name}'),
        text('承接单位：{provider}', 'Provider: {provider}'),
        text('履行期限：{from} 至 {until}', 'From {from} until {until}'),
        text('合同金额：{contractSum}　已付款：{paid}', 'Sum: {contractSum}  Paid: {paid}'),
        text('交付节点和标准：{milestones}', 'Deliveries: {milestones}'),
        text('交付：{steps_deliver}', 'Delivered: {steps_deliver}'),
        text('验收：{steps_accept_delivery}', 'Accepted: {steps_accept_delivery}'),
        text('付款：{steps_pay}', 'Payments: {steps_pay}'),
        text('服务效果：{outcomeWords}', 'What came of it: {outcomeWords}'),
        text('绩效评价：{steps_judge}', 'Judged: {steps_judge}'),
      ],
      signs: [text('购买单位', 'Bought by'), text('承接单位', 'Provider')],
    },
  },
  track: [
    { label: text('待核对', 'To be checked'), stages: ['checking'] },
    { label: text('履行中', 'Under way'), stages: ['delivering'] },
    { label: text('待评价', 'To be judged'), stages: ['judging'] },
    { label: text('已归档', 'Filed'), stages: ['closed', 'voided'] },
  ],
});
