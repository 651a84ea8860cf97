import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { branch, defineCaseType, type Turn, tell, within, workingDays, workingHours } from '../case/define.ts';
import { field, optional, replyToAll } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { choice, isContent } from '../case/read-input.ts';
import { childrenClosed } from '../case/relation-guards.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';

// Open311 lets a description run to 4,000 characters, and what has no field of its own stands below it.
const words = field.text(text('情况说明', 'What is the matter'), 5000);
const note = field.text(text('说明', 'Words'), 2000);
const photos = optional(field.photos(text('照片', 'Photos')));
const voice = optional(field.voice(text('语音', 'Voice')));
const rating = {
  isSolved: field.flag(text('问题解决了吗', 'Is it solved')),
  score: field.score(text('满意程度', 'How satisfied')),
  words: optional(note),
};
const claimed = field.choice(text('办理结果', 'Result'), {
  solved: text('实际解决', 'Solved'),
  explained: text('解释说明', 'Explained'),
  unsolved: text('未解决', 'Not solved'),
});

/** After the person has spoken: content ends it, otherwise once more, and a second time the desk closes it with what was said. */
function afterRating(turn: Turn): 'closed' | 'handling' | 'closing' {
  if (isContent(turn)) return 'closed';
  return turn.case.tallies.redos === 0 ? 'handling' : 'closing';
}

/** A call that reached the person counts as their rating; the third that did not leaves the close to the desk. */
function afterCall(turn: Turn): 'closed' | 'handling' | 'closing' | 'callback' {
  const result = choice(turn, 'result');
  if (result === 'reached') return afterRating(turn);
  if (result === 'refused') return 'closing';
  return turn.case.tallies.attempts >= 2 ? 'closing' : 'callback';
}

