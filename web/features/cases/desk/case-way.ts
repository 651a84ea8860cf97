import type { CaseDetail, EntryView, TypeView } from '../../../../contract/case-views.ts';

/** A step of the way as the timeline shows it. */
export interface WayStep {
  readonly entry: EntryView;
  /** Steps of the same kind that followed at once, such as three attempts to call; they fold into one line each. */
  readonly isQuiet: boolean;
}

/** Entries of the clock and of connected systems are quiet: they stand in the way, in smaller words. */
export function wayOf(entries: readonly EntryView[]): readonly WayStep[] {
  return entries
    .toSorted((a, b) => a.seq - b.seq)
    .map((entry) => ({ entry, isQuiet: entry.byKind === 'system' || entry.byKind === 'integration' }));
}

/** Who did a step: the unit and the person; a person of the public is named by the screen. */
export function actorWords({ byName, byUnit }: Pick<EntryView, 'byName' | 'byUnit'>): string {
  return [byUnit, byName].filter((name) => name && name !== '').join(' · ');
}

/** The words said to the person last, for the caller to read out. */
export function lastReply({ entries }: Pick<CaseDetail, 'entries'>): string | undefined {
  return entries.toSorted((a, b) => b.seq - a.seq).find(({ reply }) => reply)?.reply ?? undefined;
}

type StageView = Omit<TypeView['stages'][number], 'tab'>;
type Phase = StageView['phase'];

const phases: readonly Phase[] = ['raised', 'accepted', 'handling', 'checking', 'closed'];

/**
 * The steps a matter has before it, as far as they can be foretold: the first stage of each later phase. A process without handling
 * uses its accepted phase for detours (something to be supplied), so that is left out.
 */
export function stagesAhead(stages: readonly StageView[], now: Phase): readonly StageView[] {
  const hasHandling = stages.some(({ phase }) => phase === 'handling');
  return phases
    .slice(phases.indexOf(now) + 1)
    .filter((phase) => phase !== 'accepted' || hasHandling)
    .flatMap((phase) => stages.find((stage) => stage.phase === phase) ?? []);
}
