import * as deed from '../case/deeds.ts';
import { branch, type Deed, type Guard, type Stage, type StageLimit, type Turn, tell } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { clockWords } from '../case/guards.ts';
import { barNamed, layHands, namesNotOneself } from '../case/hands.ts';
import { choice } from '../case/read-input.ts';
import { runningClock } from '../case/state.ts';
import { countUp } from '../case/sums.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';

const note = field.text(text('说明', 'Words'), 2000);
const files = optional(field.files(text('材料', 'Papers')));
const answer = field.text(
  text('拟给本人的答复（事实、依据、处理）', 'The answer to the person: facts, grounds, what is done'),
  4000,
);
const finding = field.text(text('查明的情况', 'What was found'), 4000);

export const complaintFields = {
  words: field.text(text('投诉什么、希望怎么处理', 'What the complaint is, and what you ask for'), 4000),
  files,
  complainedOf: optional(field.organisations(text('被投诉的单位', 'Units complained of'))),
  complainedStaff: optional(field.staffList(text('被投诉的工作人员', 'Staff complained of'), 5)),
  finding,
  answer,
  reviews: field.number(text('复查次数', 'Reviews'), 0, 9, { isWhole: true }),
};

interface Limits {
  readonly register: StageLimit;
  readonly finish: StageLimit;
  readonly sign: StageLimit;
  /** How long the person may ask for a review, and how long that takes. */
  readonly ask: StageLimit;
  readonly review: StageLimit;
  /** How often. */
  readonly reviews: number;
}

type Name = 'received' | 'looking' | 'signing' | 'answered' | 'reviewing' | 'closed' | 'declined';

const reviewsOf = (turn: Turn): number => Number(turn.case.fields['reviews'] ?? 0);

/** While the person may still ask for a review, it is not filed over their head. */
const reviewTermOver: Guard = ({ case: state, world }) => {
  const clock = runningClock(state, 'stage');
  return clock && clock.dueAt > world.now ? refuse('case.review-term', { until: clockWords(clock.dueAt) }) : null;
};
const reviewTermRuns: Guard = ({ case: state, world }) => {
  const clock = runningClock(state, 'stage');
  return clock && clock.dueAt <= world.now ? refuse('case.term-over', { until: clock.dueAt.slice(0, 10) }) : null;
};

/** What was drafted and signed off is what the person is told. */
const sendAnswer: Deed = ({ case: state }) => {
  const words = state.fields['answer'];
  return typeof words === 'string' && words !== '' ? [{ kind: 'replied', personal: { words } }] : [];
};

const takesOver: Deed = (turn) => [
  ...turn.case.members
    .filter(({ until, role }) => until === null && role === 'handler')
    .map(({ id }) => ({ kind: 'unlisted', id, until: turn.world.now }) as const),
  ...deed.putOnList('handler')(turn),
];

const freeHand = who.secondHand('cases.accept');
const handler = who.listed('handler');

/**
 * Taken in by somebody it is not about, looked into, the answer signed off by another, and reviewed by a third where the person asks. Whoever is
 * complained of takes no step in it, nor does their unit (domain/case/hands.ts).
 */
