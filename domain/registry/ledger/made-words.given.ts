import { citizenIdCheckCharacter } from '../../identifiers/citizen-id.ts';
import { chance, type MadeHome, type MadePerson, pick, type Random } from './made-people.given.ts';

/** What a made-up cell holds: text, or a number by its digits. */
export type Value = string | { readonly number: string } | undefined;

/** Header words found in real ledgers and in the national standards, per field. */
export const headerWords: Readonly<Record<string, readonly string[]>> = {
  name: '姓名|居民姓名|人员姓名|成员姓名|姓 名|*姓名|姓名（必填）|家庭成员姓名|住户姓名|3.姓名|居住人姓名|公民姓名|户内人员姓名|D1 姓名|姓　　名'.split(
    '|',
  ),
  id: '身份证号|身份证号码|公民身份号码|公民身份证号码|证件号码|居民身份证号|身份证号码（18位）|身份证\n号码|有效证件号码|ID|身份证件号码|★身份证号|D3 公民身份号码|本人身份证号码|身份证号:'.split(
    '|',
  ),
  sex: '性别|性 别|男/女|人员性别|D4 性别|性别（男/女）'.split('|'),
  birth: '出生日期|出生年月日|出生年月|生日|出生时间|出生\n日期|出生日期（YYYYMMDD）'.split('|'),
  phone:
    '联系电话|联系方式|手机号码|电话|手机|本人电话|移动电话|联系电话（手机）|常用电话|联系手机号|电话号码|联系方式（必填）'.split(
      '|',
    ),
  relation: '与户主关系|家庭关系|户主关系|称谓|与业主关系|关系|与户主\n关系|与户主的关系'.split('|'),
  address:
    '住址|现住址|居住地址|门牌号|家庭住址|房屋地址|楼栋房号|详细地址|现居住地址|楼栋-单元-房号|房屋坐落|现住地|实际居住地址|家庭详细住址|现住门（楼）详址|居住小区楼栋房号|房间号（楼栋-单元-房号）'.split(
      '|',
    ),
  building: '楼栋|栋号|楼号|幢号|楼栋号|幢|所在楼栋|楼栋名称|栋/幢|楼 栋'.split('|'),
  unit: '单元|单元号|所在单元|梯号|单 元|单元名称'.split('|'),
  room: '房号|室号|房间号|门牌|房间|户室|房 号|房间号码|门牌号码|室'.split('|'),
  area: '面积|建筑面积|面积（㎡）|住房面积|房屋面积(平方米)'.split('|'),
  use: '房屋状态|居住状态|使用方式|入住情况|房屋用途|房屋使用情况'.split('|'),
  alone: '是否独居|独居|独居老人|是否独居老人|是否为独居老人'.split('|'),
  disabled: '是否残疾|残疾人|是否残疾人|残疾|是否为残疾人|有无残疾'.split('|'),
  lowIncome: '是否低保|低保|低保户|是否享受低保|是否低保户|低保情况|享受低保'.split('|'),
  tags: '重点服务对象|服务对象类别|人员属性|人员标签|困难类型|特殊群体|特殊家庭|人群分类'.split('|'),
  remark: '备注|说明|其他|备  注'.split('|'),
};

export const unknownHeaders = [
  '车牌号',
  '宽带运营商',
  '水表号',
  '是否养犬',
  '采集批次',
  '充电桩编号',
  '业态形式',
  '微信沟通人',
];

export const refusedHeaders =
  '是否刑满释放|宗教信仰|是否吸毒|社区矫正对象|精神障碍诊断|重点人员类别|是否艾滋病|是否重点青少年|吸毒人员|刑满释放时间|是否信教|严重精神障碍患者|目前诊断类型|有无肇事肇祸史|原罪名|矫正类别|感染途径|是否重点关注人员'.split(
    '|',
  );

const yes = ['是', '√', '1', 'Y', '有', '✓'];
const no = ['否', '', '×', '0', 'N', '无', '-'];

const wide = (text: string): string =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

