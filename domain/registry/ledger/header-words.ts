import { plain } from '../../identifiers/characters.ts';
import type { LedgerField } from './ledger-fields.ts';

/** Whom a column speaks of. A resident is whoever the row is about. */
export type HeaderRole = 'resident' | 'head' | 'owner' | 'tenant' | 'relative' | 'guardian' | 'contact' | 'carer';

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

/** Header words per field, as ledgers write them; spaces separate words. */
const exactWords: readonly (readonly [LedgerField, string])[] = [
  ['sequence', '序号 编号 序 no 行号 流水号 顺序号 项次'],
  [
    'name',
    '姓名 名字 姓名全称 中文姓名 真实姓名 住户 住户名 居民 居住人 居住人员 入住人 入住人员 实住人 实住人员 常住人 人员 家庭成员 成员 家庭人员 对象 被采集人 公民姓名 name 姓 姓氏名字 户内人员 同住人 同住人员 服务对象',
  ],
  [
    'idNumber',
    '身份证号 身份证号码 身份证 身份证件号码 身份证件号 公民身份号码 公民身份证号码 公民身份证号 公民身份证 居民身份证 居民身份号码 身份号码 身份证编号 身份编号 身份证明号码 二代身份证号 证件号码 证件号 证件编号 证号 有效证件号码 有效证件号 身份证/护照号 身份证明编号 id idno idnumber idcard idcardno idcardnumber idnum 身份id 身份证id 公民号码',
  ],
  ['documentKind', '证件类型 证件种类 证件类别 证件名称 证件代码 有效证件类型'],
  ['formerName', '曾用名 别名 又名'],
  ['sex', '性别 男女 男/女 sex gender 性別'],
  [
    'birthOn',
    '出生日期 出生年月 出生年月日 出生时间 生日 出生 出生日 生年月日 birth birthday birthdate dateofbirth 出生年份',
  ],
  ['age', '年龄 周岁 岁数 实足年龄 年纪 age'],
  [
    'phone',
    '联系电话 电话 电话号码 手机 手机号 手机号码 手机电话 移动电话 联系方式 联络方式 联络电话 联系号码 联系手机 联系手机号 联系手机号码 常用电话 常用联系方式 本人电话 固定电话 固话 座机 座机号 家庭电话 住宅电话 宅电 通讯方式 通信方式 电话/手机 手机/电话 tel telephone phone mobile phonenumber phoneno mobilephone cellphone 短号 其他联系方式 备用电话 备用联系方式 备用手机 第二联系方式',
  ],
  ['ethnicity', '民族 民族成分 族别'],
  ['nativePlace', '籍贯 原籍 出生地'],
  ['nationality', '国籍 国籍(地区) 国籍地区 国别'],
  ['maritalStatus', '婚姻状况 婚姻状态 婚姻 婚姻情况 婚否'],
  ['politicalStatus', '政治面貌 政治面目 政治身份'],
  ['education', '学历 文化程度 教育程度 受教育程度 最高学历 文化'],
  ['occupation', '职业 职务 工作 从业情况 职业类别 就业情况 就业状况 工种'],
  [
    'workplace',
    '工作单位 服务处所 单位 单位名称 就业单位 就读学校 工作单位/学校 工作(学习)单位 学习工作单位 从业单位 工作地点 学校',
  ],
  [
    'registeredAddress',
    '户籍地址 户籍所在地 户籍地 户籍住址 户籍详址 户口所在地 户口地址 户口所在地址 户籍所在地址 户籍详细地址 户籍门(楼)详址 户籍门楼详址 身份证地址 身份证住址 原籍地址 户籍所属地',
  ],
  [
    'registrationKind',
    '户籍 户口 户口性质 户籍性质 户籍类型 户口类型 户籍类别 户口类别 户别 户籍情况 户口情况 户籍状态',
  ],
  [
    'populationKind',
    '人员类型 人员类别 人口类型 人口类别 人口性质 居民类型 居民类别 人员性质 人员分类 常住/流动 人口分类 居住类型 居住性质 人口属性 住户类型 住户性质',
  ],
  [
    'presence',
    '人户状态 人户一致 人户分离 人户一致标识 是否人户分离 是否人户一致 人户情况 人户是否一致 人户是否分离 人在户在',
  ],
  ['personStatus', '人员状态 状态 注销情况 是否死亡 是否去世 是否在世 生存状态 人口状态 变动情况 异动情况'],
  [
    'movedInOn',
    '入住日期 入住时间 迁入日期 迁入时间 入户时间 来本地时间 登记日期 登记时间 流入时间 流入日期 租住时间 起租日期 起租时间',
  ],
  ['movedOutOn', '迁出日期 迁出时间 搬离日期 搬离时间 离开时间 离开日期 搬出时间 退租日期 到期日期 租期至'],
  ['permitNumber', '居住证 居住证号 居住证号码 居住证编号 居住证件号'],
  [
    'remark',
    '备注 说明 备 注 其他 其它 备考 其他情况 其他说明 备注说明 附注 补充说明 情况说明 简介 remark remarks note notes',
  ],
  [
    'tags',
    '重点服务对象 服务对象类别 服务对象类型 服务类别 服务类型 人员属性 人员标签 人群类别 人群标签 人群类型 标签 身份标签 特殊群体 特殊家庭 特殊类型 关爱对象 关爱类型 困难类型 困难类别 困难情况 帮扶类型 帮扶类别 重点服务 重点服务类别 服务对象标签 人群分类 特殊类别 民生对象 民政对象 关爱服务对象 救助类型 优待类别 所属人群 所属群体 群体类别 居民标签 重点关爱对象 重点关爱人群 重点人群 重点人群类别 重点人群类型 特殊情况 家庭情况',
  ],
  ['isHead', '是否户主 户主标识 户主标志'],
  [
    'relation',
    '关系 与户主关系 家庭关系 户主关系 与户主的关系 与业主关系 与房主关系 与房东关系 与产权人关系 与屋主关系 成员关系 称谓 家庭成员关系 与本户关系 同户主关系 和户主关系 与家庭关系 亲属关系 与户主之关系 与承租人关系 关系类型 家庭角色 住户关系 与户代表关系 人员关系',
  ],
  ['householdNumber', '户号 户编号 家庭编号 户籍号 户口本号 户口簿号 户口号 户籍编号 家庭户号 户序号 户序'],
  [
    'estate',
    '小区 小区名称 所属小区 所在小区 小区名 楼盘 楼盘名称 院落 院落名称 住宅小区 物业小区 居民小区 小区/院落 所属楼盘 苑区 园区 花园 楼院 楼院名称',
  ],
  [
    'building',
    '楼栋 楼栋号 栋号 楼号 幢号 楼 栋 幢 座 座号 楼幢 楼幢号 楼座 楼座号 栋座 栋座号 几栋 几号楼 楼宇 楼宇名称 楼栋名称 所属楼栋 所在楼栋 栋(幢)号 栋/幢 幢/栋 楼栋/座 房栋 房屋栋号 building bldg 楼牌号 栋别 幢别 号楼',
  ],
  ['unit', '单元 单元号 单元名称 所在单元 所属单元 梯号 梯 门洞 门洞号 单元门 楼门 楼道 unit 单元/梯'],
  ['floor', '楼层 层 所在楼层 所在层 层数 楼层号 层号 floor 所在层数'],
  [
    'room',
    '房号 房间号 房间号码 房间 房屋号 房屋号码 室号 室 房 户室 户室号 房室号 门号 门房号 单元房号 房门号 住房号 套号 房户号 房间编号 门户号 屋号 几室 room roomno roomnumber 房间名称 室号/房号 房号/室号',
  ],
  [
    'address',
    '住址 地址 现住址 现住地址 现居住址 居住地址 居住地 居住详址 现居住地 现居住地址 现居地址 现居地 现住地 现住门(楼)详址 现住门楼详址 家庭住址 家庭地址 家庭详细地址 房屋地址 门牌 门牌号 门牌号码 门牌地址 楼门牌 详细地址 详细住址 实际居住地 实际居住地址 实际住址 常住地址 常住地 居住房屋 居住房号 居住位置 住所 住所地址 住处 房屋坐落 坐落 坐落地址 房屋位置 房屋坐落位置 房产地址 房产坐落 物业地址 楼栋房号 楼房号 栋号房号 楼号房号 楼栋号房号 楼栋门牌 楼栋门牌号 楼门号 楼室号 栋房号 幢室号 幢号室号 栋室号 楼栋室号 楼栋单元房号 楼栋单元室 楼栋-单元-房号 楼-单元-室 栋-单元-房 楼号-单元-房号 楼栋/单元/房号 房间号(楼栋-单元-房号) 小区楼栋房号 小区门牌 小区地址 居住小区及房号 现居住小区楼栋房号 房屋门牌 标准地址 address addr 楼栋单元 楼栋-单元 栋单元 门栋 住房地址 租住地址 承租地址 出租屋地址 出租房地址 居所',
  ],
  [
    'houseCode',
    '房屋编码 房屋编号 房屋代码 房屋id 房屋唯一码 房屋唯一编码 统一地址编码 标准地址编码 地址编码 地址代码 房屋地址编码 房屋统一编码 房屋识别码 房源编号 房产编号 房编号 房屋二维码 门牌编码',
  ],
  [
    'areaM2',
    '面积 建筑面积 房屋面积 住房面积 产权面积 套内面积 使用面积 居住面积 房产面积 实测面积 登记面积 房屋建筑面积 住房建筑面积 面积(平方米) 面积(㎡) 平方数',
  ],
  [
    'houseUse',
    '房屋状态 房屋使用方式 使用方式 房屋使用情况 房屋使用状态 使用情况 使用状态 居住状态 居住情况 居住状况 居住方式 入住情况 入住状态 入住状况 房屋现状 房屋情况 房屋居住情况 房屋用途 用途 房屋居住状态 房屋入住情况 是否出租 是否空置 是否自住 是否入住 自住/出租 出租/自住 自住/出租/空置 出租情况 房态 使用性质 房屋入住状态 住房状态 房屋占用情况 是否出租房 是否空置房',
  ],
  [
    'houseType',
    '房屋类型 房屋性质 房屋类别 房屋种类 楼型 建筑类型 建筑用途 住房类型 住房性质 房产性质 房产类型 户型 房型 住所类型 房屋属性 房屋结构 产权性质',
  ],
  [
    'certificateNumber',
    '产权证号 房产证号 不动产权证号 不动产证号 房产证编号 产权编号 不动产单元号 产权证编号 不动产权证书号 房屋所有权证号',
  ],
  ['street', '街道 街道名称 所属街道 镇街 街镇 乡镇 镇(街道) 镇街名称 街道(镇) 乡镇街道 所在街道'],
  [
    'community',
    '社区 社区名称 所属社区 所在社区 村居 村(社区) 村/社区 社区(村) 居委会 居委 所属居委会 村居名称 居民委员会 村(居)委会',
  ],
  [
    'grid',
    '网格 网格名称 所属网格 所在网格 网格号 网格编号 网格编码 所属网格名称 责任网格 微网格 网格代码 基础网格 所属微网格',
  ],
  [
    'gridWorker',
    '网格员 网格长 网格员姓名 责任网格员 专职网格员 网格责任人 楼长 楼栋长 楼组长 单元长 微网格长 网格管理员 网格联系人 包保干部 走访人 走访人员 采集人 采集员 登记人 填表人 填报人 录入人',
  ],
];

