import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { branch, defineCaseType, type Guard, tell, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { choice } from '../case/read-input.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';

const kind = field.choice(text('想办哪一项', 'What is asked'), {
  see: text('查阅：看登记了我的什么', 'See what is held of me'),
  copy: text('复制：要一份带走', 'A copy to take along'),
  correct: text('更正、补充：登记得不对', 'Correct or complete what is wrong'),
  object: text('限制、拒绝：不要这样用', 'Restrict or object to a use'),
  delete: text('删除：不该再留着', 'Delete what should not be kept'),
  explain: text('解释：为什么、按什么规则处理', 'Explain the rules'),
});
const words = field.text(text('具体是什么', 'What exactly'), 2000);
const materials = optional(field.files(text('证明材料', 'Papers that show it')));
const asWhom = field.choice(text('与本人的关系', 'How they stand to the person'), {
  guardian: text('监护人', 'Guardian'),
  proxy: text('本人书面委托的人', 'Named by the person in writing'),
  kin: text('死者的近亲属', 'Next of kin of somebody who died'),
});
const subject = field.people(text('信息是谁的', 'Whose data it is'), { min: 1, max: 1 });
const identity = field.choice(text('怎样核对的身份', 'How it was made sure who asks'), {
  record: text('登录的手机、姓名和证件号与档案一致', 'Phone, name and id number agree with the record'),
  shown: text('当面看了证件，没有复印', 'The id card was shown; no copy was taken'),
  known: text('网格员当面认得本人', 'The grid worker knows the person, face to face'),
  entitled: text('看了监护、委托或亲属关系的证明', 'Proof of guardianship, mandate or kinship was shown'),
});
const result = field.choice(text('结果', 'Result'), {
  whole: text('同意，已办到', 'Granted and done'),
  part: text('部分同意，其余依法保留', 'Granted in part; the law keeps the rest'),
  refused: text('不同意，说明理由', 'Refused, with the reason'),
});
const grounds = optional(
  field.choice(text('保留或不同意的理由', 'Why it is kept or refused'), {
    duty: text('履行法定职责或法定义务所必需（个人信息保护法第十三条）', 'A duty by law needs it (PIPL art. 13)'),
    term: text('法定保存期限未届满（第四十七条）', 'The term set by law has not run out (art. 47)'),
    secret: text('法律规定应当保密或不需要告知（第十八条、第四十五条）', 'The law keeps it secret (arts. 18, 45)'),
    others: text('涉及他人的个人信息', 'It holds what belongs to others'),
    accurate: text('核实后登记无误', 'It was checked, and is right'),
    stranger: text('不能证明是本人或有权代办', 'It was not shown that they may ask'),
  }),
);
const reply = field.text(text('对申请人说的话', 'To the applicant'), 2000);
const note = field.text(text('说明', 'Words'), 1000);

/** Whoever refuses, wholly or in part, says why (PIPL art. 50). */
const groundsWhereRefused: Guard = (turn) =>
  choice(turn, 'result') !== 'whole' && choice(turn, 'result') !== null && choice(turn, 'grounds') === null
    ? refuse('case.grounds-needed')
    : null;

const told = [tell('dispatcher', 'case.received'), tell('reporter', 'case.received', 'digest')] as const;
const isRefused = (value: unknown): boolean => value === 'refused';

/**
 * 个人信息权利申请: to see, copy, correct, restrict, delete or have explained what is held of somebody (PIPL arts. 44–50). Asked by anybody without
 * conditions; who asks is made sure of before anything is told; what was decided is gone over by somebody else.
 */
export const dataRight = defineCaseType({
  code: 'data-right',
  version: 1,
  title: text('个人信息申请', 'Request about one’s data'),
  asker: 'applicant',
  isOwn: true,
  titleField: 'words',
  fields: { kind, words, materials, asWhom, identity, result, grounds, reply },
  promise: within('promise', workingDays(15), house('data-right-15d')),
  begins: {
    ask: {
      label: text('为自己申请', 'For myself'),
      by: [who.anyone],
      asks: { kind, words, materials },
      to: 'asked',
      tells: told,
      track: text('已收到申请', 'Received'),
    },
    'ask-for': {
      label: text('代别人申请', 'For somebody else'),
      by: [who.anyone],
      asks: { kind, subject, asWhom, words, materials },
      to: 'asked',
      tells: told,
      track: text('已收到申请', 'Received'),
    },
  },
  stages: {
    asked: {
      label: text('待核对身份', 'Who asks is to be made sure of'),
      phase: 'raised',
      within: within('accept', workingDays(2), house('data-right-accept-2d')),
      turn: [who.may('cases.accept')],
      plain: text('正在核对身份', 'We make sure who asks'),
      actions: {
        accept: {
          label: text('身份相符，受理', 'Accept'),
          by: [who.may('cases.accept')],
          asks: { identity },
          does: [deed.keep('identity')],
          to: 'working',
          isMain: true,
          tells: [tell('reporter', 'case.accepted', 'digest')],
          track: text('身份已核对，开始办理', 'Accepted'),
        },
        supplement: {
          label: text('一次性告知补正', 'Ask for what is missing, once'),
          by: [who.may('cases.accept')],
          asks: { reply },
          needs: [guard.notSupplementedBefore],
          does: [deed.replyToPerson, deed.markSupplemented],
          to: 'supplementing',
          tells: [tell('reporter', 'case.supplement-asked')],
          track: text('请补充材料', 'Please supply what is missing'),
        },
        turn: {
          label: text('不能证明有权申请', 'Not shown that they may ask'),
          by: [who.may('cases.accept')],
          asks: { reply },
          does: [deed.replyToPerson, deed.keep('reply')],
          to: 'refused',
          tells: [tell('reporter', 'case.declined')],
          track: text('没有受理，请看答复', 'Not accepted; please read the reply'),
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
          by: [who.reporter, who.may('cases.accept')],
          asks: { materials, words: optional(note) },
          needs: [guard.wordsOrFiles],
          does: [deed.keep('materials'), deed.noteDown],
          to: 'asked',
          isMain: true,
          tells: [tell('dispatcher', 'case.supplemented')],
          track: text('已补充材料', 'Supplied'),
        },
      },
    },
    working: {
      label: text('办理中', 'Being dealt with'),
      phase: 'handling',
      within: within('handle', workingDays(8), house('data-right-work-8d')),
      turn: [who.may('cases.accept')],
      plain: text('正在办理', 'Being dealt with'),
      actions: {
        answer: {
          label: text('办好了，写答复', 'Done: write the answer'),
          by: [who.may('cases.accept')],
          asks: { result, grounds, reply },
          needs: [groundsWhereRefused],
          does: [deed.keep('result', 'grounds', 'reply'), deed.claimDone],
          to: 'checking',
          isMain: true,
          track: text('已办理，正在复核', 'Done, being gone over'),
        },
      },
    },
    checking: {
      label: text('待复核', 'To be gone over'),
      phase: 'checking',
      within: within('check', workingDays(3), house('data-right-check-3d')),
      turn: [who.secondHand('cases.close')],
      plain: text('正在复核', 'Being gone over'),
      actions: {
        confirm: {
          label: text('属实，答复本人', 'It is so: answer the person'),
          by: [who.secondHand('cases.close')],
          does: [deed.recordCheck(true), ({ case: { fields } }) => repliedWith(fields['reply'])],
          to: branch(['answered', 'refused'], (turn) =>
            isRefused(turn.case.fields['result']) ? 'refused' : 'answered',
          ),
          isMain: true,
          tells: [tell('reporter', 'case.replied')],
          track: text('已答复', 'Answered'),
        },
        back: {
          label: text('退回重办', 'Back to work'),
          by: [who.secondHand('cases.close')],
          asks: { words: note },
          does: [deed.recordCheck(false), deed.noteDown],
          to: 'working',
          track: text('退回重新办理', 'Sent back to be done again'),
        },
      },
    },
    answered: {
      label: text('已答复', 'Answered'),
      phase: 'closed',
      outcome: 'solved',
      plain: text('已答复', 'Answered'),
    },
    refused: {
      label: text('未同意', 'Not granted'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('未同意，理由见答复', 'Not granted; the reply says why'),
    },
  },
  prints: {
    answer: {
      title: text('个人信息权利申请答复书', 'Answer to a request about personal data'),
      at: ['answered', 'refused'],
      body: [
        text('申请人：{name}', 'Applicant: {name}'),
        text('申请编号：{number}', 'Number: {number}'),
        text('申请事项：{kind}', 'Asked: {kind}'),
        text('代办关系：{asWhom}', 'Asked as: {asWhom}'),
        text('身份核对：{identity}', 'How identity was made sure of: {identity}'),
        text('结果：{result}', 'Result: {result}'),
        text('理由：{grounds}', 'Grounds: {grounds}'),
        text('答复：{reply}', 'Answer: {reply}'),
        text(
          '对答复不服的，可以向履行个人信息保护职责的部门投诉、举报，也可以依法向人民法院提起诉讼（个人信息保护法第五十条、第六十五条）。',
          'Whoever disagrees may complain to the authority for the protection of personal information, or sue (PIPL arts. 50, 65).',
        ),
      ],
      signs: [text('（盖章）', '(Seal)')],
      isForPerson: true,
    },
  },
  track: [
    { label: text('已申请', 'Asked'), stages: ['asked', 'supplementing'] },
    { label: text('办理', 'Dealt with'), stages: ['working'] },
    { label: text('复核', 'Gone over'), stages: ['checking'] },
    { label: text('已答复', 'Answered'), stages: ['answered', 'refused'] },
  ],
});

function repliedWith(value: unknown) {
  return typeof value === 'string' ? [{ kind: 'replied', personal: { words: value } } as const] : [];
}
