import type { InputOf } from '../../../../contract/route.ts';
import { parsePhone } from '../../../../domain/identifiers/phone.ts';
import type { Commands } from '../../../kit/api.ts';
import { type FormValues, issueOf } from '../../../ui/forms/fields.ts';
import type { LonLat } from '../../../ui/map/geo.ts';
import { type AskingCategory, answersInput, questionFields } from '../question-fields.ts';
import type { Suggested } from '../use-suggestions.ts';

/** Where it is: an area of the tree, and the very spot where it was found by position or on the map. */
export interface ReportPlace {
  readonly areaId: number;
  /** Where the matter is stored, and its files. */
  readonly communityId: number;
  readonly words: string;
  readonly gridName: string | null;
  /** The spot itself. */
  readonly point?: LonLat | undefined;
  /** Where the map is centred without a spot. */
  readonly centre?: LonLat | undefined;
  readonly accuracyM?: number | undefined;
}

/** A report as it is being written; its photos and its voice note lie beside it. */
export interface ReportDraft {
  readonly words: string;
  readonly categoryId: number | null;
  /** To the questions of the category, by the keys of their fields. */
  readonly answers: FormValues;
  readonly place: ReportPlace | null;
  readonly placeWords: string;
  /** 即办即结. */
  readonly isSettled: boolean;
  /** A resident asked, so somebody is answered and called back. */
  readonly isAsked: boolean;
  readonly name: string;
  readonly phone: string;
  readonly isAnonymous: boolean;
  readonly isDangerous: boolean;
  /** The secret of the person's own link, made once. */
  readonly trackToken: string;
  /** What was suggested when a category was chosen, or left to the desk. */
  readonly suggested?: Suggested | undefined;
}

export const emptyReport = (trackToken: string): ReportDraft => ({
  words: '',
  categoryId: null,
  answers: {},
  place: null,
  placeWords: '',
  isSettled: false,
  isAsked: false,
  name: '',
  phone: '',
  isAnonymous: false,
  isDangerous: false,
  trackToken,
});

/** Files of the draft, by how many of each. */
export interface Evidence {
  readonly photos: number;
  readonly voices: number;
}

export type ReportFault = 'evidence' | 'photo' | 'category' | 'questions' | 'place' | 'phone';

/** What the draft's category says of it. */
interface RuleOfDraft extends AskingCategory {
  readonly photo: 'none' | 'at-report' | 'at-done';
}

/** What must be put right before it can be sent, in the order of the page; the server asks the same. */
export function faultsOf(
  draft: ReportDraft,
  evidence: Evidence,
  category: RuleOfDraft | undefined,
): readonly ReportFault[] {
  const photo = category?.photo ?? 'none';
  // A draft of before there were questions has no answers.
  const { answers = {} } = draft as Partial<ReportDraft>;
  const phone = parsePhone(draft.phone);
  const faults: readonly (ReportFault | false)[] = [
    draft.words.trim() === '' && evidence.voices === 0 && 'evidence',
    draft.isSettled && photo !== 'none' && evidence.photos === 0 && 'photo',
    draft.isSettled && draft.categoryId === null && 'category',
    questionFields(category).some((field) => issueOf(field, answers[field.key]) !== undefined) && 'questions',
    draft.place === null && 'place',
    draft.isAsked && !draft.isAnonymous && !(phone.ok && phone.kind !== 'service') && 'phone',
  ];
  return faults.filter((fault) => fault !== false);
}

type RaiseInput = InputOf<Commands['cases.raise']>;
type FileIds = Readonly<Record<string, readonly string[]>>;

/** The input of cases.raise. A link is made only where somebody asked: what the worker saw has nobody to tell. */
export function raiseInputOf(
  draft: ReportDraft & { readonly place: ReportPlace },
  files: FileIds,
  category?: AskingCategory,
): RaiseInput {
  const { place, isSettled, isAsked, isDangerous } = draft;
  const phone = draft.phone.trim();
  const words = draft.words.trim();
  const { photos = [], voice = [] } = files;
  return {
    type: 'event',
    begin: isSettled ? 'settle' : 'report',
    source: isAsked ? 'resident' : 'grid',
    categoryId: draft.categoryId,
    urgency: isDangerous ? 'urgent' : 'normal',
    place: {
      areaId: place.areaId,
      words: draft.placeWords.trim(),
      ...(place.point ? { point: [place.point[0], place.point[1]] } : {}),
    },
    contact: isAsked && !draft.isAnonymous && phone !== '' ? { name: draft.name.trim(), phone } : null,
    fields: {
      ...(words === '' ? {} : { words }),
      ...(photos.length > 0 ? { photos: [...photos] } : {}),
      ...(voice.length > 0 ? { voice: [...voice] } : {}),
      ...(isDangerous && !isSettled ? { isDangerous: true } : {}),
      ...answersInput(category, draft.answers ?? {}),
    },
    ...(isAsked ? { trackToken: draft.trackToken } : {}),
    ...(draft.suggested ? { suggested: draft.suggested } : {}),
  };
}

/** Whether anything has been written or taken yet. */
export function isEmptyReport(draft: ReportDraft, evidence: Evidence): boolean {
  return (
    draft.words.trim() === '' &&
    draft.categoryId === null &&
    draft.place === null &&
    draft.name === '' &&
    draft.phone === '' &&
    evidence.photos + evidence.voices === 0
  );
}
