import { line, type Props, type Telling, tell, workday } from './shape.ts';

const consents = { allAgree: true, hasNoInterest: true };

const leak = (it: Props) => ({
  kind: 'neighbours',
  words: '楼上卫生间漏水，楼下天花发霉，修了两次还漏，双方为维修费争了三个月。',
  applicants: it.people(1),
  others: it.people(1),
  amount: 680_000,
});

const mediations: readonly Telling[] = [
  tell('mediation', ['asker', 'apply', 1], (it) => ({
    kind: 'neighbours',
    words: '隔壁把鞋柜和婴儿车长期放在公共走廊，说了几次吵起来，想请人调解。',
    applicants: it.people(1),
    others: it.people(1),
  })),
  tell('mediation', ['mediator', 'offer', 6], leak, [
    line(
      'mediator',
      'accept',
      (it) => ({ ...consents, mediators: [it.id('mediator')], words: '双方都同意调解，定在党群服务中心。' }),
      5,
    ),
    line(
      'mediator',
      'session',
      (it) => ({ heldAt: it.minutesAgo(90), words: '第一次会谈：楼上认可漏水，对费用分担有分歧，约物业到场试水。' }),
      2 * workday,
    ),
  ]),
  tell(
    'mediation',
    ['asker', 'apply', 7],
    (it) => ({
      kind: 'support',
      words: '三个子女对母亲的护理费分摊说不拢，母亲希望坐下来谈。',
      applicants: it.people(1),
      others: it.people(2),
      amount: 480_000,
    }),
    [
      line('mediator', 'accept', (it) => ({ ...consents, mediators: [it.id('mediator')] }), 4),
      line(
        'mediator',
        'session',
        (it) => ({ heldAt: it.minutesAgo(120), words: '三人都到，同意按收入分摊，老大负责陪诊。' }),
        2 * workday,
      ),
      line(
        'mediator',
        'agree-in-writing',
        (it) => ({
          hasParties: true,
          facts: '母亲每月护理费用约 4800 元，由三个子女共同负担。',
          terms: '老大每月 2000 元并陪诊，老二 1600 元，老三 1200 元，每月五日前转到母亲账户。',
          performBy: it.day(30),
        }),
        workday,
      ),
    ],
  ),
  tell(
    'mediation',
    ['mediator', 'offer', 22],
    (it) => ({
      kind: 'property',
      words: '业主拒交物业费，说路灯坏了半年没人修，物业称业委会没批钱。',
      applicants: it.people(1),
      others: it.people(1),
      amount: 312_000,
    }),
    [
      line('mediator', 'accept', (it) => ({ ...consents, mediators: [it.id('mediator')] }), 4),
      line(
        'mediator',
        'agree-by-word',
        (it) => ({
          terms: '物业十天内修好路灯，业主修好后一次付清所欠物业费，双方不再另提其他要求。',
          performBy: it.day(12),
        }),
        3 * workday,
      ),
    ],
  ),
  tell('mediation', ['mediator', 'offer', 45], leak, [
    line('mediator', 'accept', (it) => ({ ...consents, mediators: [it.id('mediator')] }), 4),
    line(
      'mediator',
      'session',
      (it) => ({ heldAt: it.minutesAgo(100), words: '双方同意各担一半，楼上先做防水。' }),
      2 * workday,
    ),
    line(
      'mediator',
      'agree-in-writing',
      (it) => ({
        hasParties: true,
        facts: '楼上卫生间防水层破损，造成楼下天花霉变。',
        terms: '楼上十五日内重做防水，楼下天花修复费 3400 元各付一半。',
        performBy: it.day(20),
      }),
      workday,
    ),
    line(
      'mediator',
      'signed',
      (it) => ({
        partiesSignedOn: it.day(0),
        mediatorSignedOn: it.day(0),
        sealedOn: it.day(0),
        files: it.files('调解协议书.jpg'),
      }),
      3,
    ),
  ]),
];

const consultations: readonly Telling[] = [
  tell(
    'legal-consultation',
    ['asker', 'ask', 1],
    { topic: 'housing', words: '租房合同没到期房东要提前收回，押金也不肯退，我能要求赔偿吗？' },
    [],
    { asker: 'own' },
  ),
  tell('legal-consultation', ['asker', 'ask', 3], {
    topic: 'labour',
    words: '公司口头辞退我，没有书面通知，社保也停了，应该先找哪里？',
  }),
  tell(
    'legal-consultation',
    ['asker', 'ask', 2],
    { topic: 'support', words: '父亲住养老院的费用，弟弟一直不出，可以要求他分担吗？' },
    [
      line(
        'lawyer',
        'answer',
        {
          reply: '可以。成年子女都有赡养义务，协商不成可以先申请人民调解，也可以由父亲本人起诉要求给付赡养费。',
          sources: '民法典第一千零六十七条；老年人权益保障法第十四条',
        },
        4,
      ),
    ],
  ),
  tell('legal-consultation', ['asker', 'ask', 6], { topic: 'family', words: '离婚后孩子的抚养费能不能增加？' }, [
    line(
      'lawyer',
      'answer',
      {
        reply: '可以。生活费用明显上涨或者对方收入增加时，可以要求增加，先协商，协商不成再起诉。',
        sources: '民法典第一千零八十五条',
      },
      6,
    ),
    line('asker', 'enough', {}, 5),
  ]),
  tell('legal-consultation', ['lawyer', 'advise', 2], {
    topic: 'injury',
    way: 'in-person',
    words: '小区里被没牵绳的狗咬伤，医药费怎么要？',
    reply: '保留病历和现场视频，先找饲养人协商；不成可以申请调解或起诉，未牵绳的由饲养人承担责任。',
    sources: '民法典第一千二百四十六条',
  }),
];

