import { line, type Props, type Telling, tell, workday } from './shape.ts';

const branch = (it: Props) => ({
  branch: '第一网格党支部',
  problem: '老旧楼栋楼道灯坏了没人管，晚归老人摸黑上楼。',
  foundBy: 'visits',
  measures: '党员包楼，坏灯三天内换，每月巡一次。',
  responsible: [it.id('grid')],
  dueOn: it.day(30),
});

const branchLists: readonly Telling[] = [
  tell('branch-list', ['secretary', 'list', 3], branch, [
    line('grid', 'progress', { words: '换了十一盏，剩下两个单元等业主加装电表。' }, workday),
  ]),
  tell('branch-list', ['secretary', 'list', 16], (it) => ({
    ...branch(it),
    problem: '夜间烧烤摊扰民，群众反映多次。',
    foundBy: 'residents',
    measures: '与执法队夜间联合巡查。',
    dueOn: it.day(12),
  })),
  tell(
    'branch-list',
    ['secretary', 'list', 14],
    (it) => ({
      ...branch(it),
      problem: '党员活动室长期锁门，居民借不到。',
      foundBy: 'meeting',
      measures: '排出开放时间，贴在门上。',
      dueOn: it.day(25),
    }),
    [line('grid', 'done', { outcome: 'solved', words: '每周二四六开放，钥匙由三位党员轮流管。' }, 6 * workday)],
  ),
  tell('branch-list', ['secretary', 'list', 45], branch, [
    line('grid', 'done', { outcome: 'solved', words: '楼道灯全部换成声控，留了备件。' }, 12 * workday),
    line('deputy', 'strike-off', { words: '夜间走了一遍，都亮。' }, 2 * workday),
  ]),
];

const risks: readonly Telling[] = [
  tell(
    'integrity-risk',
    ['secretary', 'list', 5],
    (it) => ({
      post: '报账员',
      area: 'money',
      risk: '活动经费先支后报，容易票据不全。',
      level: 'middle',
      measures: '两人经手，三天内补齐票据，每月公开一次。',
      responsible: [it.id('deputy')],
      dueOn: it.day(40),
    }),
    [line('deputy', 'progress', { words: '本月十二笔全部两人签字，已上墙公开。' }, workday)],
  ),
  tell('integrity-risk', ['secretary', 'list', 18], (it) => ({
    post: '物资管理',
    area: 'purchase',
    risk: '慰问品采购询价不足三家。',
    level: 'high',
    measures: '询价单入档，负责人回避亲属商家。',
    responsible: [it.id('deputy')],
    dueOn: it.day(14),
  })),
];

const projects: readonly Telling[] = [
  tell('project', ['deputy', 'propose', 2], (it) => ({
    name: '东区健身角更新',
    aim: '器材锈蚀，更换八件并铺软垫。',
    resolution: '居民代表会议到会 31 人，赞成 29 人。',
    files: it.files('会议决议.jpg'),
  })),
  tell(
    'project',
    ['deputy', 'propose', 40],
    (it) => ({
      name: '北门雨污分流改造',
      aim: '每逢暴雨北门倒灌，改造管网一百二十米。',
      resolution: '居民代表会议到会 34 人，全部赞成。',
      files: it.files('会议决议.jpg'),
    }),
    [
      line(
        'secretary',
        'approve',
        (it) => ({
          budget: 28_000_000,
          sources: '社区专项经费和业主共同资金',
          keepers: [it.id('deputy')],
          dueOn: it.day(80),
          publicWords: '北门雨污分流改造已立项，预计六周完成。',
        }),
        2 * workday,
      ),
      line(
        'deputy',
        'milestone',
        { publicWords: '东侧六十米已挖开，管道进场；北门改为单边通行。', words: '每天收工清理路面。' },
        6 * workday,
      ),
      line(
        'deputy',
        'pay',
        (it) => ({
          amount: 9_000_000,
          paidOn: it.day(0),
          purpose: '东侧管沟开挖和管材',
          words: '付施工单位第一期款',
          vouchers: it.files('票据.jpg'),
        }),
        workday,
      ),
      line('deputy', 'milestone', { publicWords: '东侧六十米回填完成，正在做西侧，雨天试水没有倒灌。' }, 8 * workday),
    ],
  ),
  tell(
    'project',
    ['deputy', 'propose', 24],
    (it) => ({
      name: '长者活动室修缮',
      aim: '屋顶漏水，地面翻新，加无障碍坡道。',
      resolution: '居民代表会议到会 28 人，赞成 27 人。',
      files: it.files('会议决议.jpg'),
    }),
    [
      line(
        'secretary',
        'approve',
        (it) => ({
          budget: 12_000_000,
          sources: '福彩公益金',
          keepers: [it.id('deputy')],
          dueOn: it.day(40),
          publicWords: '长者活动室修缮已立项。',
        }),
        2 * workday,
      ),
      line(
        'deputy',
        'pay',
        (it) => ({
          amount: 11_400_000,
          paidOn: it.day(0),
          purpose: '屋顶、地面和坡道工程',
          words: '工程款一次付清',
          vouchers: it.files('票据.jpg'),
        }),
        12 * workday,
      ),
      line(
        'deputy',
        'finish',
        (it) => ({
          outcome: 'solved',
          result: '屋顶不漏，地面防滑，坡道能过轮椅，多出一间阅览室。',
          yearly: 600_000,
          publicWords: '修缮完工，等居民代表验收。',
          photos: it.files('完工.jpg', 'facilities after'),
        }),
        6 * workday,
      ),
    ],
  ),
  tell(
    'project',
    ['deputy', 'propose', 90],
    (it) => ({
      name: '楼道照明节能改造',
      aim: '四十六个单元换声控节能灯。',
      resolution: '居民代表会议到会 30 人，全部赞成。',
      files: it.files('会议决议.jpg'),
    }),
    [
      line(
        'secretary',
        'approve',
        (it) => ({
          budget: 6_800_000,
          sources: '社区专项经费',
          keepers: [it.id('deputy')],
          dueOn: it.day(40),
          publicWords: '楼道照明节能改造已立项。',
        }),
        2 * workday,
      ),
      line(
        'deputy',
        'pay',
        (it) => ({
          amount: 6_520_000,
          paidOn: it.day(0),
          purpose: '灯具和安装',
          words: '付灯具厂和安装队',
          vouchers: it.files('票据.jpg'),
        }),
        12 * workday,
      ),
      line(
        'deputy',
        'finish',
        {
          outcome: 'solved',
          result: '四十六个单元全部换完，电费每月少三成。',
          yearly: 120_000,
          publicWords: '全部换完，电费每月少三成。',
        },
        6 * workday,
      ),
      line(
        'secretary',
        'accept',
        (it) => ({
          representatives: it.people(3),
          acceptedOn: it.day(0),
          words: '三位居民代表夜间逐单元看过，同意验收。',
          photos: it.files('验收单.jpg'),
        }),
        3 * workday,
      ),
    ],
  ),
];

