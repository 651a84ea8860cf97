import { house, law } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { atMost, type Deed, defineCaseType, tell, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { issuePaper } from '../case/prints.ts';
import { words } from '../case/read-input.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';
import { applicationPapers } from './application-papers.ts';
import { consent, hasConsent } from './on-behalf.ts';

const note = field.text(text('说明', 'Words'), 2000);
const materials = optional(field.files(text('材料（已有的不用交）', 'Materials (not what is on record)')));
const asks = {
  words: optional(field.text(text('要说明的情况', 'Anything to explain'), 1000)),
  materials,
};
const missing = field.text(text('需要补正的全部内容（只能告知一次）', 'Everything that is missing (told once)'), 1000);
const refusal = field.text(text('理由和去哪里办', 'Why, and where to go'), 1000);
const finding = field.text(text('核实情况和审核意见', 'What was verified, and the opinion'), 1000);
const result = field.text(text('办理结果', 'What was decided'), 1000);
const validUntil = optional(field.day(text('有效期至', 'Valid until')));
const legalWays = field.text(text('不服怎么办（找谁、多长时间内）', 'Where to object, and by when'), 300);

/** What is written for the person is said to them, too. */
const tellPerson =
  (key: string): Deed =>
  (turn) => [{ kind: 'replied', personal: { words: words(turn, key) } }];

/** 不跑腿审批: an item of the catalogue applied for, reviewed by one and decided by another; what is missing is told once, all at once. */
export const application = defineCaseType({
  code: 'application',
  version: 1,
  title: text('事项申请', 'Application'),
  asker: 'applicant',
  titleField: 'words',
  fields: {
    ...asks,
    ...consent,
    missing,
    refusal,
    finding,
    result,
    validUntil,
    legalWays,
    isOnBehalf: field.flag(text('由工作人员代为申请', 'Applied for by staff')),
  },
  // The whole of it takes no longer than the law gives for a decision; an item of the catalogue promises less.
  promise: atMost('promise', workingDays(20), law('行政许可法', '42')),
  begins: {
    apply: {
      label: text('申请', 'Apply'),
      by: [who.anyone],
      asks,
      to: 'applied',
      needs: [guard.isOfCategory],
      tells: [tell('dispatcher', 'case.received'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到申请', 'Application received'),
    },
    'on-behalf': {
      label: text('代为申请', 'Apply for somebody'),
      by: [who.may('cases.raise')],
      asks: { ...asks, ...consent },
      to: 'applied',
      needs: [guard.isOfCategory, hasConsent],
      does: [deed.setFlag('isOnBehalf')],
      tells: [tell('dispatcher', 'case.received'), tell('reporter', 'case.received')],
      track: text('工作人员已代您申请', 'Applied for on your behalf'),
    },
  },
  stages: {
    applied: {
      label: text('待受理', 'To be accepted'),
      phase: 'raised',
      within: atMost('accept', workingDays(5), law('行政许可法', '32')),
      turn: [who.may('cases.accept')],
      plain: text('正在看材料', 'The materials are being looked at'),
      actions: {
        accept: {
          label: text('受理', 'Accept'),
          by: [who.may('cases.accept')],
          does: [issuePaper('acceptance')],
          to: 'reviewing',
          isMain: true,
          tells: [tell('reporter', 'case.accepted', 'digest')],
          track: text('已受理', 'Accepted'),
        },
        supplement: {
          label: text('一次性告知补正', 'Ask for what is missing, once'),
          by: [who.may('cases.accept')],
          asks: { reason: field.reason(text('主要缺什么', 'What is missing, mainly'), 'supplement'), missing },
          needs: [guard.notSupplementedBefore],
          does: [
            deed.giveReason,
            tellPerson('missing'),
            deed.keep('missing'),
            deed.markSupplemented,
            issuePaper('supplement'),
          ],
          to: 'supplementing',
          tells: [tell('reporter', 'case.supplement-asked')],
          track: text('请一次补齐材料', 'Please supply what is missing'),
        },
        decline: {
          label: text('不予受理', 'Decline'),
          by: [who.may('cases.accept')],
          asks: { reason: field.reason(text('理由', 'Reason'), 'decline'), refusal },
          does: [deed.giveReason, tellPerson('refusal'), deed.keep('refusal'), issuePaper('declined')],
          to: 'declined',
          tells: [tell('reporter', 'case.declined')],
          track: text('不在这里办理', 'Not handled here'),
        },
      },
    },
    supplementing: {
      label: text('待补正', 'To be supplied'),
      phase: 'accepted',
      within: within('handle', workingDays(10), house('supplement-10d')),
      turn: [who.reporter],
      plain: text('请您补齐材料', 'Please supply what is missing'),
      actions: {
        supply: {
          label: text('补齐材料', 'Supply'),
          by: [who.reporter, who.may('cases.accept')],
          asks: { materials, words: optional(note) },
          needs: [guard.wordsOrFiles],
          does: [deed.keep('materials'), deed.noteDown],
          to: 'applied',
          isMain: true,
          tells: [tell('dispatcher', 'case.supplemented')],
          track: text('已补齐材料', 'Supplied'),
        },
        lapse: {
          label: text('逾期未补正，终止', 'End: nothing was supplied in time'),
          by: [who.may('cases.accept')],
          asks: { words: note },
          needs: [guard.isOverdue],
          does: [deed.noteDown],
          to: 'lapsed',
          tells: [tell('reporter', 'case.closed')],
          track: text('没有补齐材料，已终止；可以随时重新申请', 'Ended; you may apply again at any time'),
        },
      },
    },
    reviewing: {
      label: text('审核中', 'Under review'),
      phase: 'handling',
      within: within('check', workingDays(10), house('application-review-10d')),
      turn: [who.may('cases.accept')],
      plain: text('正在审核', 'Being reviewed'),
      actions: {
        review: {
          label: text('提交审核意见', 'Hand in the review'),
          by: [who.may('cases.accept')],
          asks: { finding },
          does: [deed.claimReviewed, deed.keep('finding')],
          to: 'deciding',
          isMain: true,
          track: text('已审核，等待决定', 'Reviewed, to be decided'),
        },
      },
    },
    deciding: {
      label: text('待决定', 'To be decided'),
      phase: 'checking',
      within: within('close', workingDays(3), house('application-decide-3d')),
      turn: [who.secondHand('cases.close')],
      plain: text('等待决定', 'To be decided'),
      actions: {
        issue: {
          label: text('同意并出具结果', 'Grant and issue'),
          by: [who.secondHand('cases.close')],
          asks: { result, validUntil },
          does: [deed.keep('result', 'validUntil'), deed.recordCheck(true), tellPerson('result'), issuePaper('result')],
          to: 'issued',
          isMain: true,
          tells: [tell('reporter', 'case.issued')],
          track: text('已办好，可下载带编号的结果', 'Done; the numbered result may be printed'),
        },
        'not-grant': {
          label: text('不予同意', 'Do not grant'),
          by: [who.secondHand('cases.close')],
          asks: { reason: field.reason(text('理由', 'Reason'), 'decline'), refusal, legalWays },
          does: [
            deed.giveReason,
            tellPerson('refusal'),
            deed.keep('refusal', 'legalWays'),
            deed.recordCheck(true),
            issuePaper('refusal'),
          ],
          to: 'refused',
          tells: [tell('reporter', 'case.declined')],
          track: text('没有批准，理由和救济途径见文书', 'Not granted; the paper says why and where to object'),
        },
        back: {
          label: text('退回审核', 'Back to review'),
          by: [who.secondHand('cases.close')],
          asks: { words: note },
          does: [deed.recordCheck(false), deed.noteDown],
          to: 'reviewing',
          track: text('退回审核', 'Back to review'),
        },
      },
    },
    issued: { label: text('已办结', 'Issued'), phase: 'closed', outcome: 'issued', plain: text('已办好', 'Done') },
    refused: {
      label: text('不予同意', 'Not granted'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('没有批准', 'Not granted'),
    },
    declined: {
      label: text('不予受理', 'Declined'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('不在这里办理', 'Not handled here'),
    },
    lapsed: {
      label: text('逾期未补正', 'Lapsed'),
      phase: 'closed',
      outcome: 'withdrawn',
      plain: text('没有补齐材料，已终止', 'Ended: not supplied in time'),
    },
  },
  prints: applicationPapers,
  track: [
    { label: text('已申请', 'Applied'), stages: ['applied', 'supplementing'] },
    { label: text('审核', 'Review'), stages: ['reviewing'] },
    { label: text('决定', 'Decision'), stages: ['deciding'] },
    { label: text('办结', 'Done'), stages: ['issued', 'refused', 'declined', 'lapsed'] },
  ],
});
