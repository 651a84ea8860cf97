import { house } from '../case/basis.ts';
import { defineCaseType, type Guard, type Turn, tell, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { list, number, words } from '../case/read-input.ts';
import { moneyText } from '../case/sums.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { orderKinds } from './order-kinds.ts';
import { orderFields, orderStages, orderTrack } from './orders-kit.ts';

/** What an errand leaves to be counted together: what came back, and what was paid for the one served. */
const settles = {
  handsBack: optional(field.text(text('交还了什么、找零多少', 'What was handed back, how much change'), 300)),
  paidFor: optional(
    field.money(
      text('替对方付了多少钱（票据拍在照片里）', 'What was paid for them; the receipt goes into the photos'),
      10_000_00,
    ),
  ),
};

/** House rule: whoever paid for somebody shows the receipt, or says what was bought where there is none. */
const showsReceipt: Guard = (turn) =>
  (number(turn, 'paidFor') ?? 0) === 0 || list(turn, 'photos').length > 0 || words(turn) !== ''
    ? null
    : refuse('order.receipt-needed');

const tellPaid = (turn: Turn): string => {
  const paid = number(turn, 'paidFor') ?? 0;
  return paid === 0 ? '' : `替您付了 ${moneyText(paid)}，请和票据核对。`;
};

const asks = {
  kind: field.choice(text('要哪种帮助', 'Which help'), orderKinds),
  words: field.text(text('说说要帮什么', 'What is needed'), 1000),
  wantedOn: optional(field.day(text('希望哪一天', 'On which day'))),
  wantedHours: optional(
    field.choice(text('什么时段', 'When'), {
      morning: text('上午', 'Morning'),
      afternoon: text('下午', 'Afternoon'),
      evening: text('晚上', 'Evening'),
      any: text('都可以', 'Any time'),
    }),
  ),
  handsOver: optional(
    field.text(
      text('要交给对方的东西（证件、卡、现金多少）', 'What is handed over: papers, cards, how much cash'),
      300,
    ),
  ),
};

/** 群众点单: residents order, the community looks and publishes, a volunteer takes, the one served confirms and rates. Errands for elders are one kind of it. */
export const order = defineCaseType({
  code: 'order',
  version: 1,
  title: text('点单', 'Order'),
  asker: 'applicant',
  titleField: 'words',
  fields: {
    ...asks,
    ...orderFields,
    ...settles,
  },
  members: { taker: text('接单人', 'Who took it') },
  personCode: 'taker',
  promise: within('promise', workingDays(20), house('order-promise-20d')),
  begins: {
    ask: {
      label: text('点单', 'Order help'),
      by: [who.anyone],
      asks,
      to: 'asked',
      tells: [tell('dispatcher', 'case.received'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到', 'Received'),
    },
  },
  stages: orderStages({
    finishes: settles,
    finishNeeds: [showsReceipt],
    tells: tellPaid,
    labels: {
      take: text('我来接单', 'I take it'),
      publish: text('审核通过，发布', 'Publish it'),
      done: text('已经做好', 'It is done'),
      end: text('已完成', 'Done'),
    },
  }),
  prints: {
    entrust: {
      title: text('代办委托单', 'Entrusted errand'),
      at: ['taken', 'confirming'],
      body: [
        text('委托人：{name}', 'Entrusted by: {name}'),
        text('事项：{words}', 'Errand: {words}'),
        text('交给代办人的东西：{handsOver}', 'Handed over: {handsOver}'),
        text('交还情况：{handsBack}', 'Handed back: {handsBack}'),
        text('代付金额：{paidFor}', 'Paid for them: {paidFor}'),
        text(
          '代办不收取任何费用，票据、余款当面点清。',
          'Nothing is charged; receipts and change are counted together.',
        ),
      ],
      signs: [text('委托人（签字或按手印）', 'Entrusted by (signature or fingerprint)'), text('代办人', 'Who did it')],
      isForPerson: true,
    },
    served: {
      title: text('服务确认单', 'Confirmation of service'),
      at: ['taken', 'confirming'],
      body: [
        text('服务对象：{name}', 'Served: {name}'),
        text('服务种类：{kind}', 'Kind of help: {kind}'),
        text('服务时长：{hours}', 'Hours: {hours}'),
        text('志愿服务不收取报酬。', 'Volunteers take no pay.'),
      ],
      signs: [text('服务对象（签字或按手印）', 'Served (signature or fingerprint)'), text('服务人', 'Who did it')],
    },
  },
  leads: {
    matter: {
      label: text('发现问题，上报', 'Something found: report it'),
      type: 'event',
      begin: 'report',
      by: [who.may('cases.raise')],
      during: ['handling', 'checking'],
      isMany: true,
    },
  },
  track: orderTrack,
});
