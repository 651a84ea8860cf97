/** Words of posts on duty, for residents. */
export const portalRotas = {
  today: '今天值班',
  until: '正在值班，到 {{time}}',
  from: '{{time}} 开始',
  call: '拨打 {{phone}}',
} as const;
