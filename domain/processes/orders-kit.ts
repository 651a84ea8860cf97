import { businessDay } from '../calendar/instant.ts';
import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import {
  type Action,
  branch,
  type Deed,
  days,
  type EndStage,
  type Guard,
  type Stage,
  type Turn,
  tell,
  within,
  workingDays,
} from '../case/define.ts';
import { type Field, field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { choice, flag, number } from '../case/read-input.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { type Text, text } from '../text.ts';
import { takerKinds } from './order-kinds.ts';

/** What the kinds of orders share: asked, screened, offered without who asked, taken or not, done, confirmed by the one served. */
export type OrderStage = 'asked' | 'published' | 'untaken' | 'taken' | 'confirming' | 'hours' | 'done' | 'refused';

const note = field.text(text('说明', 'Words'), 1000);
const photos = optional(field.photos(text('照片', 'Photos')));
const hoursUnit = { unit: text('小时', 'hours') };

/** The words that everybody may read; whoever screens writes them. */
const publicWords: Field = field.publicText(
  text('公开的说明（不写姓名、电话、门牌）', 'What everybody reads: no name, phone or door'),
  300,
);

/** Why somebody gives an order back: none of these is a fault. */
const leaveReason = field.choice(text('原因', 'Reason'), {
  time: text('时间凑不上', 'The time does not fit'),
  health: text('身体不适', 'Not well'),
  beyond: text('做不了', 'Beyond me'),
  other: text('其他', 'Other'),
});

/** The fields that every kind of order has beside its own. */
export const orderFields = {
  publicWords,
  leaveReason: optional(leaveReason),
  isRisky: field.flag(
    text('有人身风险（登高、用电、驾车等），要有保险', 'Risky work: at height, with power, driving; needs insurance'),
  ),
  hours: field.number(text('服务时长', 'Hours of service'), 0, 200, hoursUnit),
  otherHours: field.number(text('对方说的时长', 'Hours as the other side says'), 0, 200, hoursUnit),
  agreedHours: field.number(text('双方确认的时长', 'Hours both sides confirmed'), 0, 200, hoursUnit),
  takenBy: field.choice(text('接单方', 'Taken by'), takerKinds),
};

/** What came of it in words for everybody: of wishes and projects. */
export const outcomeWords: Field = field.publicText(text('做成了什么（公开）', 'What came of it, for everybody'), 500);

/** Phones and door numbers are no words for everybody; names are looked for where they are known. */
const speaksOfNobody: Guard = ({ input, type }) => {
  const open = Object.entries(input).filter(([key]) => type.fields[key]?.isPublic);
  const said = open
    .map(([, value]) => String(value))
    .join('\n')
    .normalize('NFKC');
  return /\d{5,}|\d+\s*[-－—]\s*\d{2,}|\d{1,4}\s*(?:室|号门|房)/u.test(said) ? refuse('order.public-words') : null;
};

/** Only kinds of work that somebody said they would do. */
const isWilling: Guard = ({ case: state, world }) =>
  world.enlisted && !world.enlisted.kinds.includes(String(state.fields['kind'])) ? refuse('order.not-your-kind') : null;

/** 志愿服务条例 17: no risky work without a recorded insurance that holds today. */
const insuredIfRisky: Guard = ({ case: state, world }) =>
  state.fields['isRisky'] === true && (world.enlisted?.insuredUntil ?? '') < businessDay(world.now)
    ? refuse('order.insurance-needed')
    : null;

const hoursSaid: Guard = (turn) => (number(turn, 'hours') === null ? refuse('order.hours-needed') : null);

const set = (key: string, value: unknown): readonly ReturnType<Deed>[number][] => [{ kind: 'set', field: key, value }];
/** The person's word: the hours as proposed, unless they name others. */
const confirmHours: Deed = (turn) => {
  const other = number(turn, 'otherHours');
  const proposed = turn.case.fields['hours'];
  return other === null || other === proposed ? set('agreedHours', proposed ?? 0) : set('otherHours', other);
};
const agreeToOther: Deed = ({ case: state }) => set('agreedHours', state.fields['otherHours'] ?? 0);
const settleHours: Deed = (turn) => set('agreedHours', number(turn, 'hours') ?? 0);
/** What whoever takes it is: the page of what was done says so much of them and no more. */
const keepTaker: Deed = ({ world }) => set('takenBy', world.enlisted?.as ?? 'community');
const isRisky: Deed = (turn) => set('isRisky', flag(turn, 'isRisky'));

/** What the one served reads of it: how long it took by whoever did it, and what the kind of order adds. */
const tellDone =
  (more: NonNullable<OrderWords['tells']>): Deed =>
  (turn) => {
    const hours = number(turn, 'hours');
    const time = hours === null ? '' : `服务时长 ${hours} 小时。`;
    const words = `${time}${more(turn)}${choice(turn, 'words') ?? ''}`;
    return words === '' ? [] : [{ kind: 'replied', personal: { words } }];
  };

const reply = field.text(text('对提出的人说的话', 'To the person who asked'), 1000);

const publish = (asks: Readonly<Record<string, Field>>, label: Text): Action<OrderStage> => ({
  label,
  by: [who.may('cases.accept'), who.may('cases.dispatch')],
  asks: { publicWords, isRisky: optional(orderFields.isRisky), ...asks },
  needs: [speaksOfNobody],
  does: [deed.keep('publicWords', ...Object.keys(asks)), isRisky],
  to: 'published',
  isMain: true,
  tells: [tell('reporter', 'case.accepted', 'digest')],
  track: text('已审核，正在找人接单', 'Looked at; somebody is being found'),
});

const decline: Action<OrderStage> = {
  label: text('不能安排', 'Cannot be arranged'),
  by: [who.may('cases.accept'), who.may('cases.dispatch')],
  asks: { reason: field.reason(text('理由', 'Reason'), 'decline'), reply },
  does: [deed.giveReason, deed.replyToPerson],
  to: 'refused',
  tells: [tell('reporter', 'case.declined')],
  track: text('没能安排，请看答复', 'It could not be arranged; see the reply'),
};

const giveBack = (by: Action['by'], label: Text, track: Text): Action<OrderStage> => ({
  label,
  by,
  asks: { leaveReason, words: optional(note) },
  does: [deed.takeOffList('taker'), deed.keep('leaveReason'), deed.noteDown],
  to: 'published',
  tells: [tell('dispatcher', 'case.reminded')],
  track,
});

/** What differs between the kinds of orders. */
export interface OrderWords {
  /** What whoever screens sets beside the words for everybody. */
  readonly screens?: Readonly<Record<string, Field>>;
  /** What is said when it is done, beside hours, words and photos. */
  readonly finishes?: Readonly<Record<string, Field>>;
  /** What else must hold then. */
  readonly finishNeeds?: readonly Guard[];
  /** What the one served reads of that. */
  readonly tells?: (turn: Turn) => string;
  /** More steps of those who do it. */
  readonly meanwhile?: Readonly<Record<string, Action<OrderStage>>>;
  readonly doing?: Pick<Stage<OrderStage>, 'within'>;
  readonly labels: {
    readonly take: Text;
    readonly publish: Text;
    readonly done: Text;
    /** The end. */
    readonly end: Text;
  };
}

function takenStage(words: OrderWords): Stage<OrderStage> {
  const { finishes = {}, finishNeeds = [], tells = () => '', meanwhile = {}, doing, labels } = words;
  return {
    label: text('已接单', 'Taken'),
    phase: 'handling',
    within: doing?.within ?? within('handle', days(7), house('order-do-7d')),
    turn: [who.listed('taker')],
    plain: text('有人接单了，会联系您', 'Somebody has taken it and will contact you'),
    actions: {
      finish: {
        label: labels.done,
        by: [who.listed('taker')],
        asks: {
          hours: orderFields.hours,
          ...finishes,
          words: optional(field.text(text('做了什么（对方看得到）', 'What was done; they read it'), 500)),
          photos,
        },
        needs: [hoursSaid, speaksOfNobody, ...finishNeeds],
        does: [deed.claimDone, deed.keep('hours', ...Object.keys(finishes)), tellDone(tells)],
        to: 'confirming',
        isMain: true,
        tells: [tell('reporter', 'case.please-rate')],
        track: text('已完成，请您确认', 'Done; please confirm'),
      },
      ...meanwhile,
      'give-back': giveBack(
        [who.listed('taker')],
        text('退回这一单', 'Give it back'),
        text('正在另外找人', 'Somebody else is being found'),
      ),
      'find-another': giveBack(
        [who.may('cases.dispatch')],
        text('另找人接单', 'Find somebody else'),
        text('正在另外找人', 'Somebody else is being found'),
      ),
    },
  };
}

const confirming: Stage<OrderStage> = {
  label: text('待确认', 'To be confirmed'),
  phase: 'checking',
  within: within('check', workingDays(5), house('order-confirm-5d')),
  turn: [who.reporter, who.secondHand('cases.close')],
  plain: text('请您确认做好了没有', 'Please confirm whether it is done'),
  actions: {
    'confirm-done': {
      label: text('确认完成', 'Confirm it is done'),
      by: [who.reporter],
      asks: {
        otherHours: optional(
          field.number(text('时长不对的话，实际几小时', 'If the hours are wrong: how many'), 0, 200, hoursUnit),
        ),
      },
      does: [deed.recordCheck(true), confirmHours],
      to: branch(['done', 'hours'], (turn) => {
        const other = number(turn, 'otherHours');
        return other === null || other === turn.case.fields['hours'] ? 'done' : 'hours';
      }),
      isMain: true,
      tells: [tell('reporter', 'case.closed', 'digest')],
      track: text('您已确认', 'You confirmed it'),
    },
    'confirm-on-paper': {
      label: text('按签字单确认', 'Confirm by a signed sheet'),
      by: [who.secondHand('cases.close')],
      asks: {
        photos: field.photos(text('签字或按手印的照片', 'Photo of the signature or fingerprint')),
        hours: orderFields.hours,
        words: optional(note),
      },
      needs: [hoursSaid],
      does: [deed.recordCheck(true), settleHours, deed.noteDown],
      to: 'done',
      tells: [tell('reporter', 'case.closed', 'digest')],
      track: text('已凭签字确认', 'Confirmed by signature'),
    },
    'not-done': {
      label: text('没做好', 'Not done'),
      by: [who.reporter, who.secondHand('cases.close')],
      asks: { words: note },
      does: [deed.recordCheck(false), deed.noteDown],
      to: 'taken',
      tells: [tell('dispatcher', 'case.redo')],
      track: text('还没做好，继续', 'Not done yet; it goes on'),
    },
  },
};

const hoursStage: Stage<OrderStage> = {
  label: text('时长待商定', 'Hours to be agreed'),
  phase: 'checking',
  within: within('check', workingDays(5), house('order-confirm-5d')),
  turn: [who.listed('taker'), who.secondHand('cases.close')],
  plain: text('您已确认，服务时长还在核对', 'You confirmed it; the hours are being compared'),
  actions: {
    'agree-hours': {
      label: text('同意对方说的时长', 'Agree to their hours'),
      by: [who.listed('taker')],
      does: [agreeToOther],
      to: 'done',
      isMain: true,
      track: text('服务时长已确认', 'The hours are confirmed'),
    },
    'settle-hours': {
      label: text('核定时长', 'Settle the hours'),
      by: [who.secondHand('cases.close')],
      asks: { hours: orderFields.hours, words: note },
      needs: [hoursSaid],
      does: [settleHours, deed.noteDown],
      to: 'done',
      track: text('服务时长已确认', 'The hours are confirmed'),
    },
  },
};

/** The stages of an order of any kind. */
export function orderStages(words: OrderWords): Readonly<Record<OrderStage, Stage<OrderStage> | EndStage>> {
  const { screens = {}, labels } = words;
  return {
    asked: {
      label: text('待审核', 'To be looked at'),
      phase: 'raised',
      within: within('accept', workingDays(1), house('order-screen-1d')),
      turn: [who.may('cases.accept')],
      plain: text('社区正在看', 'The community is looking at it'),
      actions: { publish: publish(screens, labels.publish), decline },
    },
    published: {
      label: text('待接单', 'Offered'),
      phase: 'accepted',
      within: within('dispatch', workingDays(3), house('order-pool-3d')),
      turn: [who.enlisted],
      plain: text('正在找人接单', 'Somebody is being found'),
      lapse: 'not-taken',
      actions: {
        take: {
          label: labels.take,
          by: [who.enlisted],
          needs: [guard.fewerThan(1, 'taker'), isWilling, insuredIfRisky],
          does: [deed.putOnList('taker'), keepTaker],
          to: 'taken',
          isMain: true,
          tells: [tell('reporter', 'case.taken'), tell('dispatcher', 'case.signed', 'digest')],
          track: text('有人接单了', 'Somebody has taken it'),
        },
        'take-out': {
          label: text('撤下，另作安排', 'Take it out of the pool'),
          by: [who.may('cases.dispatch')],
          asks: { words: optional(note) },
          does: [deed.noteDown],
          to: 'untaken',
        },
        'not-taken': {
          label: text('到期无人接单', 'Nobody took it in time'),
          by: [who.system],
          to: 'untaken',
          tells: [tell('dispatcher', 'case.late')],
        },
      },
    },
    untaken: {
      label: text('无人接单', 'Nobody took it'),
      phase: 'accepted',
      within: within('close', workingDays(2), house('order-arrange-2d')),
      turn: [who.may('cases.dispatch')],
      plain: text('社区正在另作安排', 'The community is arranging it'),
      actions: {
        publish: publish(screens, text('改一改，再发布', 'Publish it again')),
        'take-on': {
          label: text('社区自己办', 'The community does it'),
          by: [who.may('cases.handle')],
          needs: [insuredIfRisky],
          does: [deed.putOnList('taker'), keepTaker],
          to: 'taken',
          tells: [tell('reporter', 'case.taken')],
          track: text('社区来办', 'The community does it itself'),
        },
        decline,
      },
    },
    taken: takenStage(words),
    confirming,
    hours: hoursStage,
    done: { label: labels.end, phase: 'closed', outcome: 'solved', plain: text('已完成', 'Done') },
    refused: {
      label: text('未能安排', 'Not arranged'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('没能安排', 'It could not be arranged'),
    },
  };
}

/** The person's bar of an order. */
export const orderTrack = [
  { label: text('已提出', 'Asked'), stages: ['asked'] },
  { label: text('找人接单', 'Being offered'), stages: ['published', 'untaken'] },
  { label: text('已接单', 'Taken'), stages: ['taken'] },
  { label: text('请确认', 'To confirm'), stages: ['confirming', 'hours'] },
  { label: text('已结束', 'Ended'), stages: ['done', 'refused'] },
] as const;
