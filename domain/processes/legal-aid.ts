import { businessDay } from '../calendar/instant.ts';
import { house, law } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import {
  atMost,
  days,
  defineCaseType,
  type Guard,
  legalDays,
  type Turn,
  tell,
  within,
  workingDays,
} from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { startTermUntil, stopTerm } from '../case/terms.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import {
  asks,
  centre,
  decidedOn,
  files,
  findings,
  forum,
  handedOn,
  lawyer,
  limitOn,
  matter,
  means,
  needsOrder,
  note,
  precheck,
  told,
} from './legal-aid-fields.ts';
import { legalAidPapers } from './legal-aid-papers.ts';

const limitation = within('arbitrate', days(1), law('法律援助法', '44'));
const startLimitation = startTermUntil('limitation', limitation, ({ input }: Turn) =>
  typeof input['limitOn'] === 'string' ? input['limitOn'] : null,
);
/** A day told of what is done lies not ahead. */
const notAhead =
  (key: string): Guard =>
  ({ input, world }) =>
    typeof input[key] === 'string' && input[key] > businessDay(world.now) ? refuse('case.day-ahead') : null;
const keeper = who.listed('keeper');
const decided = atMost('handle', legalDays(7), law('法律援助法', '43'));

/** 法律援助预审: checked by the articles, handed over as a pack to the legal aid centre, whose decision, appointment and result come back. */
export const legalAid = defineCaseType({
  code: 'legal-aid',
  version: 1,
  title: text('法律援助预审', 'Pre-check for legal aid'),
  asker: 'applicant',
  titleField: 'words',
  fields: {
    ...told,
    ...findings,
    ...{ centre, handedOn, decidedOn, lawyer },
    objection: field.text(text('异议理由', 'Why it is objected to'), 2000),
  },
  members: { keeper: text('经办人', 'Keeper') },
  sealed: { intake: 'legal-aid.keep', as: 'keeper' },
  promise: within('promise', days(60), house('aid-promise-60d')),
  begins: {
    apply: {
      label: text('申请法律援助', 'Ask for legal aid'),
      by: [who.anyone],
      asks,
      does: [precheck, startLimitation],
      to: 'checking',
      tells: [tell('listed', 'case.listed', 'now'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到申请', 'The application has arrived'),
    },
  },
  stages: {
    checking: {
      label: text('待预审', 'To be pre-checked'),
      phase: 'raised',
      within: within('accept', workingDays(2), house('aid-check-2d')),
      turn: [keeper],
      plain: text('正在预审', 'Being pre-checked'),
      actions: {
        'pre-checked': {
          label: text('材料齐全，完成预审', 'All is there: pre-checked'),
          by: [keeper],
          asks: {
            hasIdentity: field.flag(text('已出示身份证件', 'Identity was shown')),
            hasProof: field.flag(text('要交的证明已齐', 'The proof needed is there')),
            words: optional(note),
          },
          needs: [guard.isTicked('hasIdentity'), guard.isTicked('hasProof')],
          does: [precheck, deed.noteDown],
          to: 'handing',
          isMain: true,
          tells: [tell('reporter', 'case.accepted')],
          track: text('预审完成，准备移交', 'Pre-checked, to be handed over'),
        },
        correct: {
          label: text('更正申请内容', 'Correct the application'),
          by: [keeper],
          asks: { matter, means, forum, limitOn, needsOrder, words: optional(note) },
          does: [
            deed.keep('matter', 'means', 'forum', 'limitOn', 'needsOrder'),
            precheck,
            stopTerm('limitation'),
            startLimitation,
            deed.noteDown,
          ],
        },
        'help-first': {
          label: text('情况紧急，先行移交', 'Pressing: hand over first, papers after'),
          by: [keeper],
          asks: { words: note },
          does: [precheck, deed.noteDown],
          to: 'handing',
          tells: [tell('reporter', 'case.accepted')],
          track: text('情况紧急，先行移交，材料后补', 'Pressing: handed over first, papers after'),
        },
        supplement: {
          label: text('一次性告知补正', 'Ask for what is missing, once'),
          by: [keeper],
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
      },
    },
    supplementing: {
      label: text('待补正', 'To be supplied'),
      phase: 'accepted',
      within: within('handle', workingDays(10), house('supplement-10d')),
      turn: [who.reporter, keeper],
      plain: text('请您补充材料', 'Please supply what is missing'),
      actions: {
        supply: {
          label: text('补充材料', 'Supply'),
          by: [who.reporter, keeper],
          asks: { files, words: optional(note) },
          does: [deed.keep('files'), deed.noteDown],
          to: 'checking',
          isMain: true,
          tells: [tell('listed', 'case.supplemented')],
          track: text('已补充材料', 'Supplied'),
        },
      },
    },
    handing: {
      label: text('待移交', 'To be handed over'),
      phase: 'accepted',
      within: within('dispatch', workingDays(1), house('aid-hand-over-1d')),
      turn: [keeper],
      plain: text('正在移交法律援助机构', 'Being handed to the legal aid centre'),
      actions: {
        'hand-over': {
          label: text('移交法律援助机构', 'Hand over to the centre'),
          by: [keeper],
          asks: { centre, handedOn, words: optional(note) },
          needs: [notAhead('handedOn')],
          does: [deed.keep('centre', 'handedOn'), deed.noteDown],
          to: 'deciding',
          isMain: true,
          tells: [tell('reporter', 'case.replied')],
          track: text('已移交法律援助机构', 'Handed to the legal aid centre'),
        },
      },
    },
    deciding: {
      label: text('等待机构决定', 'The centre decides'),
      phase: 'handling',
      within: decided,
      turn: [keeper],
      plain: text('法律援助机构七日内决定', 'The centre decides within seven days'),
      actions: {
        grant: {
          label: text('决定给予援助', 'Aid was granted'),
          by: [keeper],
          asks: { decidedOn, words: optional(note) },
          needs: [notAhead('decidedOn')],
          does: [deed.keep('decidedOn'), stopTerm('limitation'), deed.noteDown],
          to: 'appointing',
          isMain: true,
          tells: [tell('reporter', 'case.accepted')],
          track: text('决定给予援助', 'Aid was granted'),
        },
        deny: {
          label: text('决定不予援助', 'Aid was refused'),
          by: [keeper],
          asks: { decidedOn, reply: field.text(text('理由和怎样提出异议', 'Why, and how to object'), 2000) },
          needs: [notAhead('decidedOn')],
          does: [deed.keep('decidedOn'), deed.replyToPerson],
          to: 'objecting',
          tells: [tell('reporter', 'case.replied')],
          track: text('不予援助，可以提出异议', 'Aid was refused; you may object'),
        },
        'more-wanted': {
          label: text('机构要求补充材料', 'The centre wants more'),
          by: [keeper],
          asks: { reply: field.text(text('对申请人说的话', 'To the applicant'), 1000) },
          does: [deed.replyToPerson],
          tells: [tell('reporter', 'case.supplement-asked')],
          track: text('机构要求补充材料', 'The centre wants more'),
        },
      },
    },
    objecting: {
      label: text('可提出异议', 'Open to objection'),
      phase: 'handling',
      within: within('return', days(30), house('aid-object-30d')),
      turn: [who.reporter, keeper],
      plain: text('对决定不服的，可以向司法行政部门提出异议', 'You may object to the justice bureau'),
      actions: {
        object: {
          label: text('提出异议', 'Object'),
          by: [who.reporter, keeper],
          asks: { objection: field.text(text('异议理由', 'Why it is objected to'), 2000) },
          does: [deed.keep('objection')],
          to: 'reviewing',
          isMain: true,
          tells: [tell('listed', 'case.supplemented')],
          track: text('已提出异议', 'You objected'),
        },
        'leave-it': {
          label: text('不提出异议', 'Leave it at that'),
          by: [who.reporter, keeper],
          to: 'denied',
          track: text('不再提出异议', 'Left at that'),
        },
        'no-objection': {
          label: text('没有提出异议，自动办结', 'Nobody objected: closed'),
          by: [who.system],
          needs: [guard.timeIsUp],
          to: 'denied',
          lapses: true,
          track: text('没有提出异议，自动办结', 'Nobody objected'),
        },
      },
    },
    reviewing: {
      label: text('异议审查', 'The objection is reviewed'),
      phase: 'handling',
      within: atMost('check', legalDays(5), law('法律援助法', '49')),
      turn: [keeper],
      plain: text('司法行政部门五日内审查', 'The justice bureau reviews within five days'),
      actions: {
        corrected: {
          label: text('责令改正，给予援助', 'Corrected: aid is granted'),
          by: [keeper],
          asks: { decidedOn, words: optional(note) },
          needs: [notAhead('decidedOn')],
          does: [deed.keep('decidedOn'), deed.noteDown],
          to: 'appointing',
          isMain: true,
          tells: [tell('reporter', 'case.accepted')],
          track: text('异议成立，给予援助', 'The objection held: aid is granted'),
        },
        upheld: {
          label: text('维持原决定', 'Upheld'),
          by: [keeper],
          asks: { reply: field.text(text('结果和复议、诉讼途径', 'The result, and the ways on'), 2000) },
          does: [deed.replyToPerson],
          to: 'denied',
          tells: [tell('reporter', 'case.closed')],
          track: text('维持原决定，可以复议或者起诉', 'Upheld; review or the court are open'),
        },
      },
    },
    appointing: {
      label: text('等待指派', 'Somebody is to be appointed'),
      phase: 'handling',
      within: atMost('sign', legalDays(3), law('法律援助法', '43')),
      turn: [keeper],
      plain: text('三日内指派律师', 'A lawyer is appointed within three days'),
      actions: {
        appoint: {
          label: text('已指派', 'Appointed'),
          by: [keeper],
          asks: { lawyer },
          does: [deed.keep('lawyer')],
          to: 'aiding',
          isMain: true,
          tells: [tell('reporter', 'case.replied')],
          track: text('已指派律师', 'A lawyer was appointed'),
        },
      },
    },
    aiding: {
      label: text('援助办理中', 'Being helped'),
      phase: 'checking',
      within: within('close', days(180), house('aid-result-180d')),
      turn: [keeper],
      plain: text('律师正在为您办理', 'Your lawyer is at work'),
      actions: {
        result: {
          label: text('记录办理结果', 'Write down the result'),
          by: [keeper],
          asks: {
            outcome: field.choice(text('结果', 'Result'), {
              solved: text('请求得到支持', 'What was asked for was won'),
              explained: text('部分支持或者和解', 'Won in part, or settled'),
              unsolved: text('没有得到支持', 'Not won'),
            }),
            words: field.text(text('机构或者受援人告知的情况', 'What the centre or the person said'), 2000),
          },
          does: [deed.recordCheck(true)],
          to: 'helped',
          isMain: true,
          tells: [tell('reporter', 'case.closed')],
          track: text('援助已结束', 'The help has ended'),
        },
        'ask-result': {
          label: text('联系受援人了解进展', 'Ask the person how it goes'),
          by: [keeper],
          asks: { words: note },
          does: [deed.noteDown],
        },
      },
    },
    helped: {
      label: text('已获援助', 'Helped'),
      phase: 'closed',
      outcome: 'as-claimed',
      plain: text('援助已结束', 'The help has ended'),
    },
    denied: {
      label: text('不予援助', 'Refused by the centre'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('法律援助机构不予援助', 'The centre refused'),
    },
  },
  prints: legalAidPapers,
  track: [
    { label: text('已申请', 'Asked'), stages: ['checking', 'supplementing'] },
    { label: text('已移交', 'Handed over'), stages: ['handing', 'deciding', 'objecting', 'reviewing'] },
    { label: text('已指派', 'Appointed'), stages: ['appointing', 'aiding'] },
    { label: text('已结束', 'Ended'), stages: ['helped', 'denied'] },
  ],
});
