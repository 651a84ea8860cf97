import { dueAt, usedBetween } from '../calendar/due.ts';
import type { ClockUnit } from '../calendar/limit.ts';
import { refuse } from '../refusals.ts';
import { type Text, text } from '../text.ts';
import { house } from './basis.ts';
import { startClock, stopClocks } from './clocks.ts';
import { type Deed, type Guard, type LoopAction, type Turn, tell, within, workingDays } from './define.ts';
import type { Fact } from './facts.ts';
import { field, optional } from './fields.ts';
import { deriveId } from './ids.ts';
import { list, userOf, words } from './read-input.ts';
import { type Clock, type Inquiry, openInquiry, runningClock } from './state.ts';
import { who } from './who.ts';

/** How long a question to the person may hold the stage's clock; afterwards the work goes on without the answer. */
export const inquiryLimit = within('inquiry', workingDays(3), house('inquiry-3d'));

/** How often the person may be asked within one case: the clock cannot be held again and again. */
const mostInquiries = 2;

/** Somebody of this case can be asked: they raised it themselves, and no other platform speaks for them. */
const somebodyToAsk: Guard = ({ case: state }) =>
  state.source !== 'hotline' && state.parties.some(({ kind }) => kind !== 'concerned')
    ? null
    : refuse('case.nobody-to-ask');

const mayInquireAgain: Guard = ({ case: state }) => {
  if (openInquiry(state)) return refuse('case.inquiry-open');
  return state.inquiries.length >= mostInquiries ? refuse('case.inquiries-used-up', { most: mostInquiries }) : null;
};

const isAsked: Guard = ({ case: state }) => (openInquiry(state) ? null : refuse('case.no-inquiry'));

const wordsOrPhotos: Guard = (turn) =>
  words(turn) === '' && list(turn, 'photos').length === 0 ? refuse('case.answer-needed') : null;

/** Where a clock is due if the time between two instants is not counted: in open hours for working time, in whole days for days. */
function pushed(turn: Turn, clock: Pick<Clock, 'unit' | 'dueAt'>, from: string, to: string) {
  const unit: ClockUnit = clock.unit.startsWith('working')
    ? 'working-hours'
    : clock.unit === 'urgent-hours'
      ? 'urgent-hours'
      : 'days';
  const waited = usedBetween(turn.world.calendar, from, to, { unit });
  if (waited <= 0) return { dueAt: clock.dueAt, isProvisional: false, waited, unit };
  const due = dueAt(turn.world.calendar, clock.dueAt, { unit, n: waited });
  return { dueAt: due.dueAt, isProvisional: due.provisional, waited, unit };
}

function heldWords(waited: number, unit: ClockUnit, isOver: boolean): Text {
  const n = Math.round(waited * 10) / 10;
  const [zh, en] =
    unit === 'days' ? ['天', 'days'] : unit === 'urgent-hours' ? ['小时', 'hours'] : ['个工作时', 'working hours'];
  return isOver
    ? text(`等群众答复 ${n} ${zh}不计入时限`, `${n} ${en} of waiting for the person’s answer are not counted`)
    : text(
        `等群众答复，最多 ${n} ${zh}不计入时限`,
        `Waiting for the person’s answer: at most ${n} ${en} are not counted`,
      );
}

/** The stage's clock moved on from where it stood before the question, by the time waited or to be waited. */
function moveOn(turn: Turn, held: NonNullable<Inquiry['held']>, from: string, to: string, isOver: boolean): Fact[] {
  const clock = turn.case.clocks.find(({ id }) => id === held.clockId);
  if (!clock || clock.stoppedAt !== null) return [];
  const next = pushed(turn, { unit: clock.unit, dueAt: held.dueAt }, from, to);
  const said = heldWords(next.waited, next.unit, isOver);
  const why = text(`${held.why.zh}；${said.zh}`, `${held.why.en}; ${said.en}`);
  return [
    {
      kind: 'clock-moved',
      id: clock.id,
      dueAt: next.dueAt,
      why: next.waited > 0 ? why : held.why,
      isProvisional: clock.isProvisional || next.isProvisional,
    },
  ];
}

