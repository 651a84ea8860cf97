import type { TagCode } from '../../../domain/registry/fields.ts';
import type { PersonText } from '../../../domain/registry/ledger/ledger-fields.ts';
import { keptChoice, type ListCode } from '../../../domain/registry/lists.ts';
import { ageOn, yearsFrom } from './ages.ts';
import type { FamilyPlan, Identity, Member } from './families.ts';
import { type Random, weighted } from './random.ts';

const ethnicities = weighted<string>([
  ['汉族', 972],
  ['壮族', 9],
  ['土家族', 4],
  ['苗族', 4],
  ['瑶族', 3],
  ['满族', 3],
  ['回族', 2],
  ['侗族', 2],
  ['蒙古族', 1],
]);

const youngEducation = weighted([
  ['初中', 10],
  ['高中', 17],
  ['中等职业', 12],
  ['大学专科', 28],
  ['大学本科', 28],
  ['研究生', 5],
]);
const middleEducation = weighted([
  ['小学', 6],
  ['初中', 34],
  ['高中', 24],
  ['中等职业', 11],
  ['大学专科', 14],
  ['大学本科', 10],
  ['研究生', 1],
]);
const oldEducation = weighted([
  ['其他', 7],
  ['小学', 34],
  ['初中', 34],
  ['高中', 16],
  ['大学专科', 6],
  ['大学本科', 3],
]);

const occupations = weighted([
  ['企业职员', 26],
  ['商业服务人员', 18],
  ['个体经营者', 11],
  ['专业技术人员', 12],
  ['生产运输工人', 11],
  ['外卖配送员', 3],
  ['网约车司机', 2],
  ['教师', 4],
  ['医务人员', 3],
  ['机关事业单位人员', 4],
  ['自由职业', 4],
  ['家务', 2],
]);

const homeTowns =
  '湖南省衡阳市 湖南省邵阳市 湖南省永州市 广西壮族自治区玉林市 广西壮族自治区贵港市 江西省赣州市 江西省吉安市 湖北省荆州市 湖北省黄冈市 四川省南充市 四川省达州市 河南省信阳市 河南省周口市 广东省茂名市 广东省湛江市 广东省梅州市 广东省揭阳市 广东省清远市 广东省肇庆市 福建省龙岩市 贵州省遵义市 重庆市万州区 安徽省阜阳市 海南省儋州市'.split(
    ' ',
  );

export interface Circumstances {
  readonly today: number;
  readonly plan: FamilyPlan;
  readonly family: readonly Member[];
  readonly isTenant: boolean;
}

export type PersonDetails = Readonly<Partial<Record<PersonText, string>>>;

const codes = new Map<string, string>();

/** The code that is kept for a word; each word is looked up once. */
function kept(list: ListCode, word: string): string {
  const key = `${list} ${word}`;
  const code = codes.get(key) ?? keptChoice(list, word);
  codes.set(key, code);
  return code;
}

/** What a ledger says of a person beside name, number and home; choices by the codes of their lists. */
export function detailsOf(random: Random, person: Member, about: Circumstances): PersonDetails {
  const age = ageOn(person.bornOn, about.today);
  const details: Partial<Record<PersonText, string>> = {
    ethnicity: kept('ethnicity', ethnicities.draw(random)),
  };
  if (age >= 6) details.education = kept('education', educationOf(random, age));
  if (age >= 22) details.maritalStatus = kept('maritalStatus', maritalStatusOf(random, person, about, age));
  if (age >= 18) details.occupation = occupationOf(random, person, age);
  if (age >= 18 && random.chance(0.08)) details.politicalStatus = kept('politicalStatus', '中共党员');
  const isFromElsewhere = about.isTenant && random.chance(0.85);
  details.registrationKind = kept('registrationKind', isFromElsewhere ? '外地户籍' : '本地户籍');
  if (isFromElsewhere) details.registeredAddress = random.pick(homeTowns);
  return details;
}

function educationOf(random: Random, age: number): string {
  if (age < 12) return '小学';
  if (age < 15) return '初中';
  if (age < 18) return random.chance(0.7) ? '高中' : '中等职业';
  if (age < 22 && random.chance(0.6)) return random.chance(0.5) ? '大学本科' : '大学专科';
  if (age < 40) return youngEducation.draw(random);
  return (age < 62 ? middleEducation : oldEducation).draw(random);
}

