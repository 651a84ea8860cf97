import { text } from '../../../domain/text.ts';
import type { FormField } from '../forms/fields.ts';
import type { Tone } from '../show/StatusDot.tsx';

/** The moment every sample is seen at, so that pictures of the gallery stay the same. */
export const now = new Date('2026-11-22T10:14:00+08:00');

const at = (time: string, day = '2026-11-22'): string => `${day}T${time}:00+08:00`;

export interface SampleRow {
  readonly id: string;
  readonly title: string;
  readonly address: string;
  readonly category: string;
  readonly grid: string;
  readonly state: string;
  readonly tone: Tone;
  readonly due: string;
  readonly raised: string;
  readonly isUrgent: boolean;
}

type Short = readonly [string, string, string, string, string, string, Tone, string, string, boolean?];

const shorts: readonly Short[] = [
  [
    '0187',
    '楼道口私拉电线给电动自行车充电',
    '红旗里 12 栋 2 单元',
    '安全隐患',
    '红旗二网格',
    '处置中',
    'blue',
    at('11:26'),
    at('09:26'),
    true,
  ],
  [
    '0186',
    '沿河步道护栏松动，有儿童攀爬',
    '清水河步道 3 号亭',
    '公共设施',
    '滨河一网格',
    '待派遣',
    'teal',
    at('13:54'),
    at('09:14'),
    true,
  ],
  [
    '0184',
    '单元门禁失灵，夜间无法关闭',
    '光明里 5 栋',
    '安全隐患',
    '光明一网格',
    '处置中',
    'blue',
    at('09:49'),
    at('08:51'),
    true,
  ],
  [
    '0183',
    '早市占道经营影响学校门口通行',
    '学院路 18 号',
    '市容环境',
    '新苑二网格',
    '待受理',
    'amber',
    at('10:36'),
    at('08:47'),
  ],
  [
    '0181',
    '楼上漏水引发邻里争执',
    '书院坊 7 栋 1 单元',
    '矛盾纠纷',
    '书院一网格',
    '处置中',
    'blue',
    at('14:20', '2026-11-23'),
    at('08:30'),
  ],
  [
    '0179',
    '路面塌陷约 40 厘米',
    '建设路与中山路口',
    '公共设施',
    '红旗三网格',
    '待核查',
    'plum',
    at('15:14'),
    at('08:12'),
  ],
  [
    '0176',
    '垃圾分类点满溢、异味',
    '东门大街 66 号',
    '市容环境',
    '东门三网格',
    '待核查',
    'plum',
    at('14:14'),
    at('07:58'),
  ],
  [
    '0175',
    '电梯困人已解救，申请停用检测',
    '新苑 3 栋',
    '安全隐患',
    '新苑一网格',
    '处置中',
    'blue',
    at('16:14'),
    at('07:41'),
  ],
  ['0172', '广场舞音量过大', '湖畔公园东门', '矛盾纠纷', '湖畔网格', '待受理', 'amber', at('12:19'), at('07:20')],
  [
    '0170',
    '路灯连续三盏不亮',
    '文化路 102 号',
    '公共设施',
    '东门一网格',
    '待派遣',
    'teal',
    at('12:20', '2026-11-23'),
    at('17:05', '2026-11-21'),
  ],
];

export const rows: readonly SampleRow[] = shorts.map(
  ([id, title, address, category, grid, state, tone, due, raised, isUrgent = false]) => ({
    id,
    title,
    address,
    category,
    grid,
    state,
    tone,
    due,
    raised,
    isUrgent,
  }),
);

export const stateTabs = [
  { key: 'mine', label: '等我办', count: 17 },
  { key: 'raised', label: '待受理', count: 8 },
  { key: 'accepted', label: '待派遣', count: 6 },
  { key: 'handling', label: '处置中', count: 31 },
  { key: 'checking', label: '待核查', count: 5 },
  { key: 'callback', label: '待回访', count: 3 },
] as const;

export const clockTabs = [
  { key: 'soon', label: '即将超时', count: 6, tone: 'near' },
  { key: 'late', label: '已超时', count: 2, tone: 'late' },
  { key: 'deferred', label: '缓办', count: 1 },
] as const;

export const way = [
  {
    key: '1',
    state: 'done',
    title: '网格员上报',
    at: at('09:26'),
    text: '李建国：二楼窗户拉线充电，插排裸露，旁边堆有纸箱。',
  },
  { key: '2', state: 'done', title: '社区受理', at: at('09:31'), text: '陈晓岚 判定为消防类紧急事件，时限 4 小时。' },
  { key: '3', state: 'done', title: '派遣处置', at: at('09:35'), text: '派给 物业·安居服务站，抄送 社区民警 王海。' },
  {
    key: '4',
    state: 'now',
    title: '现场处置',
    at: at('10:08'),
    note: '物业 周师傅：已断电拆线，车辆移至充电棚。业主希望单元门口加装充电桩，建议一并议事。',
  },
  { key: '5', state: 'todo', title: '现场核查', text: '另派一人到场拍照核实' },
  { key: '6', state: 'todo', title: '结案', text: '自采事件不回访' },
] as const;