const contracts: readonly Telling[] = [
  tell('service-contract', ['deputy', 'sign', 2], (it) => ({
    name: '楼道保洁服务',
    provider: it.unit('sanitation'),
    contractNo: '社服 2026-07',
    contractSum: 9_600_000,
    from: it.day(0),
    until: it.day(180),
    milestones: '每月一次全面清洗，每周两次清扫。',
    keepers: [it.id('deputy')],
    files: it.files('合同.jpg'),
  })),
  tell(
    'service-contract',
    ['deputy', 'sign', 60],
    (it) => ({
      name: '长者饭堂配餐服务',
      provider: it.unit('welfare'),
      contractNo: '社服 2026-03',
      contractSum: 18_000_000,
      from: it.day(0),
      until: it.day(240),
      milestones: '工作日午餐，每天不少于六十份。',
      keepers: [it.id('deputy')],
      files: it.files('合同.jpg'),
    }),
    [
      line('secretary', 'agree', {}, 6),
      line('deputy', 'deliver', { words: '第一季度供餐 3120 份，满意度回访九成以上。' }, 20 * workday),
      line('secretary', 'accept-delivery', { words: '抽看三天留样和签到，数量相符。' }, 2 * workday),
      line(
        'deputy',
        'pay',
        (it) => ({ amount: 6_000_000, paidOn: it.day(0), words: '付第一季度服务费', vouchers: it.files('票据.jpg') }),
        2 * workday,
      ),
    ],
  ),
];

const seals: readonly Telling[] = [
  tell(
    'seal-use',
    ['grid', 'ask', 0],
    { seal: 'committee', paper: '居住情况说明', purpose: '老人办理高龄津贴', copies: 2 },
    [],
    { minutesAgo: 60 },
  ),
  tell(
    'seal-use',
    ['grid', 'ask', 1],
    { seal: 'committee', paper: '共建协议', purpose: '与学校签订场地共用协议', copies: 3 },
    [line('secretary', 'grant', {}, 3)],
  ),
  tell(
    'seal-use',
    ['grid', 'ask', 10],
    { seal: 'party', paper: '党员服务时长证明', purpose: '报到党员回单位登记', copies: 1 },
    [
      line('secretary', 'grant', {}, 2),
      line('deputy', 'set', (it) => ({ sealedOn: it.day(0), sealedCopies: 1 }), 3),
      line('grid', 'file', (it) => ({ photos: it.files('用印件.jpg'), archiveNo: '2026-印-018' }), 4),
    ],
  ),
];

export const listScenes: readonly Telling[] = [...branchLists, ...risks, ...projects, ...contracts, ...seals];
