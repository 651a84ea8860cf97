/** Words of the residents' portal. */
export const portal = {
  product: '邻里',
  page: { home: '首页' },
  home: {
    morning: '上午好',
    noon: '中午好',
    afternoon: '下午好',
    evening: '晚上好',
    hello: '{{name}}，{{greeting}}',
    sub: '家门口的事，说一声就有回音。',
    desk: '工作人员入口',
  },
} as const;
