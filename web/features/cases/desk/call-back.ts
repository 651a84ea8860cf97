import type { EntryView } from '../../../../contract/case-views.ts';
import type { FormField, FormValues } from '../../../ui/forms/fields.ts';

/** The step of the loop that records a call to the person; processes without it have no place at this desk. */
export const callAction = 'call-back';

const ratingKeys: ReadonlySet<string> = new Set(['isSolved', 'score']);

/** Whether the person was spoken to. */
export const isReached = (values: FormValues): boolean => values['result'] === 'reached';

/** The fields of a call: what the person answered is asked only once they were reached, and then it is needed. */
export function callFields(fields: readonly FormField[]): readonly FormField[] {
  return fields.map((field) => (ratingKeys.has(field.key) ? { ...field, required: true, when: isReached } : field));
}

/** The calls made so far, since the matter last came to the stage it stands in; other steps between them change nothing. */
export function callAttempts(entries: readonly EntryView[]): readonly EntryView[] {
  const ordered = entries.toSorted((a, b) => a.seq - b.seq);
  const stage = ordered.at(-1)?.stageLabel.zh;
  const before = ordered.findLastIndex(({ stageLabel }) => stageLabel.zh !== stage);
  return ordered.slice(before + 1).filter(({ action }) => action === callAction);
}
