import type { CaseDetail, TypeView } from '../../../../contract/case-views.ts';
import type { Text } from '../../../../domain/text.ts';

/** A field of the process as it is shown: its label, and its value in words of either language. */
export interface ShownField {
  readonly key: string;
  readonly label: Text;
  readonly value: Text;
  readonly raw: unknown;
}

/** The fields of a matter with their values in both languages, as far as the process declares words for them; what the title says whole is left out. */
export function fieldsShown(
  matter: Pick<CaseDetail, 'type' | 'title' | 'fields'>,
  types: readonly TypeView[],
): readonly ShownField[] {
  const asks =
    types.find(({ code }) => code === matter.type)?.begins.flatMap(({ asks: fields }) => Object.entries(fields)) ?? [];
  const words = (key: string, value: unknown): Text | undefined =>
    asks.find(([name, { of }]) => name === key && of?.[String(value)])?.[1].of?.[String(value)];
  return matter.fields
    .filter(({ text }) => text !== '' && text !== matter.title)
    .map(({ key, label, value, text }) => ({
      key,
      label,
      value: words(key, value) ?? { zh: text, en: text },
      raw: value,
    }));
}

/** What the reasons of a matter say, by their codes: the steps carry their words. */
export function reasonWords(entries: CaseDetail['entries']): ReadonlyMap<string, Text> {
  return new Map(
    entries.flatMap(({ reason, reasonText }) =>
      reason !== null && reasonText !== null ? [[reason, reasonText] as const] : [],
    ),
  );
}
