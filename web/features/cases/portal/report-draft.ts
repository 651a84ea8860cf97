import type { PublicCategory } from '../../../../contract/catalogue.ts';
import type { InputOf } from '../../../../contract/route.ts';
import type { Commands } from '../../../kit/api.ts';
import { type FormValues, issueOf } from '../../../ui/forms/fields.ts';
import { questionFields } from '../question-fields.ts';
import type { Suggested } from '../use-suggestions.ts';

/** A place somebody chose, by words, on the map, by a door's code. */
export interface PlaceChosen {
  readonly areaId: number;
  readonly communityId: number;
  readonly words: string;
  readonly communityName: string;
  readonly gridName: string | null;
  /** Where it was pressed on the map or found by the phone: WGS 84. */
  readonly point?: readonly [number, number] | undefined;
}

/** How to answer: at a number typed, at the one signed in with, or not at all. */
export type ContactWay = 'phone' | 'mine' | 'none';

/** A report as far as it was filled; photos and sound lie beside it. */
export interface ReportDraft {
  readonly words: string;
  readonly isDangerous: boolean;
  readonly categoryId: number | undefined;
  /** To the questions of the category, by the keys of their fields. */
  readonly answers: FormValues;
  /** By the code of a stopper: whether it holds. */
  readonly stops: Readonly<Record<string, boolean>>;
  readonly place: PlaceChosen | undefined;
  readonly placeWords: string;
  /** Undefined while nobody has chosen: the phone signed in with, else a number to type. */
  readonly contact: ContactWay | undefined;
  readonly phone: string;
  readonly name: string;
  readonly isForFamily: boolean;
  /** What was suggested when a category was chosen. */
  readonly suggested?: Suggested | undefined;
}

export type ReportFault = 'words' | 'stops' | 'stopped' | 'questions' | 'place' | 'phone';

interface FaultParts {
  readonly draft: ReportDraft;
  readonly category: PublicCategory | undefined;
  readonly hasVoice: boolean;
  readonly contact: ContactWay;
  /** Fields of the process stand in for the words. */
  readonly needsWords: boolean;
}

const leastDigits = 7;

/** Whether something typed could be a phone number; the server has the last word. */
export function looksLikePhone(typed: string): boolean {
  return /^[\d\s()+—–-]{7,24}$/u.test(typed.trim()) && typed.replace(/\D/g, '').length >= leastDigits;
}

/** What is missing before it can be sent, in the order of the page. */
export function reportFaults({ draft, category, hasVoice, contact, needsWords }: FaultParts): readonly ReportFault[] {
  const stoppers = category?.stoppers ?? [];
  const isWrong = questionFields(category).some((field) => issueOf(field, draft.answers[field.key]) !== undefined);
  return [
    ...(needsWords && draft.words.trim() === '' && !hasVoice ? (['words'] as const) : []),
    ...(stoppers.some(({ code }) => draft.stops[code] === undefined) ? (['stops'] as const) : []),
    ...(stoppers.some(({ code }) => draft.stops[code]) ? (['stopped'] as const) : []),
    ...(isWrong ? (['questions'] as const) : []),
    ...(draft.place === undefined ? (['place'] as const) : []),
    ...(contact === 'phone' && !looksLikePhone(draft.phone) ? (['phone'] as const) : []),
  ];
}

interface RaiseParts {
  readonly type: string;
  readonly begin: string;
  readonly draft: ReportDraft;
  readonly contact: ContactWay;
  readonly categoryId: number | null;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly suggested?: Suggested | undefined;
  /** The matter that it grows out of. */
  readonly from?: From | undefined;
}

/** A matter by its address, or by its number and the last digits of the phone left with it; and which of its leads. */
export type From = NonNullable<InputOf<Commands['cases.raise']>['from']>;

/** The input of cases.raise without the secret of its link. */
export function raiseInput({ type, begin, draft, contact, categoryId, fields, suggested, from }: RaiseParts) {
  const { place, placeWords } = draft;
  const name = draft.name.trim();
  return {
    type,
    begin,
    categoryId,
    place: {
      ...(place ? { areaId: place.areaId } : {}),
      ...(place?.point ? { point: [place.point[0], place.point[1]] as [number, number] } : {}),
      words: placeWords.trim(),
    },
    contact:
      contact === 'none' ? null : contact === 'mine' ? { name, isMine: true } : { name, phone: draft.phone.trim() },
    fields,
    ...(suggested ? { suggested } : {}),
    ...(from ? { from } : {}),
  };
}
export type RaiseInput = ReturnType<typeof raiseInput>;
