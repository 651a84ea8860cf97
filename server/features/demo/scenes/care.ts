import { line, type Telling, tell, workday } from './shape.ts';

const children: readonly Telling[] = [
  tell('child-care', ['protection', 'offer', 2], (it) => ({
    child: it.people(1, 'child'),
    guardian: it.people(1),
    words: '父母都在外地打工，跟奶奶住，奶奶刚做完手术。',
    hasAgreed: true,
    childHeard: true,
    agreedOn: it.day(0),
  })),
  tell(
    'child-care',
    ['protection', 'offer', 25],
    (it) => ({
      child: it.people(1, 'child'),
      guardian: it.people(1),
      words: '单亲家庭，父亲失业，孩子想要人辅导数学。',
      hasAgreed: true,
      childHeard: true,
      agreedOn: it.day(0),
    }),
    [
      line(
        'protection',
        'begin',
        (it) => ({
          companions: [it.id('grid')],
          goals: '每周一次作业辅导，申请助学补助。',
          hasAgreed: true,
          childHeard: true,
          agreedOn: it.day(0),
        }),
        6,
      ),
      line(
        'grid',
        'session',
        (it) => ({ heldAt: it.minutesAgo(90), kind: 'tutoring', words: '辅导了分数应用题，约好下周同一时间。' }),
        4 * workday,
      ),
    ],
  ),
];

const followUps: readonly Telling[] = [
  tell('health-follow', ['asker', 'ask', 1], { words: '母亲高血压，想请家庭医生每月看一次。' }),
  tell(
    'health-follow',
    ['doctor', 'offer', 30],
    (it) => ({ person: it.people(1), words: '出院后血压不稳，同意定期随访。', hasAgreed: true, agreedOn: it.day(0) }),
    [
      line(
        'doctor',
        'begin',
        (it) => ({
          team: [it.id('doctor')],
          plan: '头一个月每周一次，之后每月一次，测血压、看用药。',
          hasAgreed: true,
          agreedOn: it.day(0),
        }),
        6,
      ),
      line(
        'doctor',
        'session',
        (it) => ({ heldAt: it.minutesAgo(60), way: 'home', words: '血压 138/86，药按时吃，盐偏多，教了控盐勺。' }),
        5 * workday,
      ),
      line(
        'doctor',
        'session',
        (it) => ({ heldAt: it.minutesAgo(30), way: 'phone', words: '电话随访，血压平稳，复诊时间已提醒。' }),
        5 * workday,
      ),
    ],
  ),
];

const rail = { kind: 'access', words: '卫生间没有扶手，老伴坐轮椅进出不方便，想装扶手和坡道。', consent: true };

const assistances: readonly Telling[] = [
  tell('assistance', ['asker', 'ask', 1], {
    kind: 'work',
    words: '四十八岁，工厂搬走后失业半年，想找社区附近的工作。',
    consent: true,
  }),
  tell('assistance', ['asker', 'ask', 5], rail, [
    line('secretary', 'take-up', (it) => ({ carers: [it.id('grid')] }), 4),
  ]),
  tell(
    'assistance',
    ['asker', 'ask', 20],
    { kind: 'access', words: '视力二级残疾，手机读屏不会用，想有人教。', consent: true },
    [
      line('secretary', 'take-up', (it) => ({ carers: [it.id('grid')] }), 4),
      line(
        'grid',
        'survey',
        (it) => ({
          surveyedOn: it.day(0),
          works: '卫生间扶手两处、活动坡道一块、手机读屏',
          householdAgreed: 'agreed',
          finding: '一个人住，手机是子女给的新机，没开读屏。',
          plan: '每周一次教读屏，配盲文标签。',
          dueOn: it.day(14),
          cost: 8_000,
        }),
        2 * workday,
      ),
      line('grid', 'progress', { words: '已经会接打电话和听新闻，下周学点餐。' }, 5 * workday),
    ],
  ),
  tell('assistance', ['asker', 'ask', 16], rail, [
    line('secretary', 'take-up', (it) => ({ carers: [it.id('grid')] }), 4),
    line(
      'grid',
      'survey',
      (it) => ({
        surveyedOn: it.day(0),
        works: '卫生间扶手两处、活动坡道一块、手机读屏',
        householdAgreed: 'agreed',
        finding: '门槛高十二厘米，卫生间湿滑。',
        plan: '装两处扶手、一块活动坡道。',
        dueOn: it.day(20),
        cost: 96_000,
      }),
      2 * workday,
    ),
    line(
      'grid',
      'done',
      (it) => ({
        outcome: 'solved',
        words: '扶手和坡道都装好，试用没问题。',
        cost: 92_000,
        photos: it.files('安装后.jpg', 'care after'),
      }),
      5 * workday,
    ),
    line('asker', 'confirm', { isSolved: true, score: 5, words: '装得很稳，谢谢。' }, 4),
  ]),
];

export const careScenes: readonly Telling[] = [...children, ...followUps, ...assistances];
