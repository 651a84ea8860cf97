import { ownKey } from '../own-key.ts';
import { text } from '../text.ts';
import * as deed from './deeds.ts';
import { type Action, branch, type CaseType, type EndStage, type LoopAction, tell } from './define.ts';
import { field, optional, replyToAll } from './fields.ts';
import * as guard from './guards.ts';
import { inquiryActions } from './inquiries.ts';
import { lowRatingActions } from './low-ratings.ts';
import { outsideActions } from './outside.ts';
import { printActions } from './prints.ts';
import { choice } from './read-input.ts';
import { mainIsDone } from './relation-guards.ts';
import { relationActions } from './relations.ts';
import { sealedActions } from './sealed-actions.ts';
import type { Phase } from './state.ts';
import { termActions } from './terms.ts';
import { who } from './who.ts';

/** How the loop's own ends read, in every type. */
export const loopEnds: Readonly<Record<'withdrawn' | 'merged', EndStage>> = {
  withdrawn: {
    label: text('已撤回', 'Withdrawn'),
    phase: 'closed',
    outcome: 'withdrawn',
    plain: text('您已撤回', 'You withdrew it'),
  },
  merged: {
    label: text('已并案', 'Merged'),
    phase: 'closed',
    outcome: 'merged',
    plain: text('已与同一件事合并办理', 'Joined with the same matter'),
  },
};

const note = field.text(text('说明', 'Words'), 2000);
const decision = field.choice(text('决定', 'Decision'), {
  granted: text('同意', 'Grant'),
  refused: text('不同意', 'Refuse'),
});
const unit = field.organisation(text('接手单位', 'Unit that takes over'));
const open: readonly Phase[] = ['raised', 'accepted', 'handling', 'checking'];

