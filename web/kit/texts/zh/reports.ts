/** Words of the page of reports. */
export const reports = {
  title: '报告',
  sub: '从系统记录起草日报、周报、专报，下载后在 Word 里修改',
  kind: { label: '报告种类', day: '日报', week: '周报', topic: '专报' },
  on: { day: '哪一天', week: '哪一周里的任一天', topic: '起止日期' },
  area: '区域',
  category: '专题类别',
  allCategories: '全部类别',
  words: '在“需要关注的事项”里列出事项内容',
  wordsHint: '内容里可能有姓名和门牌，请核对后再发出。',
  download: '下载 Word 草稿',
  outline: '草稿里会有',
  period: '{{from}} 至 {{to}}',
  raised: '上报',
  closed: '办结',
  open: '目前未结',
  late: '其中超时',
  notable: '需要关注的事项',
  notes:
    '每个数字都带来源脚注，与指挥大屏、月度指标同一口径；不含姓名和电话，不对人员排名；社区位次只在分母满 10 件的之间排。每次下载都会留痕。',
} as const;
