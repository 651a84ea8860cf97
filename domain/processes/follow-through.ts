import { businessDay } from '../calendar/instant.ts';
import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { type Action, days, type Guard, type Stage, tell, untilDay, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { choice } from '../case/read-input.ts';
import { type Who, who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { type Text, text } from '../text.ts';

const note = field.text(text('说明', 'Words'), 2000);
const photos = optional(field.files(text('照片或材料', 'Photos or papers')));

/** The day by which it is to be done. */
export const dueOn = field.day(text('完成时限', 'To be done by'));

/** What came of it. */
export const outcome = field.choice(text('办理结果', 'Result'), {
  solved: text('实际解决', 'Solved'),
  explained: text('解释说明', 'Explained'),
  unsolved: text('未解决', 'Not solved'),
});

/** A day that is named for something to come does not lie behind us. */
export const notBehind =
  (key: string): Guard =>
  (turn) => {
    const day = choice(turn, key);
    return day !== null && day < businessDay(turn.world.now) ? refuse('case.day-behind') : null;
  };

/** Something that was done was not done on a day to come. */
export const notAhead =
  (key: string): Guard =>
  (turn) => {
    const day = choice(turn, key);
    return day !== null && day > businessDay(turn.world.now) ? refuse('case.day-ahead') : null;
  };

interface Working {
  readonly label: Text;
  readonly plain: Text;
  /** Whose work it is. */
  readonly by: readonly Who[];
  /** For whom it waits, where others than those who work on it are waited for, too. */
  readonly turn?: readonly Who[];
  readonly doneLabel: Text;
  readonly more?: Readonly<Record<string, Action<'working' | 'looking'>>>;
}

/** Worked on until the day agreed: progress is written down, the day is moved by somebody else alone, and what is done goes to a second look. */
export function workingStage({ label, plain, by, doneLabel, more, turn = by }: Working): Stage<'working' | 'looking'> {
  return {
    label,
    phase: 'handling',
    within: untilDay('dueOn', within('handle', days(60), house('agreed-day-60d'))),
    turn,
    plain,
    actions: {
      progress: {
        label: text('记录进展', 'Write down progress'),
        by,
        asks: { words: note, photos },
        does: [deed.noteDown],
        track: text('有新进展', 'There is progress'),
      },
      'set-day': {
        label: text('调整时限', 'Move the day'),
        by: [who.secondHand('cases.approve')],
        asks: { dueOn, words: field.text(text('为什么调整', 'Why'), 500) },
        needs: [notBehind('dueOn')],
        does: [deed.keep('dueOn'), deed.noteDown],
        to: 'working',
      },
      ...more,
      done: {
        label: doneLabel,
        by,
        asks: {
          outcome,
          words: field.text(text('做了什么、结果怎样', 'What was done, and with what result'), 2000),
          photos,
        },
        does: [deed.claimDone],
        to: 'looking',
        isMain: true,
        tells: [tell('head', 'case.checking')],
        track: text('已完成，等待复核', 'Done, to be looked at'),
      },
    },
  };
}

/** Looked at by somebody who had no hand in it: struck off the list, or gone on with. */
export function lookingStage(label: Text): Stage<'working' | 'looking' | 'closed'> {
  return {
    label,
    phase: 'checking',
    within: within('check', workingDays(5), house('second-look-5d')),
    turn: [who.secondHand('cases.close')],
    plain: text('正在复核', 'Being looked at'),
    actions: {
      'strike-off': {
        label: text('复核通过，销号', 'Strike it off'),
        by: [who.secondHand('cases.close')],
        asks: { words: optional(note), photos },
        does: [deed.recordCheck(true)],
        to: 'closed',
        isMain: true,
        tells: [tell('listed', 'case.closed', 'digest'), tell('lead', 'case.closed', 'digest')],
        track: text('复核通过，已销号', 'Looked at and struck off'),
      },
      'go-on': {
        label: text('没有到位，继续整改', 'Not done: go on'),
        by: [who.secondHand('cases.close')],
        asks: { words: note, photos },
        does: [deed.recordCheck(false), deed.backToWork],
        to: 'working',
        tells: [tell('listed', 'case.redo'), tell('lead', 'case.redo')],
        track: text('复核未通过，继续办理', 'Not done yet; it goes on'),
      },
    },
  };
}

/** It is handed to others, who take it up from here. */
export const handOn = (key: string, role: string): Action<never> => ({
  label: text('换人负责', 'Hand it to others'),
  by: [who.may('cases.approve')],
  asks: { [key]: field.staffList(text('责任人', 'Responsible'), 5), words: optional(note) },
  does: [
    (turn) =>
      turn.case.members
        .filter((one) => one.until === null && one.role === role && ![turn.input[key]].flat().includes(one.userId))
        .map((one) => ({ kind: 'unlisted', id: one.id, until: turn.world.now })),
    deed.putOnList(role, key),
    deed.keep(key),
    deed.noteDown,
  ],
  tells: [tell('listed', 'case.listed')],
});

/** How what was struck off reads. */
export const struckOff = {
  label: text('已销号', 'Struck off'),
  phase: 'closed',
  outcome: 'as-claimed',
  plain: text('已办结', 'Done'),
} as const;
