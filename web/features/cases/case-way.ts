import type { CaseDetail, EntryView } from '../../../contract/cases.ts';

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
