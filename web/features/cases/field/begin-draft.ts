import type { CaseDetail, FieldView, TypeView } from '../../../../contract/case-views.ts';
import type { InputOf } from '../../../../contract/route.ts';
import { parsePhone } from '../../../../domain/identifiers/phone.ts';
import type { Commands } from '../../../kit/api.ts';
import type { FormValues } from '../../../ui/forms/fields.ts';
import { inputOf } from '../form-fields.ts';
import { communityOf } from './community-of.ts';
import type { ReportPlace } from './report-draft.ts';

/** A matter of any process as it is being registered on the phone; a report of something seen has a form of its own. */
export interface BeginDraft {
  readonly begins: { readonly type: string; readonly begin: string };
  readonly values: FormValues;
  readonly place: ReportPlace | null;
  readonly placeWords: string;
  /** Somebody asked, so somebody is answered. */
  readonly isAsked: boolean;
  readonly name: string;
  readonly phone: string;
  readonly isAnonymous: boolean;
  readonly trackToken: string;
  /** The matter it grows out of, by which of its leads. */
  readonly from?: { readonly ref: string; readonly lead: string } | undefined;
}

export const emptyBegin = (begins: BeginDraft['begins'], trackToken: string): BeginDraft => ({
  begins,
  values: {},
  place: null,
  placeWords: '',
  isAsked: true,
  name: '',
  phone: '',
  isAnonymous: false,
  trackToken,
});

/** What a draft begins with where it grows out of another matter: seen by ourselves, at the same place. */
export function grownFrom(
  matter: Pick<CaseDetail, 'ref' | 'areaId' | 'placeWords' | 'gridName'>,
  lead: string,
  values: Readonly<Record<string, unknown>>,
): Partial<BeginDraft> {
  const { ref, areaId, placeWords, gridName } = matter;
  return {
    values: values as FormValues,
    place: { areaId, communityId: communityOf(ref), words: placeWords, gridName },
    isAsked: false,
    from: { ref, lead },
  };
}

/** Whether a row's draft is one of these, as against a report. */
export const isBeginDraft = (draft: unknown): draft is BeginDraft =>
  typeof draft === 'object' && draft !== null && 'begins' in draft;

export type BeginFault = 'place' | 'phone';

/** What must be put right beside the fields, which the form itself looks at. */
export function beginFaults(draft: BeginDraft): readonly BeginFault[] {
  const phone = parsePhone(draft.phone);
  const isPhoneWrong = draft.isAsked && !draft.isAnonymous && !(phone.ok && phone.kind !== 'service');
  return [...(draft.place === null ? (['place'] as const) : []), ...(isPhoneWrong ? (['phone'] as const) : [])];
}

type Begin = TypeView['begins'][number];
type Asks = Readonly<Record<string, FieldView>>;

/** The input of cases.raise. What lies on the phone as files is named by its ids. */
export function beginInput(
  draft: BeginDraft & { readonly place: ReportPlace },
  asks: Asks,
  files: Readonly<Record<string, readonly string[]>>,
): InputOf<Commands['cases.raise']> {
  const { begins, place, isAsked, isAnonymous, from } = draft;
  const phone = draft.phone.trim();
  const words = Object.fromEntries(Object.entries(asks).filter(([, { kind }]) => kind !== 'files'));
  const sent = Object.entries(asks).flatMap(([key, { kind }]) =>
    kind === 'files' && (files[key] ?? []).length > 0 ? [[key, [...(files[key] ?? [])]] as const] : [],
  );
  return {
    type: begins.type,
    begin: begins.begin,
    source: isAsked ? 'resident' : 'grid',
    place: {
      areaId: place.areaId,
      words: draft.placeWords.trim(),
      ...(place.point ? { point: [place.point[0], place.point[1]] } : {}),
    },
    contact: isAsked && !isAnonymous && phone !== '' ? { name: draft.name.trim(), phone } : null,
    fields: { ...inputOf(words, draft.values), ...Object.fromEntries(sent) },
    ...(isAsked ? { trackToken: draft.trackToken } : {}),
    ...(from ? { from } : {}),
  };
}

/** What this person may register besides a report, of every process. */
export function othersOf(types: readonly TypeView[]): readonly { readonly type: TypeView; readonly begin: Begin }[] {
  return types
    .filter(({ code }) => code !== 'event')
    .flatMap((type) => type.begins.filter(({ mayBegin }) => mayBegin).map((begin) => ({ type, begin })));
}
