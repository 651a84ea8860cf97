import { z } from 'zod';
import type { Text } from '../text.ts';
import { text } from '../text.ts';
import { ledgerFields, type ServiceFlag } from './ledger/ledger-fields.ts';

/** 1 ordinary, 2 personal, 3 sensitive (PIPL art. 28): level 3 is off unless its purpose and basis are named. */
export type Level = 1 | 2 | 3;

/** One field the registry may hold, and why: the source of schema, form, mask, import mapping, export and filter. */
export interface RegistryField {
  readonly key: string;
  readonly label: Text;
  readonly type: 'text' | 'day' | 'choice';
  readonly of?: Readonly<Record<string, Text>>;
  readonly max: number;
  readonly level: Level;
  readonly purpose: Text;
  /** Law and article, or the rule that lets a community hold it. */
  readonly basis: string;
  /** Years after the record ended. */
  readonly retentionYears: number;
}

type FieldInput = Omit<RegistryField, 'label' | 'max' | 'retentionYears' | 'type'> &
  Partial<Pick<RegistryField, 'label' | 'max' | 'retentionYears' | 'type'>>;

/** Declares a field; label and length come from the ledger's own words unless given. */
export function defineField(field: FieldInput): RegistryField {
  const label = field.label ?? (ledgerFields as Readonly<Record<string, Text>>)[field.key];
  if (!label) throw new Error(`A field needs a label: ${field.key}`);
  return { type: 'text', max: 120, retentionYears: 3, ...field, label };
}

const service = text('办理居民服务和公共事务', 'Serving residents and public affairs');
const contact = text('紧急情况联系', 'Reaching somebody in an emergency');
const register = text('掌握实有人口底数', 'Knowing who lives here');
const committee = '居委会组织法';
const grid = '滨州市社会治理网格化服务管理条例 3';
const elderly = '老年人权益保障法 37';

/** What a person's record may hold beside name, sex, birth, id and phones. Religion and every register of offenders or patients is absent on purpose. */
export const personFields: readonly RegistryField[] = [
  defineField({ key: 'formerName', level: 2, purpose: register, basis: grid, max: 40 }),
  defineField({ key: 'ethnicity', level: 2, purpose: register, basis: grid, max: 20 }),
  defineField({ key: 'nativePlace', level: 1, purpose: register, basis: grid }),
  defineField({ key: 'nationality', level: 1, purpose: register, basis: grid, max: 40 }),
  defineField({ key: 'maritalStatus', level: 2, purpose: service, basis: committee, max: 20 }),
  defineField({ key: 'politicalStatus', level: 2, purpose: service, basis: committee, max: 20 }),
  defineField({ key: 'education', level: 1, purpose: service, basis: committee, max: 20 }),
  defineField({ key: 'occupation', level: 1, purpose: service, basis: committee, max: 60 }),
  defineField({ key: 'workplace', level: 2, purpose: service, basis: committee }),
  defineField({ key: 'registeredAddress', level: 2, purpose: register, basis: grid, max: 200 }),
  defineField({ key: 'registrationKind', level: 1, purpose: register, basis: grid, max: 20 }),
  defineField({ key: 'populationKind', level: 1, purpose: register, basis: grid, max: 20 }),
  defineField({ key: 'presence', level: 1, purpose: register, basis: grid, max: 20 }),
  defineField({ key: 'personStatus', level: 1, purpose: register, basis: grid, max: 20 }),
  defineField({ key: 'permitNumber', level: 2, purpose: service, basis: '居住证暂行条例', max: 30 }),
  defineField({ key: 'contactName', level: 2, purpose: contact, basis: elderly, max: 40 }),
  defineField({ key: 'guardianName', level: 2, purpose: contact, basis: '未成年人保护法', max: 40 }),
  defineField({ key: 'remark', level: 2, purpose: service, basis: committee, max: 500 }),
];

/** Keys a record may hold in `details`. */
export const personDetailKeys: ReadonlySet<string> = new Set(personFields.map((field) => field.key));

/** The schema of `details`: known keys alone; an empty word takes the value away. */
export const personDetails = z.partialRecord(
  z.enum(personFields.map((field) => field.key) as [string, ...string[]]),
  z.string().max(500),
);

/** Service groups: tags a community may give, each a reason to serve, never a score. */
export const serviceTags: Readonly<
  Record<
    Exclude<ServiceFlag, 'tenant' | 'owner'>,
    { readonly label: Text; readonly kind: 'identity' | 'service'; readonly basis: string }
  >
> = {
  alone: { label: ledgerFields.alone, kind: 'service', basis: elderly },
  emptyNest: { label: ledgerFields.emptyNest, kind: 'service', basis: elderly },
  oldAge: { label: ledgerFields.oldAge, kind: 'service', basis: elderly },
  careNeeding: { label: ledgerFields.careNeeding, kind: 'service', basis: elderly },
  disabled: { label: ledgerFields.disabled, kind: 'service', basis: '残疾人保障法' },
  lowIncome: { label: ledgerFields.lowIncome, kind: 'service', basis: '社会救助暂行办法' },
  lowIncomeEdge: { label: ledgerFields.lowIncomeEdge, kind: 'service', basis: '社会救助暂行办法' },
  destitute: { label: ledgerFields.destitute, kind: 'service', basis: '社会救助暂行办法' },
  veteran: { label: ledgerFields.veteran, kind: 'identity', basis: '退役军人保障法' },
  preferential: { label: ledgerFields.preferential, kind: 'identity', basis: '军人抚恤优待条例' },
  childInNeed: { label: ledgerFields.childInNeed, kind: 'service', basis: '未成年人保护法' },
  leftBehind: { label: ledgerFields.leftBehind, kind: 'service', basis: '未成年人保护法' },
  specialFamily: { label: ledgerFields.specialFamily, kind: 'service', basis: '人口与计划生育法' },
  unemployed: { label: ledgerFields.unemployed, kind: 'service', basis: '就业促进法' },
  volunteer: { label: ledgerFields.volunteer, kind: 'identity', basis: '志愿服务条例' },
  partyMember: { label: ledgerFields.partyMember, kind: 'identity', basis: '党章' },
};

export type TagCode = keyof typeof serviceTags;
export const tagCodes = Object.keys(serviceTags) as TagCode[];
