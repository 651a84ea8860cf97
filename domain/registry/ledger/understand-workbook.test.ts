import { describe, expect, it } from 'vitest';
import { composeCitizenId } from '../../identifiers/citizen-id.ts';
import { fingerprintOfHeader, mappingOf } from './fingerprint.ts';
import { meaningOfHeader } from './header-words.ts';
import { ledgerFields } from './ledger-fields.ts';
import { ledgerText } from './ledger-result.ts';
import { parseLedger } from './parse-ledger.ts';
import { refusedColumnKind, refusedListKind, refusedValueKind } from './refused-columns.ts';
import { understandWorkbook, withoutRefused } from './understand-workbook.ts';
import { sheetOfText, type Workbook } from './workbook.ts';

const id = composeCitizenId('440703', '1960-05-01', 123);
const workbookOf = (name: string, ...rows: readonly (readonly string[])[]): Workbook => ({
  sheets: [sheetOfText(name, rows)],
});

describe('a header', () => {
  it.each([
    [['公民身份号码'], 'idNumber', 'resident'],
    [['证件号码（18位）'], 'idNumber', 'resident'],
    [['户主姓名'], 'name', 'head'],
    [['在深户主姓名'], 'name', 'head'],
    [['姓名（户主）'], 'name', 'head'],
    [['户主/成员姓名'], 'name', 'resident'],
    [['与户主关系'], 'relation', 'resident'],
    [['是否房主'], 'owner', 'resident'],
    [['房主'], 'name', 'owner'],
    [['承租人联系方式'], 'phone', 'tenant'],
    [['紧急联系人电话'], 'phone', 'contact'],
    [['网格员电话'], 'phone', 'carer'],
    [['租户信息', '姓名'], 'name', 'tenant'],
    [['户籍信息', '地址'], 'registeredAddress', 'resident'],
    [['家庭成员二', '身份证号'], 'idNumber', 'resident'],
    [['享受低保情况'], 'lowIncome', 'resident'],
    [['是否低保边缘户'], 'lowIncomeEdge', 'resident'],
    [['残疾类别及等级'], 'disabled', 'resident'],
    [['备  注'], 'remark', 'resident'],
  ] as const)('%j means %s of the %s', (path, field, role) => {
    expect(meaningOfHeader(path)).toMatchObject({ field, role });
  });

  it.each([['残疾证号'], ['身份证有效期'], ['身份证后四位'], ['车牌号'], ['低保金额'], ['产权比例'], ['监控点位']])(
    '%s means nothing held',
    (header) => {
      expect(meaningOfHeader([header])).toBeUndefined();
    },
  );

  it('counts members and phones', () => {
    expect(meaningOfHeader(['成员2姓名'])).toMatchObject({ field: 'name', ordinal: 2 });
    expect(meaningOfHeader(['手机2'])).toMatchObject({ field: 'phone', ordinal: 2 });
  });
});

describe('refusal by name', () => {
  it('knows the registers that do not exist here', () => {
    const kinds = [
      '是否刑满释放',
      '宗教信仰',
      '吸毒人员',
      '社区矫正人员编号',
      '目前诊断类型',
      '感染途径',
      '重点青少年',
      '既往病史',
      '银行卡号',
    ];
    expect(kinds.map((header) => refusedColumnKind([header]))).toEqual([
      'offender',
      'religion',
      'drugs',
      'correction',
      'health',
      'infectious',
      'watched',
      'health',
      'financial',
    ]);
    expect(refusedColumnKind(['严重精神障碍', '监护人姓名'])).toBe('psychiatric');
  });

  it('leaves the groups a community serves alone', () => {
    for (const header of [
      '重点服务对象',
      '残疾类别',
      '是否低保',
      '退役军人',
      '失独家庭',
      '消毒记录',
      '视力矫正',
      '帮扶责任人',
    ]) {
      expect(refusedColumnKind([header])).toBeUndefined();
    }
    expect(refusedValueKind('违法搭建已拆')).toBeUndefined();
    expect(refusedValueKind('刑满释放人员')).toBe('offender');
  });

  it('refuses a list whose title is the secret, not a ledger of everybody', () => {
    expect(refusedListKind(['刑满释放人员名册'])).toBe('offender');
    expect(refusedListKind(['示范社区常住人口及重点人员信息采集表'])).toBeUndefined();
    const workbook = workbookOf('吸毒人员', ['姓名', '身份证号'], ['张伟', id]);
    const plan = understandWorkbook(workbook);
    expect(plan.sheets[0]).toMatchObject({
      included: false,
      reason: 'sensitive-list',
      refusedKind: 'drugs',
      tables: [],
    });
    expect(parseLedger(workbook, plan).counts.entries).toBe(0);
    expect(JSON.stringify(withoutRefused(workbook, plan))).not.toContain(id);
  });

  it('drops the values at once: neither plan nor result nor the kept copy holds them', () => {
    const workbook = workbookOf('x', ['姓名', '身份证号', '住址', '是否吸毒'], ['张伟', id, '3-1-101', '强制隔离两年']);
    const plan = understandWorkbook(workbook);
    const kept = withoutRefused(workbook, plan);
    for (const thing of [plan, kept, parseLedger(workbook, plan)]) expect(JSON.stringify(thing)).not.toContain('隔离');
    expect(parseLedger(kept, plan).people).toEqual(parseLedger(workbook, plan).people);
    expect(plan.refusedColumns).toEqual([{ sheet: 'x', letters: 'D', header: '是否吸毒', kind: 'drugs' }]);
  });

  it('keeps the heading of a building in such a column, and nothing that says more than the place', () => {
    const rows = [
      ['是否吸毒', '姓名', '身份证号', '单元', '房号'],
      ['3号楼'],
      ['否', '张伟', id, '1', '101'],
      ['3号楼吸毒人员'],
      ['强制隔离两年'],
    ];
    const workbook = workbookOf('x', ...(rows as [string[], ...string[][]]));
    const kept = withoutRefused(workbook, understandWorkbook(workbook));
    const first = kept.sheets[0]?.rows.map(({ cells }) => cells[0]?.text);
    expect(first).toEqual(['是否吸毒', '3号楼', undefined, undefined, undefined]);
  });

  it('keeps the word that says a row is a total or an example, and nothing that says more', () => {
    const rows = [
      ['是否吸毒', '姓名', '身份证号', '单元', '房号'],
      ['例', '张三', id, '1', '101'],
      ['否', '张伟', id, '1', '101'],
      ['合计', '1人'],
      ['合计吸毒3人'],
      ['共3人吸毒'],
      ['备注：强制隔离两年'],
    ];
    const workbook = workbookOf('x', ...(rows as [string[], ...string[][]]));
    const plan = understandWorkbook(workbook);
    const kept = withoutRefused(workbook, plan);
    expect(kept.sheets[0]?.rows.map(({ cells }) => cells[0]?.text)).toEqual([
      '是否吸毒',
      '例',
      undefined,
      '合计',
      undefined,
      undefined,
      undefined,
    ]);
    expect(parseLedger(kept, plan)).toMatchObject({ held: [], counts: { people: 1 } });
  });

  it('cannot be talked out of it by a mapping', () => {
    const workbook = workbookOf('x', ['姓名', '身份证号', '宗教信仰'], ['张伟', id, '某教']);
    const plan = understandWorkbook(workbook, { overrides: [{ sheet: 'x', columns: { C: 'remark' } }] });
    expect(JSON.stringify(parseLedger(workbook, plan))).not.toContain('某教');
  });
});

