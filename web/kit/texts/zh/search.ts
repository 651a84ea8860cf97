/** Words of the one box that finds everything. */
export const search = {
  label: '搜索事项、人口、房屋、区域、组织',
  placeholder: '编号、内容、姓名、门牌、电话',
  kinds: { case: '事项', person: '人口', house: '房屋', area: '区域', organisation: '组织' },
  all: '查看全部',
  tooMany: '还有更多，请再多输几个字',
  needsMore: '请再输入一个字：跨社区查找至少要两个字',
  none: '没有找到',
  noneHint: '只在您负责的范围内查找；身份证号和电话要输全。',
  failed: '没有查到，请稍后再试',
  searching: '正在查找',
  found_other: '找到 {{count}} 条，用上下键选择',
} as const;
