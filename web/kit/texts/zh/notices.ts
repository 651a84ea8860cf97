/** Words of what staff are told. */
export const notices = {
  title: '消息',
  onDuty: '现在是工作时间',
  offDuty: '现在不是工作时间，只有紧急消息会提醒您',
  tabs: '按缓急筛选',
  classes: { now: '立即', shift: '当班', digest: '汇总' },
  classHints: { now: '紧急事项，随时提醒', shift: '工作时间提醒', digest: '有空时看' },
  fresh: '新',
  seeAll: '全部标为已看',
  seen: '已全部标为已看',
  none: '没有消息',
  noneHint: '有事项需要您办理时，会在这里告诉您。',
  more: '看更早的',
  kept: '只保留最近 90 天；事项本身的经过一直都在。',
};