function maritalStatusOf(random: Random, { role }: Member, { plan, family }: Circumstances, age: number): string {
  const hasHusbandAndWife = family.some((one) => one.role === 'husband') && family.some((one) => one.role === 'wife');
  if ((role === 'husband' || role === 'wife') && hasHusbandAndWife) return random.chance(0.96) ? '已婚' : '再婚';
  if (role === 'child' || role === 'sharer') return age > 28 && random.chance(0.15) ? '离婚' : '未婚';
  if (plan.kind === 'one-parent') return random.chance(0.8) ? '离婚' : '丧偶';
  if (age >= 60) return isAloneOfTwo(family, role) || random.chance(0.1) ? '丧偶' : '已婚';
  if (age < 36) return '未婚';
  return random.pick(['离婚', '离婚', '未婚', '已婚']);
}

/** A father or mother of the couple without the other, or somebody old who lives alone. */
function isAloneOfTwo(family: readonly Member[], role: Member['role']): boolean {
  if (family.length === 1) return true;
  const side = role.split('-')[0];
  return family.filter((member) => member.role.startsWith(`${side}-`)).length === 1;
}

function occupationOf(random: Random, person: Identity, age: number): string {
  if (age < 22 && random.chance(0.65)) return '学生';
  if (age >= (person.sex === 'male' ? 60 : 53)) return random.chance(0.93) ? '离退休' : '个体经营者';
  if (random.chance(0.035)) return '待业';
  return occupations.draw(random);
}

export interface DrawnTag {
  readonly code: TagCode;
  /** Which office or visit it is known from. */
  readonly source: string;
  /** Number of the day. */
  readonly from: number;
}

/** Groups a community serves, as often and at such ages as they are met. */
export function tagsOf(random: Random, person: Identity, about: Circumstances): readonly DrawnTag[] {
  const age = ageOn(person.bornOn, about.today);
  const tags: DrawnTag[] = [];
  const add: Add = (code, source, from) => {
    tags.push({ code, source, from });
  };
  const lately: Lately = (years) => about.today - random.between(20, Math.round(years * 365));
  if (age >= 80) add('oldAge', '户籍登记', yearsFrom(person.bornOn, 80) + 1);
  if (age >= 60) oldAgeTags(random, add, { about, age, lately });
  if (random.chance(disabledShare(age))) add('disabled', '残联', lately(12));
  if (age >= 18 && random.chance(0.011)) add('lowIncome', '民政', lately(5));
  else if (age >= 18 && random.chance(0.004)) add('lowIncomeEdge', '民政', lately(3));
  if (person.sex === 'male' && age >= 22 && random.chance(age > 55 ? 0.045 : 0.022))
    add('veteran', '退役军人事务', lately(20));
  if (age < 16 && random.chance(about.plan.kind === 'one-parent' ? 0.04 : 0.002)) add('childInNeed', '民政', lately(3));
  if (age >= 20 && age < 58 && random.chance(0.012)) add('unemployed', '人社', lately(1));
  if (age >= 18 && age < 75 && random.chance(0.025)) add('volunteer', '本人', lately(6));
  return tags;
}

type Add = (code: TagCode, source: string, from: number) => void;
/** A day within the last so many years. */
type Lately = (years: number) => number;

function oldAgeTags(
  random: Random,
  add: Add,
  { about, age, lately }: { readonly about: Circumstances; readonly age: number; readonly lately: Lately },
): void {
  const ages = about.family.map((member) => ageOn(member.bornOn, about.today));
  if (ages.length === 1) add('alone', '社区走访', lately(4));
  if (ages.length === 2 && Math.min(...ages) >= 60) add('emptyNest', '社区走访', lately(4));
  if (random.chance(age >= 85 ? 0.2 : age >= 75 ? 0.07 : 0.015)) add('careNeeding', '医保', lately(2));
  if (ages.length <= 2 && random.chance(0.006)) add('specialFamily', '卫健', lately(9));
  if (ages.length === 1 && random.chance(0.006)) add('destitute', '民政', lately(5));
}

function disabledShare(age: number): number {
  if (age < 18) return 0.006;
  if (age < 60) return 0.016;
  return age < 80 ? 0.045 : 0.09;
}
