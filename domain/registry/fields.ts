import { z } from 'zod';
import { type Text, text } from '../text.ts';
import { type LedgerField, ledgerFields } from './ledger/ledger-fields.ts';
import { choiceText, codeOf, keptChoice, type ListCode, lists } from './lists.ts';

/** 1 ordinary, 2 personal, 3 sensitive (PIPL art. 28): masked until a reason is given. */
export type Level = 1 | 2 | 3;

/** One field the registry may hold, and why: the source of schema, form, mask, import mapping, export and filter. */
export interface RegistryField {
  /** Also the column of a ledger it is read from (ledger-fields.ts). */
  readonly key: LedgerField;
  readonly label: Text;
  readonly type: 'text' | 'choice';
  /** Where a choice is taken from; words the list does not know are kept as they are. */
  readonly list?: ListCode;
  readonly max: number;
  readonly level: Level;
  readonly purpose: Text;
  /** Law and article, or the rule that lets a community hold it. */
  readonly basis: string;
  /** Years after the record ended. */
  readonly retentionYears: number;
}

type FieldInput = Pick<RegistryField, 'key' | 'level' | 'purpose' | 'basis'> &
  Partial<Pick<RegistryField, 'label' | 'max' | 'retentionYears'>>;

/** Declares a field: its label is the ledger's own words unless given, and it is a choice where there is a list of its name. */
export function defineField(field: FieldInput): RegistryField {
  const list =
    field.key in lists ? { type: 'choice' as const, list: field.key as ListCode } : { type: 'text' as const };
  return { label: ledgerFields[field.key], max: 120, retentionYears: 3, ...list, ...field };
}

const service = text('办理居民服务和公共事务', 'Serving residents and public affairs');
const contact = text('紧急情况联系', 'Reaching somebody in an emergency');
const register = text('掌握实有人口和房屋底数', 'Knowing who lives here, and where');
const safety = text('房屋安全和出租管理', 'Safety and letting of homes');
const committee = '城市居民委员会组织法';
const grid = 'GB/T 34300-2017 基础信息采集';
const elderly = '老年人权益保障法 37';

/** What every person's record holds, in columns of its own. Numbers are sealed and shown masked. */
export const coreFields: readonly RegistryField[] = [
  defineField({ key: 'name', level: 2, purpose: register, basis: grid, max: 40 }),
  defineField({ key: 'sex', level: 1, purpose: register, basis: grid, max: 10 }),
  defineField({ key: 'birthOn', level: 2, purpose: service, basis: grid, max: 10 }),
  defineField({ key: 'idNumber', level: 3, purpose: register, basis: grid, max: 40 }),
  defineField({ key: 'phone', level: 3, purpose: contact, basis: committee, max: 30 }),
];

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
  defineField({ key: 'contactName', level: 2, purpose: contact, basis: elderly, max: 40 }),
  defineField({ key: 'guardianName', level: 2, purpose: contact, basis: '未成年人保护法', max: 40 }),
  defineField({ key: 'remark', level: 2, purpose: service, basis: committee, max: 500 }),
];

/** What a home's record may hold beside its door, use, tenure and size. */
export const houseFields: readonly RegistryField[] = [
  defineField({ key: 'houseCode', level: 1, purpose: register, basis: grid, max: 40 }),
  defineField({ key: 'houseType', level: 1, purpose: register, basis: grid, max: 30 }),
  defineField({ key: 'houseUse', level: 1, purpose: safety, basis: grid, max: 30 }),
  defineField({ key: 'remark', level: 1, purpose: safety, basis: grid, max: 500 }),
];

type Details = Readonly<Record<string, string>>;

/** The schema of `details`: known keys alone, each as long as its field allows; an empty word takes the value away. */
function detailsOf(fields: readonly RegistryField[]) {
  return z
    .partialRecord(z.enum(fields.map((field) => field.key) as [string, ...string[]]), z.string().max(500))
    .superRefine((values, issues) => {
      for (const { key, max, label } of fields) {
        if ((values[key]?.length ?? 0) <= max) continue;
        issues.addIssue({
          code: 'custom',
          path: [key],
          params: { text: text(`${label.zh}最多 ${max} 个字。`, `${label.en}: ${max} characters at most.`) },
        });
      }
    });
}

export const personDetails = detailsOf(personFields);
export const houseDetails = detailsOf(houseFields);

/** Details as they are kept: fields of the register alone, choices by their codes, without what is empty. */
export function keptDetails(
  fields: readonly RegistryField[],
  values: Readonly<Record<string, string | undefined>>,
): Details {
  const kept: Record<string, string> = {};
  for (const { key, list } of fields) {
    const value = (values[key] ?? '').trim();
    if (value !== '') kept[key] = list ? keptChoice(list, value) : value;
  }
  return kept;
}

/** What a kept value says, in words. */
export function fieldText({ list }: Pick<RegistryField, 'list'>, value: string): Text {
  return list ? choiceText(list, codeOf(list, value) ?? value) : text(value, value);
}

