import { line, type Props, type Telling, tell, workday } from './shape.ts';

const market = (it: Props) => ({
  kind: 'enforcement',
  words: '菜市场东门外十几个流动摊贩占满人行道，油烟和污水直排雨水口，社区劝离三次都回潮，需要几家一起来。',
  leadOrganisationId: it.unit('urban-management'),
  organisationIds: [it.unit('market'), it.unit('police')],
});

const pit = (it: Props) => ({
  kind: 'priority',
  words: '旧楼加装电梯开挖后发现燃气管与图纸不符，三家单位各说各的，工地停了五天，请街道牵头到现场定下来。',
  leadOrganisationId: it.unit('construction'),
  organisationIds: [it.unit('gas'), it.unit('water')],
});

/** Whistles: one to be agreed to, two with units at work, one whose unit asks to leave, one to be ended, one ended. */
const whistles: readonly Telling[] = [
  tell(
    'whistle',
    ['secretary', 'blow', 0],
    (it) => ({
      kind: 'enforcement',
      words: '物业把消防通道改成收费停车位，通知两次不改，消防车进不来，请执法队和派出所一起到场。',
      leadOrganisationId: it.unit('urban-management'),
      organisationIds: [it.unit('police'), it.unit('safety')],
    }),
    [],
    { minutesAgo: 70 },
  ),
  tell('whistle', ['secretary', 'blow', 2], market, [
    line('desk', 'agree', { words: '同意，执法队牵头，今天下午到场。' }, 1),
    line('unit urban-management', 'sign-summons', {}, 1),
    line('unit police', 'sign-summons', {}, 0.5),
    line('unit urban-management', 'arrive', {}, 3),
  ]),
  tell('whistle', ['deputy', 'blow', 6], pit, [
    line('desk', 'agree', {}, 1),
    line('unit construction', 'sign-summons', {}, 2),
    line('unit gas', 'sign-summons', {}, 1),
    line('unit gas', 'arrive', {}, 6),
    line('unit gas', 'conclude', { words: '已到现场，管线重新定位并贴了标识，改线图交施工方，余下由建设办协调。' }, 8),
    line(
      'unit water',
      'ask-return',
      { reason: 'not-our-duty', words: '现场没有供水管线，依据管线竣工图第 3 页，不涉及供水职责。' },
      2,
    ),
  ]),
  tell(
    'whistle',
    ['secretary', 'blow', 5],
    (it) => ({
      kind: 'priority',
      words: '社区长者饭堂隔壁空置铺位漏水，墙体发黑，权属不清，修不修、谁来修一直没定。',
      leadOrganisationId: it.unit('construction'),
      organisationIds: [it.unit('welfare')],
    }),
    [
      line('desk', 'agree', {}, 1),
      line('unit construction', 'sign-summons', {}, 2),
      line('unit welfare', 'sign-summons', {}, 1),
      line('unit construction', 'arrive', {}, 5),
      line('unit welfare', 'arrive', {}, 1),
      line(
        'unit construction',
        'conclude',
        { words: '查明权属为街道经营公司，已限期三天止水并更换墙板，今日复看已干。', score: 5 },
        2 * workday,
      ),
      line('unit welfare', 'conclude', { words: '饭堂消毒后恢复供餐，租约责任条款已补充。', score: 4 }, 3),
    ],
  ),
  tell('whistle', ['secretary', 'blow', 24], market, [
    line('desk', 'agree', {}, 1),
    line('unit urban-management', 'sign-summons', {}, 1),
    line('unit market', 'sign-summons', {}, 0.5),
    line('unit police', 'sign-summons', {}, 0.5),
    line('unit urban-management', 'arrive', {}, 3),
    line(
      'unit market',
      'conclude',
      (it) => ({ words: '对三户无证经营立案，其余登记后引导进市场。', photos: it.files('签字单.jpg'), score: 5 }),
      6,
    ),
    line(
      'unit police',
      'conclude',
      (it) => ({ words: '现场秩序平稳，调解冲突一起。', photos: it.files('签字单.jpg') }),
      1,
    ),
    line(
      'unit urban-management',
      'conclude',
      (it) => ({
        words: '清走占道摊位十四个，加装隔离桩，早晚各派一人值守两周。',
        photos: it.files('签字单.jpg'),
        score: 5,
      }),
      5,
    ),
    line('secretary', 'end', { outcome: 'solved', score: 5, words: '连看三天没有回潮，同意销哨。' }, 2 * workday),
  ]),
];

