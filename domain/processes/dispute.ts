import { businessDay, dayNumber, dayOf } from '../calendar/instant.ts';
import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import {
  type Action,
  type Deed,
  days,
  defineCaseType,
  type Guard,
  type Stage,
  tell,
  untilDay,
  within,
  workingDays,
} from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { layHands } from '../case/hands.ts';
import { choice, flag, list } from '../case/read-input.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { type Text, text } from '../text.ts';
import { disputeKinds } from './dispute-kinds.ts';

const line = (label: Text) => field.text(label, 300);
const kind = field.choice(text('纠纷类型', 'Kind of dispute'), disputeKinds);
const words = line(text('因为什么事', 'What it is about'));
const easedBy = line(text('怎么化解的', 'How it was eased'));
const seen = line(text('看到、听到的情况（一句话）', 'What was seen and heard, in a line'));
const voice = optional(field.voice(text('语音', 'Voice')));
/** By who can ease it: of the matter, never of people. */
const level = field.choice(text('分级', 'Level'), {
  grid: text('网格里能化解', 'The grid can ease it'),
  community: text('要社区出面', 'The community must step in'),
  street: text('要街道协调', 'The street must step in'),
});
const parties = optional(
  field.people(text('当事人（本人同意才写）', 'Parties, only if they agree'), { min: 1, max: 6 }),
);
const partiesAgree = optional(field.flag(text('当事人同意写下姓名', 'They agree to being named')));
const where = field.choice(text('转到哪里', 'Where it goes'), {
  mediation: text('人民调解', 'Mediation'),
  event: text('部门处置', 'A department'),
  police: text('公安', 'The police'),
  court: text('法院、仲裁', 'The courts or arbitration'),
  other: text('其他', 'Elsewhere'),
});
const isDangerous = optional(
  field.flag(text('有人动手、有人身危险（先打 110）', 'Somebody is in danger (call 110 first)')),
);
const found = { kind, words, isDangerous, voice, level: optional(level), parties, partiesAgree };
/** How long after it was eased the second look is due. */
const secondLookDays = 30;

/** Nobody is written down as a party who did not agree to it: the matter is held, not a list of people. */
const namedAgree: Guard = (turn) =>
  (turn.input['parties'] as readonly unknown[] | undefined)?.length && !flag(turn, 'partiesAgree')
    ? refuse('case.parties-agree-first')
    : null;
/** What is said to have gone to mediation or to a department has been begun there from here. */
const isBegunThere: Guard = (turn) => {
  const to = choice(turn, 'where');
  const isHere = to === 'mediation' || to === 'event';
  return isHere && !turn.case.ledTo.some((one) => one.type === to) ? refuse('case.lead-first') : null;
};
const planLooks: Deed = ({ world }) => [
  { kind: 'set', field: 'secondLookOn', value: dayOf(dayNumber(businessDay(world.now)) + secondLookDays) },
];

const finder = who.listed('finder');
const holder = who.listed('holder');
const hands = [finder, holder, who.may('cases.settle'), who.may('cases.accept')];
const takers = [who.may('cases.settle'), who.may('cases.accept'), who.may('cases.take-part')];

const ease: Action<'resting'> = {
  label: text('已化解', 'Eased'),
  by: hands,
  asks: { easedBy, voice },
  does: [deed.keep('easedBy'), deed.noteDown, layHands, planLooks],
  to: 'resting',
  track: text('已化解，过后再看', 'Eased; to be looked at again'),
};
const handOn: Action<'resting'> = {
  label: text('已转出去办', 'Handed on'),
  by: hands,
  asks: { where, words: optional(line(text('转给谁、怎么说的', 'To whom, and what was said'))) },
  needs: [isBegunThere],
  does: [deed.keep('where'), deed.noteDown, planLooks],
  to: 'resting',
  track: text('已转出去办，过后再看', 'Handed on; to be looked at again'),
};
const again: Action<'easing'> = {
  label: text('又闹起来了', 'It broke out again'),
  by: hands,
  asks: { words: seen },
  does: [deed.recordCheck(false)],
  to: 'easing',
  tells: [tell('listed', 'case.redo')],
  track: text('又有反复，继续化解', 'It came back; it goes on'),
};
const stop: Action<'ended'> = {
  label: text('化解不了，不再回看', 'It cannot be eased: stop'),
  by: [who.may('cases.accept')],
  asks: { words: line(text('为什么，当事人知道去哪里办', 'Why, and where they were told to go')) },
  does: [deed.noteDown],
  to: 'ended',
  tells: [tell('listed', 'case.closed'), tell('reporter', 'case.closed')],
  track: text('没有化解，已告知其他途径', 'Not eased; other ways were told'),
};

