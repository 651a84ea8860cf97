import type { CaseType, CaseTypes } from '../case/define.ts';
import type { Field } from '../case/fields.ts';
import { type Text, text } from '../text.ts';
import { coreFields, houseFields, type Level, personFields, type RegistryField, serviceTags } from './fields.ts';
import type { RegisterPart } from './register-words.ts';

/** One field that may be held, why, under which rule, and for how long. */
export interface RegisterLine {
  /** Part and key: the same whatever a label becomes. */
  readonly key: string;
  readonly part: RegisterPart;
  /** The kind of matter a field belongs to; absent for those of the base. */
  readonly of?: Text;
  readonly label: Text;
  readonly level: Level;
  readonly purpose: Text;
  readonly basis: string;
  readonly term: Text;
}

const afterEnd = (years: number): Text =>
  text(
    `登记注销后 ${years} 年`,
    years === 1 ? 'a year after the record ended' : `${years} years after the record ended`,
  );
const byCategory = text(
  '办结后按类别规定的年限（1–30 年）',
  'for the years its category sets after it is closed (1 to 30)',
);

function ofField(part: 'person' | 'house') {
  return ({ key, label, level, purpose, basis, retentionYears }: RegistryField): RegisterLine => ({
    key: `${part}.${key}`,
    part,
    label,
    level,
    purpose,
    basis,
    term: afterEnd(retentionYears),
  });
}

const tagLines: readonly RegisterLine[] = Object.entries(serviceTags).map(
  ([code, { label, level, basis, services }]) => ({
    key: `tag.${code}`,
    part: 'tag',
    label,
    level,
    purpose:
      services.length > 0
        ? text(services.map((one) => one.label.zh).join('、'), services.map((one) => one.label.en).join(', '))
        : text('组织生活和联系', 'Membership and contact'),
    basis,
    term: text('不再属于这一类即结束，可随时更正', 'ends when it no longer holds; corrected at any time'),
  }),
);

/** Every field a kind of matter asks for or keeps, each once. */
function declaredBy(type: CaseType): ReadonlyMap<string, Field> {
  const stages = Object.values(type.stages).flatMap((stage) =>
    'actions' in stage ? Object.values(stage.actions) : [],
  );
  const asked = [...Object.values(type.begins), ...stages].map((one) => one.asks ?? {});
  return new Map([...asked, type.fields].flatMap((fields) => Object.entries(fields)));
}

const handling = text('办理您提出的事并答复', 'Dealing with the matter and answering');
const lawful = '个人信息保护法 13';

/** What a report holds of whoever made it, whatever its kind. */
const contactLines: readonly RegisterLine[] = [
  {
    key: 'case.contact.name',
    part: 'case',
    label: text('诉求人称呼（选填）', 'How the person is called (optional)'),
    level: 2,
    purpose: text('联系和答复', 'Reaching and answering the person'),
    basis: lawful,
    term: byCategory,
  },
  {
    key: 'case.contact.phone',
    part: 'case',
    label: text('诉求人电话（选填）', 'Phone of the person (optional)'),
    level: 3,
    purpose: text('联系和答复', 'Reaching and answering the person'),
    basis: lawful,
    term: byCategory,
  },
];

const visitKept = text('走访记录保留期满即清除（默认两年）', 'until the term of visits ends (two years unless set)');
const visitBasis = '老年人权益保障法 23、社会救助暂行办法、本区走访规则';

/** What is held of visits: no photo, no place of the visitor, nothing about who was slow. */
const visitLines: readonly RegisterLine[] = [
  {
    key: 'visit.outcome',
    part: 'visit',
    label: text('走访时间、方式、结果', 'When, how and with what result'),
    level: 2,
    purpose: text('安排下次走访，不重复敲门', 'Planning the next visit, knocking once'),
    basis: visitBasis,
    term: visitKept,
  },
  {
    key: 'visit.words',
    part: 'visit',
    label: text('走访时说的情况（选填）', 'What was said (optional)'),
    level: 2,
    purpose: text('下次走访和解决困难', 'The next visit, and helping'),
    basis: visitBasis,
    term: visitKept,
  },
  {
    key: 'visit.wish',
    part: 'visit',
    label: text('居民的走访意愿', 'How a resident wishes to be visited'),
    level: 2,
    purpose: text('按居民意愿走访', 'Visiting as they wish'),
    basis: '个人信息保护法 6、13',
    term: text('居民改变意愿或登记注销为止', 'until it changes or the record ends'),
  },
  {
    key: 'visit.reception',
    part: 'visit',
    label: text('接待日来访人称呼和反映的情况', 'Who came on a reception day, and what they said'),
    level: 2,
    purpose: text('办理和答复', 'Dealing with it and answering'),
    basis: lawful,
    term: visitKept,
  },
];

function linesOfType(type: CaseType): readonly RegisterLine[] {
  return [...declaredBy(type)].map(([key, { label, isPersonal }]) => ({
    key: `case.${type.code}.${key}`,
    part: 'case',
    of: type.title,
    label,
    level: isPersonal ? 2 : 1,
    purpose: handling,
    basis: lawful,
    term: byCategory,
  }));
}

/** The field register: everything that may be held, from the declarations alone. What is not in it cannot be stored. */
export function fieldRegister(types: CaseTypes): readonly RegisterLine[] {
  return [
    ...[...coreFields, ...personFields].map(ofField('person')),
    ...houseFields.map(ofField('house')),
    ...tagLines,
    ...visitLines,
    ...contactLines,
    ...Object.values(types).flatMap(linesOfType),
  ];
}
