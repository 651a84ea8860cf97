import { type Text, text } from '../text.ts';
import type { Entry } from './facts.ts';
import type { CaseState } from './state.ts';

/** What other systems can be told of: that something happened to a matter, never what was said. */
export const happenings = {
  'case.raised': text('提出', 'Raised'),
  'case.accepted': text('受理', 'Accepted'),
  'case.handling': text('交办', 'Given to a unit'),
  'case.checking': text('提交核查', 'Handed in for checking'),
  'case.replied': text('答复', 'Replied to'),
  'case.closed': text('办结', 'Closed'),
  'case.reopened': text('重新办理', 'Reopened'),
} as const satisfies Record<string, Text>;

export type Happening = keyof typeof happenings;

const byPhase = {
  raised: null,
  accepted: 'case.accepted',
  handling: 'case.handling',
  checking: 'case.checking',
  closed: 'case.closed',
} as const satisfies Record<CaseState['phase'], Happening | null>;

/** What an entry means to other systems; nothing for what only the desk needs to know. */
export function happeningsOf(before: CaseState | null, after: CaseState, entry: Entry): readonly Happening[] {
  const moved = before?.phase === after.phase ? null : byPhase[after.phase];
  return [
    ...(before === null ? (['case.raised'] as const) : []),
    ...(before?.phase === 'closed' && after.phase !== 'closed' ? (['case.reopened'] as const) : moved ? [moved] : []),
    ...(entry.facts.some(({ kind }) => kind === 'replied') ? (['case.replied'] as const) : []),
  ];
}
