/** Words of bookings, at the desk. */
export const bookings = {
  title: '预约',
  none: '近两周没有预约',
  enter: '代人预约',
  slot: '时段',
  name: '称呼',
  phone: '电话',
  save: '预约',
  done: '已预约',
  contact: '看电话',
  contactTitle: '预约人',
  cancel: '取消预约',
  came: '来了',
  missed: '没来',
  uncovered: '这个时段没人值班了，请通知预约人',
  noSlots: '近两周没有可以预约的时段',
} as const;
