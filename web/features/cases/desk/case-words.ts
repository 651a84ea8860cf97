import type { CaseItem } from '../../../../contract/case-views.ts';
import { useWords } from '../../../kit/i18n.ts';
import type { Tone } from '../../../ui/show/StatusDot.tsx';

type Phase = CaseItem['phase'];
type Source = CaseItem['source'];
type Outcome = NonNullable<CaseItem['outcome']>;

const tones: Readonly<Record<Phase, Tone>> = {
  raised: 'amber',
  accepted: 'teal',
  handling: 'blue',
  checking: 'plum',
  closed: 'green',
};

/** The colour of a state's dot; the word beside it carries the meaning. */
export function toneOf({ phase, outcome }: Pick<CaseItem, 'phase' | 'outcome'>): Tone {
  if (phase !== 'closed') return tones[phase];
  return outcome === 'solved' || outcome === 'explained' || outcome === 'issued' ? 'green' : 'grey';
}

/** Where a matter came from, in a word. */
export function useSourceWords(): (source: Source) => string {
  const t = useWords('cases');
  return (source) => t(`source.${source}`);
}

/** How it ended, in a word. */
export function useOutcomeWords(): (outcome: Outcome) => string {
  const t = useWords('cases');
  return (outcome) => t(`outcome.${outcome}`);
}

const clockKinds = ['promise', 'stage', 'contact', 'assignment', 'return', 'deferral', 'inquiry'] as const;

/** Which clock runs, in a word; nothing for a kind this screen does not know. */
export function useClockWords(): (kind: string | null) => string | undefined {
  const t = useWords('cases');
  return (kind) => {
    const known = clockKinds.find((one) => one === kind);
    return known && t(`clock.${known}`);
  };
}
