import { plain } from '../../identifiers/characters.ts';
import { type Text, text } from '../../text.ts';

/** Why a column, a sheet or a value must not be held: registers of these kinds do not exist in the product. */
export const refusedKinds = {
  religion: text('宗教信仰', 'religious belief'),
  drugs: text('涉毒情况', 'drug use'),
  offender: text('违法犯罪、刑满释放', 'offences and release from prison'),
  correction: text('社区矫正', 'community correction'),
  psychiatric: text('精神障碍', 'mental disorder'),
  infectious: text('艾滋病等传染病', 'HIV and other infectious diseases'),
  watched: text('重点人员管控', 'lists of watched persons'),
  health: text('病史与健康', 'medical history'),
  biometric: text('生物识别', 'biometric features'),
  financial: text('金融账户', 'bank accounts'),
} as const satisfies Record<string, Text>;

export type RefusedKind = keyof typeof refusedKinds;

/** A column left out by name: what it is called and why, never what it held. */
export interface RefusedColumn {
  readonly sheet: string;
  readonly letters: string;
  readonly header: string;
  readonly kind: RefusedKind;
}

interface RefusedRule {
  readonly kind: RefusedKind;
  readonly words: RegExp;
  /** Only a column may be refused by these words: in free text they are too common to judge by. */
  readonly columnsOnly?: true;
}

/** Special categories of the personal information protection law, art. 28, and the population classes that GB/T 31000
 *  gives to other departments. */
const rules: readonly RefusedRule[] = [
  { kind: 'correction', words: /(?<!视力)矫正|缓刑|假释|监外执行|脱管|漏管/ },
  { kind: 'drugs', words: /吸毒|涉毒|戒毒|毒品|毒瘾|美沙酮|禁毒|强戒/ },
  {
    kind: 'offender',
    words: /刑满|刑释|释放|两释|帮教|劳教|服刑|前科|犯罪|累犯|惯犯|累惯犯|羁押|收押|在押|通缉|拘留|涉黑|涉恶/,
  },
  { kind: 'offender', words: /违法|罪名|刑期|刑罚|安置情况|未安置|危险性评估|案件类别/, columnsOnly: true },
  { kind: 'infectious', words: /艾滋|HIV|性病|梅毒|感染途径|传染病/i },
  { kind: 'psychiatric', words: /精神(?:障碍|病|疾病|异常|分裂|疾患|患者|状况)|重精|肇事|肇祸/ },
  { kind: 'religion', words: /宗教|信教|教派|教徒|信众|邪教|法轮|皈依/ },
  { kind: 'religion', words: /信仰/, columnsOnly: true },
  { kind: 'watched', words: /重点(?:人员|人口|青少年|信访|监管)|特殊人群|稳控|涉稳|维稳|涉恐|涉访|缠访|闹访|上访/ },
  { kind: 'watched', words: /管控|重点关注|信访人|三涉|四史/, columnsOnly: true },
  { kind: 'health', words: /病史|患病|慢性?病|疫苗|核酸|既往病|过敏史/ },
  {
    kind: 'health',
    words: /疾病|健康状[况态]|健康情况|诊断|用药|服药|血压|血糖|体检|病情|病种|确诊|患者/,
    columnsOnly: true,
  },
  { kind: 'biometric', words: /人脸|指纹|虹膜|声纹|DNA|血样/i, columnsOnly: true },
  { kind: 'financial', words: /银行|账号|账户|卡号|存折/, columnsOnly: true },
];

/** A title that names everybody who lives here is no list of a few, whatever else it names. */
const everybody = /实有人口|常住|居民|住户|住人|人房|人口(?:信息|台账|登记|基本|普查)|户籍|流动人口|房屋/;

const squeezed = (words: string): string => plain(words).replace(/\s+/g, '');

/** The kind for which a column of this name is refused; undefined when it may be read.
 *  @param path header texts from group to leaf */
export function refusedColumnKind(path: readonly string[]): RefusedKind | undefined {
  const words = path.map(squeezed);
  return rules.find((rule) => words.some((word) => rule.words.test(word)))?.kind;
}

/** The kind for which a value is dropped wherever it stands: a tag or a remark that names such a register. */
export function refusedValueKind(value: string): RefusedKind | undefined {
  const words = squeezed(value);
  return rules.find((rule) => !rule.columnsOnly && rule.words.test(words))?.kind;
}

/** The kind for which a whole sheet is refused: its name or title says that being listed is itself the secret. */
export function refusedListKind(titles: readonly string[]): RefusedKind | undefined {
  const words = titles
    .map(squeezed)
    .filter((title) => title.length <= 40 && !/^(?:注|说明|备注|填表|提示)/.test(title) && !everybody.test(title));
  return rules.find((rule) => !rule.columnsOnly && words.some((word) => rule.words.test(word)))?.kind;
}
