import { dayNumber, dayOf } from '../domain/calendar/instant.ts';
import { composeCitizenId } from '../domain/identifiers/citizen-id.ts';
import { writeWorkbook } from '../server/kit/sheets/write-workbook.ts';

const header = [
  '序号',
  '楼栋',
  '单元',
  '房号',
  '姓名',
  '与户主关系',
  '性别',
  '身份证号码',
  '出生日期',
  '联系电话',
  '民族',
  '备注',
];
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const givenNames = [
  '伟',
  '芳',
  '娜',
  '秀英',
  '敏',
  '静',
  '丽华',
  '强',
  '磊',
  '洋',
  '艳',
  '勇',
  '建国',
  '杰',
  '涛',
  '明',
  '超',
  '秀兰',
  '霞',
  '平',
];
const relations = ['户主', '配偶', '子', '女'];
const peoplePerHome = 4;
const homesPerBuilding = 200;

const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

const firstDay = dayNumber('1945-01-01');

/** A number of a division that is given to nobody, under a serial of this run's own: nobody of the district or of an earlier run has it. */
function idNumber(run: number, bornOn: string, isMale: boolean): string {
  const serial = 2 * (1 + (run % 45)) + (isMale ? 1 : 0);
  return composeCitizenId(`4400${60 + (Math.floor(run / 45) % 40)}`, bornOn, serial);
}

function rowOf(run: number, buildings: readonly string[], n: number): readonly string[] {
  const home = Math.floor(n / peoplePerHome);
  const room = home % homesPerBuilding;
  const bornOn = dayOf(firstDay + 2 * n);
  const isMale = n % 2 === 0;
  const phone = `142${String(run % 100).padStart(2, '0')}${String(n).padStart(6, '0')}`;
  return [
    ...[
      String(n + 1),
      at(buildings, Math.floor(home / homesPerBuilding)),
      '1',
      `${60 + Math.floor(room / 8)}0${1 + (room % 8)}`,
    ],
    ...[`${at(surnames, n * 7)}${at(givenNames, n * 3 + Math.floor(n / 20))}`, at(relations, n), isMale ? '男' : '女'],
    ...[idNumber(run, bornOn, isMale), bornOn, phone, '汉族', ''],
  ];
}

/**
 * A community's ledger of people as a workbook: four to a home, in homes above the highest floors of the buildings that are there.
 * @param run makes everybody's numbers new, so that nobody of an earlier run is met again
 */
export async function ledgerWorkbook(count: number, buildings: readonly string[], run: number): Promise<Buffer> {
  const rows = Array.from({ length: count }, (_, n) => rowOf(run, buildings, n));
  const columns = header.map((words) => ({ header: words }));
  const parts: Buffer[] = [];
  for await (const part of writeWorkbook([{ name: '常住人口', columns, rows }], { writtenAt: new Date(0) }))
    parts.push(part as Buffer);
  return Buffer.concat(parts);
}
