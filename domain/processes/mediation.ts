import { house, law } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import {
  atMost,
  type Deed,
  days,
  defineCaseType,
  type Guard,
  legalDays,
  tell,
  within,
  workingDays,
} from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { choice, flag, list, userOf } from '../case/read-input.ts';
import { isMember } from '../case/state.ts';
import { lastDay, startTerm, startTermUntil, stopTerm, withinTerm } from '../case/terms.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { disputeKinds } from './dispute-kinds.ts';
import { firstHelp } from './first-help.ts';
import { mediationPapers } from './mediation-papers.ts';

const words = field.text(text('纠纷情况', 'What the dispute is about'), 4000);
const note = field.text(text('说明', 'Words'), 2000);
const photos = optional(field.photos(text('照片', 'Photos')));
const kind = field.choice(text('纠纷类型', 'Kind of dispute'), disputeKinds);
const applicants = field.people(text('申请人', 'Applicants'), { min: 1, max: 10, mayTrack: true });
const others = field.people(text('对方当事人', 'The other party'), { min: 1, max: 10 });
const otherUnit = optional(
  field.organisation(text('对方是单位的，选哪一家', 'Where the other party is a unit: which')),
);
const amount = optional(field.money(text('涉及金额', 'Sum in dispute'), 100_000_000_00));
const files = optional(field.files(text('材料', 'Materials')));
const asks = { kind, words, applicants, others, otherUnit, amount, files };
const difficulties = {
  simple: text('简易', 'Simple'),
  ordinary: text('一般', 'Ordinary'),
  hard: text('疑难复杂', 'Hard'),
};
/** What 以案定补 goes by; said by whoever files it, who did not mediate it. */
const difficulty = optional(field.choice(text('难易程度', 'How hard it was'), difficulties));
const facts = field.text(text('主要事实、争议事项、各方责任', 'Facts, what is disputed, who is responsible'), 4000);
const terms = field.text(text('协议内容、履行方式', 'What is agreed, and how it is done'), 4000);
const performBy = field.day(text('履行期限（最后一天）', 'To be done by (last day)'));
const signedDays = {
  partiesSignedOn: field.day(text('各方当事人签名、盖章或按指印（最后一方）', 'Parties signed (the last of them)')),
  mediatorSignedOn: field.day(text('调解员签名', 'Mediator signed')),
  sealedOn: field.day(text('调委会盖章', 'Committee sealed')),
};

/** Art. 17: where a party clearly refuses there is no mediation. */
const nobodyRefuses: Guard = (turn) => (flag(turn, 'allAgree') ? null : refuse('case.party-refuses'));
/** Whoever mediates stands near none of the parties; that none of them is one, the platform looks at itself. */
const noInterest: Guard = (turn) => (flag(turn, 'hasNoInterest') ? null : refuse('case.mediator-interested'));
/** The call-back is made by somebody who did not mediate. */
const notTheMediator: Guard = (turn) =>
  isMember(turn.case, userOf(turn), 'mediator') ? refuse('case.second-hand-needed') : null;
/** Art. 33: both ask together. */
const bothAsk: Guard = (turn) => (flag(turn, 'bothAsk') ? null : refuse('case.both-needed'));
const daysAreSane: Guard = (turn) =>
  Object.keys(signedDays).every((key) => (choice(turn, key) ?? '') <= turn.world.now.slice(0, 10))
    ? null
    : refuse('case.day-ahead');
const tellsLegalWays: Guard = (turn) => (flag(turn, 'toldLegalWays') ? null : refuse('case.legal-ways-first'));

/** Art. 29: in force once the parties, the mediator and the committee have all signed: the last of them. */
const inForceOn = (turn: Parameters<Deed>[0]): string => lastDay(turn, Object.keys(signedDays));
const confirmLimit = within('arbitrate', legalDays(30), law('人民调解法', '33'));
const performLimit = within('close', days(30), house('mediation-perform-30d'));
const keepInForce: Deed = (turn) => [{ kind: 'set', field: 'inForceOn', value: inForceOn(turn) }];
const todayOf = ({ world }: Parameters<Deed>[0]): string =>
  new Date(Date.parse(world.now) + 8 * 3_600_000).toISOString().slice(0, 10);
