/** Words of the field register at the desk. */
export const fieldRegister = {
  title: '字段目录',
  sub: '可能登记的每一个字段：为什么、依据什么、规定保存多久；目录里没有的存不进去',
  excel: '导出 Excel',
  csv: '导出 CSV',
  search: '查找字段',
  all: '全部',
  field: '字段',
  level: '级别',
  purpose: '目的',
  basis: '依据',
  term: '规定期限',
  none: '没有这样的字段',
  noneHint: '换个词试试。',
  count_other: '共 {{n}} 个字段',
} as const;
