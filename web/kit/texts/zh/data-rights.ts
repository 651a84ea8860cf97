/** Words of the desk's part of a request about personal data. */
export const dataRights = {
  title: '涉及的档案',
  none: '没有找到对应的档案。请核对身份后在人口里查找；确实没有登记的，如实答复。',
  proven: '本人已在手机上证明',
  byPhone: '电话相同，请核对证件',
  limited: '已限制使用',
  erased: '已删除',
  open: '打开档案',
  correct: '更正档案',
  copy: '下载副本 Word',
  limit: '限制使用',
  unlimit: '解除限制',
  erase: '删除档案',
  eraseTitle: '删除这份档案里的个人信息？',
  eraseHint: '姓名、证件号、电话和其他内容永久删除，不能恢复；住处和产权的起止、操作日志、未到期的办结事项依法保留。',
  changed: '{{at}} {{name}}：{{words}}',
} as const;