const inForceToday: Deed = (turn) => [{ kind: 'set', field: 'inForceOn', value: todayOf(turn) }];
const noteFiles: Deed = (turn) => {
  const fileIds = [...list(turn, 'photos'), ...list(turn, 'files')];
  return fileIds.length === 0 ? [] : [{ kind: 'noted', fileIds, personal: { words: '' } }];
};

const legalWays = {
  words: note,
  toldLegalWays: field.flag(text('已告知仲裁、行政、司法等途径', 'Told of arbitration, administration and the courts')),
};

/** 人民调解: known to those on its list and its parties alone, from the application to the agreement kept. */
export const mediation = defineCaseType({
  code: 'mediation',
  version: 1,
  title: text('人民调解', 'Mediation'),
  asker: 'applicant',
  titleField: 'words',
  fields: {
    kind,
    words,
    amount,
    files,
    otherUnit,
    facts,
    terms,
    performBy,
    ...signedDays,
    inForceOn: field.day(text('协议生效日', 'In force since')),
    isOral: field.flag(text('口头协议', 'By word of mouth')),
    court: field.text(text('申请司法确认的法院', 'Court asked to confirm'), 100),
    confirmAskedOn: field.day(text('申请司法确认日', 'Confirmation asked on')),
    heldAt: optional(field.instant(text('最近一次调查或调解', 'The latest inquiry or session'))),
    difficulty,
  },
  members: { keeper: text('经办人', 'Keeper'), mediator: text('调解员', 'Mediator') },
  sealed: { intake: 'mediation.read', as: 'keeper' },
  apart: ['mediator'],
  promise: within('promise', days(60), house('mediation-promise-60d')),
  begins: {
    apply: {
      label: text('申请调解', 'Ask for mediation'),
      by: [who.anyone],
      asks,
      to: 'applied',
      tells: [tell('listed', 'case.listed'), tell('reporter', 'case.received', 'digest')],
      track: text('已申请', 'Asked for'),
    },
    offer: {
      label: text('主动调解', 'Offer mediation'),
      by: [who.may('mediation.read')],
      asks,
      to: 'applied',
      tells: [tell('listed', 'case.listed')],
      track: text('调委会主动调解', 'Offered by the committee'),
    },
  },
  stages: {
    applied: {
      label: text('待受理', 'To be accepted'),
      phase: 'raised',
      within: within('accept', workingDays(3), house('mediation-accept-3d')),
      turn: [who.listed('keeper')],
      plain: text('等待受理', 'Waiting to be accepted'),
      actions: {
        accept: {
          label: text('受理并确定调解员', 'Accept and name the mediators'),
          by: [who.listed('keeper')],
          asks: {
            mediators: field.staffList(text('调解员（当事人选定或调委会指定）', 'Mediators, chosen or named'), 5),
            allAgree: field.flag(text('各方都同意调解', 'All parties agree to mediation')),
            hasNoInterest: field.flag(text('调解员与各方无利害关系', 'The mediators have no interest in it')),
            words: optional(note),
          },
          needs: [nobodyRefuses, noInterest],
          does: [deed.putOnList('mediator', 'mediators'), deed.noteDown],
          to: 'mediating',
          isMain: true,
          tells: [tell('listed', 'case.listed'), tell('reporter', 'case.accepted')],
          track: text('已受理，调解员已确定', 'Accepted; the mediators are named'),
        },
        'first-help': firstHelp(who.listed('keeper')),
        'party-refuses': {
          label: text('有当事人明确拒绝', 'A party clearly refuses'),
          by: [who.listed('keeper')],
          asks: legalWays,
          needs: [tellsLegalWays],
          does: [deed.noteDown],
          to: 'refused',
          tells: [tell('reporter', 'case.closed')],
          track: text('对方不同意调解', 'The other side does not agree'),
        },
        decline: {
          label: text('不予受理', 'Decline'),
          by: [who.listed('keeper')],
          asks: {
            reason: field.reason(text('理由', 'Reason'), 'decline'),
            reply: field.text(text('对申请人说的话（去哪里办）', 'What the person is told, and where to go'), 2000),
          },
          does: [deed.giveReason, deed.replyToPerson],
          to: 'declined',
          tells: [tell('reporter', 'case.declined')],
          track: text('不属于调解范围', 'Not for mediation'),
        },
      },
    },
    mediating: {
      label: text('调解中', 'Being mediated'),
      phase: 'handling',
      within: atMost('handle', days(30), law('人民调解工作若干规定', '33')),
      turn: [who.listed('mediator')],
      plain: text('正在调解', 'Being mediated'),
      actions: {
        session: {
          label: text('记录一次调解', 'Write down a session'),
          by: [who.listed('mediator'), who.listed('keeper')],
          asks: {
            heldAt: field.instant(text('时间', 'When')),
            words: field.text(text('到场的人、说了什么、结果', 'Who was there, what was said, the result'), 4000),
            photos,
          },
          does: [deed.keep('heldAt'), deed.noteDown],
          track: text('进行了一次调解', 'A session was held'),
        },
        investigate: {
          label: text('记录一次调查', 'Write down an inquiry'),
          by: [who.listed('mediator'), who.listed('keeper')],
          asks: {
            heldAt: field.instant(text('时间', 'When')),
            words: field.text(text('问了谁、了解到什么', 'Who was asked, and what was learned'), 4000),
            photos,
          },
          does: [deed.keep('heldAt'), deed.noteDown],
        },
        'agree-in-writing': {
          label: text('达成书面协议', 'Agreed in writing'),
          by: [who.listed('mediator')],
          asks: {
            hasParties: field.flag(text('已写明当事人基本情况', 'The parties are named in it')),
            facts,
            terms,
            performBy,
          },
          needs: [guard.isTicked('hasParties')],
          does: [deed.keep('facts', 'terms', 'performBy')],
          to: 'signing',
          isMain: true,
          track: text('达成协议，等待签名盖章', 'Agreed; to be signed and sealed'),
        },
        'agree-by-word': {
          label: text('达成口头协议（登记）', 'Agreed by word of mouth'),
          by: [who.listed('mediator')],
          asks: { terms, performBy },
          does: [
            deed.keep('terms', 'performBy'),
            inForceToday,
            deed.setFlag('isOral'),
            startTermUntil('perform', performLimit, (turn) => choice(turn, 'performBy')),
          ],
          to: 'performing',
          tells: [tell('listed', 'case.listed'), tell('reporter', 'case.replied')],
          track: text('达成口头协议', 'Agreed by word of mouth'),
        },
        fail: {
          label: text('调解不成', 'No agreement'),
          by: [who.listed('mediator'), who.listed('keeper')],
          asks: legalWays,
          needs: [tellsLegalWays],
          does: [deed.noteDown],
          to: 'failed',
          tells: [tell('reporter', 'case.closed')],
          track: text('调解不成，已告知其他途径', 'No agreement; other ways were told'),
        },
      },
    },
    signing: {
      label: text('待签名盖章', 'To be signed and sealed'),
      phase: 'handling',
      within: within('sign', workingDays(5), house('mediation-sign-5d')),
      turn: [who.listed('mediator'), who.listed('keeper')],
      plain: text('请到场签名', 'Please come and sign'),
      actions: {
        signed: {
          label: text('签章齐全，协议生效', 'Signed and sealed: in force'),
          by: [who.listed('mediator'), who.listed('keeper')],
          asks: { ...signedDays, files },
          needs: [daysAreSane],
          does: [
            deed.keep(...Object.keys(signedDays)),
            keepInForce,
            noteFiles,
            startTerm('confirm', confirmLimit, inForceOn),
            startTermUntil(
              'perform',
              performLimit,
              ({ case: state }) => (state.fields['performBy'] as string | undefined) ?? null,
            ),
          ],
          to: 'performing',
          isMain: true,
          tells: [tell('reporter', 'case.replied')],
          track: text('协议生效', 'The agreement is in force'),
        },
        'back-to-talk': {
          label: text('有一方不签，继续调解', 'Somebody does not sign: talk on'),
          by: [who.listed('mediator'), who.listed('keeper')],
          asks: { words: note },
          does: [deed.noteDown],
          to: 'mediating',
        },
      },
    },
    performing: {
      label: text('履行和回访', 'Kept, and called back'),
      phase: 'checking',
      within: within('close', days(60), house('mediation-call-back-60d')),
      turn: [who.listed('keeper')],
      plain: text('请按协议履行', 'Please keep what was agreed'),
      actions: {
        performed: {
          label: text('已履行，回访归档', 'Kept; called back and filed'),
          by: [who.listed('keeper')],
          asks: { words: field.text(text('回访情况', 'What the parties say'), 2000), difficulty, photos },
          needs: [notTheMediator],
          does: [deed.keep('difficulty'), deed.recordCheck(true), stopTerm('perform')],
          to: 'closed',
          isMain: true,
          tells: [tell('reporter', 'case.closed')],
          track: text('已履行', 'Kept'),
        },
        'ask-confirmation': {
          label: text('共同申请司法确认', 'Both ask the court to confirm'),
          by: [who.listed('mediator'), who.listed('keeper')],
          asks: {
            court: field.text(text('法院', 'Court'), 100),
            confirmAskedOn: field.day(text('申请日', 'Asked on')),
            bothAsk: field.flag(text('双方共同申请', 'Both ask together')),
          },
          needs: [bothAsk, withinTerm('confirm')],
          does: [deed.keep('court', 'confirmAskedOn'), stopTerm('confirm')],
          track: text('已申请司法确认', 'The court was asked to confirm'),
        },
        'remind-party': {
          label: text('督促履行', 'Press for it to be kept'),
          by: [who.listed('mediator'), who.listed('keeper')],
          asks: { words: note },
          does: [deed.noteDown, deed.markReminded],
        },
        'not-kept': {
          label: text('没有履行', 'Not kept'),
          by: [who.listed('keeper')],
          asks: legalWays,
          needs: [tellsLegalWays],
          does: [deed.noteDown],
          to: 'unkept',
          tells: [tell('reporter', 'case.closed')],
          track: text('没有履行，已告知其他途径', 'Not kept; other ways were told'),
        },
      },
    },
    closed: { label: text('调解成功', 'Mediated'), phase: 'closed', outcome: 'solved', plain: text('已履行', 'Kept') },
    unkept: {
      label: text('协议未履行', 'Not kept'),
      phase: 'closed',
      outcome: 'unsolved',
      plain: text('没有履行', 'Not kept'),
    },
    failed: {
      label: text('调解不成', 'No agreement'),
      phase: 'closed',
      outcome: 'unsolved',
      plain: text('调解不成', 'No agreement'),
    },
    refused: {
      label: text('当事人拒绝调解', 'A party refused'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('对方不同意调解', 'The other side does not agree'),
    },
    declined: {
      label: text('不予受理', 'Declined'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('不属于调解范围', 'Not for mediation'),
    },
  },
  prints: mediationPapers,
  leads: {
    'to-legal-aid': {
      label: text('转法律援助预审', 'On to legal aid'),
      type: 'legal-aid',
      begin: 'apply',
      by: [who.listed()],
      during: ['raised', 'accepted', 'handling', 'checking', 'closed'],
      fills: { words: 'words' },
      isMany: true,
    },
  },
  track: [
    { label: text('已申请', 'Asked for'), stages: ['applied'] },
    { label: text('调解中', 'Being mediated'), stages: ['mediating', 'signing'] },
    { label: text('履行中', 'Being kept'), stages: ['performing'] },
    { label: text('已结束', 'Ended'), stages: ['closed', 'unkept', 'failed', 'refused', 'declined'] },
  ],
});
