import { dayExists } from '../../calendar/instant.ts';
import type { LedgerHouse, LedgerPerson, LedgerResidence } from '../ledger/ledger-result.ts';

export type Tenure = 'owner' | 'let' | 'shared-let' | 'vacant' | 'lent' | 'unknown';
export type Use = 'residence' | 'commercial' | 'office' | 'storage' | 'mixed' | 'other';
export type ResidenceKind = 'registered' | 'living' | 'both';
export type AsWhat = 'owner' | 'member' | 'tenant' | 'guest' | 'staff';

const tenures: readonly (readonly [Tenure, RegExp])[] = [
  ['vacant', /空置|空房|空户|空关|闲置|无人|未入住|未住/],
  ['shared-let', /群租|合租|分租/],
  ['let', /出租|租赁|转租|租住|租用|租户|租/],
  ['lent', /借/],
  ['owner', /自住|自用|自有|居住|常住|业主/],
];

const uses: readonly (readonly [Use, RegExp])[] = [
  ['mixed', /商住/],
  ['commercial', /商铺|店铺|门面|商业|商用|经营|餐饮|超市|旅馆|网约房|民宿/],
  ['office', /办公|写字楼|公司/],
  ['storage', /仓库|储物|车库|杂物/],
  ['residence', /住宅|居住|自住|出租|公寓|民房|空置|商品房|房改房|保障房|公租房|廉租房|安置房|自建房/],
];

/** How a home is held, by the words of a ledger; a home nobody lives in is vacant whatever else is said. */
export function tenureOf(house: Pick<LedgerHouse, 'texts' | 'vacant'>): Tenure {
  if (house.vacant) return 'vacant';
  const words = house.texts.houseUse ?? '';
  return tenures.find(([, pattern]) => pattern.test(words))?.[0] ?? 'unknown';
}

/** What a home is used for; undefined where the ledger does not say. */
export function houseUseOf(house: Pick<LedgerHouse, 'texts'>): Use | undefined {
  const words = [house.texts.houseUse, house.texts.houseType].filter(Boolean).join(' ');
  return words === '' ? undefined : uses.find(([, pattern]) => pattern.test(words))?.[0];
}

/** The floor as a number; undefined where it is none, such as 夹层. Below ground it is negative. */
export function floorNumber(floor: string | undefined): number | undefined {
  const match = /^(B|-)?(\d{1,3})(?:F|层|楼)?$/i.exec(floor ?? '');
  if (!match) return undefined;
  const number = Number(match[2]) * (match[1] ? -1 : 1);
  return number >= -5 && number <= 150 ? number : undefined;
}

/** Square metres as hundredths. */
export function areaHundredths(words: string | undefined): number | undefined {
  const value = Number(words);
  return words !== undefined && Number.isFinite(value) && value > 0 && value <= 100_000
    ? Math.round(value * 100)
    : undefined;
}

/** Whether somebody is registered at a home, lives there, or both; undefined where the ledger only lists them there. */
export function residenceKindOf(residence: LedgerResidence, person: LedgerPerson): ResidenceKind | undefined {
  const presence = residence.presence ?? '';
  if (residence.kind === 'registered') return 'registered';
  if (/户在人不在|人不在户在|空挂|挂户|户在人离/.test(presence)) return 'registered';
  if (/人户一致|人户合一|人在户在|在册在住/.test(presence)) return 'both';
  if (/人在户不在|户不在人在|人户分离|不一致/.test(presence)) return 'living';
  const group = person.texts.populationKind ?? '';
  if (/户籍/.test(group)) return 'both';
  return /流动|暂住|外来/.test(group) ? 'living' : undefined;
}

/** As what somebody lives in a home; undefined where the ledger does not say. */
export function asWhatOf(residence: LedgerResidence, person: LedgerPerson): AsWhat | undefined {
  if (person.flags.tenant === true || residence.kind === 'tenant') return 'tenant';
  return isOwner(residence, person) ? 'owner' : undefined;
}

/** Whether the ledger says that somebody owns the home. */
export function isOwner(residence: LedgerResidence, person: LedgerPerson): boolean {
  return residence.kind === 'owner' || person.flags.owner === true;
}

/** A day a ledger gives in full; years and months alone are no day. */
export function wholeDay(words: string | undefined): string | null {
  return words !== undefined && dayExists(words) ? words : null;
}