/** 是否 and the like have been taken off before these are tried. */
const flagWords: readonly (readonly [LedgerField, RegExp])[] = [
  ['lowIncomeEdge', /^(?:低保边缘|低边|边缘)(?:户|家庭|人员|对象|人口)?$/],
  [
    'lowIncome',
    /^(?:(?:享受|城市|城镇|纳入|领取)?低保|(?:享受)?最低生活保障)(?:户|家庭|人员|对象|人口|人|情况|待遇|金)?$/,
  ],
  ['destitute', /^(?:特困|五保|特困供养)(?:户|人员|对象|人|供养人员|家庭)?$/],
  ['alone', /^(?:独居|孤寡)(?:老人|老年人|人员|人|情况|户)?$/],
  ['emptyNest', /^空巢(?:老人|老年人|家庭|人员|户)?$/],
  [
    'disabled',
    /^(?:有?残疾|残障)(?:人|人员|人士|情况|等级|类别|类型|级别|类别及等级|类别等级|类型及等级|状况|持证|与否)?$/,
  ],
  ['careNeeding', /^(?:失能|半失能|失智|失能半失能|失能失智)(?:老人|老年人|人员|情况|等级)?$/],
  ['oldAge', /^(?:高龄|80岁以上|八十岁以上)(?:老人|老年人|人员|津贴|对象)?$/],
  ['veteran', /^(?:退役|退伍|复退|复员)(?:军人|人员|士兵)?(?:情况|身份)?$/],
  ['preferential', /^(?:优抚|军属|烈属|军烈属|现役军人家属|双拥)(?:对象|家庭|人员|户)?$/],
  ['childInNeed', /^(?:困境儿童|孤儿|困境未成年人)$/],
  ['leftBehind', /^留守(?:儿童|老人|妇女|人员)?$/],
  ['specialFamily', /^(?:计生特殊家庭|失独|失独家庭|计划生育特殊家庭|特扶|特扶家庭|计生特扶)(?:人员|对象)?$/],
  ['unemployed', /^(?:失业|待业|登记失业)(?:人员|情况)?$/],
  ['volunteer', /^(?:志愿者|注册志愿者)$/],
  ['partyMember', /^(?:党员|中共党员|共产党员|在职党员)(?:身份)?$/],
  ['tenant', /^(?:租户|租客|承租人|租住|租房|租住户|承租)$/],
  ['owner', /^(?:房主|业主|房东|产权人|户主兼房主|房屋所有人)$/],
];

