import { plain } from '../identifiers/characters.ts';
import { type Text, text } from '../text.ts';
import { ethnicGroups } from './ethnic-groups.ts';

/** One entry of a list: its words, and what ledgers write for the same. */
export interface ListEntry {
  readonly label: Text;
  readonly words?: readonly string[];
}

const entry = (zh: string, en: string, ...words: readonly string[]): ListEntry =>
  words.length > 0 ? { label: text(zh, en), words } : { label: text(zh, en) };

const ethnicity: Readonly<Record<string, ListEntry>> = Object.fromEntries(
  Object.entries(ethnicGroups).map(([code, label]) => [code, { label, words: [label.zh.replace(/族$/, '')] }]),
);

/**
 * The lists a record's choices are taken from, each by the codes of its standard. What a ledger says is kept under the code where the
 * words are known, and as its own words where they are not: nothing that somebody wrote is lost.
 */
export const lists = {
  /** GB/T 3304. */
  ethnicity,
  /** GB/T 2261.2. */
  maritalStatus: {
    '10': entry('未婚', 'Single', '单身'),
    '20': entry('已婚', 'Married', '有配偶'),
    '21': entry('初婚', 'First marriage'),
    '22': entry('再婚', 'Remarried'),
    '23': entry('复婚', 'Married again to the same'),
    '30': entry('丧偶', 'Widowed', '丧夫', '丧妻'),
    '40': entry('离婚', 'Divorced', '离异', '离婚未再婚'),
    '90': entry('未说明', 'Not said', '不详'),
  },
  /** GB/T 4762. */
  politicalStatus: {
    '01': entry('中共党员', 'Party member', '党员', '共产党员', '中国共产党党员', '正式党员'),
    '02': entry('中共预备党员', 'Probationary Party member', '预备党员'),
    '03': entry('共青团员', 'League member', '团员'),
    '04': entry('民革党员', 'RCCK member', '民革会员'),
    '05': entry('民盟盟员', 'CDL member'),
    '06': entry('民建会员', 'CNDCA member'),
    '07': entry('民进会员', 'CAPD member'),
    '08': entry('农工党党员', 'CPWDP member'),
    '09': entry('致公党党员', 'CZGP member'),
    '10': entry('九三学社社员', 'Jiusan Society member'),
    '11': entry('台盟盟员', 'TSL member'),
    '12': entry('无党派人士', 'Without party', '无党派', '无党派民主人士'),
    '13': entry('群众', 'Citizen without affiliation', '普通群众', '普通公民', '无'),
  },
  /** GB/T 4658, by its two-digit classes. */
  education: {
    '10': entry('研究生', 'Postgraduate', '硕士', '博士', '硕士研究生', '博士研究生'),
    '20': entry('大学本科', 'Bachelor', '本科', '大学', '学士'),
    '30': entry('大学专科', 'Junior college', '大专', '专科', '高职'),
    '40': entry('中等职业', 'Vocational school', '中专', '中职', '中等专科', '中等职业学校', '职高', '技校'),
    '60': entry('高中', 'Senior secondary', '普通高中'),
    '70': entry('初中', 'Junior secondary'),
    '80': entry('小学', 'Primary'),
    '90': entry('其他', 'Other', '文盲', '未上学', '学龄前', '未受教育'),
  },
  /** GB/T 4761, by the words of the household booklet. */
  relation: {
    '02': entry('户主', 'Head', '本人', '户主本人'),
    '10': entry('配偶', 'Spouse', '爱人'),
    '11': entry('夫', 'Husband', '丈夫', '老公'),
    '12': entry('妻', 'Wife', '妻子', '老婆'),
    '20': entry('儿子', 'Son', '子', '长子', '次子', '三子', '独生子', '大儿子', '二儿子'),
    '28': entry('女婿', 'Son-in-law'),
    '30': entry('女儿', 'Daughter', '女', '长女', '次女', '三女', '独生女', '大女儿', '二女儿'),
    '38': entry('儿媳', 'Daughter-in-law', '媳妇', '儿媳妇', '媳'),
    '41': entry('孙子', 'Grandson', '孙'),
    '42': entry('孙女', 'Granddaughter'),
    '43': entry('外孙子', 'Daughter’s son', '外孙'),
    '44': entry('外孙女', 'Daughter’s daughter'),
    '50': entry('父母', 'Parent'),
    '51': entry('父亲', 'Father', '父', '爸爸'),
    '52': entry('母亲', 'Mother', '母', '妈妈'),
    '53': entry('公公', 'Husband’s father'),
    '54': entry('婆婆', 'Husband’s mother'),
    '55': entry('岳父', 'Wife’s father'),
    '56': entry('岳母', 'Wife’s mother'),
    '60': entry('祖父母', 'Grandparent'),
    '61': entry('祖父', 'Grandfather', '爷爷'),
    '62': entry('祖母', 'Grandmother', '奶奶'),
    '63': entry('外祖父', 'Mother’s father', '外公', '姥爷'),
    '64': entry('外祖母', 'Mother’s mother', '外婆', '姥姥'),
    '70': entry('兄弟姐妹', 'Brother or sister'),
    '71': entry('兄', 'Elder brother', '哥哥', '哥'),
    '73': entry('弟', 'Younger brother', '弟弟'),
    '75': entry('姐姐', 'Elder sister', '姐'),
    '77': entry('妹妹', 'Younger sister', '妹'),
    '80': entry('其他亲属', 'Other relative', '亲戚', '亲属', '侄子', '侄女', '外甥', '外甥女'),
    '90': entry('非亲属', 'Not related', '租户', '租客', '房客', '其他', '保姆', '朋友', '同事'),
  },
  registrationKind: {
    local: entry('本地户籍', 'Registered here', '本地', '本市', '常住户口', '户籍人口'),
    outside: entry('外地户籍', 'Registered elsewhere', '外地', '外来', '外来人口', '非本地', '流动人口'),
    collective: entry('集体户', 'Collective', '集体户口'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ListEntry>>>>;

export type ListCode = keyof typeof lists;

const squeezed = (words: string): string => plain(words).replace(/\s+/g, '');

const indexes = new Map<ListCode, ReadonlyMap<string, string>>();

function indexOf(list: ListCode): ReadonlyMap<string, string> {
  const known = indexes.get(list);
  if (known) return known;
  const made = new Map<string, string>();
  for (const [code, { label, words = [] }] of Object.entries(lists[list]) as [string, ListEntry][]) {
    for (const word of [label.zh, label.en, ...words]) if (!made.has(squeezed(word))) made.set(squeezed(word), code);
  }
  indexes.set(list, made);
  return made;
}

/** The code that a ledger's words (or a code itself) stand for; undefined for words the list does not know. */
export function codeOf(list: ListCode, words: string): string | undefined {
  const asked = squeezed(words);
  return Object.hasOwn(lists[list], asked) ? asked : indexOf(list).get(asked);
}

/** What is kept of words: the code where it is known, else the words. */
export function keptChoice(list: ListCode, words: string): string {
  return codeOf(list, words) ?? plain(words);
}

/** What a kept value is called: the list's own words for a code, else the words that were kept. */
export function choiceText(list: ListCode, kept: string): Text {
  const entries: Readonly<Record<string, ListEntry>> = lists[list];
  return (Object.hasOwn(entries, kept) ? entries[kept]?.label : undefined) ?? text(kept, kept);
}