const aid = {
  matter: 'wages',
  means: 'migrant-worker',
  forum: 'other',
  words: '在工地做了四个月，包工头欠三万八千元工资，电话已经不接。',
  household: 3,
  income: 320_000,
};
const checked = { hasIdentity: true, hasProof: true, words: '身份证、工资条和考勤照片齐全。' };
const handed = (it: Props) => ({ centre: '区法律援助中心', handedOn: it.day(0) });

const legalAids: readonly Telling[] = [
  tell('legal-aid', ['asker', 'apply', 1], aid),
  tell(
    'legal-aid',
    ['justice', 'apply', 1],
    {
      ...aid,
      matter: 'support',
      means: 'assisted',
      forum: 'court',
      words: '独居老人两个儿子都不给赡养费，本人领低保，想起诉。',
    },
    [line('justice', 'pre-checked', checked, 4)],
    { asker: 'neighbour' },
  ),
  tell(
    'legal-aid',
    ['asker', 'apply', 9],
    { ...aid, words: '送外卖摔伤，平台说不是员工，不认工伤。', matter: 'work-injury' },
    [line('justice', 'pre-checked', checked, 5), line('justice', 'hand-over', handed, 4)],
  ),
  tell(
    'legal-aid',
    ['asker', 'apply', 30],
    {
      ...aid,
      matter: 'pension',
      means: 'no-steady-income',
      forum: 'court',
      words: '前单位少缴五年社保，退休金一直办不下来。',
    },
    [
      line('justice', 'pre-checked', checked, 5),
      line('justice', 'hand-over', handed, 3),
      line('justice', 'grant', (it) => ({ decidedOn: it.day(0) }), 4 * workday),
      line('justice', 'appoint', { lawyer: '区法援中心指派律师' }, 2 * workday),
    ],
  ),
];

const protections: readonly Telling[] = [
  tell(
    'protection',
    ['asker', 'report', 0],
    { kind: 'violence', words: '隔壁夜里经常打骂女人和孩子，刚才又听到哭喊和摔东西，请尽快看看。' },
    [],
    { minutesAgo: 50 },
  ),
  tell(
    'protection',
    ['protection', 'report', 5],
    (it) => ({
      kind: 'minor',
      words: '班主任反映孩子连续一周带伤上学，说是摔的，伤痕不像。',
      harmed: it.people(1, 'child'),
    }),
    [
      line(
        'protection',
        'report-on',
        (it) => ({ office: 'police', toldAt: it.minutesAgo(20), toldTo: '派出所值班民警', words: '已同时告知学校。' }),
        1,
      ),
      line(
        'protection',
        'follow',
        (it) => ({ metAt: it.minutesAgo(60), words: '和派出所一起到校见到孩子，情绪稳定，已安排校医检查。' }),
        2 * workday,
      ),
    ],
  ),
  tell(
    'protection',
    ['protection-2', 'warned', 18],
    (it) => ({
      kind: 'violence',
      words: '收到派出所送达的家庭暴力告诫书，按规定查访。',
      harmed: it.people(1),
      warnedOn: it.day(-1),
    }),
    [
      line(
        'protection-2',
        'visited',
        (it) => ({ metAt: it.minutesAgo(60), words: '双方都见了，近期没有再动手，留了求助电话。' }),
        3 * workday,
      ),
      line('protection-2', 'hand-in', { outcome: 'solved', words: '两次查访未见再犯，受害人表示安全。' }, 9 * workday),
    ],
  ),
];

const helpTeams: readonly Telling[] = [
  tell('help-team', ['asker', 'ask', 2], { words: '弟弟刚回来，不好意思出门，想有人帮着找份工作。' }),
  tell(
    'help-team',
    ['justice', 'offer', 20],
    (it) => ({
      person: it.people(1),
      words: '刚回社区，没有收入来源，愿意接受帮助。',
      hasAgreed: true,
      agreedOn: it.day(0),
    }),
    [
      line(
        'justice',
        'form',
        (it) => ({
          helpers: [it.id('grid'), it.id('justice-2')],
          goals: '三个月内稳定就业，恢复社保。',
          hasAgreed: true,
          agreedOn: it.day(0),
        }),
        6,
      ),
      line(
        'justice',
        'session',
        (it) => ({ heldAt: it.minutesAgo(60), words: '一起去了人力资源市场，两家愿意面试。' }),
        5 * workday,
      ),
      line(
        'grid',
        'session',
        (it) => ({ heldAt: it.minutesAgo(45), words: '上门聊了近况，已经上班一周，家里关系缓和。' }),
        5 * workday,
      ),
    ],
  ),
];

export const legalScenes: readonly Telling[] = [
  ...mediations,
  ...consultations,
  ...legalAids,
  ...protections,
  ...helpTeams,
];
