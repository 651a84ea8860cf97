import { type Text, text } from '../text.ts';

/** A certificate that a community must not issue, what people call it, and where they get what they need instead. */
export interface ForbiddenProof {
  readonly code: string;
  readonly name: Text;
  readonly words: readonly string[];
  readonly instead: Text;
}

const proof = (
  code: string,
  name: readonly [string, string],
  instead: readonly [string, string],
  words: readonly string[] = [],
): ForbiddenProof => ({ code, name: text(...name), words, instead: text(...instead) });

/** The twenty of 民发〔2020〕20号, first list. Each with the office that answers for the fact. */
export const forbiddenProofs: readonly ForbiddenProof[] = [
  proof(
    'kinship',
    ['亲属关系证明', 'Proof of kinship'],
    [
      '户口簿、结婚证、出生医学证明能证明的，直接用证件；户籍档案到公安派出所查询；其他情形到公证处办理亲属关系公证。',
      'The household booklet, marriage certificate or birth certificate prove it; the police station searches its registers; otherwise a notary.',
    ],
    ['父子关系', '母子关系', '亲子', '亲属', '关系证明'],
  ),
  proof(
    'identity',
    ['居民身份信息证明', 'Proof of identity'],
    [
      '用身份证、户口簿或电子身份凭证；证件信息有疑问的，到公安派出所核对。',
      'Use the id card, household booklet or electronic id; doubts are settled at the police station.',
    ],
    ['身份证明', '同一人证明', '曾用名'],
  ),
  proof(
    'registration-change',
    ['户口登记项目内容变更申请证明', 'Proof for changing the household register'],
    [
      '到户籍所在地公安派出所申请变更，由派出所核查。',
      'Apply at the police station of one’s registration, which verifies it.',
    ],
    ['改户口', '户口变更', '更改姓名', '改年龄'],
  ),
  proof(
    'dog',
    ['居民养犬证明', 'Proof of keeping a dog'],
    [
      '养犬登记直接向公安机关（或当地养犬管理部门）申请，不需要社区证明。',
      'Dogs are registered with the police or the local office for dogs; no proof of the community is needed.',
    ],
    ['养狗', '狗证', '犬证'],
  ),
  proof(
    'no-record',
    ['无犯罪记录证明', 'Proof of no criminal record'],
    [
      '到户籍地或居住地公安派出所，或在公安机关网上平台申请查询。',
      'Ask at the police station of one’s registration or home, or on the police platform.',
    ],
    ['无犯罪', '犯罪记录', '政审'],
  ),
  proof(
    'rehabilitation',
    ['社区戒毒社区康复人员情况证明', 'Proof about persons in drug rehabilitation'],
    [
      '由公安机关和街道的社区戒毒社区康复工作机构出具，社区不登记也不出具。',
      'Issued by the police and the street’s rehabilitation office; the community neither keeps nor issues it.',
    ],
    ['戒毒', '康复证明', '表现证明'],
  ),
  proof(
    'missing-person',
    ['人员失踪证明', 'Proof that somebody is missing'],
    [
      '向公安派出所报案；需要宣告失踪的，由利害关系人向基层人民法院申请。',
      'Report to the police; a declaration of absence is made by the court.',
    ],
    ['失踪', '走失'],
  ),
  proof(
    'marriage',
    ['婚姻状况证明', 'Proof of marital status'],
    [
      '用结婚证、离婚证或生效裁判文书；婚姻登记档案到民政部门婚姻登记处查询；需要时由本人作书面声明。',
      'Use the certificates or the judgment; the marriage registry searches its files; otherwise a statement of one’s own.',
    ],
    ['单身证明', '未婚证明', '离婚证明', '婚姻'],
  ),
  proof(
    'birth',
    ['出生证明', 'Proof of birth'],
    [
      '到出生的医院（助产机构）或卫生健康部门办理出生医学证明及补发。',
      'The hospital of birth or the health authority issues and replaces it.',
    ],
    ['出生'],
  ),
  proof(
    'alive',
    ['健在证明', 'Proof of being alive'],
    [
      '领取待遇的资格认证可以在社保平台或手机上刷脸办理，也可以请社区上门协助；用于其他事项的到公证处办理。',
      'Pension checks are done on the social insurance platform, or the community helps at home; otherwise a notary.',
    ],
    ['生存证明', '活着', '健在'],
  ),
  proof(
    'death',
    ['死亡证明', 'Proof of death'],
    [
      '在医院去世的由医院、在家正常去世的由社区卫生服务机构、非正常死亡的由公安机关出具。',
      'The hospital, for deaths at home the community health centre, for unnatural deaths the police.',
    ],
    ['去世', '死亡'],
  ),
  proof(
    'illness',
    ['疾病状况证明', 'Proof of illness'],
    ['由就诊的医疗机构出具诊断证明。', 'The hospital that treats the person issues it.'],
    ['病情证明', '生病', '疾病', '精神病证明'],
  ),
  proof(
    'disability',
    ['残疾状况证明', 'Proof of disability'],
    [
      '到户籍地残联申请残疾评定，办理残疾人证。',
      'The disabled persons’ federation of one’s registration assesses it and issues the card.',
    ],
    ['残疾证明', '残疾'],
  ),
  proof(
    'fertility',
    ['婚育状况证明', 'Proof of marriage and children'],
    [
      '向卫生健康部门查询生育登记；办事单位要求的，可以由本人书面承诺。',
      'The health authority searches the register of births; otherwise a written statement of one’s own.',
    ],
    ['生育证明', '计划生育证明', '婚育'],
  ),
  proof(
    'employment',
    ['居民就业状况证明', 'Proof of employment'],
    [
      '在职的由用人单位出具；失业登记、就业登记到公共就业服务机构或网上查询。',
      'The employer issues it; registers of employment are with the public employment service.',
    ],
    ['收入证明', '失业证明', '就业', '工作证明', '无业'],
  ),
  proof(
    'files',
    ['居民个人档案证明', 'Proof from personal files'],
    [
      '到保管档案的人才服务机构、原单位或档案馆查询。',
      'Ask where the files are kept: the talent service, the former employer or the archives.',
    ],
    ['档案'],
  ),
  proof(
    'property',
    ['居民财产证明', 'Proof of property'],
    [
      '房产到不动产登记机构查询，存款到银行开具，车辆到公安交管部门查询。',
      'Homes: the real estate registry; savings: the bank; vehicles: the traffic police.',
    ],
    ['房产证明', '无房证明', '存款证明', '财产'],
  ),
  proof(
    'inheritance',
    ['遗产继承权证明', 'Proof of inheritance'],
    [
      '到公证处办理继承公证，或者由人民法院确认；不动产也可以直接到登记机构申请继承登记。',
      'A notary or the court; homes may be passed on at the real estate registry.',
    ],
    ['继承', '遗产'],
  ),
  proof(
    'business-premises',
    ['市场主体住所证明', 'Proof of business premises'],
    [
      '向市场监管部门提交产权证、租赁合同或者住所申报承诺；住宅改为经营用房的，由有利害关系的业主一致同意（民法典第二百七十九条）。',
      'Hand the market regulator the deed, the lease or one’s own declaration; for a home, all owners concerned must agree (Civil Code 279).',
    ],
    ['住所证明', '经营场所', '住改商', '场地证明', '注册地址'],
  ),
  proof(
    'lost-papers',
    ['证件遗失证明', 'Proof that papers were lost'],
    [
      '到原发证机关申请补办；需要声明的，可以登报或在发证机关网站声明。',
      'The office that issued them replaces them; it says whether a notice must be published.',
    ],
    ['遗失', '丢失证明', '证件丢了', '挂失'],
  ),
];
