import { z } from 'zod';
import { type Text, text } from '../text.ts';

/** A field of a process or an input of an action: plain data, so that the web draws it and the phone checks it. */
export type FieldKind =
  | {
      readonly kind: 'text';
      readonly max: number;
      /** A register whose rows are at hand as words to begin from. */
      readonly from?: WordSource;
    }
  | { readonly kind: 'choice'; readonly of: Readonly<Record<string, Text>> }
  /** Chips of the category (or of the type), free words beside them. */
  | { readonly kind: 'reason'; readonly set: ReasonSet }
  | { readonly kind: 'flag' }
  | {
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      readonly unit?: Text;
      /** Absent where whole numbers and others will do. */
      readonly isWhole?: boolean;
    }
  | { readonly kind: 'day' }
  | { readonly kind: 'instant' }
  /** Whole 分, so that sums are exact. */
  | { readonly kind: 'money'; readonly max: number }
  /** A home on record, by its address on the wire. */
  | { readonly kind: 'house' }
  /** Each becomes one of the case's people, with this field as what they are to it; name and phone never enter an entry. */
  | { readonly kind: 'people'; readonly min: number; readonly max: number; readonly mayTrack: boolean }
  | { readonly kind: 'files'; readonly max: number; readonly media: 'image' | 'audio' | 'any' }
  | { readonly kind: 'organisation' }
  | { readonly kind: 'organisations' }
  | { readonly kind: 'staff' }
  | { readonly kind: 'staff-list'; readonly max: number }
  | { readonly kind: 'category' }
  | { readonly kind: 'score' };

/** Registers that words of a form can begin from, read around the case's place. */
export type WordSource = 'legal-guides';

export type ReasonSet =
  | 'return'
  | 'decline'
  | 'extension'
  | 'deferral'
  | 'unsolved'
  | 'supervise'
  | 'supplement'
  | 'arbitrate'
  | 'transfer';

export type Field = FieldKind & {
  readonly label: Text;
  readonly isRequired: boolean;
  /** May name somebody: kept beside the entry, erased with its salt, left out of exports without purpose. */
  readonly isPersonal: boolean;
  /** Words cleared for everybody to read: they may name nobody who asked, nor say a phone or a door. */
  readonly isPublic?: true;
  /** Units that are summoned: of those that the rules let this actor summon (World.summonable), where any bind them. */
  readonly isSummoned?: true;
};

const make = <K extends FieldKind>(kind: K, label: Text, isPersonal = false): Field => ({
  ...kind,
  label,
  isRequired: true,
  isPersonal,
});

/** The kinds of fields. All are required unless wrapped in `optional`. */
export const field = {
  text: (label: Text, max: number): Field => make({ kind: 'text', max }, label, true),
  textFrom: (from: WordSource, label: Text, max: number): Field => make({ kind: 'text', max, from }, label, true),
  publicText: (label: Text, max: number): Field => ({ ...make({ kind: 'text', max }, label, true), isPublic: true }),
  choice: (label: Text, of: Readonly<Record<string, Text>>): Field => make({ kind: 'choice', of }, label),
  reason: (label: Text, set: ReasonSet): Field => make({ kind: 'reason', set }, label),
  flag: (label: Text): Field => make({ kind: 'flag' }, label),
  number: (label: Text, min: number, max: number, more: { unit?: Text; isWhole?: boolean } = {}): Field =>
    make({ kind: 'number', min, max, ...more }, label),
  day: (label: Text): Field => make({ kind: 'day' }, label),
  instant: (label: Text): Field => make({ kind: 'instant' }, label),
  money: (label: Text, most: number): Field => make({ kind: 'money', max: most }, label),
  house: (label: Text): Field => make({ kind: 'house' }, label),
  people: (label: Text, of: { min: number; max: number; mayTrack?: boolean }): Field =>
    make({ kind: 'people', min: of.min, max: of.max, mayTrack: of.mayTrack === true }, label, true),
  photos: (label: Text, max = 9): Field => make({ kind: 'files', max, media: 'image' }, label),
  voice: (label: Text): Field => make({ kind: 'files', max: 1, media: 'audio' }, label),
  files: (label: Text, max = 9): Field => make({ kind: 'files', max, media: 'any' }, label),
  organisation: (label: Text): Field => make({ kind: 'organisation' }, label),
  organisations: (label: Text): Field => make({ kind: 'organisations' }, label),
  summonedUnit: (label: Text): Field => ({ ...make({ kind: 'organisation' }, label), isSummoned: true }),
  summonedUnits: (label: Text): Field => ({ ...make({ kind: 'organisations' }, label), isSummoned: true }),
  staff: (label: Text): Field => make({ kind: 'staff' }, label),
  staffList: (label: Text, max = 20): Field => make({ kind: 'staff-list', max }, label),
  category: (label: Text): Field => make({ kind: 'category' }, label),
  score: (label: Text): Field => make({ kind: 'score' }, label),
} as const;

