export const wall = {
  title: '红旗街道社区治理运行态势',
  today: '今日事件',
  until: '截至 10:14',
  figures: [
    { label: '新增', value: 86, note: '较昨日同时 +12' },
    { label: '办结', value: 71, note: '较昨日同时 +9' },
    { label: '处置中', value: 31 },
    { label: '已超时', value: 2, isAlarm: true },
  ],
  trend: '近 14 日走势',
  perDay: '件 / 日',
  names: { first: '新增', second: '办结' },
  ranking: '本月高发类别',
  rankingAside: '共 928 件',
  facts: [
    ['常住人口', 48216, '人'],
    ['房屋', 18902, '套'],
    ['网格', 15, '个'],
    ['将超时', 6, '件'],
    ['反复诉求', 4, '处'],
  ],
  quality: '办理质量',
  month: '本月',
  onTime: '按时办结率',
  rates: [
    { key: 'response', label: '响应率', percent: 99.2, n: 612 },
    { key: 'solved', label: '解决率', percent: 94.1, n: 588 },
    { key: 'satisfied', label: '满意率', percent: 98.1, n: 540 },
    { key: 'contact', label: '先行联系率', percent: 97.3, n: 612 },
  ],
  live: '实时事件',
  heat: '每日新增',
  heatAside: '近 25 周，每格一天',
  mapLabel: '网格事件分布图',
  legend: '每网格事件数',
  liveRows: [
    ['10:13', '广场舞音量过大', '湖畔网格', '待受理', 'wait'],
    ['10:12', '楼道口私拉电线充电', '红旗二网格', '处置中', 'run'],
    ['10:09', '沿河步道护栏松动', '滨河一网格', '待派遣', 'wait'],
    ['09:58', '关爱类紧急 1 件', '光明一网格', '超时 25 分', 'alarm'],
    ['09:47', '早市占道影响校门', '新苑二网格', '待受理', 'wait'],
    ['09:41', '路面塌陷约 40 厘米', '红旗三网格', '已办结', 'done'],
    ['09:33', '垃圾分类点满溢', '东门三网格', '已办结', 'done'],
    ['09:26', '路灯连续三盏不亮', '东门一网格', '处置中', 'run'],
    ['09:12', '电梯困人已解救', '新苑一网格', '处置中', 'run'],
  ],
  categories: [
    ['市容环境', 268],
    ['公共设施', 214],
    ['矛盾纠纷', 156],
    ['安全隐患', 131],
    ['民生关爱', 97],
    ['河道绿化', 62],
  ],
} as const;

/** Numbers that look alike each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

const dayMs = 86_400_000;
const dayOf = (daysAgo: number): string =>
  new Date(Date.parse('2026-11-22T00:00:00Z') - daysAgo * dayMs).toISOString().slice(0, 10);

export const trendDays = (() => {
  const next = numbers(11);
  return Array.from({ length: 14 }, (_, index) => {
    const isPart = index === 13;
    const first = isPart ? 36 : 60 + Math.round(next() * 32);
    return { day: dayOf(13 - index), first, second: isPart ? 21 : first - 8 + Math.round(next() * 12), isPart };
  });
})();

export const heatDays = (() => {
  const next = numbers(7);
  return Array.from({ length: 175 }, (_, index) => {
    const day = dayOf(174 - index);
    const isWeekend = new Date(day).getUTCDay() % 6 === 0;
    return { day, value: Math.round((isWeekend ? 30 : 62) + next() * 40) };
  });
})();

export const gridNames = [
  '红旗一网格',
  '红旗二网格',
  '红旗三网格',
  '光明一网格',
  '光明二网格',
  '滨河一网格',
  '滨河二网格',
  '新苑一网格',
  '新苑二网格',
  '书院一网格',
  '书院二网格',
  '东门一网格',
] as const;
export const gridCounts = [2, 8, 13, 23, 14, 18, 24, 9, 2, 19, 3, 25] as const;