/** Reports of what happened suddenly: one whose written first report is due, one that is followed, one to be looked at, one done. */
const urgentReports: readonly Telling[] = [
  tell(
    'urgent-report',
    ['deputy', 'call', 0],
    (it) => ({
      sort: 'disaster',
      calledAt: it.minutesAgo(4),
      calledWhom: '街道总值班室',
      words: '暴雨后地下车库积水约二十厘米，水泵已开，暂无人员被困。',
      recipients: [it.id('desk')],
    }),
    [],
    { minutesAgo: 32, source: 'grid' },
  ),
  tell(
    'urgent-report',
    ['grid', 'call', 0],
    (it) => ({
      sort: 'accident',
      calledAt: it.minutesAgo(6),
      calledWhom: '街道总值班室、119',
      words: '楼道电表箱冒烟，已断电疏散整个单元，没有人受伤。',
      recipients: [it.id('desk'), it.id('secretary')],
    }),
    [
      line(
        'deputy',
        'first-report',
        { words: '八点二十分电表箱短路冒烟，整单元断电，疏散四十二人，无伤亡，供电抢修已到。' },
        0.5,
      ),
      line('desk', 'acknowledge', { words: '收到，请每两小时续报一次。' }, 0.3),
      line('deputy', 'update', { words: '电表箱更换过半，预计两小时内恢复供电，居民已安置在党群服务中心。' }, 1.2),
    ],
    { minutesAgo: 200, source: 'grid' },
  ),
  tell(
    'urgent-report',
    ['grid', 'call', 1],
    (it) => ({
      sort: 'health',
      calledAt: it.minutesAgo(5),
      calledWhom: '社区卫生服务中心',
      words: '长者饭堂六位老人午饭后腹泻，都已送卫生服务中心，饭堂停餐留样。',
      recipients: [it.id('desk')],
    }),
    [
      line(
        'deputy',
        'first-report',
        { words: '六位老人午饭后两小时内腹泻，症状轻，均在观察；饭堂停餐，留样已封存。' },
        0.5,
      ),
      line('deputy', 'last-report', { words: '六人均已回家，留样送检结果为冷菜存放过久，饭堂整改后由市监所复查。' }, 3),
    ],
    { source: 'grid' },
  ),
  tell(
    'urgent-report',
    ['grid', 'call', 12],
    (it) => ({
      sort: 'accident',
      calledAt: it.minutesAgo(5),
      calledWhom: '街道总值班室',
      words: '外墙瓷砖脱落砸坏一辆轿车，没有人受伤，已拉警戒线。',
      recipients: [it.id('desk')],
    }),
    [
      line(
        'deputy',
        'first-report',
        { words: '三楼外墙脱落约两平方米，砸坏轿车一辆，无人受伤，已围蔽并通知业主。' },
        0.5,
      ),
      line('deputy', 'last-report', { words: '脱落面已清除，围蔽保留，鉴定单位明天进场，车主与物业已联系保险。' }, 4),
      line('desk', 'decide', { result: 'whole', words: '要素齐全，归档。' }, 3),
    ],
    { source: 'grid' },
  ),
];

/** Matters of the joint meeting: to be put before it, to be signed for, behind its day, to be looked at, done. */
const jointMatters: readonly Telling[] = [
  tell('joint-matter', ['secretary', 'propose', 2], {
    topic: '暑期“四点半课堂”缺场地，想借用共建学校的图书室，请联席会议定。',
    proposedBy: '社区小学党支部',
  }),
  tell('joint-matter', ['secretary', 'record', 1], (it) => ({
    topic: '辖区单位停车位错峰开放给居民',
    proposedBy: '供电局党支部',
    meetingOn: it.day(-1),
    decision: '供电局门前三十个车位晚七点到早七点开放，社区发证，供电局保安管理。',
    leadOrganisationId: it.unit('power'),
    dueOn: it.day(21),
  })),
  tell(
    'joint-matter',
    ['secretary', 'record', 14],
    (it) => ({
      topic: '北街路灯改造与绿化修剪同步做',
      meetingOn: it.day(-1),
      decision: '绿化所先修枝，市政所随后换灯，两家各出一人盯现场。',
      leadOrganisationId: it.unit('greenery'),
      helperOrganisationIds: [it.unit('municipal-works')],
      dueOn: it.day(10),
    }),
    [
      line('unit greenery', 'sign', {}, 3),
      line('unit greenery', 'progress', { words: '北街东段已修完，西段因为雨天推迟。' }, 3 * workday),
    ],
  ),
  tell(
    'joint-matter',
    ['secretary', 'match', 10],
    (it) => ({
      topic: '卫生服务中心与独居老人义诊对接',
      resource: '社区卫生服务中心：全科义诊，可上门（10 次）',
      need: '独居长者上门测血压、配药指导',
      leadOrganisationId: it.unit('health'),
      dueOn: it.day(20),
    }),
    [
      line('unit health', 'sign', {}, 3),
      line(
        'unit health',
        'done',
        { outcome: 'solved', words: '首批十户已上门，建了随访表，之后每月第二个周三固定。' },
        4 * workday,
      ),
    ],
    { agrees: { offer: 'clinic', need: 'homeVisits', amount: 10, inDays: 12 } },
  ),
  tell(
    'joint-matter',
    ['secretary', 'record', 40],
    (it) => ({
      topic: '长者饭堂周末供餐',
      meetingOn: it.day(-2),
      decision: '公共服务办补贴人工，社区组织志愿者送餐。',
      leadOrganisationId: it.unit('welfare'),
      dueOn: it.day(30),
    }),
    [
      line('unit welfare', 'sign', {}, 3),
      line('unit welfare', 'done', { outcome: 'solved', words: '周末两天供餐已开，平均每天六十八份。' }, 12 * workday),
      line('deputy', 'strike-off', { words: '看了三个周末，供餐正常，销号。' }, 3 * workday),
    ],
  ),
];

export const summonsScenes: readonly Telling[] = [...whistles, ...urgentReports, ...jointMatters];