/** Tried last, in this order, for headers that only contain a word. */
const similarWords: readonly (readonly [LedgerField, RegExp])[] = [
  ['permitNumber', /居住证/],
  ['certificateNumber', /(?:产权|房产|不动产|所有权)证/],
  ['documentKind', /证件(?:类型|种类|名称)/],
  ['idNumber', /身份证|身份号码|(?<!残疾|退役|优待|党员|老年|军|警)证件号/],
  ['birthOn', /出生(?:年月|日期|时间)/],
  ['phone', /电话|手机|联系方式|联系号码/],
  ['relation', /与.{1,6}关系|户主关系/],
  ['registeredAddress', /(?:户籍|户口).*(?:地|址)/],
  ['registrationKind', /(?:户籍|户口)(?:性质|类型|类别)/],
  ['presence', /人户/],
  ['houseCode', /(?:房屋|地址)(?:统一)?(?:编码|编号|代码)/],
  ['houseUse', /房屋.*(?:状态|使用|用途)|(?:自住|出租|空置).*(?:自住|出租|空置)/],
  ['areaM2', /面积/],
  [
    'address',
    /(?:居住|家庭|现住|房屋|详细|常住|门牌|住房).*(?:地址|住址|详址|门牌|位置|地)|楼.*(?:房号|室号)|栋.*(?:房号|室号)/,
  ],
  ['room', /房间号|房号|室号/],
  ['building', /楼栋|栋号|幢号|楼号/],
  ['unit', /单元/],
  ['estate', /小区/],
  ['gridWorker', /网格(?:员|长)/],
  ['grid', /网格/],
  ['name', /姓名$/],
  ['politicalStatus', /政治面[貌目]/],
  ['ethnicity', /^民族/],
  ['remark', /^备注|备注$/],
];

const roleWords: readonly (readonly [HeaderRole, string])[] = [
  ['head', '户主|户代表|家长|户长'],
  ['owner', '房屋所有人|房屋产权人|产权人|所有权人|权利人|出租人|房主|业主|房东|屋主|产权单位'],
  ['tenant', '承租人员|承租人|承租方|租住人员|租住人|租户|租客|租房人'],
  ['guardian', '监护人|监护人员'],
  ['contact', '紧急联系人|应急联系人|紧急联络人|紧急|应急|联系人|联络人|亲属|子女联系|家属'],
  [
    'carer',
    '帮扶责任人|帮扶人员|帮扶人|帮扶干部|包保责任人|包保人|责任人|结对人|网格员|网格长|楼长|楼栋长|管理员|物业|民警|派出所|社区干部|监督|服务人员|探访人',
  ],
  ['relative', '配偶|妻子|丈夫|父亲|母亲|儿子|女儿|子女'],
];

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
  return role === 'resident' ? field : ofRole[field]?.[role];
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
  const serves = personal && /民警|物业|网格|监督|管理|负责|社工|干部|楼长|医生|律师|单位|社区|经办|填报/.test(word);
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