/** Nothing is done until the days are over; then whoever recorded it is called to look. */
const rest = (of: Pick<Stage, 'label' | 'within' | 'plain'>, look: 'first-look' | 'second-look'): Stage<Code> => ({
  ...of,
  phase: 'checking',
  turn: [who.system],
  lapse: 'call-to-look',
  actions: {
    again: { ...again, isMain: true },
    stop,
    'call-to-look': {
      label: text('到回看的日子了', 'The day to look again has come'),
      by: [who.system],
      needs: [guard.timeIsUp],
      to: look,
      tells: [tell('listed', 'case.look-due')],
      lapses: true,
    },
  },
});
/** One tap and one line. */
const lookAgain = (of: Pick<Stage, 'label' | 'plain'>, to: 'resting-on' | 'calm', isLast: boolean): Stage<Code> => ({
  ...of,
  phase: 'checking',
  within: within('check', days(3), house('dispute-look-3d')),
  // The last look is for other eyes than those of whoever eased it; where only they are listed, who takes disputes in is called as well.
  turn: isLast ? [finder, holder, who.may('cases.accept')] : [finder, holder],
  actions: {
    quiet: {
      label: text('平静', 'Quiet'),
      by: hands,
      asks: { words: optional(seen) },
      ...(isLast ? { needs: [guard.notOwnHands] } : {}),
      does: isLast ? [deed.recordCheck(true)] : [deed.noteDown],
      to,
      isMain: true,
      ...(isLast
        ? { tells: [tell('listed', 'case.closed', 'digest'), tell('reporter', 'case.closed', 'digest')] }
        : {}),
      track: text('回看：平静', 'Looked at again: quiet'),
    },
    again,
    'hand-on': handOn,
    stop,
  },
});

type Code = 'found' | 'easing' | 'resting' | 'first-look' | 'resting-on' | 'second-look' | 'calm' | 'ended' | 'dropped';

/**
 * 矛盾纠纷排查化解: found, eased on the spot in two lines or by whoever holds it, mediated or handed on; looked at again after 7 and after 30
 * days, the second time by somebody other than whoever eased it. It holds the matter; parties are named only if they agree.
 */
