import { parseCitizenId } from '../../../domain/identifiers/citizen-id.ts';
import { personFields, type RegistryField } from '../../../domain/registry/fields.ts';
import { lists } from '../../../domain/registry/lists.ts';
import type { FormField, FormValues } from '../../ui/forms/fields.ts';
import { today } from './person-words.ts';

/** A field of the register as a field of a form: a choice where it has a list. */
function formFieldOf({ key, label, list, max }: RegistryField): FormField {
  if (!list) return { key, kind: 'text', label, max, ...(max > 200 ? { lines: 3 } : {}) };
  const options = Object.entries(lists[list]).map(([value, one]) => ({ value, label: one.label }));
  return { key, kind: 'choice', label, options };
}

/** Said by homes and groups already; ledgers bring them, no form asks for them. */
const broughtByLedgers: ReadonlySet<string> = new Set(['presence', 'personStatus', 'populationKind']);

export const detailFields: readonly FormField[] = personFields
  .filter(({ key }) => !broughtByLedgers.has(key))
  .map(formFieldOf);

/** Sex and birth date as a typed id number says them; undefined while it is none. */
export function idSays(values: FormValues): { readonly sex: 'male' | 'female'; readonly bornOn: string } | undefined {
  const read = parseCitizenId(String(values['idNumber'] ?? ''), { today: today(), cell: 'text' });
  return read.ok ? { sex: read.sexCode === '1' ? 'male' : 'female', bornOn: read.birthOn } : undefined;
}

/** The details among the values of a form. */
export function detailsOf(values: FormValues): Record<string, string> {
  return Object.fromEntries(
    detailFields.flatMap(({ key }) => (values[key] === undefined ? [] : [[key, String(values[key])]])),
  );
}

/** Phones as they are typed into one field, several beside each other. */
export function phonesOf(value: unknown): readonly string[] {
  return String(value ?? '')
    .split(/[\s,，;；、/]+/)
    .filter((part) => part !== '');
}