interface ServiceDue {
  readonly label: Text;
  /** Looked after again after so many days. */
  readonly everyDays?: number;
}

/** A group a community serves. */
export interface ServiceTag {
  readonly label: Text;
  readonly kind: 'identity' | 'service';
  /** 3 is hidden until somebody says why they look. */
  readonly level: Level;
  readonly basis: string;
  /** What belonging to it brings: the reason why it is kept at all. */
  readonly services: readonly ServiceDue[];
}

const due = (zh: string, en: string, everyDays?: number): ServiceDue => ({
  label: text(zh, en),
  ...(everyDays === undefined ? {} : { everyDays }),
});
const checkedMonthly = due('月探访', 'A visit each month', 30);
const aid = '社会救助暂行办法';
const minors = '未成年人保护法';

/** Service groups: tags a community may give, each a reason to serve, never a score. */
export const serviceTags = {
  alone: {
    label: ledgerFields.alone,
    kind: 'service',
    level: 2,
    basis: elderly,
    services: [due('每周探访', 'A visit each week', 7), due('紧急联系登记', 'An emergency contact')],
  },
  emptyNest: { label: ledgerFields.emptyNest, kind: 'service', level: 2, basis: elderly, services: [checkedMonthly] },
  oldAge: {
    label: ledgerFields.oldAge,
    kind: 'service',
    level: 2,
    basis: elderly,
    services: [due('高龄津贴', 'Allowance for great age'), checkedMonthly],
  },
  careNeeding: {
    label: ledgerFields.careNeeding,
    kind: 'service',
    level: 3,
    basis: elderly,
    services: [due('长期护理保险', 'Long-term care insurance'), due('每周探访', 'A visit each week', 7)],
  },
  disabled: {
    label: ledgerFields.disabled,
    kind: 'service',
    level: 3,
    basis: '残疾人保障法',
    services: [due('残疾人两项补贴', 'The two allowances for disabled people'), checkedMonthly],
  },
  lowIncome: {
    label: ledgerFields.lowIncome,
    kind: 'service',
    level: 3,
    basis: aid,
    services: [due('低保金年度复核', 'A yearly review', 365), checkedMonthly],
  },
  lowIncomeEdge: {
    label: ledgerFields.lowIncomeEdge,
    kind: 'service',
    level: 3,
    basis: aid,
    services: [due('专项救助', 'Help in single cases'), due('年度复核', 'A yearly review', 365)],
  },
  destitute: {
    label: ledgerFields.destitute,
    kind: 'service',
    level: 3,
    basis: aid,
    services: [due('特困供养', 'Support for the destitute'), due('每周探访', 'A visit each week', 7)],
  },
  veteran: {
    label: ledgerFields.veteran,
    kind: 'identity',
    level: 2,
    basis: '退役军人保障法',
    services: [due('优待证和就业帮扶', 'Veterans’ card, help with work')],
  },
  preferential: {
    label: ledgerFields.preferential,
    kind: 'identity',
    level: 2,
    basis: '军人抚恤优待条例',
    services: [due('抚恤优待', 'Pensions and preferential treatment')],
  },
  childInNeed: {
    label: ledgerFields.childInNeed,
    kind: 'service',
    level: 3,
    basis: minors,
    services: [due('基本生活补贴', 'A basic allowance'), checkedMonthly],
  },
  leftBehind: { label: ledgerFields.leftBehind, kind: 'service', level: 3, basis: minors, services: [checkedMonthly] },
  specialFamily: {
    label: ledgerFields.specialFamily,
    kind: 'service',
    level: 3,
    basis: '人口与计划生育法',
    services: [due('特别扶助金', 'A special allowance'), due('联系人走访', 'A visit by their contact', 30)],
  },
  unemployed: {
    label: ledgerFields.unemployed,
    kind: 'service',
    level: 2,
    basis: '就业促进法',
    services: [due('就业推荐和培训', 'Offers of work and training')],
  },
  volunteer: {
    label: ledgerFields.volunteer,
    kind: 'identity',
    level: 1,
    basis: '志愿服务条例',
    services: [due('活动和保险', 'Activities and insurance')],
  },
  partyMember: { label: ledgerFields.partyMember, kind: 'identity', level: 2, basis: '党章', services: [] },
} as const satisfies Readonly<Record<string, ServiceTag>>;

export type TagCode = keyof typeof serviceTags;
export const tagCodes = Object.keys(serviceTags) as TagCode[];

/** What a code stands for; a retired one is ordinary and shows itself. */
export function tagOf(code: string): ServiceTag {
  const known: Readonly<Record<string, ServiceTag>> = serviceTags;
  const found = Object.hasOwn(known, code) ? known[code] : undefined;
  return found ?? { label: text(code, code), kind: 'service', level: 3, basis: '', services: [] };
}

/** The groups that stand open in lists and may be filtered by. */
export const openTagCodes = tagCodes.filter((code) => serviceTags[code].level < 3);
/** The groups that are hidden until somebody says why they look. */
export const hiddenTagCodes = tagCodes.filter((code) => serviceTags[code].level === 3);