export const dispute = defineCaseType<Code>({
  code: 'dispute',
  version: 1,
  title: text('矛盾纠纷排查化解', 'Dispute found'),
  asker: 'reporter',
  titleField: 'words',
  titleElse: ['kind'],
  fields: {
    ...found,
    level,
    easedBy,
    where,
    secondLookOn: field.day(text('满三十天回看', 'Second look once this day is over')),
  },
  members: { finder: text('排查人', 'Found by'), holder: text('化解负责人', 'Held by') },
  promise: within('promise', days(90), house('dispute-promise-90d')),
  begins: {
    eased: {
      label: text('当场化解', 'Eased on the spot'),
      by: takers,
      asks: { kind, words, easedBy, voice },
      does: [deed.putOnList('finder'), layHands, planLooks],
      to: 'resting',
      isOnTheSpot: true,
      track: text('当场化解', 'Eased on the spot'),
    },
    find: {
      label: text('登记排查到的纠纷', 'Record a dispute found'),
      by: [who.may('cases.raise'), ...takers],
      asks: found,
      needs: [namedAgree],
      does: [deed.putOnList('finder')],
      to: 'found',
      tells: [tell('dispatcher', 'case.received', 'digest')],
      track: text('已登记', 'Recorded'),
    },
  },
  stages: {
    found: {
      label: text('待化解', 'To be eased'),
      phase: 'raised',
      within: within('accept', workingDays(2), house('dispute-accept-2d')),
      turn: [finder, who.may('cases.accept')],
      plain: text('正在了解情况', 'Being looked into'),
      actions: {
        take: {
          label: text('我来化解', 'I hold it'),
          by: hands,
          does: [deed.putOnList('holder')],
          to: 'easing',
          isMain: true,
          track: text('有人负责化解', 'Somebody holds it'),
        },
        assign: {
          label: text('分级，交给人化解', 'Set its level and who holds it'),
          by: [who.may('cases.accept')],
          asks: { level, holders: field.staffList(text('谁负责化解', 'Who holds it'), 5), words: optional(seen) },
          does: [deed.keep('level'), deed.putOnList('holder', 'holders'), deed.noteDown],
          to: 'easing',
          tells: [tell('listed', 'case.listed')],
          track: text('有人负责化解', 'Somebody holds it'),
        },
        ease,
        drop: {
          label: text('不是纠纷', 'Not a dispute'),
          by: [finder, who.may('cases.accept')],
          asks: { words: line(text('为什么', 'Why')) },
          does: [deed.noteDown],
          to: 'dropped',
          track: text('核实后不是纠纷', 'Not a dispute'),
        },
      },
    },
    easing: {
      label: text('化解中', 'Being eased'),
      phase: 'handling',
      within: within('handle', workingDays(7), house('dispute-ease-7d')),
      turn: [holder, finder],
      plain: text('正在化解', 'Being eased'),
      actions: {
        ease: { ...ease, isMain: true },
        'hand-on': handOn,
        assign: {
          label: text('换人、改分级', 'Change its level or who holds it'),
          by: [who.may('cases.accept')],
          asks: { level, holders: field.staffList(text('谁负责化解', 'Who holds it'), 5), words: optional(seen) },
          does: [changeHolders, deed.keep('level'), deed.putOnList('holder', 'holders'), deed.noteDown],
          tells: [tell('listed', 'case.listed')],
        },
        stop,
      },
    },
    resting: rest(
      {
        label: text('满七天回看', 'To be looked at after 7 days'),
        within: within('close', days(7), house('dispute-look-7d')),
        plain: text('已化解，过七天再看', 'Eased; looked at after a week'),
      },
      'first-look',
    ),
    'first-look': lookAgain(
      { label: text('七天回看', 'The look after 7 days'), plain: text('正在回看', 'Being looked at again') },
      'resting-on',
      false,
    ),
    'resting-on': rest(
      {
        label: text('满三十天再回看', 'To be looked at after 30 days'),
        within: untilDay('secondLookOn', within('close', days(7), house('dispute-look-30d'))),
        plain: text('平静，满三十天再看', 'Quiet; looked at after thirty days'),
      },
      'second-look',
    ),
    'second-look': lookAgain(
      { label: text('三十天回看', 'The look after 30 days'), plain: text('正在回看', 'Being looked at again') },
      'calm',
      true,
    ),
    calm: { label: text('已平息', 'Calm'), phase: 'closed', outcome: 'solved', plain: text('已平息', 'Calm') },
    ended: {
      label: text('没有化解', 'Not eased'),
      phase: 'closed',
      outcome: 'unsolved',
      plain: text('没有化解', 'Not eased'),
    },
    dropped: {
      label: text('不是纠纷', 'Not a dispute'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('不是纠纷', 'Not a dispute'),
    },
  },
  leads: {
    'to-mediation': {
      label: text('转人民调解', 'To mediation'),
      type: 'mediation',
      begin: 'apply',
      by: hands,
      during: ['raised', 'handling', 'checking'],
      fills: { kind: 'kind', words: 'words' },
      isMany: true,
    },
    'to-event': {
      label: text('转部门处置', 'To a department'),
      type: 'event',
      begin: 'report',
      by: hands,
      during: ['raised', 'handling', 'checking'],
      fills: { words: 'words' },
      isMany: true,
    },
  },
  track: [
    { label: text('已登记', 'Recorded'), stages: ['found'] },
    { label: text('化解中', 'Being eased'), stages: ['easing'] },
    { label: text('回看', 'Looked at again'), stages: ['resting', 'first-look', 'resting-on', 'second-look'] },
    { label: text('已结束', 'Ended'), stages: ['calm', 'ended', 'dropped'] },
  ],
});

/** Who holds it no more goes off the list; the one who found it stays. */
function changeHolders(turn: Parameters<Deed>[0]): ReturnType<Deed> {
  return turn.case.members
    .filter((one) => one.until === null && one.role === 'holder' && !list(turn, 'holders').includes(one.userId))
    .map((one) => ({ kind: 'unlisted', id: one.id, until: turn.world.now }));
}
