/** Words of the command surface. */
export const wall = {
  title: '社区治理运行态势',
  n: 'n={{n}}',
  signInHint: '登录后查看您负责范围内的运行态势。',
  nothingYet: '运行态势',
} as const;
