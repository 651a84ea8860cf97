import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { defineCaseType, type Guard, tell, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { number, userOf } from '../case/read-input.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { notAhead } from './follow-through.ts';

const note = field.text(text('说明', 'Words'), 1000);
const asks = {
  seal: field.choice(text('用哪枚印章', 'Which seal'), {
    committee: text('居民委员会印章', 'Residents’ committee'),
    party: text('党组织印章', 'Party organisation'),
    mediation: text('人民调解委员会印章', 'Mediation committee'),
    finance: text('财务专用章', 'Finance'),
    other: text('其他', 'Other'),
  }),
  paper: field.text(text('用印文件名称', 'The paper'), 200),
  purpose: field.text(text('用途、交给谁', 'What for, and for whom'), 500),
  copies: field.number(text('份数', 'Copies'), 1, 500, { isWhole: true }),
  files: optional(field.files(text('文件稿', 'The paper as drafted'))),
};

/** Whoever asks for the seal does not grant it. */
const notTheAsker: Guard = (turn) =>
  turn.case.raisedByUserId !== null && turn.case.raisedByUserId === userOf(turn) ? refuse('case.own-request') : null;

/** The seal is set on no more copies than were agreed. */
const noMoreThanAgreed: Guard = (turn) => {
  const most = Number(turn.case.fields['copies'] ?? 0);
  return (number(turn, 'sealedCopies') ?? 0) > most ? refuse('case.more-than-agreed', { most }) : null;
};

/** 用印登记: asked for, granted by one, set by another, filed; each line of the register is a matter with its proof. */
export const sealUse = defineCaseType({
  code: 'seal-use',
  version: 1,
  title: text('用印登记', 'Use of a seal'),
  asker: 'applicant',
  titleField: 'paper',
  fields: {
    ...asks,
    sealedOn: field.day(text('用印日期', 'Sealed on')),
    sealedCopies: field.number(text('实际用印份数', 'Copies sealed'), 1, 500, { isWhole: true }),
    archiveNo: optional(field.text(text('归档号', 'File no.'), 60)),
  },
  promise: within('promise', workingDays(10), house('seal-file-5d')),
  begins: {
    ask: {
      label: text('申请用印', 'Ask for the seal'),
      by: [who.may('cases.raise')],
      asks,
      to: 'asked',
      tells: [tell('approver', 'case.approval-asked')],
      track: text('已申请用印', 'Asked for'),
    },
  },
  stages: {
    asked: {
      label: text('待审批', 'To be decided'),
      phase: 'raised',
      within: within('accept', workingDays(1), house('seal-ask-1d')),
      turn: [who.may('cases.approve')],
      plain: text('等待审批', 'Waiting for approval'),
      actions: {
        grant: {
          label: text('同意用印', 'Grant'),
          by: [who.may('cases.approve')],
          asks: { words: optional(note) },
          needs: [notTheAsker],
          does: [deed.claimReviewed],
          to: 'sealing',
          isMain: true,
          track: text('同意用印', 'Granted'),
        },
        'not-grant': {
          label: text('不同意', 'Refuse'),
          by: [who.may('cases.approve')],
          asks: { words: note },
          needs: [notTheAsker],
          does: [deed.noteDown],
          to: 'refused',
          track: text('不同意用印', 'Refused'),
        },
      },
    },
    sealing: {
      label: text('待用印', 'To be sealed'),
      phase: 'handling',
      within: within('handle', workingDays(2), house('seal-use-2d')),
      turn: [who.secondHand('cases.close')],
      plain: text('等待用印', 'Waiting for the seal'),
      actions: {
        set: {
          label: text('用印', 'Set the seal'),
          by: [who.secondHand('cases.close')],
          asks: {
            sealedOn: field.day(text('用印日期', 'Sealed on')),
            sealedCopies: field.number(text('实际用印份数', 'Copies sealed'), 1, 500, { isWhole: true }),
            words: optional(note),
          },
          needs: [notAhead('sealedOn'), noMoreThanAgreed],
          does: [deed.keep('sealedOn', 'sealedCopies'), deed.recordCheck(true)],
          to: 'filing',
          isMain: true,
          track: text('已用印', 'Sealed'),
        },
        back: {
          label: text('文件不符，退回', 'Not the paper that was granted'),
          by: [who.secondHand('cases.close')],
          asks: { words: note },
          does: [deed.recordCheck(false), deed.noteDown],
          to: 'asked',
        },
      },
    },
    filing: {
      label: text('待归档', 'To be filed'),
      phase: 'checking',
      within: within('close', workingDays(5), house('seal-file-5d')),
      turn: [who.may('cases.close')],
      plain: text('等待留底归档', 'Waiting for its copy to be filed'),
      actions: {
        file: {
          label: text('留底归档', 'File a copy'),
          by: [who.may('cases.close'), who.may('cases.raise')],
          asks: {
            photos: field.files(text('用印后的文件（扫描或照片）', 'The sealed paper, scanned')),
            archiveNo: optional(field.text(text('归档号', 'File no.'), 60)),
          },
          does: [deed.keep('archiveNo'), deed.noteDown],
          to: 'filed',
          isMain: true,
          track: text('已归档', 'Filed'),
        },
      },
    },
    filed: {
      label: text('已归档', 'Filed'),
      phase: 'closed',
      outcome: 'issued',
      plain: text('已用印归档', 'Sealed and filed'),
    },
    refused: {
      label: text('未用印', 'Not sealed'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('未用印', 'Not sealed'),
    },
  },
  prints: {
    slip: {
      title: text('用印审批单', 'Request for a seal'),
      isForFile: true,
      at: ['sealing', 'filing', 'filed'],
      body: [
        text('编号：{number}', 'No.: {number}'),
        text('印章：{seal}', 'Seal: {seal}'),
        text('用印文件：{paper}', 'Paper: {paper}'),
        text('用途：{purpose}', 'For: {purpose}'),
        text('份数：{copies}', 'Copies: {copies}'),
        text('审批：{steps_grant}', 'Granted: {steps_grant}'),
        text('用印：{sealedOn}，{sealedCopies} 份', 'Sealed: {sealedOn}, {sealedCopies} copies'),
        text('归档号：{archiveNo}', 'File no.: {archiveNo}'),
      ],
      signs: [text('审批人', 'Granted by'), text('监印人', 'Sealed by'), text('用印人', 'For')],
    },
  },
  track: [
    { label: text('待审批', 'Asked for'), stages: ['asked'] },
    { label: text('待用印', 'To be sealed'), stages: ['sealing'] },
    { label: text('待归档', 'To be filed'), stages: ['filing'] },
    { label: text('已归档', 'Filed'), stages: ['filed', 'refused'] },
  ],
});