export function complaintStages(
  limits: Limits,
): Readonly<Record<'received' | 'looking' | 'signing' | 'answered' | 'reviewing', Stage<Name>>> {
  const mayReview: Guard = (turn) =>
    reviewsOf(turn) >= limits.reviews ? refuse('case.reviews-used-up') : reviewTermRuns(turn);
  return {
    received: {
      label: text('待登记', 'To be taken in'),
      phase: 'raised',
      within: limits.register,
      turn: [freeHand],
      plain: text('等待登记', 'Waiting to be taken in'),
      actions: {
        register: {
          label: text('登记并由我办理', 'Take it in, and look into it'),
          by: [freeHand],
          asks: {
            complainedOf: complaintFields.complainedOf,
            complainedStaff: complaintFields.complainedStaff,
            words: optional(note),
          },
          needs: [namesNotOneself('complainedStaff', 'complainedOf')],
          does: [
            deed.keep('complainedOf', 'complainedStaff'),
            barNamed('complainedStaff', 'complainedOf'),
            deed.putOnList('handler'),
            deed.noteDown,
          ],
          to: 'looking',
          isMain: true,
          tells: [tell('reporter', 'case.accepted')],
          track: text('已登记，由未经手的人办理', 'Taken in by somebody who had no hand in it'),
        },
        decline: {
          label: text('不予受理', 'Decline'),
          by: [freeHand],
          asks: {
            reason: field.reason(text('理由', 'Reason'), 'decline'),
            reply: field.text(text('对本人说的话（去哪里办）', 'What the person is told, and where to go'), 2000),
          },
          does: [deed.giveReason, deed.replyToPerson],
          to: 'declined',
          tells: [tell('reporter', 'case.declined')],
          track: text('不属于受理范围', 'Not for us'),
        },
      },
    },
    looking: {
      label: text('调查办理', 'Being looked into'),
      phase: 'handling',
      within: limits.finish,
      turn: [handler],
      plain: text('正在调查', 'Being looked into'),
      actions: {
        contact: {
          label: text('联系本人', 'Contact the person'),
          by: [handler],
          asks: {
            result: field.choice(text('结果', 'Result'), {
              reached: text('已联系上', 'Reached'),
              'no-answer': text('未接通', 'No answer'),
            }),
            words: optional(note),
          },
          does: [deed.recordContact],
          track: text('办理人联系了您', 'Whoever looks into it contacted you'),
        },
        inquire: {
          label: text('记录调查', 'Write down what was learned'),
          by: [handler],
          asks: { words: note, photos: files },
          does: [deed.noteDown],
        },
        'take-over': { label: text('由我接手', 'I take it over'), by: [freeHand], does: [takesOver] },
        draft: {
          label: text('提交答复审签', 'Hand in the answer'),
          by: [handler],
          asks: {
            outcome: field.choice(text('结论', 'Conclusion'), {
              solved: text('情况属实，已纠正', 'True, and put right'),
              explained: text('情况不属实或有政策依据，已说明', 'Not so, or by the rules: explained'),
              unsolved: text('情况属实，暂时无法纠正', 'True, and cannot be put right yet'),
            }),
            finding,
            answer,
          },
          does: [deed.keep('finding', 'answer'), deed.claimDone],
          to: 'signing',
          isMain: true,
          tells: [tell('approver', 'case.approval-asked')],
          track: text('已查清，答复待审签', 'Looked into; the answer is being signed off'),
        },
        // The loop's own would let whoever dispatches speak to the person; here whoever looks into it does.
        reply: {
          label: text('答复居民', 'Reply to the person'),
          by: [handler],
          asks: { reply: field.text(text('给居民的话', 'To the person'), 2000) },
          does: [deed.replyToPerson],
          tells: [tell('reporter', 'case.replied')],
          track: text('收到答复', 'You have a reply'),
        },
      },
    },
    signing: {
      label: text('待审签', 'To be signed off'),
      phase: 'checking',
      within: limits.sign,
      turn: [who.secondHand('cases.approve')],
      plain: text('答复正在审签', 'The answer is being signed off'),
      actions: {
        'sign-off': {
          label: text('审签并答复本人', 'Sign off and answer the person'),
          by: [who.secondHand('cases.approve')],
          asks: { words: optional(note) },
          does: [deed.recordCheck(true), layHands, sendAnswer],
          to: 'answered',
          isMain: true,
          tells: [tell('reporter', 'case.replied', 'now')],
          track: text('已答复您', 'You have the answer'),
        },
        back: {
          label: text('退回再查', 'Back: look further'),
          by: [who.secondHand('cases.approve')],
          asks: { words: note },
          does: [deed.recordCheck(false)],
          to: 'looking',
          tells: [tell('listed', 'case.redo')],
        },
      },
    },
    answered: {
      label: text('已答复，可申请复查', 'Answered; may be reviewed'),
      phase: 'checking',
      within: limits.ask,
      turn: [who.reporter, who.secondHand('cases.accept')],
      plain: text('已答复，您可以申请复查', 'Answered; you may ask for a review'),
      actions: {
        content: {
          label: text('认可答复', 'I accept the answer'),
          by: [who.reporter],
          asks: {
            isSolved: field.flag(text('问题解决了吗', 'Is it solved')),
            score: field.score(text('满意程度', 'How satisfied')),
            words: optional(note),
          },
          does: [deed.recordRating('link')],
          to: 'closed',
          isMain: true,
          track: text('您认可了答复', 'You accepted the answer'),
        },
        'ask-review': {
          label: text('申请复查', 'Ask for a review'),
          by: [who.reporter, who.may('cases.accept')],
          asks: { words: note, photos: files },
          needs: [mayReview],
          does: [deed.noteDown, countUp('reviews')],
          to: 'reviewing',
          tells: [tell('arbiter', 'case.approval-asked')],
          track: text('您申请了复查', 'You asked for a review'),
        },
        file: {
          label: text('期满归档', 'File it'),
          by: [who.secondHand('cases.accept'), who.listed('handler')],
          needs: [reviewTermOver],
          to: 'closed',
          tells: [tell('reporter', 'case.closed', 'digest')],
          track: text('期满未申请复查，已归档', 'Filed'),
        },
      },
    },
    reviewing: {
      label: text('复查中', 'Under review'),
      phase: 'checking',
      within: limits.review,
      turn: [who.secondHand('cases.arbitrate')],
      plain: text('上一级正在复查', 'Reviewed one level up'),
      actions: {
        review: {
          label: text('作出复查意见', 'Decide the review'),
          by: [who.secondHand('cases.arbitrate')],
          asks: {
            result: field.choice(text('复查意见', 'The review says'), {
              upheld: text('维持原答复', 'The answer stands'),
              changed: text('变更答复', 'Another answer'),
              again: text('退回重新办理', 'Look into it again'),
            }),
            reply: field.text(text('给本人的复查意见', 'What the person is told'), 4000),
          },
          does: [layHands, deed.replyToPerson],
          to: branch(['answered', 'closed', 'looking'], (turn) =>
            choice(turn, 'result') === 'again' ? 'looking' : reviewsOf(turn) < limits.reviews ? 'answered' : 'closed',
          ),
          isMain: true,
          tells: [tell('reporter', 'case.replied', 'now'), tell('listed', 'case.replied')],
          track: text('复查意见已作出', 'The review is decided'),
        },
      },
    },
  };
}

