import type { Text } from '../../../domain/text.ts';

/** Words for a label: bilingual from a declaration or the server, or said already. */
export type Words = string | Text;

export interface Option {
  readonly value: string;
  readonly label: Words;
}

interface FieldBase {
  readonly key: string;
  readonly label: Words;
  readonly required?: boolean | undefined;
  /** What is said where it is missing, for a label that is a question of its own. */
  readonly requiredWords?: Words | undefined;
  /** How the server names it in what it refuses, where that is not its key. */
  readonly path?: string | undefined;
  /** A line under the control. */
  readonly hint?: Words | undefined;
  /** Shown only while this holds of the values so far. */
  readonly when?: ((values: FormValues) => boolean) | undefined;
}

/** A field of a form as data; both renderers (desk and mobile) draw it. */
export type FormField = FieldBase &
  (
    | {
        readonly kind: 'text';
        readonly max?: number | undefined;
        readonly lines?: number | undefined;
        /** Words to begin from; what is chosen is put in and can be changed. */
        readonly templates?: readonly Words[] | undefined;
      }
    | {
        readonly kind: 'choice';
        readonly options: readonly Option[];
        readonly many?: boolean | undefined;
        /** Chips in sight however many there are: reasons. */
        readonly look?: 'chips' | undefined;
      }
    | { readonly kind: 'yes-no' }
    | {
        readonly kind: 'number';
        readonly min?: number | undefined;
        readonly max?: number | undefined;
        readonly unit?: Words | undefined;
        readonly whole?: boolean | undefined;
      }
    | { readonly kind: 'date'; readonly notBefore?: string | undefined; readonly notAfter?: string | undefined }
    | { readonly kind: 'instant' }
    | { readonly kind: 'place' }
    | {
        readonly kind: 'files';
        readonly accept?: string | undefined;
        readonly min?: number | undefined;
        readonly max?: number | undefined;
      }
    /** Somebody or something of a register, found by words: `from` names the source. */
    | { readonly kind: 'pick'; readonly from: string; readonly many?: boolean | undefined }
    /** People by name, each with a phone where there is one. */
    | { readonly kind: 'people'; readonly min?: number | undefined; readonly max?: number | undefined }
    /** One to five. */
    | { readonly kind: 'score' }
  );

/** A spot with its words; coordinates are WGS 84 degrees. */
export interface PlaceValue {
  readonly address: string;
  readonly lon?: number | undefined;
  readonly lat?: number | undefined;
}

/** A file the server has. */
export interface FileValue {
  readonly id: string;
  readonly name: string;
  readonly url?: string | undefined;
}

/** Somebody named; `ref` where they were found on record. */
export interface PersonValue {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly ref?: string | undefined;
}

export interface PickValue {
  readonly ref: string;
  readonly name: string;
  /** What tells two of the same name apart: masked phone, address, unit. */
  readonly hint?: string | undefined;
}

/**
 * Values by field key: text, choice, date (YYYY-MM-DD) and instant (ISO) are strings, many choices a list of strings,
 * yes-no a boolean, number and score a number, place a PlaceValue, files a list of FileValue, people a list of PersonValue, pick a PickValue
 * or a list.
 */
export type FormValues = Readonly<Record<string, unknown>>;

/** Where the pickers get their answers; a surface passes its own. */
export interface FormSources {
  /** By the `from` of pick fields; asked with no words when the list is opened. */
  readonly find?: Readonly<Record<string, (words: string, signal: AbortSignal) => Promise<readonly PickValue[]>>>;
  readonly upload?: (file: File) => Promise<FileValue>;
}

export type FieldIssue =
  | { readonly issue: 'required' }
  | { readonly issue: 'too-long'; readonly limit: number }
  | { readonly issue: 'too-small'; readonly limit: number }
  | { readonly issue: 'too-large'; readonly limit: number }
  | { readonly issue: 'not-whole' }
  | { readonly issue: 'too-early'; readonly day: string }
  | { readonly issue: 'too-late'; readonly day: string }
  | { readonly issue: 'too-few'; readonly limit: number }
  | { readonly issue: 'too-many'; readonly limit: number };

/** Whether a field holds nothing: no words, no choice, no file. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && 'address' in value && !('lon' in value && value.lon !== undefined)) {
    return isBlank(value.address);
  }
  return false;
}

function numberIssue(field: FormField & { kind: 'number' }, value: number): FieldIssue | undefined {
  if (field.whole && !Number.isInteger(value)) return { issue: 'not-whole' };
  if (field.min !== undefined && value < field.min) return { issue: 'too-small', limit: field.min };
  if (field.max !== undefined && value > field.max) return { issue: 'too-large', limit: field.max };
  return undefined;
}

/** What is wrong with the value of a field, seen alone; the server has the last word. */
export function issueOf(field: FormField, value: unknown): FieldIssue | undefined {
  if (isBlank(value)) return field.required ? { issue: 'required' } : undefined;
  switch (field.kind) {
    case 'text':
      return field.max !== undefined && String(value).length > field.max
        ? { issue: 'too-long', limit: field.max }
        : undefined;
    case 'number':
      return numberIssue(field, Number(value));
    case 'date':
      if (field.notBefore && String(value) < field.notBefore) return { issue: 'too-early', day: field.notBefore };
      if (field.notAfter && String(value) > field.notAfter) return { issue: 'too-late', day: field.notAfter };
      return undefined;
    case 'people': {
      const named = (value as readonly PersonValue[]).filter(({ name }) => name.trim() !== '').length;
      if (field.required && named < (field.min ?? 1)) return { issue: 'too-few', limit: field.min ?? 1 };
      return field.max !== undefined && named > field.max ? { issue: 'too-many', limit: field.max } : undefined;
    }
    case 'files': {
      const count = Array.isArray(value) ? value.length : 0;
      if (field.min !== undefined && count < field.min) return { issue: 'too-few', limit: field.min };
      if (field.max !== undefined && count > field.max) return { issue: 'too-many', limit: field.max };
      return undefined;
    }
    default:
      return undefined;
  }
}

/** The fields shown for the values so far. */
export function shownFields(fields: readonly FormField[], values: FormValues): readonly FormField[] {
  return fields.filter((field) => field.when?.(values) ?? true);
}

/** The values to send: those of shown fields that hold something, words trimmed. */
export function filledValues(fields: readonly FormField[], values: FormValues): FormValues {
  return Object.fromEntries(
    shownFields(fields, values)
      .filter((field) => !isBlank(values[field.key]))
      .map((field) => {
        const value = values[field.key];
        return [field.key, typeof value === 'string' ? value.trim() : value];
      }),
  );
}

/** The field an error path of the server belongs to: `input.words`, `words` and `photos.0` all have one. */
export function fieldOfPath(fields: readonly FormField[], path: string): FormField | undefined {
  const parts = path.replace(/^\/|\/$/g, '').split(/[./]/);
  const whole = `.${parts.join('.')}`;
  return (
    fields.find((field) => field.path !== undefined && whole.endsWith(`.${field.path}`)) ??
    fields.find((field) => field.path === undefined && parts.includes(field.key))
  );
}
