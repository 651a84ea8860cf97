import { compact } from './characters.ts';
import { provincePrefixes } from './citizen-id.ts';
import { fault, type IdentifierFault, type Verdict } from './faults.ts';

export type DivisionLevel = 'province' | 'city' | 'county' | 'street' | 'community';
/** Street level: 001–099 a street, 100–199 a town, 200–399 a township, 400–599 a zone run as one with its enterprise. */
export type StreetKind = 'street' | 'town' | 'township' | 'zone';
/** Community level: 001–199 a residents' committee, 200–399 a villagers' committee, 400–599 something like one. */
export type CommunityKind = 'residents-committee' | 'villagers-committee' | 'quasi';

export interface DivisionCode {
  /** Twelve digits. */
  readonly normalized: string;
  readonly level: DivisionLevel;
  readonly countyCode: string;
  readonly streetKind?: StreetKind;
  readonly communityKind?: CommunityKind;
  /** The twelve digits of the level above; none above a province. */
  readonly parentCode?: string;
}

export type DivisionCodeFault = Extract<IdentifierFault, `division-${string}`>;

const cutAt: Record<DivisionLevel, number> = { province: 0, city: 2, county: 4, street: 6, community: 9 };

/**
 * Reads a division code of 12 digits (6 or 9 are filled with zeros) and says its level and kind.
 * @refuses division-length, division-characters, division-province, division-segment, division-gap
 * @basis GB/T 2260 (six digits), GB/T 10114 (three), statistical community codes (three)
 */
export function parseDivisionCode(value: string | number): Verdict<DivisionCode, DivisionCodeFault> {
  const digits = compact(String(value));
  if (!/^\d*$/.test(digits)) return fault('division-characters');
  if (![6, 9, 12].includes(digits.length)) return fault('division-length');
  const code = digits.padEnd(12, '0');
  if (!provincePrefixes.has(code.slice(0, 2)) || code.startsWith('83')) return fault('division-province');
  const level = levelOf(code);
  if (!level) return fault('division-gap');
  const street = Number(code.slice(6, 9));
  const community = Number(code.slice(9));
  if (street > 599 || community > 599) return fault('division-segment');
  return {
    ok: true,
    normalized: code,
    level,
    countyCode: code.slice(0, 6),
    ...(street > 0 ? { streetKind: streetKindOf(street) } : {}),
    ...(community > 0 ? { communityKind: communityKindOf(community) } : {}),
    ...(level === 'province' ? {} : { parentCode: code.slice(0, cutAt[level]).padEnd(12, '0') }),
  };
}

/** Whether one division lies in another (or is it), by their codes alone. */
export function divisionContains(outer: DivisionCode, inner: DivisionCode): boolean {
  const length = { province: 2, city: 4, county: 6, street: 9, community: 12 }[outer.level];
  return inner.normalized.startsWith(outer.normalized.slice(0, length));
}

function levelOf(code: string): DivisionLevel | undefined {
  const [city, county, street, community] = [code.slice(2, 4), code.slice(4, 6), code.slice(6, 9), code.slice(9)];
  // A few cities have no counties (东莞, 中山, 儋州): their streets hang under a county part of zeros.
  if (Number(community) > 0) return Number(street) > 0 && Number(city) > 0 ? 'community' : undefined;
  if (Number(street) > 0) return Number(city) > 0 ? 'street' : undefined;
  if (Number(county) > 0) return Number(city) > 0 ? 'county' : undefined;
  return Number(city) > 0 ? 'city' : 'province';
}

function streetKindOf(segment: number): StreetKind {
  if (segment < 100) return 'street';
  if (segment < 200) return 'town';
  return segment < 400 ? 'township' : 'zone';
}

function communityKindOf(segment: number): CommunityKind {
  if (segment < 200) return 'residents-committee';
  return segment < 400 ? 'villagers-committee' : 'quasi';
}
