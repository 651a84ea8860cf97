import { businessDay } from '../calendar/instant.ts';
import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { type Deed, defineCaseType, type Guard, tell, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { choice } from '../case/read-input.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { consent, hasConsent } from './on-behalf.ts';

const note = field.text(text('说明', 'Words'), 2000);
const purpose = field.text(text('帮办什么', 'What is to be done'), 500);
const reply = field.text(text('对本人说的话', 'To the person'), 1000);
const platform = field.choice(text('在哪里办', 'Where it is filed'), {
  province: text('省级一网通办平台', 'The province’s platform'),
  national: text('国家政务服务平台', 'The national platform'),
  department: text('部门自己的系统', 'A department’s own system'),
  window: text('政务大厅窗口', 'A window of the service hall'),
});
const receiptNumber = field.text(text('平台受理号', 'Receipt number of the platform'), 60);
const filedOn = field.day(text('递交日期', 'Filed on'));
/** The names of the papers alone: what stands in them stays on the platform, and is not collected twice. */
const handedIn = field.text(text('交了哪些材料（只写名称）', 'What was handed in (names only)'), 500);
const receipt = optional(field.photos(text('受理回执', 'Receipt'), 3));
const outcome = field.choice(text('平台结果', 'Result of the platform'), {
  solved: text('办成了', 'Granted'),
  unsolved: text('没有办成', 'Not granted'),
});

/** A filing lies behind us. */
const notAhead: Guard = (turn) =>
  (choice(turn, 'filedOn') ?? '') <= businessDay(turn.world.now) ? null : refuse('case.day-ahead');
const markReturned: Deed = ({ case: state }) => [
  { kind: 'set', field: 'timesReturned', value: Number(state.fields['timesReturned'] ?? 0) + 1 },
];
const helper = who.may('cases.handle');

/** 帮办代办: somebody of the staff files for a resident where another platform is the legal intake, with their consent, until they confirm the result. */
export const assistedFiling = defineCaseType({
  code: 'assisted-filing',
  version: 1,
  title: text('帮办代办', 'Filing for a resident'),
  asker: 'applicant',
  titleField: 'purpose',
  fields: {
    purpose,
    ...consent,
    platform,
    receiptNumber,
    filedOn,
    handedIn,
    receipt,
    outcome,
    timesReturned: field.number(text('平台退回补正次数', 'Times sent back'), 0, 99, { isWhole: true }),
  },
  promise: within('promise', workingDays(30), house('filing-promise-30d')),
  begins: {
    ask: {
      label: text('请人帮办', 'Ask for help with filing'),
      by: [who.anyone],
      asks: { purpose },
      to: 'asked',
      tells: [tell('dispatcher', 'case.received'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到帮办请求', 'Your request was received'),
    },
    entrusted: {
      label: text('受托帮办', 'File for somebody who consented'),
      by: [who.may('cases.raise')],
      asks: { purpose, ...consent },
      to: 'preparing',
      needs: [hasConsent],
      tells: [tell('reporter', 'case.received')],
      track: text('您已委托工作人员帮办', 'You entrusted the filing to staff'),
    },
    'ask-consent': {
      label: text('请本人用链接确认委托', 'Ask for consent by the person’s link'),
      by: [who.may('cases.raise')],
      asks: { purpose },
      to: 'consenting',
      tells: [tell('reporter', 'case.received')],
      track: text('工作人员请您确认是否委托帮办', 'You were asked whether you entrust the filing'),
    },
  },
  stages: {
    asked: {
      label: text('待联系', 'To be called'),
      phase: 'raised',
      within: within('accept', workingDays(2), house('filing-hand-in-2d')),
      turn: [helper],
      plain: text('等工作人员联系您', 'Staff will call you'),
      actions: {
        entrust: {
          label: text('登记委托', 'Record the consent'),
          by: [helper],
          asks: consent,
          needs: [hasConsent],
          does: [deed.keep(...Object.keys(consent))],
          to: 'preparing',
          isMain: true,
          tells: [tell('reporter', 'case.accepted', 'digest')],
          track: text('您已委托工作人员帮办', 'You entrusted the filing to staff'),
        },
        self: {
          label: text('本人自己办，已告知怎么办', 'They file themselves and were told how'),
          by: [helper],
          asks: { reply },
          does: [deed.replyToPerson],
          to: 'explained',
          tells: [tell('reporter', 'case.closed')],
          track: text('已告诉您怎么办', 'You were told how'),
        },
      },
    },
    consenting: {
      label: text('待本人同意', 'To be consented to'),
      phase: 'raised',
      within: within('accept', workingDays(3), house('filing-consent-3d')),
      turn: [who.reporter],
      plain: text('请您确认是否委托我们帮办', 'Please confirm that we file for you'),
      actions: {
        consent: {
          label: text('我同意委托', 'I consent'),
          by: [who.reporter],
          asks: {
            isSure: field.flag(
              text('我知道由工作人员替我递交，可以随时撤回', 'I know that staff file for me; I may withdraw'),
            ),
          },
          needs: [guard.isTicked('isSure')],
          to: 'preparing',
          isMain: true,
          tells: [tell('dispatcher', 'case.supplemented')],
          track: text('您已同意委托', 'You consented'),
        },
        'sign-instead': {
          label: text('改为当面签字委托', 'They signed instead'),
          by: [helper],
          asks: consent,
          needs: [hasConsent],
          does: [deed.keep(...Object.keys(consent))],
          to: 'preparing',
          track: text('您已当面委托', 'You entrusted it in person'),
        },
        'no-answer': {
          label: text('到期没有确认，终止', 'End: it was not confirmed'),
          by: [helper],
          asks: { words: note },
          needs: [guard.isOverdue],
          does: [deed.noteDown],
          to: 'dropped',
          track: text('没有收到您的确认，已终止', 'Ended: you did not confirm'),
        },
      },
    },
    preparing: {
      label: text('待递交', 'To be filed'),
      phase: 'accepted',
      within: within('handle', workingDays(2), house('filing-hand-in-2d')),
      turn: [helper],
      plain: text('正在准备材料、递交', 'Being prepared and filed'),
      actions: {
        file: {
          label: text('已在平台递交', 'Filed'),
          by: [helper],
          asks: { platform, receiptNumber, filedOn, handedIn, receipt },
          needs: [notAhead],
          does: [deed.keep('platform', 'receiptNumber', 'filedOn', 'handedIn', 'receipt')],
          to: 'filed',
          isMain: true,
          tells: [tell('reporter', 'case.accepted')],
          track: text('已替您递交', 'Filed for you'),
        },
        cannot: {
          label: text('办不了，告知去哪里', 'It cannot be filed: where to go'),
          by: [helper],
          asks: { reason: field.reason(text('理由', 'Reason'), 'decline'), reply },
          does: [deed.giveReason, deed.replyToPerson],
          to: 'declined',
          tells: [tell('reporter', 'case.declined')],
          track: text('帮办不了，去哪里办见答复', 'Cannot be filed; the reply says where to go'),
        },
      },
    },
    filed: {
      label: text('平台办理中', 'With the platform'),
      phase: 'handling',
      within: within('check', workingDays(5), house('filing-look-5d')),
      turn: [helper],
      plain: text('平台正在办理', 'The platform is working on it'),
      actions: {
        result: {
          label: text('平台有结果了', 'The platform has answered'),
          by: [helper],
          asks: { outcome, reply, photos: optional(field.photos(text('结果截图或照片', 'Photo of the result'), 3)) },
          does: [deed.keep('outcome'), deed.replyToPerson, deed.claimDone],
          to: 'confirming',
          isMain: true,
          tells: [tell('reporter', 'case.please-rate')],
          track: text('平台有结果了，请您确认', 'The platform has answered; please confirm'),
        },
        progress: {
          label: text('看了进度', 'Looked after it'),
          by: [helper],
          asks: { reply },
          does: [deed.replyToPerson],
          // Arriving again starts the next five days.
          to: 'filed',
          tells: [tell('reporter', 'case.replied', 'digest')],
          track: text('进度', 'How it stands'),
        },
        returned: {
          label: text('平台要求补正', 'The platform sent it back'),
          by: [helper],
          asks: { reply },
          does: [deed.replyToPerson, markReturned],
          to: 'preparing',
          tells: [tell('reporter', 'case.replied')],
          track: text('平台要求补正', 'The platform asks for more'),
        },
      },
    },
    confirming: {
      label: text('待本人确认', 'To be confirmed'),
      phase: 'checking',
      within: within('call-back', workingDays(5), house('filing-confirm-5d')),
      turn: [who.reporter, who.secondHand('cases.call-back')],
      plain: text('请您确认结果', 'Please confirm the result'),
      actions: {
        'confirm-result': {
          label: text('确认收到结果', 'I have the result'),
          by: [who.reporter],
          asks: { words: optional(note) },
          does: [deed.recordCheck(true)],
          to: 'done',
          isMain: true,
          tells: [tell('handler', 'case.closed', 'digest')],
          track: text('您已确认', 'You confirmed'),
        },
        'confirm-for': {
          label: text('代录本人确认', 'Record the person’s confirmation'),
          by: [who.secondHand('cases.call-back'), who.secondHand('cases.close')],
          asks: {
            words: field.text(text('本人怎么说的', 'What they said'), 500),
            photos: optional(field.photos(text('确认签名照片', 'Photo of the signature'), 2)),
          },
          does: [deed.recordCheck(true)],
          to: 'done',
          track: text('已记录您的确认', 'Your confirmation was recorded'),
        },
        dispute: {
          label: text('没有收到，或者不对', 'Not received, or not right'),
          by: [who.reporter, who.secondHand('cases.call-back')],
          asks: { words: note },
          does: [deed.noteDown],
          to: 'filed',
          tells: [tell('handler', 'case.redo')],
          track: text('已继续跟进', 'It is looked after again'),
        },
      },
    },
    done: { label: text('已办结', 'Done'), phase: 'closed', outcome: 'as-claimed', plain: text('已办结', 'Done') },
    explained: {
      label: text('已告知本人自办', 'Told how'),
      phase: 'closed',
      outcome: 'explained',
      plain: text('已告诉您怎么办', 'You were told how'),
    },
    declined: {
      label: text('帮办不了', 'Could not be filed'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('帮办不了', 'Could not be filed'),
    },
    dropped: {
      label: text('未获本人同意', 'Not consented to'),
      phase: 'closed',
      outcome: 'withdrawn',
      plain: text('没有委托', 'Not entrusted'),
    },
  },
  prints: {
    mandate: {
      title: text('帮办代办委托书', 'Mandate'),
      at: ['asked', 'consenting', 'preparing'],
      body: [
        text('委托人：{name}', 'Entrusted by: {name}'),
        text('委托事项：{purpose}', 'What is entrusted: {purpose}'),
        text(
          '本人委托{community}工作人员在政务服务平台代为递交。材料和填写内容只用于本次办理，平台账号、密码和验证码由本人保管。帮办代办不收费，本人可以随时撤回委托。',
          'Staff of {community} are entrusted to file on the platform. What is given is used for this alone; accounts, passwords and codes stay with the person. It is free and may be withdrawn at any time.',
        ),
      ],
      signs: [
        text('委托人（签名或按指印）', 'Entrusted by (signature or fingerprint)'),
        text('受托人', 'Entrusted to'),
      ],
    },
    slip: {
      title: text('帮办代办回执', 'Receipt of a filing'),
      at: ['filed', 'confirming', 'done'],
      body: [
        text('委托人：{name}', 'For: {name}'),
        text('事项：{purpose}', 'What: {purpose}'),
        text('办理平台：{platform}', 'Where: {platform}'),
        text('平台受理号：{receiptNumber}', 'Receipt number: {receiptNumber}'),
        text('递交日期：{filedOn}', 'Filed on: {filedOn}'),
        text('递交材料：{handedIn}', 'Handed in: {handedIn}'),
        text('平台结果：{outcome}', 'Result: {outcome}'),
      ],
      signs: [text('经办人', 'Filed by')],
      isForPerson: true,
    },
  },
  track: [
    { label: text('已委托', 'Entrusted'), stages: ['asked', 'consenting', 'preparing'] },
    { label: text('已递交', 'Filed'), stages: ['filed'] },
    { label: text('待确认', 'To confirm'), stages: ['confirming'] },
    { label: text('办结', 'Done'), stages: ['done', 'explained', 'declined', 'dropped'] },
  ],
});
