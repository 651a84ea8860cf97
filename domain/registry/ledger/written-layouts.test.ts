import { describe, expect, it } from 'vitest';
import { composeCitizenId } from '../../identifiers/citizen-id.ts';
import type { LedgerPlan } from './ledger-plan.ts';
import type { LedgerResult } from './ledger-result.ts';
import { parseLedger } from './parse-ledger.ts';
import { understandWorkbook } from './understand-workbook.ts';
import { sheetOfText, type Workbook } from './workbook.ts';

const ids = Array.from({ length: 12 }, (_, i) =>
  composeCitizenId('440703', `${1950 + i}-05-0${1 + (i % 9)}`, 101 + i * 3),
);

/** Lines of cells parted by bars; `#2` stands for the third id number. */
function workbookOf(...sheets: readonly (readonly [string, string])[]): Workbook {
  const cellsOf = (line: string): string[] =>
    line.split('|').map((cell) => cell.trim().replace(/#(\d+)/g, (_, i: string) => ids[Number(i)] ?? ''));
  return { sheets: sheets.map(([name, lines]) => sheetOfText(name, lines.trim().split('\n').map(cellsOf))) };
}

function read(workbook: Workbook): { plan: LedgerPlan; result: LedgerResult; people: string[]; held: string[] } {
  const plan = understandWorkbook(workbook);
  const result = parseLedger(workbook, plan);
  const people = result.people.map((person, index) => {
    const homes = result.residences.filter((residence) => residence.person === index);
    const id = person.idNumber ? `#${ids.indexOf(person.idNumber)}` : person.document?.number;
    return [person.name, id, homes.map((home) => home.house).join(' ')].join(' ');
  });
  return { plan, result, people, held: result.held.map((row) => `${row.row} ${row.reasons[0]?.code}`) };
}

const peopleOf = (...sheets: readonly (readonly [string, string])[]): string[] => read(workbookOf(...sheets)).people;

describe('header words of real ledgers', () => {
  it('reads the columns of a county ledger and refuses the one on vaccination', () => {
    const { people, result } = read(
      workbookOf([
        'Sheet1',
        `街道名称|社区名称|网格名称|小区名称|楼栋|单元|房间号|姓名|身份证号|性别|人员属性|是否接种疫苗|简介
         泉城|东|第一网格|泉景园|3|1|501|张伟|#1|男|中共党员,退役军人|是|老党员
         泉城|东|第一网格|泉景园|A座|2|1203|李娜|#2|女|残疾人、吸毒人员|否|`,
      ]),
    );
    expect(people).toEqual(['张伟 #1 3-1-501', '李娜 #2 A-2-1203']);
    expect(result.people[0]?.flags).toEqual({ partyMember: true, veteran: true });
    expect(result.people[1]?.flags).toEqual({ disabled: true });
    expect(result.refusedColumns.map((column) => column.header)).toEqual(['是否接种疫苗']);
    expect(result.refusedValues).toEqual([{ sheet: 'Sheet1', row: 3, address: 'K3', kind: 'drugs' }]);
    expect(JSON.stringify(result.people)).not.toContain('吸毒');
  });

  it('reads yes and no columns with their details', () => {
    const { result } = read(
      workbookOf([
        '人口',
        `房号|姓名|身份证号码|户籍性质|是否租户(是,否)|是否房主|是否独居老人|是否空巢老人|是否退役军人|是否低保|是否残疾人
         3-1-501|张伟|#1|农业|否|是|否|√|否|未享受|是（肢体二级）
         3-1-502|李娜|#2|非农|是|否|是|否|否|A类|无`,
      ]),
    );
    expect(result.people.map((person) => person.flags)).toEqual([
      { tenant: false, owner: true, alone: false, emptyNest: true, veteran: false, lowIncome: false, disabled: true },
      { tenant: true, owner: false, alone: true, emptyNest: false, veteran: false, lowIncome: true, disabled: false },
    ]);
    expect(result.people.map((person) => person.tags)).toEqual([['肢体二级'], ['A类']]);
    expect(result.residences.map((residence) => residence.kind)).toEqual(['resident', 'tenant']);
  });

  it('keeps the head of the national population form beside the person', () => {
    const { people, result } = read(
      workbookOf([
        '户籍',
        `公民身份号码|姓名|性别|出生日期|民族|学历|宗教信仰|联系方式|户籍地|户籍门(楼)详址|现住地|现住门(楼)详址|人户一致标识|户号|户主公民身份号码|户主姓名|与户主关系|户主联系方式
         #1|张伟|女|19510502|汉|本科|无|13900000001|440703|幸福路1号3栋1单元501|440703|幸福路1号3栋1单元501室|01|0001|#1|张伟|户主|13900000001
         #2|李娜|女|19520503|汉|本科|无|13900000002|440703|幸福路1号3栋1单元501|440703|幸福路1号3栋1单元501室|01|0001|#1|张伟|配偶|13900000001`,
      ]),
    );
    expect(people).toEqual(['张伟 #1 3-1-501', '李娜 #2 3-1-501']);
    expect(result.people[1]).toMatchObject({
      phones: ['13900000002'],
      texts: { headName: '张伟', headPhone: '13900000001' },
    });
    expect(result.counts.duplicates).toBe(0);
  });

  it('reads English words, codes before the words, and two languages one above the other', () => {
    expect(peopleOf(['data', 'Building|Unit|Room|Name|ID No.|Sex|Phone\n1|2|301|张伟|#1|M|+86 139-0000-0001'])).toEqual(
      ['张伟 #1 1-2-301'],
    );
    expect(peopleOf(['普查', 'D1 姓名|D2 与户主关系|D3 公民身份号码|D7 居住地\n张伟|0|#1|3号楼1单元501室'])).toEqual([
      '张伟 #1 3-1-501',
    ]);
    expect(peopleOf(['a', '姓名|身份证号|住址\nName|ID No.|Address\n张伟|身份证：#1|3/2/501'])).toEqual([
      '张伟 #1 3-2-501',
    ]);
  });

  it('takes a passport for what it is where the kind of document is named', () => {
    const { people, held } = read(
      workbookOf([
        '申报',
        '房屋地址|姓名|证件种类|证件号码\n5栋1202房|张伟|居民身份证|#1\n5栋1202房|John Smith|护照|E12345678',
      ]),
    );
    expect(people).toEqual(['张伟 #1 5--1202', 'John Smith E12345678 5--1202']);
    expect(held).toEqual([]);
  });
});

describe('columns without telling headers', () => {
  it('are known by what they hold, header or none', () => {
    const rows = '张伟|#1|女|13900000001|3栋1单元501\n李娜|#2|女|13900000002|3栋1单元502\n王芳|#3|男|13900000003|同上';
    const expected = ['张伟 #1 3-1-501', '李娜 #2 3-1-502', '王芳 #3 3-1-502'];
    expect(peopleOf(['Sheet1', rows])).toEqual(expected);
    expect(peopleOf(['Sheet1', `称呼|证|甲|乙|在哪\n${rows}`])).toEqual(expected);
    const plan = understandWorkbook(workbookOf(['Sheet1', `称呼|证|甲|乙|在哪\n${rows}`]));
    expect(plan.sheets[0]?.tables[0]?.columns.map(({ field, reason }) => [field, reason])).toEqual([
      ['name', 'content'],
      ['idNumber', 'content'],
      ['sex', 'content'],
      ['phone', 'content'],
      ['address', 'content'],
    ]);
  });

  it('follow what they hold even against their header', () => {
    expect(peopleOf(['a', '姓名|身份证号码|住址\n#1|张伟|3-1-501\n#2|李娜|3-1-502\n#3|王芳|3-1-503'])).toEqual([
      '张伟 #1 3-1-501',
      '李娜 #2 3-1-502',
      '王芳 #3 3-1-503',
    ]);
  });
});

describe('where a home lies', () => {
  it.each([
    ['3-2-501', '3-2-501'],
    ['３－２－５０１', '3-2-501'],
    ['3 2 501', '3-2-501'],
    ['3号2单元501', '3-2-501'],
    ['三号楼二单元五零一', '3-2-501'],
    ['3号楼2单元5层502室', '3-2-502'],
    ['3-2-5-501', '3-2-501'],
    ['3栋B座1201', '3-B-1201'],
    ['100弄3号501室', '3--501'],
    ['某市某区某街道某某社区幸福里小区3栋2单元501', '3-2-501'],
  ])('reads %s as %s', (words, door) => {
    const { result } = read(workbookOf(['a', `姓名|身份证号|住址\n张伟|#1|${words}`]));
    expect(result.houses.map((house) => house.door)).toEqual([door]);
  });

  it('takes the building from the sheet and the pair for unit and room, unless every pair names the building again', () => {
    expect(peopleOf(['3号楼', '房号|姓名|身份证号\n1-101|张伟|#1\n2-101|李娜|#2\n2-501-1|王芳|#3'])).toEqual([
      '张伟 #1 3-1-101',
      '李娜 #2 3-2-101',
      '王芳 #3 3-2-501-1',
    ]);
    expect(
      peopleOf(['3号楼', '房号|姓名|身份证号\n3-101|张伟|#1'], ['4号楼', '房号|姓名|身份证号\n4-101|李娜|#2']),
    ).toEqual(['张伟 #1 3--101', '李娜 #2 4--101']);
  });

  it('finds the door under the head, the tenant or the owner it is headed by, not where the owner lives instead', () => {
    expect(peopleOf(['x', '户主姓名|户主身份证号|户主住址\n张伟|#1|3-2-501'])).toEqual(['张伟 #1 3-2-501']);
    expect(peopleOf(['x', '业主姓名|业主身份证号|业主房号|房主现居详址\n张伟|#1|3-2-501|9-9-909'])).toEqual([
      '张伟 #1 3-2-501',
    ]);
  });

  it('reads unit and building of one column, a room of a floor, and a building written once', () => {
    expect(peopleOf(['x', '楼栋单元|房号|姓名|身份证\n3栋2单元|501|张伟|#1\n3-2|502|李娜|#2'])).toEqual([
      '张伟 #1 3-2-501',
      '李娜 #2 3-2-502',
    ]);
    expect(peopleOf(['3号楼', '层|户号|户主|身份证号\n1|01|张伟|#1\n1|02|李娜|#2'])).toEqual([
      '张伟 #1 3--101',
      '李娜 #2 3--102',
    ]);
    expect(peopleOf(['x', '楼号|门牌号|业主|身份证号码\n12#|1单元0301|张伟|#1\n|2单元0301|李娜|#2'])).toEqual([
      '张伟 #1 12-1-301',
      '李娜 #2 12-2-301',
    ]);
  });

  it('follows headings between the rows, and keeps an empty door among them', () => {
    const { people, result } = read(
      workbookOf([
        '全部',
        `姓名|与户主关系|身份证号
         3号楼2单元501室
         张伟|户主|#1
         李娜|妻|#2
         3号楼2单元502室（空置）
         3号楼2单元601室 户主：王芳
         王芳|户主|#3`,
      ]),
    );
    expect(people).toEqual(['张伟 #1 3-2-501', '李娜 #2 3-2-501', '王芳 #3 3-2-601']);
    expect(result.houses.filter((house) => house.vacant).map((house) => house.key)).toEqual(['3-2-502']);
    expect(peopleOf(['3号楼', '房号|姓名|身份证号\n1单元\n101|张伟|#1\n2单元\n101|李娜|#2'])).toEqual([
      '张伟 #1 3-1-101',
      '李娜 #2 3-2-101',
    ]);
  });

  it('tells estates apart where there are several, and not where one is written now and then', () => {
    expect(peopleOf(['x', '小区|楼栋|房号|姓名|身份证号\n幸福里|1栋|101|张伟|#1\n和谐园|1栋|101|李娜|#2'])).toEqual([
      '张伟 #1 幸福里/1--101',
      '李娜 #2 和谐园/1--101',
    ]);
    expect(peopleOf(['x', '现住址|姓名|身份证号\n幸福里小区1栋1单元101|张伟|#1\n1栋1单元101|李娜|#2'])).toEqual([
      '张伟 #1 1-1-101',
      '李娜 #2 1-1-101',
    ]);
  });

  it("does not give a neighbour's home to somebody without one", () => {
    const { people, result } = read(
      workbookOf([
        'x',
        `姓名|身份证号|住址\n${[1, 2, 3, 4, 5, 6, 7].map((i) => `张伟|#${i}|3-1-10${i}`).join('\n')}\n李娜|#8|`,
      ]),
    );
    expect(people.at(-1)).toBe('李娜 #8 ');
    expect(result.people.at(-1)?.doubts).toEqual([{ code: 'house-missing' }]);
  });
});

describe('rows that name several people', () => {
  it('reads head and members, the head written once for the household', () => {
    expect(
      peopleOf([
        '户',
        '户主姓名|户主身份证号|住址|成员姓名|成员身份证号|与户主关系\n张伟|#1|3栋1单元501|李娜|#2|妻\n|||张小|#3|子\n王芳|#4|3栋1单元502|||',
      ]),
    ).toEqual(['张伟 #1 3-1-501', '李娜 #2 3-1-501', '张小 #3 3-1-501', '王芳 #4 3-1-502']);
  });

  it('does not count a head twice who has a row too', () => {
    const { people, result } = read(
      workbookOf([
        '户',
        '住址|户主姓名|户主身份证|姓名|身份证号|关系\n3栋501|张伟|#1|张伟|#1|户主\n3栋501|张伟|#1|李娜|#2|妻',
      ]),
    );
    expect(people).toEqual(['张伟 #1 3--501', '李娜 #2 3--501']);
    expect(result.counts.duplicates).toBe(0);
  });

  it('reads owner and tenant of one let home, and several tenants', () => {
    const { result, people } = read(
      workbookOf([
        '出租',
        '房屋地址|房主姓名|房主身份证号|房主联系方式|承租人姓名|承租人公民身份号码|承租人联系方式\n3栋1单元501|张伟|#1|13900000001|李娜|#2|13900000002',
      ]),
    );
    expect([...people].sort()).toEqual(['张伟 #1 3-1-501', '李娜 #2 3-1-501']);
    expect(result.residences.map(({ kind }) => kind).sort()).toEqual(['owner', 'tenant']);
    expect(
      peopleOf(['x', '房号|房东姓名|租客1姓名|租客1身份证|租客2姓名|租客2身份证\n1-1-101|张伟|李娜|#2|王芳|#3']),
    ).toEqual(['李娜 #2 1-1-101', '王芳 #3 1-1-101']);
  });

  it('reads two tables side by side and two below each other', () => {
    expect(peopleOf(['1号楼', '房号|姓名|身份证号|房号|姓名|身份证号\n101|张伟|#1|201|李娜|#2\n102|王芳|#3'])).toEqual([
      '张伟 #1 1--101',
      '李娜 #2 1--201',
      '王芳 #3 1--102',
    ]);
    const { people, result } = read(
      workbookOf([
        '5栋',
        '常住居民\n房号|姓名|身份证号\n101|张伟|#1\n租户\n房号|承租人|承租人身份证号|联系电话\n201|李娜|#2|13900000002',
      ]),
    );
    expect(people).toEqual(['张伟 #1 5--101', '李娜 #2 5--201']);
    expect(result.people[1]?.phones).toEqual(['13900000002']);
    expect(result.residences[1]?.kind).toBe('tenant');
  });
});

describe('groups over the header', () => {
  it('say of whom a column speaks, merged or not', () => {
    const { people, result } = read(
      workbookOf([
        '居民',
        `房屋|||人员|||户籍信息||紧急联系人|
         楼栋|单元|房号|姓名|证件号|电话|性质|地址|姓名|电话
         3|1|101|李娜|#2|13900000001|农业|某省某市|王五|13900000008`,
      ]),
    );
    expect(people).toEqual(['李娜 #2 3-1-101']);
    expect(result.people[0]).toMatchObject({
      phones: ['13900000001'],
      texts: { registeredAddress: '某省某市', contactName: '王五', contactPhone: '13900000008' },
    });
  });
});

describe('rows that are no records', () => {
  it('are listed with a reason and never taken for people', () => {
    const { people, result, held } = read(
      workbookOf([
        '居民',
        `填表说明
         1.姓名：填写真实姓名
         居民信息表
         单位：东社区||填表人：王五
         序号|姓名|身份证号码|住址
         (1)|(2)|(3)|(4)
         示例|张三|110105199001011234|1-1-101
         1|李娜|#2|1-1-102
         小计|1人
         序号|姓名|身份证号码|住址
         2|王芳|#3|1-1-103
         3|||
         制表人：王五||审核：赵六`,
      ]),
    );
    expect(people).toEqual(['李娜 #2 1-1-102', '王芳 #3 1-1-103']);
    expect(held).toEqual([]);
    expect(result.ignored.map(({ row, reason }) => `${row} ${reason}`)).toEqual([
      '6 numbering',
      '7 example',
      '9 total',
      '10 header',
      '12 form',
      '13 note',
    ]);
  });

  it('leave counts, dictionaries and rosters alone, and read a list of homes', () => {
    const { plan, people, result } = read(
      workbookOf(
        ['汇总', '楼栋|户数|人数|低保|残疾\n1号楼|10|30|1|2\n合计|10|30|1|2'],
        ['明细', '楼栋|房号|姓名|身份证号\n1号楼|101|李娜|#2'],
        ['字典', '性别|与户主关系|政治面貌\n男|户主|党员\n女|配偶|群众'],
        ['网格员通讯录', '姓名|职务|电话|负责楼栋\n王五|网格员|13900000001|1栋'],
        [
          '房屋',
          '楼号|房间号|房屋类型|房主姓名|房主电话|使用方式\n1|101|商品房|张伟|13900000001|自住\n1|102|商品房|李娜|13900000002|空置',
        ],
      ),
    );
    expect(people).toEqual(['李娜 #2 1--101']);
    expect(plan.sheets.map(({ name, included, reason }) => [name, included, reason])).toEqual([
      ['汇总', false, 'no-table'],
      ['明细', true, undefined],
      ['字典', false, 'no-table'],
      ['网格员通讯录', false, 'no-id-column'],
      ['房屋', true, undefined],
    ]);
    expect(result.houses.map(({ key, vacant, texts }) => [key, vacant, texts.ownerName])).toEqual([
      ['1--101', false, '张伟'],
      ['1--102', true, '李娜'],
    ]);
  });

  it('see an empty home in the name column', () => {
    const { result } = read(
      workbookOf(['x', '房号|姓名|身份证号\n3-1-101|空置|\n3-1-102|无|\n3-1-103|张伟|#1\n3-1-104|/|/']),
    );
    expect(result.houses.filter((house) => house.vacant).map((house) => house.key)).toEqual([
      '3-1-101',
      '3-1-102',
      '3-1-104',
    ]);
    expect(result.counts).toMatchObject({ people: 1, houseRows: 3, held: 0, rows: 4 });
  });
});

describe('rows that wait', () => {
  it('say which cell and why, and keep the rest of the row', () => {
    const { held, result, people } = read(
      workbookOf([
        'x',
        `姓名|身份证号|住址|电话
         张伟|440703********2481|3-1-101|13900000001
         李娜|440703500501123|3-1-102|139000000
         王?|#2|3-1-103|
         |#3|3-1-104|13900000003
         赵六|44070319820120248|3-1-105|139 0000 0001
         钱七||3-1-106|
         @SUM(1+1)|#4|3-1-107|`,
      ]),
    );
    expect(held).toEqual([
      '2 id-masked',
      '4 name-characters',
      '5 name-missing',
      '6 id-length',
      '7 id-missing',
      '8 name-formula',
    ]);
    expect(result.held[0]).toMatchObject({ name: '张伟', house: '3-1-101', details: { phones: ['13900000001'] } });
    expect(result.held.map((row) => row.reasons[0]?.address)).toEqual(['B2', 'A4', 'A5', 'B6', 'B7', 'A8']);
    expect(people).toHaveLength(1);
    expect(result.people[0]?.doubts.map((doubt) => doubt.code)).toEqual(['id-fifteen', 'phone-unreadable']);
    expect(result.injected.map((cell) => cell.address)).toEqual(['A8']);
  });

  it('queues what two rows of one number say differently', () => {
    const { result, people } = read(
      workbookOf([
        'x',
        `房号|姓名|身份证号|电话|备注
         3-1-103|张伟|#1|13900000001|
         3-1-104|张卫|#1|13900000001|租住
         3-1-103|张伟|#1|13900000001、13900000002|
         3-1-103|张伟|#1|13700000000|`,
      ]),
    );
    expect(people).toEqual(['张伟 #1 3-1-103 3-1-104']);
    expect(result.people[0]).toMatchObject({ phones: ['13900000001', '13900000002'], texts: { remark: '租住' } });
    expect(result.duplicates.map((row) => row.row)).toEqual([3, 4, 5]);
    expect(result.conflicts.map(({ row, kind, fields }) => [row, kind, fields[0]?.field, fields[0]?.address])).toEqual([
      [3, 'identity', 'name', 'B3'],
      [5, 'contact', 'phone', 'D5'],
    ]);
  });
});