/** 问群众: asks the person something. The stage's clock is held until they answer, at most as long as the limit; their own never is. */
const inquire: Deed = (turn) => {
  const started = startClock(turn, 'inquiry', 'inquiry', inquiryLimit);
  const clock = runningClock(turn.case, 'stage');
  const until = started.clock.dueAt;
  // What is late already stays late: asking takes nothing of it back.
  const held = clock && clock.dueAt > turn.world.now ? { clockId: clock.id, dueAt: clock.dueAt, why: clock.why } : null;
  return [
    {
      kind: 'inquired',
      inquiry: {
        id: deriveId(turn.entryId, 'inquiry'),
        askedAt: turn.world.now,
        byUserId: userOf(turn),
        until,
        held,
      },
      personal: { words: words(turn, 'question') },
    },
    started,
    ...(held ? moveOn(turn, held, turn.world.now, until, false) : []),
  ];
};

/** Ends the question that is open: its clock stops, and the stage's is held for no longer than was waited. */
const endInquiry =
  (how: 'answered' | 'by-phone' | 'lapsed'): Deed =>
  (turn) => {
    const inquiry = openInquiry(turn.case);
    if (!inquiry) return [];
    const { now } = turn.world;
    return [
      {
        kind: 'inquiry-ended',
        id: inquiry.id,
        how,
        at: now,
        fileIds: list(turn, 'photos'),
        ...(how === 'lapsed' ? {} : { personal: { words: words(turn) } }),
      },
      ...stopClocks(turn, ['inquiry']),
      ...(inquiry.held
        ? moveOn(turn, inquiry.held, inquiry.askedAt, now < inquiry.until ? now : inquiry.until, true)
        : []),
    ];
  };

const answer = field.text(text('回答', 'Answer'), 2000);
const photos = optional(field.photos(text('照片', 'Photos')));

/** The round trip of a question to the person, in every type. */
export const inquiryActions: Readonly<Record<string, LoopAction>> = {
  inquire: {
    during: ['raised', 'accepted', 'handling'],
    action: {
      label: text('问群众', 'Ask the person'),
      by: [who.may('cases.accept'), who.may('cases.dispatch'), who.leadUnit],
      asks: { question: field.text(text('要问的话（一次问清）', 'The question, all of it at once'), 500) },
      needs: [somebodyToAsk, mayInquireAgain],
      does: [inquire],
      tells: [tell('reporter', 'case.inquired')],
      track: text('请您补充情况', 'We have a question for you'),
    },
  },
  answer: {
    during: ['raised', 'accepted', 'handling', 'checking'],
    action: {
      label: text('回答', 'Answer'),
      cover: 'answer',
      by: [who.reporter],
      asks: { words: optional(answer), photos },
      needs: [isAsked, wordsOrPhotos],
      does: [endInquiry('answered')],
      tells: [tell('lead', 'case.inquiry-answered'), tell('dispatcher', 'case.inquiry-answered')],
      track: text('您已回答', 'You answered'),
    },
  },
  'enter-answer': {
    during: ['raised', 'accepted', 'handling', 'checking'],
    action: {
      label: text('记录电话答复', 'Enter the answer by phone'),
      by: [who.may('cases.accept'), who.may('cases.dispatch'), who.may('cases.call-back'), who.leadUnit],
      asks: { words: answer },
      needs: [isAsked],
      does: [endInquiry('by-phone')],
      tells: [tell('lead', 'case.inquiry-answered')],
      track: text('您已在电话里回答', 'You answered by phone'),
    },
  },
  'inquiry-over': {
    during: ['raised', 'accepted', 'handling', 'checking'],
    action: {
      label: text('没有答复，继续办理', 'No answer: the work goes on'),
      by: [who.system],
      needs: [isAsked],
      does: [endInquiry('lapsed')],
      tells: [tell('lead', 'case.inquiry-over'), tell('dispatcher', 'case.inquiry-over', 'digest')],
      track: text('没有等到您的回答，先继续办理', 'We had no answer and go on'),
    },
  },
};
