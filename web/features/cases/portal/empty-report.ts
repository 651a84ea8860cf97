import type { ReportDraft } from './report-draft.ts';

/** A report before anything is filled in; the first page needs no more of reports than this. */
export const emptyReport: ReportDraft = {
  words: '',
  isDangerous: false,
  categoryId: undefined,
  answers: {},
  stops: {},
  place: undefined,
  placeWords: '',
  contact: undefined,
  phone: '',
  name: '',
  isForFamily: false,
};
