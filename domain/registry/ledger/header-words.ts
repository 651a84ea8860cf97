import { plain } from '../../identifiers/characters.ts';
import { exactWords, flagWords, type HeaderRole, roleWords, similarWords } from './header-dictionary.ts';
import { type LedgerField, placeFields } from './ledger-fields.ts';

/** What the words of a header mean. `relationWord` is what a relative's column calls its person, such as 配偶. */
export interface HeaderMeaning {
  readonly field: LedgerField;
  readonly role: HeaderRole;
  /** 2 in 成员2姓名 and 手机2. */
  readonly ordinal?: number;
  readonly relationWord?: string;
  /** `exact` is a word of the dictionary, `similar` contains one. */
  readonly via: 'exact' | 'similar';
}

const rolePrefix = new RegExp(`^(?:${roleWords.map(([, words]) => `(${words})`).join('|')})(?:的|之)?`);
const roleAnywhere = new RegExp(roleWords.map(([, words]) => `(${words})`).join('|'));
const roleGroup = new RegExp(
  `^(?:${roleWords.map(([, words]) => `(${words})`).join('|')})(?:基本)?(?:信息|情况|资料|登记|栏)?$`,
);
const ordinals = '一二三四五六七八九十';

const dictionary: ReadonlyMap<string, LedgerField> = new Map(
  exactWords.flatMap(([field, words]) => words.split(' ').map((word) => [word, field] as const)),
);

/** Field of another person by whom the column speaks of. Fields of relatives and carers have no place in the row. */
const ofRole: Readonly<Record<string, Partial<Record<HeaderRole, LedgerField>>>> = {
  name: {
    head: 'headName',
    owner: 'ownerName',
    tenant: 'tenantName',
    guardian: 'guardianName',
    contact: 'contactName',
    carer: 'gridWorker',
  },
  idNumber: { head: 'headIdNumber', owner: 'ownerIdNumber', tenant: 'tenantIdNumber' },
  phone: {
    head: 'headPhone',
    owner: 'ownerPhone',
    tenant: 'tenantPhone',
    guardian: 'guardianPhone',
    contact: 'contactPhone',
  },
};

/** The field in which another person's detail is kept beside the row's own person; undefined where it has no place. */
export function fieldOfRole(field: LedgerField, role: HeaderRole): LedgerField | undefined {
  if (role === 'resident') return field;
  // 业主房号 is the home of the row; 房主现居详址 is where the owner lives instead.
  const isDoor = (placeFields as readonly LedgerField[]).includes(field) && (field !== 'address' || role !== 'owner');
  if (isDoor && (role === 'head' || role === 'tenant' || role === 'owner')) return field;
  return ofRole[field]?.[role];
}

/** Words of a header without spaces, stars, numbering and closing colons, in lower case. */
export function normalizeHeader(header: string): string {
  return plain(header)
    .toLowerCase()
    .replace(/[\s*★☆●◆▲※"'“”‘’]+/g, '')
    .replace(/^[a-z]\d{1,2}[.、:：]?(?=\p{Script=Han})/u, '')
    .replace(/^(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[).、．]|[①-⑳])(?=.)/u, '')
    .replace(/[:：;；,，、。.]+$/g, '')
    .replace(
      /\((?:必填|选填|必填项|可不填|单选|多选|下拉.*|是\/否|是否|填.*|请.*|\d+位.*|如.*|例.*|yyyy.*|年\/月\/日|男\/女|文本.*)\)/g,
      '',
    )
    .replace(/(?:必填|选填)$/, '');
}

interface Split {
  readonly main: string;
  readonly inner: string;
}

function splitBrackets(word: string): Split {
  const inner = [...word.matchAll(/[([{【]([^)\]}】]*)[)\]}】]/g)].map((match) => match[1] ?? '').join('');
  return { main: word.replace(/[([{【][^)\]}】]*[)\]}】]?/g, ''), inner };
}

function ordinalOf(words: string): number | undefined {
  const match = /(?:(\d{1,2})|([一二三四五六七八九十]))$/.exec(words);
  if (!match) return undefined;
  return match[1] ? Number(match[1]) : ordinals.indexOf(match[2] ?? '') + 1;
}

function roleOf(match: RegExpExecArray | null): HeaderRole | undefined {
  const index = match ? match.slice(1).findIndex((group) => group !== undefined) : -1;
  return roleWords[index]?.[0];
}

const flagPrefix = /^(?:是否为|是否是|是否属于|是否享受|是否有|是否|是不是|有无|有没有|属于|为)/;
const plainPrefix =
  /^(?:居民|人员|家庭成员|成员|住户|本人|居住人|入住人|对象|老人|老年人|被登记人|公民|现|实际|所属|所在|当前|登记|常用|人口|其他|主要|第[一二三1-3]|房屋|同住人|同住人员|采集)/;

function flagOf(word: string): LedgerField | undefined {
  const bare = word.replace(flagPrefix, '');
  const found = flagWords.find(([, pattern]) => pattern.test(bare))?.[0];
  // 租户 and 业主 alone head a column of names.
  if ((found === 'tenant' || found === 'owner') && bare === word) return undefined;
  return found;
}

