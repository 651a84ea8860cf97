/** Words of the grid worker's phone. */
export const field = {
  product: '邻里·网格',
  page: { home: '首页' },
  home: { hello: '{{name}}，辛苦了', signInHint: '登录后查看您网格里的门户、任务和上报。' },
  signOut: { ask: '退出登录？', words: '还没上传的内容会先上传。', yes: '退出', no: '再想想' },
} as const;
