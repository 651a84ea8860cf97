import type { CaseDetail, CaseItem, TypeView } from '../../../../contract/case-views.ts';
import { parsePhone } from '../../../../domain/identifiers/phone.ts';
import type { Suggested } from '../use-suggestions.ts';
import type { CategoryChoice } from './category-advice.ts';

type Source = CaseItem['source'];

/** A way a matter may begin, of any process. */
export interface BeginChoice {
  readonly key: string;
  readonly type: TypeView;
  readonly begin: TypeView['begins'][number];
}

/** Everything this person may begin; at the phone, what is settled on the spot is not among it. */
export function beginsOf(types: readonly TypeView[], isCall: boolean): readonly BeginChoice[] {
  return types.flatMap((type) =>
    type.begins
      .filter(({ mayBegin, isOnTheSpot }) => mayBegin && !(isCall && isOnTheSpot))
      .map((begin) => ({ key: `${type.code}.${begin.code}`, type, begin })),
  );
}

/** A place found by its words. */
export interface PlaceChoice {
  readonly areaId: number;
  readonly communityId: number;
  readonly words: string;
  readonly communityName: string;
  readonly gridName: string | null;
}

/** What a raise is made of beside the process's own fields. */
export interface RaiseDraft {
  readonly source: Source;
  readonly phone: string;
  readonly name: string;
  /** The person wants no answer and leaves no number. */
  readonly isAnonymous: boolean;
  readonly outsideNumber: string;
  readonly place: PlaceChoice | undefined;
  readonly placeWords: string;
  readonly categoryId: number | undefined;
  readonly isUrgent: boolean;
  /** Stoppers answered with yes. */
  readonly stoppedBy: readonly string[];
  /** The matter it grows out of, by which of its leads. */
  readonly from?: { readonly ref: string; readonly lead: string } | undefined;
  /** What was suggested when a category was chosen. */
  readonly suggested?: Suggested | undefined;
}

export const emptyDraft = (source: Source): RaiseDraft => ({
  source,
  phone: '',
  name: '',
  isAnonymous: false,
  outsideNumber: '',
  place: undefined,
  placeWords: '',
  categoryId: undefined,
  isUrgent: false,
  stoppedBy: [],
});

/** What a draft begins with where it grows out of another matter: seen by ourselves, at the same place. */
export function draftFrom(matter: CaseDetail, lead: string): RaiseDraft {
  const { ref, areaId, placeWords, communityName, gridName } = matter;
  const place = { areaId, communityId: Number(ref.split('-', 1)[0]), words: placeWords, communityName, gridName };
  return { ...emptyDraft('grid'), place, placeWords: '', from: { ref, lead } };
}

/** Whether somebody asked, so that they are answered, called back and given a link. */
export const hasPerson = ({ source }: Pick<RaiseDraft, 'source'>): boolean =>
  source === 'resident' || source === 'hotline';

/** A number that can be looked up: typed to its end, and of a person, not a short public number. */
export function callerPhone(typed: string): string | undefined {
  const phone = parsePhone(typed);
  return phone.ok && phone.kind !== 'service' ? phone.normalized : undefined;
}

export type DraftFault = 'phone' | 'place' | 'stopped';

/** What must be put right before it can be sent. */
export function faultsOf(draft: RaiseDraft): readonly DraftFault[] {
  const wantsPhone = hasPerson(draft) && !draft.isAnonymous;
  return [
    ...(wantsPhone && callerPhone(draft.phone) === undefined ? (['phone'] as const) : []),
    ...(draft.place === undefined ? (['place'] as const) : []),
    ...(draft.stoppedBy.length > 0 ? (['stopped'] as const) : []),
  ];
}

interface RaiseParts {
  readonly choice: BeginChoice;
  readonly draft: RaiseDraft;
  readonly fields: Record<string, unknown>;
  readonly category: CategoryChoice | undefined;
  readonly trackToken: string;
  readonly suggested?: Suggested | undefined;
}

/** The input of cases.raise. A link goes only where a person asked: what the staff saw themselves has nobody to tell. */
export function raiseInputOf({ choice, draft, fields, category, trackToken, suggested }: RaiseParts) {
  const isAsked = hasPerson(draft);
  const phone = draft.phone.trim();
  return {
    type: choice.type.code,
    begin: choice.begin.code,
    source: draft.source,
    categoryId: category?.id ?? null,
    urgency: draft.isUrgent ? ('urgent' as const) : ('normal' as const),
    place: { ...(draft.place ? { areaId: draft.place.areaId } : {}), words: draft.placeWords.trim() },
    contact: isAsked && !draft.isAnonymous && phone !== '' ? { name: draft.name.trim(), phone } : null,
    fields,
    ...(draft.from ? { from: draft.from } : {}),
    ...(suggested ? { suggested } : {}),
    ...(isAsked ? { trackToken } : {}),
    ...(draft.source === 'hotline' && draft.outsideNumber.trim() !== ''
      ? { outsideNumber: draft.outsideNumber.trim() }
      : {}),
  };
}
