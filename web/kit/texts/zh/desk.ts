/** Words of the workbench's frame. */
export const desk = {
  product: '社区治理工作台',
  nav: { mine: '我的工作', matters: '业务', figures: '分析与设置', administration: '系统管理' },
  page: { home: '工作首页', account: '我的账号' },
  home: {
    hello: '{{name}}，您好',
    roles: '您的岗位',
    signInTitle: '请先登录',
    signInHint: '登录后查看您负责范围内的事项、人口和房屋。',
  },
  secret: { copy: '复制', copied: '已复制', close: '我已保存好' },
  template: '选用模板，填入后可修改',
} as const;
