import { businessDay } from '../calendar/instant.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { noteDown } from './deeds.ts';
import { type Deed, type Guard, type LoopAction, tell } from './define.ts';
import { field, optional } from './fields.ts';
import { choice, list, words } from './read-input.ts';
import { who } from './who.ts';

/** A matter is handed over together with the link that lets them in, never by itself. */
const linkIsMade: Guard = ({ world }) => (world.outsideLink ? null : refuse('outside.link-needed'));

const dayOfComing: Guard = ({ input, world }) => {
  if (input['result'] !== 'coming') return null;
  const on = input['on'];
  return typeof on === 'string' && on >= businessDay(world.now) ? null : refuse('outside.day-needed');
};

const somethingSaid: Guard = (turn) =>
  turn.input['result'] !== 'progress' || words(turn) !== '' || list(turn, 'photos').length > 0
    ? null
    : refuse('case.answer-needed');

const report: Deed = (turn) => {
  const result = choice(turn, 'result');
  if (turn.actor.kind !== 'outside') return [];
  if (result !== 'coming' && result !== 'progress' && result !== 'done') return [];
  return [
    {
      kind: 'outside-reported',
      linkId: turn.actor.linkId,
      result,
      on: result === 'coming' ? choice(turn, 'on') : null,
      fileIds: list(turn, 'photos'),
      personal: { words: words(turn) },
    },
  ];
};

/** A matter with somebody who has no account: handed over by a link, and what they say of it. Nothing they say moves the case. */
export const outsideActions: Readonly<Record<string, LoopAction>> = {
  'hand-out': {
    sealed: 'never',
    during: ['accepted', 'handling'],
    action: {
      label: text('交外部人员', 'Hand to an outside party'),
      by: [who.leadUnit, who.may('cases.dispatch')],
      asks: { words: field.text(text('交给谁、做什么', 'To whom, and what for'), 1200) },
      needs: [linkIsMade],
      does: [noteDown],
    },
  },
  'outside-report': {
    sealed: 'never',
    during: ['accepted', 'handling', 'checking'],
    action: {
      label: text('外部人员反馈', 'An outside party reports'),
      by: [who.outsider],
      asks: {
        result: field.choice(text('情况', 'What'), {
          coming: text('约定上门', 'Will come'),
          progress: text('补充情况', 'On the way'),
          done: text('已做完', 'Done'),
        }),
        on: optional(field.day(text('哪天去', 'On which day'))),
        words: optional(field.text(text('说明', 'Words'), 1000)),
        photos: optional(field.photos(text('照片', 'Photos'))),
      },
      needs: [dayOfComing, somethingSaid],
      does: [report],
      tells: [tell('lead', 'case.outside-reported'), tell('handler', 'case.outside-reported')],
    },
  },
};
