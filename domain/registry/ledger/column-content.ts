import { readDoor } from '../../identifiers/address.ts';
import { compact, isScientific } from '../../identifiers/characters.ts';
import { parseCitizenId } from '../../identifiers/citizen-id.ts';
import { readPhones } from '../../identifiers/phone.ts';
import { isNothing, isSameMark, squeezedOf, wordsOf } from './cell-words.ts';
import { isPlainFlag, readDay, readName, readSex } from './read-values.ts';
import { refusedValueKind } from './refused-columns.ts';
import type { SheetGrid } from './sheet-grid.ts';
import type { Cell } from './workbook.ts';

/** Shares of a column's filled cells, 0 to 1, that look like each kind of value. */
export interface ColumnContent {
  /** Filled cells looked at. */
  readonly filled: number;
  readonly distinct: number;
  readonly id: number;
  readonly validId: number;
  readonly phone: number;
  readonly sex: number;
  readonly day: number;
  readonly name: number;
  readonly relation: number;
  readonly address: number;
  readonly room: number;
  readonly building: number;
  readonly unit: number;
  readonly use: number;
  readonly flag: number;
  readonly samples: readonly string[];
}

const surnames = new Set(
  '王李张刘陈杨黄吴赵周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭肖萧蔡潘田董袁于余蒋叶杜苏魏程吕丁沈任姚卢钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白毛江闫阎薛尹付段雷黎史龙钱贺陶顾龚郝邵万严洪赖武傅莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申殷詹欧耿关覃兰焦俞左柳甘祝包代宁符阮尚舒纪柯梅童毕凌单季成霍苗裴涂谷曲盛冉翁蓝骆路游靳辛管柴蒙鲍华喻祁房蒲滕屈饶解牟艾尤时阳穆农司古吉卓车简连缪项麦褚窦娄戚岑党宫景卜费冷晏卫席柏米隋宗桂瞿全苟楼闵佟臧边卞姬邬和师仇栾丘刁沙商寇荣巫郎桑丛甄敖虞仲池巩明佘查麻苑迟邝封官谈鞠匡惠荆乐冀胥郁南班储芦原栗燕楚鄢扬劳谌奚皮蔺粟冼盘满闻厉伊候仝区郜海阚花权强帅揭占位别相茅利衣巴平年都由昌井隆水云布敬公计乌应勾念那仉',
);
const compound =
  /^(?:欧阳|上官|司徒|诸葛|司马|皇甫|尉迟|夏侯|慕容|令狐|东方|公孙|长孙|宇文|呼延|端木|轩辕|百里|南宫|西门|独孤)/;
const relations =
  /^(?:户主|本人|户主本人|夫|妻|丈夫|妻子|配偶|夫妻|子|女|儿子|女儿|长子|次子|三子|长女|次女|三女|独生子|独生女|儿媳|儿媳妇|媳妇|女婿|孙子|孙女|外孙|外孙子|外孙女|父|母|父亲|母亲|岳父|岳母|公公|婆婆|祖父|祖母|爷爷|奶奶|外祖父|外祖母|外公|外婆|兄|弟|姐|妹|哥哥|弟弟|姐姐|妹妹|兄弟|姐妹|租户|租客|房客|同住|合租|亲属|亲戚|保姆|朋友|室友|其他|其他亲属|之[夫妻子女父母孙].?|[长次三四五大小二幺养继干外独]{1,2}[子女])$/;
const uses =
  /^(?:自住|出租|租住|租赁|空置|闲置|群租|自用|自有|商用|办公|出借|借住|待售|未售|空房|空户|自住房|出租房|空置房|合租|整租|部分出租)$/;
const sampleLimit = 400;

function isIdLike(cell: Cell, words: string): boolean {
  const code = compact(words);
  if (cell.kind === 'number' || isScientific(words)) return /^\d{15}$|^\d{17,18}$/.test(code) || isScientific(words);
  return /^\d{15}$|^\d{17}[\dX]$|^\d{3,6}\*{4,}[\dX*]{0,6}$/.test(code);
}

