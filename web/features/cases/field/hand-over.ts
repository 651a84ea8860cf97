import { newId } from '../../../kit/new-id.ts';
import { mayTakeBack } from '../../../offline/outbox.ts';
import type { OutboxRow, Store } from '../../../offline/store.ts';
import { newTrackToken } from '../track-token.ts';
import { communityOf } from './community-of.ts';
import { emptyReport, type ReportDraft } from './report-draft.ts';

/** What a step says of the world: its own words, in the order of its form; choices and numbers mean nothing outside of it. */
export function wordsOfStep({ draft }: Pick<OutboxRow, 'draft'>): readonly string[] {
  const { values = {} } = (draft ?? {}) as { readonly values?: Readonly<Record<string, unknown>> };
  return Object.entries(values).flatMap(([key, value]) => {
    if (typeof value !== 'string' || value.trim() === '') return [];
    return key === 'words' || key === 'reply' || /[^\w-]/.test(value.trim()) ? [value] : [];
  });
}

/** Codes of refusals that say: this is not yours any more. */
const lost: ReadonlySet<string> = new Set([
  'case.not-yours',
  'request.not-found',
  'access.forbidden',
  'access.outside-scope',
]);

/** Whether a step came back because the matter has gone to others; then it can only be handed on. */
export function isOutOfHand({ state, command, problem, about }: OutboxRow): boolean {
  return state === 'refused' && command === 'cases.act' && about.caseRef !== undefined && lost.has(problem?.code ?? '');
}

/**
 * Makes a report of a step that came back: its words and its photos go to whoever takes reports where the matter lies, who passes them on.
 * It is a draft, to be looked at and sent by the person; the step itself is gone with that.
 * @param lead how the words begin: which matter it is about
 * @returns the draft's id; undefined where the step may have arrived
 */
export async function handOver(store: Store, id: string, lead: string): Promise<string | undefined> {
  return store.transaction('rw', store.rows, store.files, async () => {
    const row = await store.rows.get(id);
    if (!row || !mayTakeBack(row) || row.about.caseRef === undefined) return undefined;
    const { areaId, caseRef, place } = row.about;
    const communityId = communityOf(caseRef);
    const draft: ReportDraft = {
      ...emptyReport(newTrackToken()),
      words: `${lead}${wordsOfStep(row).join('\n')}`,
      place: { areaId: areaId ?? communityId, communityId, words: place, gridName: null },
    };
    const next = newId();
    await store.rows.delete(id);
    await store.rows.add({
      ...row,
      id: next,
      command: 'cases.raise',
      draft,
      input: null,
      after: null,
      about: { title: draft.words.slice(0, 60), place, deed: row.about.deed },
      madeAt: new Date().toISOString(),
      state: 'draft',
      attempts: 0,
      tryAt: 0,
      problem: null,
      answeredAt: null,
    });
    await store.files.where({ rowId: id }).modify((file) => {
      file.rowId = next;
      file.isSent = false;
      file.field = file.blob.type.startsWith('audio/') ? 'voice' : 'photos';
    });
    return next;
  });
}