/** The same field, not required. */
export function optional(one: Field): Field {
  return { ...one, isRequired: false };
}

/** Asked beside a reply to one person: whether it names nobody, so that the others who wait for it may read it, too. */
export const replyToAll: Field = optional(
  field.flag(text('关注和并案的人也能看到（不含个人信息）', 'Those who follow it may read it, too (names nobody)')),
);

/** Somebody named in a field: as they are called, how they are reached, and their record where they have one. */
export interface NamedPerson {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly peopleRef?: string | undefined;
}

const rowAddress = /^\d{1,15}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const named = z.strictObject({
  name: z.string().trim().min(1).max(40),
  phone: z.string().trim().max(30).optional(),
  peopleRef: z.string().regex(rowAddress).optional(),
});

const controls = /[\p{Cc}--[\n\t]]/gv;

function schemaOfKind(one: FieldKind): z.ZodType {
  switch (one.kind) {
    case 'text':
      return z
        .string()
        .max(one.max)
        .transform((value) => value.replace(controls, '').trim());
    case 'choice':
      return z.enum(Object.keys(one.of) as [string, ...string[]]);
    case 'reason':
      return z.string().min(1).max(60);
    case 'flag':
      return z.boolean();
    case 'number':
      return one.isWhole ? z.int().min(one.min).max(one.max) : z.number().min(one.min).max(one.max);
    case 'day':
      return z.iso.date();
    case 'instant':
      return z.iso
        .datetime({ offset: true })
        .regex(/^(?:19|20|21)/)
        .transform((value) => new Date(value).toISOString());
    case 'money':
      return z.int().min(0).max(one.max);
    case 'house':
      return z.string().regex(rowAddress);
    case 'people':
      return z.array(named).max(one.max);
    case 'staff-list':
      return z.array(z.uuid()).max(one.max);
    case 'files':
      return z.array(z.uuid()).max(one.max);
    case 'organisation':
    case 'staff':
      return z.uuid();
    case 'organisations':
      return z.array(z.uuid()).max(20);
    case 'category':
      return z.number().int().positive();
    case 'score':
      return z.number().int().min(1).max(5);
  }
}

/** The check of one field. */
export function schemaOfField(one: Field): z.ZodType {
  const schema = schemaOfKind(one);
  if (!one.isRequired) return schema.optional();
  if (one.kind === 'text')
    return schema.refine((value) => value !== '', {
      params: { text: { zh: '请填写这一项。', en: 'Please fill this in.' } },
    });
  if (one.kind === 'people' || one.kind === 'staff-list') {
    const least = one.kind === 'people' ? one.min : 1;
    return schema.refine((value) => (value as unknown[]).length >= least, {
      params: { text: { zh: `请至少写 ${least} 位。`, en: `Please name at least ${least}.` } },
    });
  }
  if (one.kind === 'files')
    return schema.refine((value) => (value as unknown[]).length > 0, {
      params: { text: { zh: '请至少附一个文件。', en: 'Please attach at least one file.' } },
    });
  return schema;
}

const compiled = new WeakMap<object, z.ZodObject>();

/** The check of a set of fields; unknown keys are refused. Kept per declaration. */
export function schemaOfFields(fields: Readonly<Record<string, Field>>): z.ZodObject {
  const known = compiled.get(fields);
  if (known) return known;
  const schema = z.strictObject(
    Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, schemaOfField(one)])),
  );
  compiled.set(fields, schema);
  return schema;
}