/** A Chinese name of two to four characters under a known surname, or one with a middle dot. */
export function isNameLike(words: string): boolean {
  const { name } = readName(words);
  if (/^[\p{Script=Han}]{2,20}·[\p{Script=Han}·]{2,20}$/u.test(name)) return true;
  if (!/^[\p{Script=Han}]{2,4}$/u.test(name)) return false;
  return compound.test(name) || (surnames.has([...name][0] ?? '') && !relations.test(name) && !uses.test(name));
}

function isPhoneLike(words: string): boolean {
  const { phones, unread } = readPhones(words);
  return phones.some((phone) => phone.kind === 'mobile' || phone.normalized.length >= 10) && unread.length === 0;
}

function isAddressLike(words: string): boolean {
  const door = readDoor(words);
  return door.building !== undefined && door.room !== undefined && door.rest === '' && !/^\d{4}-/.test(words);
}

type Signs = { -readonly [K in Exclude<keyof ColumnContent, 'filled' | 'distinct' | 'samples'>]: number };

const noSigns: Readonly<Signs> = {
  id: 0,
  validId: 0,
  phone: 0,
  sex: 0,
  day: 0,
  name: 0,
  relation: 0,
  address: 0,
  room: 0,
  building: 0,
  unit: 0,
  use: 0,
  flag: 0,
};

function addSigns(signs: Signs, cell: Cell): void {
  const words = wordsOf(cell);
  const squeezed = squeezedOf(cell);
  if (isIdLike(cell, words)) {
    signs.id += 1;
    if (cell.kind !== 'number' && parseCitizenId(words).ok) signs.validId += 1;
    return;
  }
  if (isPhoneLike(words)) signs.phone += 1;
  else if (/^[男女](?:性)?$/.test(squeezed)) signs.sex += 1;
  else if (cell.kind === 'date' || (/^\d{4}(?:\D|\d{4}$)/.test(squeezed) && readDay(squeezed)?.length === 10))
    signs.day += 1;
  else if (isAddressLike(words)) signs.address += 1;
  if (/^[A-Z]?\d{3,4}[A-Z]?(?:室|房|号|户)?$/i.test(squeezed)) signs.room += 1;
  if (/^.{1,6}(?:号楼|栋|幢|座|#)$/.test(squeezed)) signs.building += 1;
  if (/^.{1,3}(?:单元|梯)$/.test(squeezed)) signs.unit += 1;
  if (isPlainFlag(squeezed)) signs.flag += 1;
  if (relations.test(squeezed)) signs.relation += 1;
  if (uses.test(squeezed)) signs.use += 1;
  if (isNameLike(words)) signs.name += 1;
}

/** Looks at what a column holds; up to 400 rows spread over the table. */
export function contentOf(grid: SheetGrid, firstRow: number, lastRow: number, column: number): ColumnContent {
  const rows = grid.rows.filter((row) => row.number >= firstRow && row.number <= lastRow);
  const step = Math.max(1, Math.floor(rows.length / sampleLimit));
  const signs: Signs = { ...noSigns };
  const seen = new Set<string>();
  const samples: string[] = [];
  let filled = 0;
  for (let i = 0; i < rows.length; i += step) {
    const cell = rows[i]?.cells[column];
    const words = wordsOf(cell);
    if (!cell || words === '' || isSameMark(words)) continue;
    if (isNothing(words) && !isPlainFlag(words)) continue;
    filled += 1;
    if (!seen.has(words) && samples.length < 3 && !refusedValueKind(words)) samples.push(words.slice(0, 60));
    seen.add(words);
    addSigns(signs, cell);
  }
  const shares = Object.entries(signs).map(([kind, count]) => [kind, filled === 0 ? 0 : count / filled]);
  return { filled, distinct: seen.size, samples, ...(Object.fromEntries(shares) as Signs) };
}

/** Whether a sex column holds its codes. */
export function isSexContent(content: ColumnContent): boolean {
  return content.sex >= 0.8 || (content.filled > 0 && content.samples.every((sample) => readSex(sample) !== undefined));
}