/** Drawn scenes in place of photos of a real place. */
function scene(ground: string, parts: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 112"><rect width="160" height="112" fill="${ground}"/>${parts}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const bike = (x: number, colour: string): string =>
  `<g transform="translate(${x} 60)" fill="none" stroke="${colour}" stroke-width="3.2" stroke-linecap="round"><circle cx="10" cy="30" r="9"/><circle cx="44" cy="30" r="9"/><path d="M10 30 20 12h16l8 18M20 12l-5-6M36 12l4-7h6"/></g>`;
const floor = '<path d="M0 84h160v28H0z" fill="#96928a"/>';
export const photos = [
  {
    src: scene(
      '#d9cdb8',
      `${floor}<path d="M18 12h36v38H18z" fill="#7d97a6"/><path d="M54 28c24 24 20 2 34 56" stroke="#22262b" stroke-width="2.4" fill="none"/>${bike(30, '#27405e')}`,
    ),
    alt: '楼道口私拉电线',
    caption: '09:24 现场',
  },
  {
    src: scene('#cdbfa7', `${floor}${bike(6, '#27405e')}${bike(52, '#6a2f2b')}${bike(100, '#2e5a48')}`),
    alt: '三辆电动自行车停在楼道口',
    caption: '09:25 现场',
  },
  {
    src: scene(
      '#dce7ec',
      `<path d="M0 82h160v30H0z" fill="#a7adb0"/><path d="M10 28h140l-8-14H18z" fill="#2f73b5"/>${bike(24, '#27405e')}${bike(88, '#2e5a48')}`,
    ),
    alt: '车辆已移到充电棚',
    caption: '10:08 处置',
  },
] as const;

export const words = {
  title: '事件管理',
  sub: '光明社区 · 15 个网格',
  area: ['红旗街道', '光明社区'],
  person: '陈晓岚',
  role: '社区书记',
  search: '姓名、房屋、事项编号',
  export: '导出',
  register: '登记事件',
  columns: { event: '事件', category: '类别', grid: '网格', state: '状态', due: '办理时限', raised: '上报' },
  urgent: '紧急',
  totals: '共 53 件，本页 10 件',
  way: '办理过程',
  wayAside: '处置时限 4 小时 · 已用 48 分',
  facts: [
    ['地点', '红旗里 12 栋 2 单元门口'],
    ['上报人', '李建国（红旗二网格 网格员）'],
    ['关联', '同址 30 天内第 3 次'],
  ],
  actions: { remind: '催办', supervise: '督办', extend: '批延期', transfer: '转派', merge: '并案', split: '拆分' },
  notAllowed: '催办每天一次，今天已催过',
  filters: { words: '标题、编号、地址', category: '全部类别', grid: '全部网格', raised: '上报时间', source: '来源' },
  categories: ['市容环境', '矛盾纠纷', '安全隐患', '公共设施'],
  nav: {
    mine: ['我的工作', '工作首页', '待办事项', '值班'],
    matters: ['业务', '事件管理', '12345', '人口信息', '房屋楼栋', '网格地图', '公示', '议事'],
    figures: ['分析与设置', '报表', '职责清单'],
  },
  listLabel: '事项列表',
  countsLabel: '按状态和时限筛选',
  detailLabel: '事项详情',
} as const;

export const formFields: readonly FormField[] = [
  { key: 'title', kind: 'text', label: text('事件标题', 'Title'), required: true, max: 40 },
  {
    key: 'category',
    kind: 'choice',
    label: text('类别', 'Category'),
    required: true,
    options: [
      { value: 'a', label: text('市容环境', 'Streets') },
      { value: 'b', label: text('安全隐患', 'Safety') },
      { value: 'c', label: text('公共设施', 'Facilities') },
    ],
  },
  {
    key: 'reason',
    kind: 'choice',
    look: 'chips',
    label: text('退回原因', 'Reason'),
    options: [
      { value: '1', label: text('不属于我单位职责', 'Not our duty') },
      { value: '2', label: text('地点不在辖区', 'Outside our area') },
      { value: '3', label: text('重复派单', 'Sent twice') },
    ],
  },
  { key: 'urgent', kind: 'yes-no', label: text('有人身危险', 'Danger to life') },
  { key: 'words', kind: 'text', label: text('情况说明', 'What happened'), max: 500, lines: 3 },
  { key: 'day', kind: 'date', label: text('希望办结日期', 'Wanted by') },
  {
    key: 'people',
    kind: 'number',
    label: text('涉及人数', 'People concerned'),
    unit: text('人', 'people'),
    min: 1,
    whole: true,
  },
  { key: 'place', kind: 'place', label: text('地点', 'Place'), required: true },
  { key: 'unit', kind: 'pick', from: 'organisation', label: text('承办单位', 'Unit') },
  { key: 'photos', kind: 'files', label: text('照片', 'photos'), max: 9, accept: 'image/*' },
  { key: 'score', kind: 'score', label: text('满意程度', 'How satisfied') },
];

export const units = [
  { ref: 'u1', name: '物业·安居服务站', hint: '红旗里' },
  { ref: 'u2', name: '街道城管中队' },
  { ref: 'u3', name: '供电所' },
] as const;

export const parts = {
  title: '部件与状态',
  empty: '没有待办事项',
  emptyHint: '新派来的事项会出现在这里。',
  danger: '退回给派遣人？',
  dangerText: '退回后由派遣人重新决定，您的理由会一并送达。',
  confirm: '退回',
  open: '打开确认框',
  outline: '画网格边界',
  pick: '选择位置',
  charts: '图表',
  form: '按声明生成的表单',
  states: '加载、空白与出错',
  reason: '退回原因',
  submit: '提交',
} as const;
