import { maskPhone } from '../../../domain/identifiers/masks.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import type { RowSink } from './copy.ts';
import type { MadeDuty, MadeRule, MadeSummonsRule } from './duties.ts';
import type { MadeOrganisation } from './organisations.ts';
import type { PlacedArea } from './places.ts';
import type { MadeUser } from './staff.ts';

interface Written {
  readonly sink: RowSink;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The day from which places, units and posts hold. */
  readonly validFrom: string;
}

/** Puts the tree of places. */
export function putAreas({ sink, createdAt, validFrom }: Written, areas: readonly PlacedArea[]): void {
  for (const area of areas) {
    sink.put('areas', [area.id, area.kind, area.communityId, createdAt]);
    sink.put('area_versions', [
      area.id,
      validFrom,
      area.parentId,
      area.name,
      area.code,
      area.polygon ? { json: area.polygon } : null,
      area.lon,
      area.lat,
      { json: area.details },
      createdAt,
    ]);
  }
}

/** Puts organisations, each with its first version. */
export function putOrganisations({ sink, createdAt, validFrom }: Written, all: readonly MadeOrganisation[]): void {
  for (const one of all) {
    const values = [one.parentId, one.areaId, one.name, one.shortName, one.creditCode, one.phone] as const;
    sink.put('organisations', [one.id, one.kind, ...values, validFrom]);
    sink.put('organisation_versions', [one.id, validFrom, ...values, createdAt]);
  }
}

/** Puts users with their way to sign in, what they hold and the posts they are published for. */
export function putStaff(
  { sink, createdAt, validFrom }: Written,
  all: readonly MadeUser[],
  means: { readonly vault: Vault; readonly passwordHash: string; readonly newId: () => string },
): void {
  const { vault, passwordHash, newId } = means;
  for (const user of all) {
    sink.put('users', [
      user.id,
      'staff',
      user.name,
      user.userName,
      user.userName,
      `${user.id}@user.invalid`,
      vault.seal('phone', user.phone),
      vault.token('phone', user.phone),
      maskPhone(user.phone),
      createdAt,
      createdAt,
    ]);
    sink.put('accounts', [user.id, user.id, 'credential', user.id, passwordHash, createdAt, createdAt]);
    for (const { role, areaId, organisationId } of user.holdings)
      sink.put('holdings', [newId(), user.id, role, areaId ?? null, organisationId ?? null, validFrom, createdAt]);
    for (const { communityId, areaId, duty, isLead, isPhonePublished } of user.posts) {
      const phone = isPhonePublished ? user.phone : null;
      sink.put('responsibilities', [communityId, newId(), areaId, user.id, duty, null, isLead, phone, validFrom, null]);
    }
  }
}

/** Puts the duty list, the routing rules, and who may summon whom. */
export function putDuties(
  { sink, createdAt, validFrom }: Written,
  lists: {
    readonly duties: readonly MadeDuty[];
    readonly rules: readonly MadeRule[];
    readonly summonsRules: readonly MadeSummonsRule[];
  },
  newId: () => string,
): void {
  for (const { categoryId, areaId, leadOrganisationId, helperOrganisationIds, basis } of lists.duties)
    sink.put('duties', [newId(), categoryId, areaId, leadOrganisationId, helperOrganisationIds, basis, createdAt]);
  for (const { position, name, areaId, categoryIds, times, sends } of lists.rules) {
    const words = [{ json: times }, { json: sends }] as const;
    sink.put('routing_rules', [newId(), position, name, areaId, categoryIds, ...words, createdAt]);
  }
  for (const { areaId, by, seat, kinds, organisationId, basis } of lists.summonsRules)
    sink.put('summons_rules', [newId(), areaId, by, seat, kinds, organisationId, basis, validFrom, createdAt]);
}