/** The loop every process gets, declared once; the stage `:sent` and `:working` are the type's own (CaseType.unit). */
export const loop: Readonly<Record<string, LoopAction>> = {
  ...relationActions,
  ...inquiryActions,
  ...outsideActions,
  ...printActions,
  ...sealedActions,
  ...termActions,
  ...lowRatingActions,
  note: {
    during: ['raised', 'accepted', 'handling', 'checking', 'closed'],
    action: {
      label: text('内部备注', 'Internal note'),
      by: [who.may('cases.raise'), who.may('cases.check'), who.leadUnit, who.helperUnit, who.listed()],
      asks: {
        words: optional(note),
        photos: optional(field.photos(text('照片', 'Photos'))),
        voice: optional(field.voice(text('语音', 'Voice'))),
      },
      needs: [guard.wordsOrVoice],
      does: [deed.noteDown],
    },
  },
  reply: {
    during: ['accepted', 'handling', 'checking'],
    action: {
      label: text('答复居民', 'Reply to the person'),
      by: [who.may('cases.dispatch'), who.leadUnit, who.listed()],
      asks: { reply: field.text(text('给居民的话', 'To the person'), 2000), replyToAll },
      does: [deed.replyToPerson],
      tells: [tell('reporter', 'case.replied')],
      track: text('收到答复', 'You have a reply'),
    },
  },
  claim: {
    during: ['handling'],
    needsUnit: true,
    action: { label: text('由我办理', 'I will handle it'), by: [who.leadUnit], does: [deed.claimHandling] },
  },
  'add-helpers': {
    during: ['handling'],
    needsUnit: true,
    action: {
      label: text('加派', 'Add helpers'),
      by: [who.may('cases.dispatch'), who.leadUnit],
      asks: { helperOrganisationIds: field.organisations(text('协办单位', 'Helping units')), words: optional(note) },
      needs: [guard.helpersAreNew],
      does: [deed.assignHelpers, deed.noteDown],
      tells: [tell('helpers', 'case.dispatched')],
    },
  },
  'sign-help': {
    during: ['handling'],
    needsUnit: true,
    action: { label: text('协办签收', 'Sign as helper'), by: [who.helperUnit], does: [deed.signHelp] },
  },
  'finish-help': {
    during: ['handling'],
    needsUnit: true,
    action: {
      label: text('协办完成', 'Help done'),
      by: [who.helperUnit],
      asks: { words: note },
      does: [deed.finishHelp, deed.noteDown],
      tells: [tell('handler', 'case.replied')],
    },
  },
  transfer: {
    during: ['handling'],
    needsUnit: true,
    action: {
      label: text('转派', 'Transfer'),
      by: [who.may('cases.dispatch')],
      asks: {
        leadOrganisationId: unit,
        reason: field.reason(text('原因', 'Reason'), 'transfer'),
        words: optional(note),
      },
      needs: [guard.isOtherUnit, guard.noPending('return')],
      does: [deed.assignLead, deed.giveReason],
      to: ':sent',
      tells: [tell('lead', 'case.dispatched')],
    },
  },
  'request-return': {
    during: ['handling'],
    needsUnit: true,
    action: {
      label: text('申请退单', 'Ask to return'),
      by: [who.leadUnit],
      asks: {
        reason: field.reason(text('退单理由', 'Reason'), 'return'),
        words: field.text(text('依据的条款或实际地点', 'The clause, or the true place'), 1000),
      },
      needs: [guard.noPending('return'), guard.mayStillReturn, guard.withinReturnLimit],
      does: [deed.ask('return'), deed.tally('returns')],
      tells: [tell('dispatcher', 'case.return-asked')],
    },
  },
  'decide-return': {
    during: ['handling'],
    needsUnit: true,
    action: {
      label: text('审核退单', 'Decide the return'),
      by: [who.may('cases.dispatch')],
      asks: { decision, leadOrganisationId: optional(unit), words: optional(note) },
      needs: [
        guard.isPending('return'),
        guard.isFirstReturn,
        guard.notOwnRequest('return'),
        guard.unitNamedIfGranted,
        guard.isOtherUnit,
      ],
      does: [deed.decideOn('return'), deed.passOnIfGranted],
      to: branch([':sent', ':same'], (turn) => (choice(turn, 'decision') === 'granted' ? ':sent' : ':same')),
      tells: [tell('lead', 'case.return-decided')],
    },
  },
  'arbitrate-return': {
    during: ['handling'],
    needsUnit: true,
    action: {
      label: text('裁定退单', 'Arbitrate the return'),
      by: [who.may('cases.arbitrate')],
      asks: { decision, leadOrganisationId: optional(unit), words: note },
      needs: [
        guard.isPending('return'),
        guard.isLaterReturn,
        guard.notOwnRequest('return'),
        guard.unitNamedIfGranted,
        guard.isOtherUnit,
      ],
      does: [deed.decideOn('return'), deed.passOnIfGranted],
      to: branch([':sent', ':same'], (turn) => (choice(turn, 'decision') === 'granted' ? ':sent' : ':same')),
      tells: [tell('lead', 'case.return-decided')],
    },
  },
  'request-extension': {
    during: ['handling'],
    needsUnit: true,
    action: {
      label: text('申请延期', 'Ask for more time'),
      by: [who.leadUnit],
      asks: {
        days: field.number(text('延长几个工作日', 'Working days'), 1, 30),
        reason: field.reason(text('原因', 'Reason'), 'extension'),
        words: optional(note),
      },
      needs: [guard.noPending('extension')],
      does: [deed.ask('extension')],
      tells: [tell('approver', 'case.approval-asked')],
    },
  },
  'decide-extension': {
    during: ['handling'],
    needsUnit: true,
    action: {
      label: text('批延期', 'Decide the extension'),
      by: [who.may('cases.approve')],
      asks: { decision, words: optional(note) },
      needs: [guard.isPending('extension'), guard.notOwnRequest('extension')],
      does: [deed.decideOn('extension'), deed.extendIfGranted],
      tells: [tell('lead', 'case.approval-decided'), tell('reporter', 'case.approval-decided', 'digest')],
      track: text('办理时间有调整', 'The time was changed'),
    },
  },
  'request-deferral': {
    during: ['handling'],
    needsUnit: true,
    action: {
      label: text('申请缓办', 'Ask to defer'),
      by: [who.leadUnit],
      asks: {
        until: field.day(text('哪天再看', 'When we look again')),
        reason: field.reason(text('原因', 'Reason'), 'deferral'),
        words: note,
      },
      needs: [guard.noPending('deferral'), guard.untilIsSane],
      does: [deed.ask('deferral')],
      tells: [tell('approver', 'case.approval-asked')],
    },
  },
  'decide-deferral': {
    during: ['handling'],
    needsUnit: true,
    action: {
      label: text('批缓办', 'Decide the deferral'),
      by: [who.may('cases.approve')],
      asks: { decision, words: optional(note) },
      needs: [guard.isPending('deferral'), guard.notOwnRequest('deferral')],
      does: [deed.decideOn('deferral'), deed.deferIfGranted],
      tells: [tell('lead', 'case.approval-decided'), tell('reporter', 'case.approval-decided', 'digest')],
      track: text('暂缓办理，到期再看', 'Deferred; we will look again'),
    },
  },
  remind: {
    during: open,
    action: {
      label: text('催办', 'Remind'),
      cover: 'track',
      by: [who.reporter, who.may('cases.dispatch'), who.may('cases.supervise')],
      asks: { words: optional(note) },
      needs: [guard.notRemindedLately],
      does: [deed.markReminded, deed.noteDown],
      tells: [tell('lead', 'case.reminded'), tell('dispatcher', 'case.reminded')],
      track: text('您催了一次', 'You reminded us'),
    },
  },
  supervise: {
    during: open,
    action: {
      label: text('督办', 'Supervise'),
      by: [who.may('cases.supervise')],
      asks: { reason: field.reason(text('原因', 'Reason'), 'supervise'), words: note },
      does: [deed.giveReason, deed.tally('supervisions')],
      tells: [tell('head', 'case.supervised'), tell('lead', 'case.supervised')],
    },
  },
  'raise-lateness': {
    during: open,
    action: {
      label: text('超时督办', 'Raise lateness'),
      by: [who.system],
      does: [deed.raiseLateness],
      tells: [tell('head', 'case.late')],
    },
  },
  'recount-clocks': {
    during: open,
    action: { label: text('重新计算时限', 'Count the limits again'), by: [who.system], does: [deed.recountClocks] },
  },
  regrid: {
    during: open,
    action: {
      label: text('随地点划入网格', 'Goes with its place to another grid'),
      by: [who.system],
      asks: { gridId: field.number(text('网格', 'Grid'), 1, Number.MAX_SAFE_INTEGER, { isWhole: true }) },
      does: [deed.goWithPlace],
    },
  },
  withdraw: {
    during: ['raised', 'accepted', 'handling', 'checking'],
    action: {
      label: text('撤回', 'Withdraw'),
      by: [who.reporter, who.secondHand('cases.call-back')],
      asks: { words: optional(note) },
      does: [deed.noteDown],
      to: 'withdrawn',
      tells: [tell('lead', 'case.closed')],
      track: text('已撤回', 'Withdrawn'),
    },
  },
  rate: {
    during: ['closed'],
    action: {
      label: text('评价', 'Rate'),
      cover: 'rate',
      by: [who.reporter],
      asks: {
        isSolved: field.flag(text('问题解决了吗', 'Is it solved')),
        score: field.score(text('满意程度', 'How satisfied')),
        words: optional(note),
      },
      needs: [guard.notHotline, guard.notYetRated, mainIsDone],
      does: [deed.recordRating('link')],
      track: text('您已评价', 'You rated it'),
    },
  },
  reopen: {
    during: ['closed'],
    needsUnit: true,
    action: {
      label: text('没修好，重办', 'Not solved: do it again'),
      cover: 'rate',
      by: [who.reporter],
      asks: { words: note },
      needs: [guard.notHotline, guard.mayReopen],
      does: [deed.reopenCase, deed.backToWork, deed.noteDown],
      to: ':working',
      tells: [tell('lead', 'case.redo'), tell('dispatcher', 'case.redo')],
      track: text('已重新办理', 'It is being done again'),
    },
  },
};

/** Whether the loop offers an action to cases of a type in a phase. */
export function loopOffers(type: CaseType, phase: Phase, name: string): Action | undefined {
  const found = ownKey(loop, name);
  if (!found?.during.includes(phase) || (found.needsUnit && !type.unit) || (found.needsChild && !type.child))
    return undefined;
  if (found.sealed !== undefined && (found.sealed === 'only') !== (type.sealed !== undefined)) return undefined;
  return found.action;
}