describe('a mapping', () => {
  const header = ['姓名', '身份证号', '代号', '住处所在'];
  const workbook = workbookOf('名单', header, ['张伟', id, '13900000001x', '3-1-101'], ['李娜', '', '', '3-1-102']);

  it('is remembered by the header, whatever title, spacing and stars stand around it', () => {
    const plan = understandWorkbook(workbook, {
      overrides: [{ sheet: '名单', columns: { C: 'remark', D: 'address' } }],
    });
    const table = plan.sheets[0]?.tables[0];
    expect(table?.columns.map(({ field, reason }) => [field, reason])).toEqual([
      ['name', 'header'],
      ['idNumber', 'header'],
      ['remark', 'chosen'],
      ['address', 'chosen'],
    ]);
    const remembered = table ? [mappingOf(table)] : [];
    const next = workbookOf(
      '别的',
      ['十月名单'],
      ['*姓 名', '身份证号：', '代号', '住处\n所在'],
      ['王芳', id, '老邻居', '3-1-103'],
    );
    const again = understandWorkbook(next, { remembered });
    expect(again.sheets[0]?.tables[0]?.columns.map(({ field, reason }) => [field, reason])).toEqual([
      ['name', 'remembered'],
      ['idNumber', 'remembered'],
      ['remark', 'remembered'],
      ['address', 'remembered'],
    ]);
    expect(parseLedger(next, again).people[0]?.texts.remark).toBe('老邻居');
  });

  it('differs with the words and their order', () => {
    expect(fingerprintOfHeader(['姓名', '电话'])).toBe(fingerprintOfHeader(['姓 名*', '电话：']));
    expect(fingerprintOfHeader(['姓名', '电话'])).not.toBe(fingerprintOfHeader(['电话', '姓名']));
    expect(fingerprintOfHeader([])).toBe('');
  });

  it('leaves a column out, moves the header and brings a sheet in when told to', () => {
    const hidden: Workbook = { sheets: [{ ...sheetOfText('旧', [['张伟', id, '3-1-101']]), hidden: true }] };
    expect(understandWorkbook(hidden).sheets[0]).toMatchObject({ included: false, reason: 'hidden-sheet' });
    const plan = understandWorkbook(hidden, {
      overrides: [{ sheet: '旧', included: true, headerRows: [], columns: { C: null }, building: '9' }],
    });
    const result = parseLedger(hidden, plan);
    expect(result.people.map((person) => person.name)).toEqual(['张伟']);
    expect(result.houses).toEqual([]);
  });
});

describe('words for people', () => {
  it('exist for every field and every reason', () => {
    for (const label of Object.values(ledgerFields)) expect(label.zh && label.en).toBeTruthy();
    expect(ledgerText('id-check-digit').zh).toContain('校验位');
    expect(ledgerText('name-formula').en).toContain('formula');
    expect(ledgerText('house-missing').zh).not.toBe('');
  });
});