/** A matter seen or asked for in the neighbourhood, from the first word to closed. */
export const event = defineCaseType({
  code: 'event',
  version: 1,
  title: text('事件', 'Event'),
  asker: 'reporter',
  titleField: 'words',
  fields: { words, photos, voice, isDangerous: optional(field.flag(text('有人身危险', 'Somebody is in danger'))) },
  promise: within('promise', workingDays(15), house('promise-15d')),
  begins: {
    report: {
      label: text('上报', 'Report'),
      by: [who.anyone],
      asks: {
        words: optional(words),
        photos,
        voice,
        isDangerous: optional(field.flag(text('有人身危险', 'Somebody is in danger'))),
      },
      needs: [guard.wordsOrVoice],
      to: 'raised',
      tells: [tell('dispatcher', 'case.received'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到', 'Received'),
    },
    settle: {
      label: text('即办即结', 'Settled on the spot'),
      by: [who.may('cases.settle')],
      asks: { words: optional(words), photos, voice },
      needs: [guard.wordsOrVoice, guard.photoAsRuled],
      to: 'settled',
      isOnTheSpot: true,
      track: text('当场办好', 'Settled on the spot'),
    },
  },
  stages: {
    raised: {
      label: text('待受理', 'To accept'),
      phase: 'raised',
      within: within('accept', workingHours(4), house('accept-4h')),
      turn: [who.may('cases.accept')],
      plain: text('等待受理', 'Waiting to be accepted'),
      actions: {
        accept: {
          label: text('受理', 'Accept'),
          by: [who.may('cases.accept')],
          asks: {
            categoryId: optional(field.category(text('类别', 'Category'))),
            urgency: optional(
              field.choice(text('紧急程度', 'Urgency'), {
                normal: text('一般', 'Normal'),
                urgent: text('紧急', 'Urgent'),
              }),
            ),
            words: optional(note),
          },
          does: [deed.recategorise, deed.setUrgency, deed.noteDown],
          to: 'accepted',
          isMain: true,
          tells: [tell('reporter', 'case.accepted', 'digest')],
          track: text('已受理', 'Accepted'),
        },
        decline: {
          label: text('不予受理', 'Decline'),
          by: [who.may('cases.accept')],
          asks: {
            reason: field.reason(text('理由', 'Reason'), 'decline'),
            reply: field.text(text('对居民说的话（去哪里办）', 'What the person is told, and where to go'), 2000),
          },
          does: [deed.giveReason, deed.replyToPerson],
          to: 'declined',
          tells: [tell('reporter', 'case.declined')],
          track: text('不属于受理范围', 'Not for us'),
        },
      },
    },
    accepted: {
      label: text('待派遣', 'To dispatch'),
      phase: 'accepted',
      within: within('dispatch', workingHours(4), house('dispatch-4h')),
      turn: [who.may('cases.dispatch')],
      plain: text('正在安排单位', 'Finding the unit'),
      actions: {
        dispatch: {
          label: text('派遣', 'Dispatch'),
          by: [who.may('cases.dispatch')],
          asks: {
            leadOrganisationId: field.organisation(text('主办单位', 'Lead unit')),
            helperOrganisationIds: optional(field.organisations(text('协办单位', 'Helping units'))),
            words: optional(note),
          },
          does: [deed.assignLead, deed.assignHelpers, deed.noteDown],
          to: 'dispatched',
          isMain: true,
          tells: [tell('lead', 'case.dispatched'), tell('helpers', 'case.dispatched')],
          track: text('已派给承办单位', 'Sent to the unit'),
        },
      },
    },
    dispatched: {
      label: text('待签收', 'To sign for'),
      phase: 'handling',
      within: within('sign', workingHours(4), house('sign-4h')),
      turn: [who.leadUnit],
      plain: text('等待单位签收', 'Waiting for the unit to sign'),
      actions: {
        sign: {
          label: text('签收', 'Sign for it'),
          by: [who.leadUnit],
          does: [deed.signLead],
          to: branch(['contacting', 'handling'], ({ case: state }) =>
            guard.isToBeCalled(state) ? 'contacting' : 'handling',
          ),
          isMain: true,
          tells: [tell('reporter', 'case.signed', 'digest')],
          track: text('承办单位已签收', 'The unit has signed for it'),
        },
      },
    },
    contacting: {
      label: text('待联系', 'To contact'),
      phase: 'handling',
      within: within('contact', workingDays(1), house('contact-1d')),
      turn: [who.leadUnit],
      plain: text('承办单位将先联系您', 'The unit will call you first'),
      actions: {
        contact: {
          label: text('先行联系', 'Contact the person'),
          by: [who.leadUnit],
          asks: {
            result: field.choice(text('结果', 'Result'), {
              reached: text('已联系上', 'Reached'),
              'no-answer': text('未接通', 'No answer'),
            }),
            words: optional(note),
          },
          does: [deed.recordContact],
          to: branch(['handling', 'contacting'], (turn) =>
            choice(turn, 'result') === 'reached' || turn.case.tallies.contactAttempts >= 2 ? 'handling' : 'contacting',
          ),
          isMain: true,
          track: text('承办单位已与您联系', 'The unit has contacted you'),
        },
      },
    },
    handling: {
      label: text('处置中', 'Handling'),
      phase: 'handling',
      within: within('handle', workingDays(5), house('handle-5d')),
      turn: [who.leadUnit],
      plain: text('正在办理', 'Being handled'),
      actions: {
        done: {
          label: text('提交核查', 'Hand in for checking'),
          by: [who.leadUnit],
          asks: {
            outcome: claimed,
            words: field.text(text('办理情况', 'What was done'), 2000),
            reply: optional(field.text(text('给居民的答复', 'Reply to the person'), 2000)),
            replyToAll,
            photos,
            voice,
          },
          needs: [
            childrenClosed,
            guard.personContacted,
            guard.photoAsRuled,
            guard.replyWhereAsked,
            guard.noPending('return'),
          ],
          does: [deed.claimDone, deed.replyToPerson],
          to: 'checking',
          isMain: true,
          tells: [tell('checker', 'case.checking')],
          track: text('办理完毕，正在核查', 'Done, being checked'),
        },
      },
    },
    checking: {
      label: text('待核查', 'To check'),
      phase: 'checking',
      within: within('check', workingDays(2), house('check-2d')),
      turn: [who.checker],
      plain: text('正在核查', 'Being checked'),
      actions: {
        pass: {
          label: text('核查通过', 'Passes'),
          by: [who.checker],
          asks: { words: optional(note), photos },
          does: [deed.recordCheck(true)],
          to: branch(['callback', 'closed'], ({ case: state }) => (state.hasDemand ? 'callback' : 'closed')),
          isMain: true,
          tells: [tell('reporter', 'case.please-rate'), tell('caller', 'case.please-rate', 'digest')],
          track: text('核查通过，请您确认', 'Checked; please confirm'),
        },
        fail: {
          label: text('核查不通过', 'Does not pass'),
          by: [who.checker],
          asks: { reason: field.reason(text('原因', 'Reason'), 'unsolved'), words: optional(note), photos },
          does: [deed.recordCheck(false), deed.giveReason, deed.backToWork],
          to: 'handling',
          tells: [tell('lead', 'case.redo')],
          track: text('核查未通过，继续办理', 'Did not pass; work goes on'),
        },
      },
    },
    callback: {
      label: text('待回访', 'To call back'),
      phase: 'checking',
      within: within('call-back', workingDays(3), house('call-back-3d')),
      turn: [who.caller, who.reporter],
      plain: text('请您确认修好没有', 'Please confirm that it is solved'),
      actions: {
        confirm: {
          label: text('确认并评价', 'Confirm and rate'),
          cover: 'rate',
          by: [who.reporter],
          asks: rating,
          needs: [guard.notHotline],
          does: [deed.recordRating('link'), redoIfDiscontent],
          to: branch(['closed', 'handling', 'closing'], afterRating),
          tells: [tell('lead', 'case.closed', 'digest')],
          track: text('您已评价', 'You rated it'),
        },
        'call-back': {
          label: text('回访', 'Call back'),
          by: [who.caller],
          asks: {
            result: field.choice(text('结果', 'Result'), {
              reached: text('已接通', 'Reached'),
              'no-answer': text('未接通', 'No answer'),
              refused: text('拒访', 'Refused to talk'),
            }),
            isSolved: optional(rating.isSolved),
            score: optional(rating.score),
            words: optional(note),
          },
          needs: [guard.notHotline, guard.atAnotherHour, guard.ratingIfReached],
          does: [deed.recordCall, ratingIfGiven, redoIfDiscontentCall],
          to: branch(['closed', 'handling', 'closing', 'callback'], afterCall),
          isMain: true,
          tells: [tell('lead', 'case.closed', 'digest')],
          track: text('已电话回访', 'We called you'),
        },
        'hotline-result': {
          label: text('记录 12345 回访结果', 'Enter the result of 12345'),
          by: [who.caller, who.integration],
          asks: { isSolved: rating.isSolved, score: rating.score, words: optional(note) },
          needs: [guard.isHotline],
          does: [deed.recordRating('hotline'), redoIfDiscontent],
          to: branch(['closed', 'handling', 'closing'], afterRating),
          track: text('12345 已回访', '12345 called you'),
        },
      },
    },
    closing: {
      label: text('待结案', 'To close'),
      phase: 'checking',
      within: within('close', workingDays(1), house('close-1d')),
      turn: [who.may('cases.close')],
      plain: text('正在结案', 'Being closed'),
      actions: {
        close: {
          label: text('结案', 'Close'),
          by: [who.secondHand('cases.close')],
          asks: {
            outcome: claimed,
            words: note,
            reply: optional(field.text(text('给居民的话', 'To the person'), 2000)),
            replyToAll,
          },
          does: [deed.noteDown, deed.replyToPerson],
          to: 'closed',
          isMain: true,
          tells: [tell('reporter', 'case.closed', 'digest')],
          track: text('已结案', 'Closed'),
        },
      },
    },
    closed: {
      label: text('已结案', 'Closed'),
      phase: 'closed',
      outcome: 'as-claimed',
      plain: text('已办结', 'Closed'),
    },
    settled: {
      label: text('即办即结', 'Settled on the spot'),
      phase: 'closed',
      outcome: 'solved',
      plain: text('当场办好', 'Settled on the spot'),
    },
    declined: {
      label: text('不予受理', 'Declined'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('不属于受理范围', 'Not for us'),
    },
  },
  leads: {
    'to-mediation': {
      label: text('转人民调解', 'To mediation'),
      type: 'mediation',
      begin: 'apply',
      by: [who.may('cases.accept'), who.may('cases.settle'), who.leadUnit],
      during: ['raised', 'accepted', 'handling', 'checking', 'closed'],
      fills: { words: 'words' },
    },
    'to-hazard': {
      label: text('登记为隐患', 'Register it as a hazard'),
      type: 'hazard',
      begin: 'find',
      by: [who.may('cases.accept'), who.may('cases.settle')],
      during: ['raised', 'accepted', 'handling', 'checking', 'closed'],
      fills: { words: 'words', photos: 'photos' },
    },
  },
  unit: { sent: 'dispatched', working: 'handling' },
  child: { begin: 'report', way: ['accept', 'dispatch'] },
  track: [
    { label: text('已上报', 'Reported'), stages: ['raised'] },
    { label: text('已受理', 'Accepted'), stages: ['accepted', 'dispatched'] },
    { label: text('办理中', 'Being handled'), stages: ['contacting', 'handling', 'checking'] },
    { label: text('等您评价', 'Please rate'), stages: ['callback', 'closing'] },
    { label: text('已办结', 'Closed'), stages: ['closed', 'settled', 'declined'] },
  ],
});

/** Not content the first time: the lead's assignment is live again, and the redo is counted. */
function redoIfDiscontent(turn: Turn) {
  return isContent(turn) || turn.case.tallies.redos > 0
    ? []
    : [...deed.backToWork(turn), { kind: 'tallied', what: 'redos' } as const];
}

function redoIfDiscontentCall(turn: Turn) {
  return choice(turn, 'result') === 'reached' ? redoIfDiscontent(turn) : [];
}

function ratingIfGiven(turn: Turn) {
  return choice(turn, 'result') === 'reached' ? deed.recordRating('call')(turn) : [];
}