/** One home, as ever another clerk would write it. */
export function addressWords(random: Random, home: MadeHome): string {
  const { building, unit, room } = home;
  const withUnit = [
    `${building}-${unit}-${room}`,
    `${building}号楼${unit}单元${room}室`,
    `${building}栋${unit}单元${room}`,
    `${building}幢${unit}-${room}`,
    wide(`${building}-${unit}-${room}`),
    `${building}#${unit}单元${room}`,
    `${building}栋-${unit}-${room}`,
    ` ${building}号楼 ${unit}单元 ${room}室`,
    `${building}—${unit}—${room}`,
    `${building}座${unit}单元${room}房`,
  ];
  const without = [`${building}-${room}`, `${building}号楼${room}室`, `${building}栋${room}`, `${building}幢${room}房`];
  return pick(random, unit ? withUnit : without);
}

export const buildingWords = (random: Random, building: string): string =>
  pick(random, [building, `${building}幢`, `${building}号楼`, `${building}栋`, wide(building)]);

export const unitWords = (random: Random, unit: string): string => pick(random, [unit, `${unit}单元`, wide(unit)]);

export const roomWords = (random: Random, room: string): Value =>
  pick<Value>(random, [room, `${room}室`, { number: room }, `${room}房`]);

/** The same number under the disguises of copy and paste. */
export function idWords(random: Random, id: string): string {
  const disguises = [
    id,
    id,
    id,
    wide(id),
    ` ${id.slice(0, 6)} ${id.slice(6)} `,
    `'${id}`,
    id.toLowerCase(),
    `${id}\u200b`,
  ];
  return pick(random, disguises);
}

export function dayWords(random: Random, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const short = [Number(month), Number(date)];
  return pick(random, [
    day,
    day.replaceAll('-', ''),
    `${year}年${short.join('月')}日`,
    `${year}/${short.join('/')}`,
    `${year}.${short.join('.')}`,
  ]);
}

export function nameWords(random: Random, name: string): string {
  if (chance(random, 0.1)) return [...name].join(' ');
  return chance(random, 0.1) ? `　${name}` : name;
}

export const sexWords = (random: Random, sex: '1' | '2'): string =>
  sex === '1' ? pick(random, ['男', '1', '男性', 'M']) : pick(random, ['女', '2', '女性', 'F']);

export const flagWords = (random: Random, is: boolean): string => pick(random, is ? yes : no);

export function phoneWords(random: Random, phones: readonly string[]): Value {
  const [only] = phones;
  if (phones.length === 1 && only && chance(random, 0.3)) return { number: only };
  const dashed = phones.map((phone) =>
    chance(random, 0.2) ? `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}` : phone,
  );
  return dashed.join(pick(random, ['、', '/', ' ', ';', '，', '\n']));
}

export function tagWords(random: Random, person: MadePerson): string {
  const tags = [person.alone ? '独居老人' : '', person.disabled ? '残疾人' : '', person.lowIncome ? '低保' : ''];
  return tags.filter((tag) => tag !== '').join(pick(random, ['、', ' ', ',', '/', '；']));
}

const passes = (code: string): boolean => citizenIdCheckCharacter(code) === code[17];

/** An id cell that cannot be taken, and why. */
export function spoiltId(random: Random, id: string): { readonly value: Value; readonly reason: string } {
  // A wrong 0 reads as rounded where cells have no type.
  const wrong = pick(
    random,
    [...'123456789'].filter((digit) => digit !== id[17]),
  );
  const rounded = String(Number(`${id.slice(0, 17)}0`));
  const cut = `${id.slice(0, 15)}000`;
  return pick<{ value: Value; reason: string }>(random, [
    { value: `${id.slice(0, 17)}${wrong}`, reason: 'id-check-digit' },
    { value: undefined, reason: 'id-missing' },
    { value: '无', reason: 'id-missing' },
    // One rounded number in eleven is right by its rules: once its type is lost no rule can hold that one.
    ...(passes(rounded) ? [] : [{ value: { number: rounded }, reason: 'id-precision-lost' }]),
    ...(passes(cut) ? [] : [{ value: cut, reason: 'id-precision-lost' }]),
    { value: `${id.slice(0, 1)}.${id.slice(1, 6)}E+17`, reason: 'id-precision-lost' },
    { value: id.slice(0, 16), reason: 'id-length' },
    { value: `${id.slice(0, 6)}********${id.slice(14)}`, reason: 'id-masked' },
  ]);
}
