/** Words of what ties matters to each other, for residents. */
export const portalLinks = {
  goesWith: '和编号 {{number}} 是同一件事，合并办理；下面是合并后的进度。',
  parts: '分给 {{n}} 个单位一起办',
  partDone: '已办好',
  inquiry: {
    asked: '要请您办的',
    title: '想请您补充',
    until: '请在 {{at}} 前回答；没有回答，也会继续办理。',
    send: '提交回答',
  },
} as const;
