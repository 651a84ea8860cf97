import type { FieldView } from '../../../contract/case-views.ts';
import { text } from '../../../domain/text.ts';
import type { FileValue, FormField, FormValues, PersonValue, PickValue, Words } from '../../ui/forms/fields.ts';

type Asks = Readonly<Record<string, FieldView>>;

/** From so many letters on a text gets a box of several lines. */
const longText = 120;

const accepts = { image: 'image/*', audio: 'audio/*', any: undefined } as const;

/** The part of a form's field that depends on its kind. */
function kindOf(view: FieldView): Pick<FormField, 'kind'> & Record<string, unknown> {
  switch (view.kind) {
    case 'text':
      return {
        kind: 'text',
        max: view.max,
        lines: (view.max ?? 0) > longText ? 3 : 1,
        ...(view.templates ? { templates: view.templates } : {}),
      };
    case 'choice':
      return {
        kind: 'choice',
        look: 'chips',
        options: Object.entries(view.of ?? {}).map(([value, label]) => ({ value, label })),
      };
    case 'reason':
      // A category without chips of its own: the reason is then written.
      return (view.chips ?? []).length === 0
        ? { kind: 'text', max: 60 }
        : {
            kind: 'choice',
            look: 'chips',
            options: (view.chips ?? []).map(({ code, text }) => ({ value: code, label: text })),
          };
    case 'flag':
      return { kind: 'yes-no' };
    case 'number':
      return { kind: 'number', min: view.min, max: view.max, whole: true };
    case 'day':
      return { kind: 'date' };
    case 'instant':
      return { kind: 'instant' };
    case 'money':
      return { kind: 'number', min: 0, max: (view.max ?? 0) / 100, unit: text('元', 'yuan') };
    case 'house':
      return { kind: 'pick', from: 'house' };
    case 'people':
      return { kind: 'people', min: view.min, max: view.max };
    case 'files':
      return { kind: 'files', accept: accepts[view.media ?? 'any'], max: view.max };
    case 'organisation':
      return { kind: 'pick', from: view.isSummoned ? 'summonable' : 'organisation' };
    case 'organisations':
      return { kind: 'pick', from: view.isSummoned ? 'summonable' : 'organisation', many: true };
    case 'staff':
      return { kind: 'pick', from: 'staff' };
    case 'staff-list':
      return { kind: 'pick', from: 'staff', many: true };
    case 'category':
      return { kind: 'pick', from: 'category' };
    case 'score':
      return { kind: 'score' };
  }
}

/** Draws what a process asks for: one form field for each, in its order. `hints` stand under their fields. */
export function formFieldsOf(asks: Asks, hints: Readonly<Record<string, Words>> = {}): readonly FormField[] {
  return Object.entries(asks).map(
    ([key, view]) =>
      ({
        key,
        label: view.label,
        required: view.isRequired,
        ...(hints[key] ? { hint: hints[key] } : {}),
        ...kindOf(view),
      }) as FormField,
  );
}

const refOf = (value: unknown): string => (value as PickValue).ref;

/** Somebody named: what was left empty is left out. */
const personOnWire = ({ name, phone, ref }: PersonValue) => ({
  name: name.trim(),
  ...(phone && phone.trim() !== '' ? { phone: phone.trim() } : {}),
  ...(ref ? { peopleRef: ref } : {}),
});

/** What goes on the wire for a filled field: ids in place of what was picked. */
function wireOf(view: FieldView, value: unknown): unknown {
  switch (view.kind) {
    case 'organisation':
    case 'staff':
    case 'house':
      return refOf(value);
    case 'money':
      return Math.round(Number(value) * 100);
    case 'instant':
      return new Date(String(value)).toISOString();
    case 'people':
      return (value as readonly PersonValue[]).filter(({ name }) => name.trim() !== '').map(personOnWire);
    case 'staff-list':
    case 'organisations':
      return (value as readonly PickValue[]).map(refOf);
    case 'category':
      return Number(refOf(value));
    case 'files':
      return (value as readonly FileValue[]).map(({ id }) => id);
    default:
      return value;
  }
}

/** The input of an action from the values of its form; what was left empty is left out. */
export function inputOf(asks: Asks, values: FormValues): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(asks).flatMap(([key, view]) =>
      values[key] === undefined || values[key] === null ? [] : [[key, wireOf(view, values[key])]],
    ),
  );
}

/** The ids of units and categories among suggested values: their names must be asked for before they can be shown. */
export function idsSuggested(asks: Asks, suggests: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(asks).flatMap(([key, { kind }]) => {
    const value = suggests[key];
    if (kind !== 'organisation' && kind !== 'organisations') return [];
    return [value ?? []].flat().map(String);
  });
}

/** What a form begins with: the values suggested, units by name. A unit whose name is not known is left for the person to find. */
export function valuesSuggested(
  asks: Asks,
  suggests: Readonly<Record<string, unknown>>,
  names: ReadonlyMap<string, string>,
): FormValues {
  const picked = (id: string): readonly PickValue[] => {
    const name = names.get(id);
    return name === undefined ? [] : [{ ref: id, name }];
  };
  return Object.fromEntries(
    Object.entries(asks).flatMap(([key, { kind }]) => {
      const value = suggests[key];
      if (value === undefined || value === null) return [];
      if (kind === 'organisation') return picked(String(value)).map((one) => [key, one]);
      if (kind === 'organisations') return [[key, [value].flat().flatMap((id) => picked(String(id)))]];
      if (kind === 'category' || kind === 'staff') return picked(String(value)).map((one) => [key, one]);
      return [[key, value]];
    }),
  );
}

/** The words beside the first field that was filled in, saying why; where routing knows no unit, its words stand beside the unit. */
export function hintsSuggested(
  asks: Asks,
  suggested: FormValues,
  why: string | undefined,
  say: (why: string) => string,
): Readonly<Record<string, string>> {
  if (why === undefined) return {};
  const first = Object.keys(asks).find((key) => suggested[key] !== undefined);
  if (first !== undefined) return { [first]: say(why) };
  const unit = Object.entries(asks).find(([, { kind, isRequired }]) => kind === 'organisation' && isRequired)?.[0];
  return unit === undefined ? {} : { [unit]: why };
}