/** Looks a word up as it stands, then without the number behind it, then without what stands before it. */
function exactOf(word: string): { field: LedgerField; ordinal?: number } | undefined {
  for (let bare = word, steps = 0; bare !== '' && steps < 4; steps += 1) {
    const field = dictionary.get(bare) ?? flagOf(bare);
    if (field) return { field };
    const ordinal = ordinalOf(bare);
    const counted =
      ordinal === undefined ? undefined : dictionary.get(bare.replace(/(?:\d{1,2}|[一二三四五六七八九十])$/, ''));
    if (counted && ordinal !== undefined) return { field: counted, ordinal };
    const next = bare
      .replace(plainPrefix, '')
      .replace(/^(?:\d{1,2}|[一二三四五六七八九十])(?=\D)/, '')
      .replace(/^的/, '');
    if (next === bare) return undefined;
    bare = next;
  }
  return undefined;
}

function meaningOfWord(word: string): HeaderMeaning | undefined {
  const whole = exactOf(word);
  if (whole) return { role: 'resident', via: 'exact', ...whole, ...ordinalWithin(word) };
  // 户主/成员姓名 speaks of both, and so of whoever the row is about.
  const both = new RegExp(`^(?:${roleWords[0]?.[1]})[/、及和或与]`).exec(word);
  if (both) return meaningOfWord(word.slice(both[0].length));
  const match = rolePrefix.exec(word);
  const role = roleOf(match);
  if (match && role) {
    const rest = word.slice(match[0].length);
    const named = role === 'relative' ? { relationWord: match[0] } : {};
    const ordinal = ordinalOf(match[0] + rest.replace(/\D+$/, ''));
    const base =
      rest === '' || /^\d{1,2}$/.test(rest) ? { field: 'name' as const } : exactOf(rest.replace(/^\d{1,2}/, ''));
    if (base) return { role, via: 'exact', ...(ordinal ? { ordinal } : {}), ...base, ...named };
  }
  const similar = similarWords.find(([, pattern]) => pattern.test(word))?.[0];
  if (!similar) return undefined;
  const personal = similar === 'name' || similar === 'phone' || similar === 'idNumber';
  const within = personal && !role ? roleOf(roleAnywhere.exec(word)) : undefined;
  const serves =
    personal &&
    /民警|物业|网格|监督|管理|负责|社工|干部|楼长|医生|律师|单位|社区|经办|填报|采集|录入|登记|走访|包保|审核/.test(
      word,
    );
  const who = role ?? within ?? (serves ? 'carer' : 'resident');
  return { field: similar, role: who, via: 'similar', ...ordinalWithin(word) };
}

/** 成员2姓名 and 家庭成员二姓名 count their persons before the word. */
function ordinalWithin(word: string): { ordinal?: number } {
  const match = /(?:成员|人员|租客|租户|居民|家属|同住人)(\d{1,2}|[一二三四五六七八九十])/.exec(word);
  if (!match?.[1]) return {};
  return { ordinal: /\d/.test(match[1]) ? Number(match[1]) : ordinals.indexOf(match[1]) + 1 };
}

function withBracket(split: Split): HeaderMeaning | undefined {
  const inner = roleOf(roleGroup.exec(split.inner));
  const meaning = meaningOfWord(split.main);
  if (meaning?.role === 'head' && /成员|居民|人员/.test(split.inner)) return { ...meaning, role: 'resident' };
  return meaning && inner && meaning.role === 'resident' ? { ...meaning, role: inner } : meaning;
}

function groupRole(groups: readonly string[]): Partial<HeaderMeaning> | undefined {
  for (const group of groups.toReversed()) {
    const match = roleGroup.exec(group);
    const role = roleOf(match);
    if (role)
      return role === 'relative' ? { role, relationWord: group.replace(/(?:基本)?(?:信息|情况)$/, '') } : { role };
    const counted = /^(?:家庭)?(?:成员|人员|租客|租户|同住人)(\d{1,2}|[一二三四五六七八九十])(?:信息|情况)?$/.exec(
      group,
    );
    if (counted) return ordinalWithin(group);
  }
  return undefined;
}

/** 户籍信息 over 地址 is 户籍地址, whatever 地址 alone would mean. */
function joinedMeaning(groups: readonly string[], leaf: string): HeaderMeaning | undefined {
  for (const group of groups.toReversed()) {
    const field = dictionary.get(group + leaf) ?? dictionary.get(group.replace(/(?:基本)?(?:信息|情况)$/, '') + leaf);
    if (field) return { field, role: 'resident', via: 'exact' };
  }
  return undefined;
}

/**
 * Says what a column means by its header. The leaf speaks first, then leaf and group together; a group such as 户主信息
 * or 成员二 says of whom.
 * @param path header texts from the outermost group to the leaf
 */
export function meaningOfHeader(path: readonly string[]): HeaderMeaning | undefined {
  const words = path.map(normalizeHeader).filter((word) => word !== '');
  const leaf = words.at(-1);
  if (leaf === undefined) return undefined;
  const groups = words.slice(0, -1);
  const joined = joinedMeaning(groups, leaf);
  if (joined) return joined;
  const own = (dictionary.has(leaf) ? meaningOfWord(leaf) : undefined) ?? withBracket(splitBrackets(leaf));
  if (own) {
    const role = own.role === 'resident' ? groupRole(groups) : undefined;
    return { ...own, ...role };
  }
  for (const group of groups.toReversed()) {
    const together = meaningOfWord(splitBrackets(group + leaf).main);
    const isPart = /^(?:号码?|编号|名称|内容|情况|信息|详情|\d{1,2}|[一二三四])$/.test(leaf);
    if (together && (together.via === 'exact' || isPart)) return together;
  }
  return undefined;
}
