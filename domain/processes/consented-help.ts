import * as deed from '../case/deeds.ts';
import { type Action, type Begin, type EndStage, tell } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { type Who, who } from '../case/who.ts';
import { type Text, text } from '../text.ts';

const note = field.text(text('说明', 'Words'), 2000);

/** The day of a consent. */
export const agreedOn = field.day(text('同意的日期', 'Agreed on'));
/** When it was that somebody came, called or taught. */
export const heldAt = field.instant(text('时间', 'When'));

/** Help that begins with consent and ends at a word: asked for by whoever wants it. */
export const askFor = (label: Text, asks: Begin<'agreeing'>['asks']): Begin<'agreeing'> => ({
  label,
  by: [who.anyone],
  asks,
  to: 'agreeing',
  tells: [tell('listed', 'case.listed'), tell('reporter', 'case.received', 'digest')],
  track: text('已收到', 'Received'),
});

/** It is not wanted: nobody asks again. */
export const notWanted = (label: Text, by: Who, track: Text): Action<'left'> => ({
  label,
  by: [by],
  asks: { words: optional(note) },
  does: [deed.noteDown],
  to: 'left',
  track,
});

/** Left at a word, by whom it is about, who asked, or who holds it; no reason is needed. */
export const leave = (label: Text, by: readonly Who[], track: Text): Action<'left'> => ({
  label,
  by: [who.reporter, ...by],
  asks: { words: optional(note) },
  does: [deed.noteDown],
  to: 'left',
  tells: [tell('listed', 'case.closed')],
  track,
});

/** No longer needed. */
export const finish = (label: Text, by: Who): Action<'ended'> => ({
  label,
  by: [by],
  asks: { words: note },
  does: [deed.noteDown],
  to: 'ended',
  tells: [tell('listed', 'case.closed'), tell('reporter', 'case.closed')],
  track: text('已结束', 'Ended'),
});

/** The consent was for a term, and it is over. */
export const termOver = (label: Text, track: Text): Action<'ended'> => ({
  label,
  by: [who.system],
  needs: [guard.timeIsUp],
  to: 'ended',
  tells: [tell('listed', 'case.closed')],
  lapses: true,
  track,
});

export const ended: EndStage = {
  label: text('已结束', 'Ended'),
  phase: 'closed',
  outcome: 'explained',
  plain: text('已结束', 'Ended'),
};

/** How what was left, or never agreed to, reads. */
export const left = (label: Text, plain: Text): EndStage => ({ label, phase: 'closed', outcome: 'withdrawn', plain });
