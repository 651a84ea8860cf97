import { type Text, text } from '../../text.ts';

/** What a column of a ledger may mean. The key is stable: remembered mappings are kept under it. */
export const ledgerFields = {
  // the person
  name: text('姓名', 'Name'),
  idNumber: text('身份证号', 'Id number'),
  documentKind: text('证件类型', 'Kind of document'),
  formerName: text('曾用名', 'Former name'),
  sex: text('性别', 'Sex'),
  birthOn: text('出生日期', 'Date of birth'),
  age: text('年龄', 'Age'),
  phone: text('联系电话', 'Phone'),
  ethnicity: text('民族', 'Ethnic group'),
  nativePlace: text('籍贯', 'Native place'),
  nationality: text('国籍（地区）', 'Nationality'),
  maritalStatus: text('婚姻状况', 'Marital status'),
  politicalStatus: text('政治面貌', 'Political affiliation'),
  education: text('学历', 'Education'),
  occupation: text('职业', 'Occupation'),
  workplace: text('工作单位', 'Workplace'),
  registeredAddress: text('户籍地址', 'Registered address'),
  registrationKind: text('户口性质', 'Kind of registration'),
  populationKind: text('人员类型', 'Kind of resident'),
  presence: text('人户状态', 'Registered and living together or apart'),
  personStatus: text('人员状态', 'Status of the person'),
  movedInOn: text('入住日期', 'Moved in on'),
  movedOutOn: text('迁出日期', 'Moved out on'),
  permitNumber: text('居住证号', 'Residence permit number'),
  remark: text('备注', 'Remark'),
  // service groups
  tags: text('服务对象类别', 'Service groups'),
  alone: text('独居', 'Living alone'),
  emptyNest: text('空巢', 'Empty nest'),
  disabled: text('残疾', 'Disabled'),
  lowIncome: text('低保', 'Minimum living allowance'),
  lowIncomeEdge: text('低保边缘', 'Close to the minimum living allowance'),
  destitute: text('特困', 'Destitute'),
  oldAge: text('高龄', 'Of great age'),
  careNeeding: text('失能', 'In need of care'),
  veteran: text('退役军人', 'Veteran'),
  preferential: text('优抚', 'Preferential treatment'),
  childInNeed: text('困境儿童', 'Child in need'),
  leftBehind: text('留守', 'Left behind'),
  specialFamily: text('计生特殊家庭', 'Family that lost its only child'),
  unemployed: text('失业', 'Unemployed'),
  volunteer: text('志愿者', 'Volunteer'),
  partyMember: text('党员', 'Party member'),
  tenant: text('租户', 'Tenant'),
  owner: text('房主', 'Owner of the home'),
  // the household
  relation: text('与户主关系', 'Relation to the head'),
  isHead: text('是否户主', 'Head of household'),
  headName: text('户主姓名', 'Head: name'),
  headIdNumber: text('户主身份证号', 'Head: id number'),
  headPhone: text('户主电话', 'Head: phone'),
  householdNumber: text('户号', 'Household number'),
  // others named in the row
  contactName: text('紧急联系人', 'Emergency contact: name'),
  contactPhone: text('紧急联系电话', 'Emergency contact: phone'),
  guardianName: text('监护人姓名', 'Guardian: name'),
  guardianPhone: text('监护人电话', 'Guardian: phone'),
  ownerName: text('房主姓名', 'Owner: name'),
  ownerIdNumber: text('房主身份证号', 'Owner: id number'),
  ownerPhone: text('房主电话', 'Owner: phone'),
  tenantName: text('承租人姓名', 'Tenant: name'),
  tenantIdNumber: text('承租人身份证号', 'Tenant: id number'),
  tenantPhone: text('承租人电话', 'Tenant: phone'),
  // the house
  estate: text('小区', 'Estate'),
  building: text('楼栋', 'Building'),
  unit: text('单元', 'Unit'),
  floor: text('楼层', 'Floor'),
  room: text('房号', 'Room'),
  address: text('住址', 'Address'),
  houseCode: text('房屋编码', 'House code'),
  areaM2: text('面积（㎡）', 'Area (m²)'),
  houseUse: text('房屋状态', 'Use of the home'),
  houseType: text('房屋类型', 'Type of the home'),
  certificateNumber: text('产权证号', 'Title certificate number'),
  // above the house
  street: text('街道', 'Street'),
  community: text('社区', 'Community'),
  grid: text('网格', 'Grid'),
  gridWorker: text('网格员', 'Grid worker'),
  sequence: text('序号', 'Serial number'),
} as const satisfies Record<string, Text>;

export type LedgerField = keyof typeof ledgerFields;

/** Groups a community serves; each is a yes or no of the person. */
export const serviceFlags = [
  'alone',
  'emptyNest',
  'disabled',
  'lowIncome',
  'lowIncomeEdge',
  'destitute',
  'oldAge',
  'careNeeding',
  'veteran',
  'preferential',
  'childInNeed',
  'leftBehind',
  'specialFamily',
  'unemployed',
  'volunteer',
  'partyMember',
  'tenant',
  'owner',
] as const satisfies readonly LedgerField[];

export type ServiceFlag = (typeof serviceFlags)[number];

/** Fields kept as the words of the ledger, with white space and full-width letters put right. */
export const personTexts = [
  'formerName',
  'documentKind',
  'age',
  'ethnicity',
  'nativePlace',
  'nationality',
  'maritalStatus',
  'politicalStatus',
  'education',
  'occupation',
  'workplace',
  'registeredAddress',
  'registrationKind',
  'populationKind',
  'presence',
  'personStatus',
  'movedInOn',
  'movedOutOn',
  'permitNumber',
  'remark',
  'householdNumber',
  'headName',
  'headIdNumber',
  'headPhone',
  'contactName',
  'contactPhone',
  'guardianName',
  'guardianPhone',
  'grid',
] as const satisfies readonly LedgerField[];

export type PersonText = (typeof personTexts)[number];

/** Where the row's home lies. */
export const placeFields = ['address', 'building', 'unit', 'floor', 'room'] as const satisfies readonly LedgerField[];

/** What the row says of the home beside its place. */
export const houseTexts = [
  'houseCode',
  'areaM2',
  'houseUse',
  'houseType',
  'certificateNumber',
  'ownerName',
  'ownerIdNumber',
  'ownerPhone',
  'tenantName',
  'tenantIdNumber',
  'tenantPhone',
] as const satisfies readonly LedgerField[];

export type HouseText = (typeof houseTexts)[number];

/** Fields that several columns of one row may carry. */
export const repeatableFields: ReadonlySet<LedgerField> = new Set(['phone', 'tags', 'remark']);