/** How a complaint ends. */
export const complaintEnds = {
  closed: { label: text('已办结', 'Closed'), phase: 'closed', outcome: 'as-claimed', plain: text('已办结', 'Closed') },
  declined: {
    label: text('不予受理', 'Declined'),
    phase: 'closed',
    outcome: 'declined',
    plain: text('不属于受理范围', 'Not for us'),
  },
} as const;

const usual = [
  text('编号：{number}', 'No.: {number}'),
  text('投诉（信访）人：{name}', 'From: {name}'),
  text('诉求：{words}', 'What is asked: {words}'),
];

/** The papers of a complaint: what was taken in, what was answered, what the review said. */
export const complaintPapers = {
  register: {
    title: text('投诉（信访）事项登记表', 'Register of complaints'),
    isForFile: true,
    at: ['looking', 'signing', 'answered', 'reviewing', 'closed'],
    body: [
      ...usual,
      text('被投诉单位：{complainedOf}', 'Units complained of: {complainedOf}'),
      text('登记：{steps_register}', 'Taken in: {steps_register}'),
    ],
    signs: [text('登记人', 'Taken in by')],
  },
  answer: {
    title: text('办理答复意见书', 'Answer'),
    at: ['answered', 'reviewing', 'closed'],
    body: [
      ...usual,
      text('查明的情况：{finding}', 'What was found: {finding}'),
      text('答复意见：{answer}', 'Answer: {answer}'),
      text(
        '不服本答复的，可以在规定期限内凭本编号申请复查。',
        'Whoever does not agree may ask for a review within the time set, by this number.',
      ),
    ],
    signs: [text('（盖章）', '(Seal)')],
    isForPerson: true,
  },
} as const;

/** The person's bar. */
export const complaintTrack = [
  { label: text('已提出', 'Raised'), stages: ['received'] },
  { label: text('调查办理', 'Looked into'), stages: ['looking', 'signing'] },
  { label: text('已答复', 'Answered'), stages: ['answered', 'reviewing'] },
  { label: text('已办结', 'Closed'), stages: ['closed', 'declined'] },
] as const;
