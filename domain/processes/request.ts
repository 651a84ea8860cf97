import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { defineCaseType, tell, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { issuePaper } from '../case/prints.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';

const note = field.text(text('说明', 'Words'), 2000);
const materials = optional(field.files(text('材料', 'Materials')));
const kind = field.choice(text('证明种类', 'Kind of proof'), {
  residence: text('居住情况（用于办理居住登记以外的社区事务）', 'That I live here (for community affairs)'),
  'house-use': text('住所（经营场所）无异议', 'No objection to business use of a home'),
  hardship: text('家庭困难情况（用于社会救助申请）', 'Hardship of the family (for assistance)'),
  participation: text('参加社区志愿服务', 'Volunteer service in the community'),
});

const finding = field.text(text('核实情况', 'How it was verified'), 1000);
const proofNumber = optional(field.text(text('用印登记号', 'Number in the register of seals'), 40));

/** A stamped proof asked for and issued: only from the allowed list, reviewed by one, sealed by another. */
export const request = defineCaseType({
  code: 'request',
  version: 2,
  title: text('证明申请', 'Request for a proof'),
  asker: 'applicant',
  titleField: 'purpose',
  fields: {
    kind,
    purpose: field.text(text('用途', 'What it is for'), 200),
    recipient: optional(field.text(text('交给哪个单位', 'Which office it is for'), 100)),
    materials,
    finding,
    proofNumber,
  },
  promise: within('promise', workingDays(5), house('proof-2d')),
  begins: {
    apply: {
      label: text('申请', 'Apply'),
      by: [who.anyone],
      asks: {
        kind,
        purpose: field.text(text('用途', 'What it is for'), 200),
        recipient: optional(field.text(text('交给哪个单位', 'Which office it is for'), 100)),
        materials,
      },
      to: 'applied',
      tells: [tell('dispatcher', 'case.received'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到申请', 'Application received'),
    },
  },
  stages: {
    applied: {
      label: text('待审核', 'To review'),
      phase: 'raised',
      within: within('accept', workingDays(2), house('proof-2d')),
      turn: [who.may('cases.accept')],
      plain: text('正在审核', 'Being reviewed'),
      actions: {
        approve: {
          label: text('审核通过', 'Approve'),
          by: [who.may('cases.accept')],
          asks: { finding },
          does: [deed.claimReviewed, deed.keep('finding')],
          to: 'sealing',
          isMain: true,
          tells: [tell('reporter', 'case.accepted', 'digest')],
          track: text('审核通过，等待用印', 'Approved, waiting for the seal'),
        },
        supplement: {
          label: text('一次性告知补正', 'Ask for what is missing, once'),
          by: [who.may('cases.accept')],
          asks: {
            reason: field.reason(text('缺什么', 'What is missing'), 'supplement'),
            reply: field.text(text('对申请人说的话', 'To the applicant'), 1000),
          },
          needs: [guard.notSupplementedBefore],
          does: [deed.giveReason, deed.replyToPerson, deed.markSupplemented],
          to: 'supplementing',
          tells: [tell('reporter', 'case.supplement-asked')],
          track: text('请补充材料', 'Please supply what is missing'),
        },
        refuse: {
          label: text('不予出具', 'Refuse'),
          by: [who.may('cases.accept')],
          asks: {
            reason: field.reason(text('理由', 'Reason'), 'decline'),
            reply: field.text(text('对申请人说的话（去哪里办）', 'What the applicant is told, and where to go'), 1000),
          },
          does: [deed.giveReason, deed.replyToPerson],
          to: 'refused',
          tells: [tell('reporter', 'case.declined')],
          track: text('社区不出具这种证明', 'Not issued by the community'),
        },
      },
    },
    supplementing: {
      label: text('待补正', 'To be supplied'),
      phase: 'accepted',
      within: within('handle', workingDays(10), house('supplement-10d')),
      turn: [who.reporter],
      plain: text('请您补充材料', 'Please supply what is missing'),
      actions: {
        supply: {
          label: text('补充材料', 'Supply'),
          cover: 'answer',
          by: [who.reporter, who.may('cases.accept')],
          asks: { materials, words: optional(note) },
          needs: [guard.wordsOrFiles],
          does: [deed.keep('materials'), deed.noteDown],
          to: 'applied',
          isMain: true,
          tells: [tell('dispatcher', 'case.supplemented')],
          track: text('已补充材料', 'Supplied'),
        },
      },
    },
    sealing: {
      label: text('待用印', 'To be sealed'),
      phase: 'checking',
      within: within('close', workingDays(1), house('seal-1d')),
      turn: [who.secondHand('cases.close')],
      plain: text('等待用印', 'Waiting for the seal'),
      actions: {
        issue: {
          label: text('用印出具', 'Seal and issue'),
          by: [who.secondHand('cases.close')],
          asks: { proofNumber, words: optional(note) },
          does: [deed.keep('proofNumber'), deed.recordCheck(true), issuePaper('proof')],
          to: 'issued',
          isMain: true,
          tells: [tell('reporter', 'case.issued')],
          track: text('已出具，可打印带编号的证明', 'Issued; the numbered proof may be printed'),
        },
        back: {
          label: text('退回审核', 'Back to review'),
          by: [who.secondHand('cases.close')],
          asks: { words: note },
          does: [deed.recordCheck(false), deed.noteDown],
          to: 'applied',
          track: text('退回审核', 'Back to review'),
        },
      },
    },
    issued: { label: text('已出具', 'Issued'), phase: 'closed', outcome: 'issued', plain: text('已出具', 'Issued') },
    refused: {
      label: text('不予出具', 'Refused'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('社区不出具', 'Not issued'),
    },
  },
  prints: {
    proof: {
      title: text('证明', 'Proof'),
      at: ['issued'],
      body: [
        text('申请人：{name}', 'Applicant: {name}'),
        text('申请事项：{kind}', 'What is proved: {kind}'),
        text('用途：{purpose}', 'Purpose: {purpose}'),
        text('接收单位：{recipient}', 'For: {recipient}'),
        text('经核实：{finding}', 'Verified: {finding}'),
        text('特此证明。', 'This is hereby certified.'),
      ],
      signs: [text('（盖章）', '(Seal)')],
      isForPerson: true,
      isIssued: true,
    },
  },
  track: [
    { label: text('已申请', 'Applied'), stages: ['applied', 'supplementing'] },
    { label: text('已审核', 'Reviewed'), stages: ['sealing'] },
    { label: text('已出具', 'Issued'), stages: ['issued', 'refused'] },
  ],
});
