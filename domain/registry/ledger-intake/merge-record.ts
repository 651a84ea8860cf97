import { plain } from '../../identifiers/characters.ts';
import type { Sex, ToldPerson } from './told-person.ts';

/** The record that a community holds already. */
export interface KnownRecord {
  readonly name: string;
  readonly sex: Sex;
  readonly bornOn: string | null;
  readonly details: Readonly<Record<string, string>>;
  /** Key → where its value came from. */
  readonly lineage: Readonly<Record<string, string>>;
  readonly endReason: string | null;
}

/** What two sources say differently of who somebody is: a person decides. */
export interface Difference {
  readonly field: 'name' | 'sex' | 'bornOn' | 'ended';
  readonly kept: string;
  readonly other: string;
}

/** What a ledger adds to a record. Nothing that somebody entered by hand is overwritten. */
export interface RecordMerge {
  readonly identity: { readonly sex?: Sex; readonly bornOn?: string };
  readonly details: Readonly<Record<string, string>>;
  readonly differences: readonly Difference[];
  /** Keys where a value entered by hand stands against what the ledger says. */
  readonly stood: readonly string[];
}

/** A name for comparing: without spaces, and with one kind of dot in the middle. */
export function sameName(a: string, b: string): boolean {
  const squeezed = (name: string): string =>
    plain(name)
      .replace(/[•・‧∙⋅.．]/g, '·')
      .replace(/\s+/g, '')
      .toUpperCase();
  return squeezed(a) === squeezed(b);
}

/** Whether a value came from an import, so that a newer one may replace it. */
export function isImported(lineage: string | undefined): boolean {
  return lineage?.startsWith('import:') ?? false;
}

function differencesOf(known: KnownRecord, told: ToldPerson): Difference[] {
  const found: Difference[] = [];
  const { formerName } = known.details;
  const isKnownName = sameName(known.name, told.name) || (formerName !== undefined && sameName(formerName, told.name));
  if (!isKnownName) found.push({ field: 'name', kept: known.name, other: told.name });
  if (known.sex !== 'unknown' && told.sex !== 'unknown' && known.sex !== told.sex)
    found.push({ field: 'sex', kept: known.sex, other: told.sex });
  if (known.bornOn !== null && told.bornOn !== null && known.bornOn !== told.bornOn)
    found.push({ field: 'bornOn', kept: known.bornOn, other: told.bornOn });
  if (known.endReason !== null) found.push({ field: 'ended', kept: known.endReason, other: 'lives-here' });
  return found;
}

/**
 * Settles field by field what a ledger changes in a record: empty fields are filled, what an earlier import said is renewed, what somebody
 * entered stands. Name, sex and birth are never changed here: where they differ, somebody must decide.
 */
export function mergeRecord(known: KnownRecord, told: ToldPerson): RecordMerge {
  const details: Record<string, string> = {};
  const stood: string[] = [];
  for (const [key, value] of Object.entries(told.details)) {
    const now = known.details[key];
    if (now === value) continue;
    if (now === undefined || now === '' || isImported(known.lineage[key])) details[key] = value;
    else stood.push(key);
  }
  return {
    identity: {
      ...(known.sex === 'unknown' && told.sex !== 'unknown' ? { sex: told.sex } : {}),
      ...(known.bornOn === null && told.bornOn !== null ? { bornOn: told.bornOn } : {}),
    },
    details,
    differences: differencesOf(known, told),
    stood,
  };
}
