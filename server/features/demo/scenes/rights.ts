import { line, type Props, type Telling, tell, workday } from './shape.ts';

const consented = (it: Props) => ({
  consentHow: 'at-home',
  consentWords: '我不会用手机，请帮我在网上办好，结果告诉我。',
  consentPhotos: it.files('委托签名.jpg'),
});

const dataRights: readonly Telling[] = [
  tell('data-right', ['asker', 'ask', 1], { kind: 'see', words: '想知道社区登记了我家哪些信息，谁看过。' }),
  tell(
    'data-right',
    ['asker', 'ask', 4],
    { kind: 'correct', words: '我的手机号换了，登记的还是旧号，请更正。' },
    [line('secretary', 'accept', { identity: 'known' }, 5)],
    { asker: 'own' },
  ),
  tell('data-right', ['asker', 'ask', 10], { kind: 'delete', words: '已经搬走半年，请把我的登记删掉。' }, [
    line('secretary', 'accept', { identity: 'record' }, 4),
    line(
      'secretary',
      'answer',
      { result: 'part', grounds: 'duty', reply: '联系方式和照片已删除；居住登记按规定需要保存，已停止使用。' },
      2 * workday,
    ),
    line('deputy', 'confirm', {}, 6),
  ]),
];

const allowance = { words: '为家里八十岁的老人申领高龄津贴', answers: { 'paid-to': 'social-card', elsewhere: false } };
const aid = {
  words: '突发重病住院，申请临时救助',
  answers: { cause: 'illness', people: 3, what: '住院押金还差八千元' },
};
const hall = (it: Props) => ({
  words: '借用活动室排练',
  answers: { on: it.day(9), when: 'morning', people: 20, what: '居民合唱团排练' },
});

const applications: readonly Telling[] = [
  tell('application', ['asker', 'apply', 1], allowance, [], { category: 'application.old-age-allowance' }),
  tell('application', ['asker', 'apply', 8], aid, [], { category: 'application.temporary-assistance' }),
  tell(
    'application',
    ['asker', 'apply', 5],
    hall,
    [line('secretary', 'supplement', { reason: 'missing', missing: '请补一张参加人员名单（写姓名即可）。' }, 4)],
    { category: 'application.activity-place', asker: 'own' },
  ),
  tell(
    'application',
    ['grid', 'on-behalf', 4],
    (it) => ({ ...allowance, ...consented(it) }),
    [
      line('secretary', 'accept', {}, 4),
      line('secretary', 'review', { finding: '上门核实，八十三岁，户籍在本社区，未在其他地方领取。' }, 2 * workday),
    ],
    { category: 'application.old-age-allowance', asker: 'neighbour' },
  ),
  tell(
    'application',
    ['asker', 'apply', 20],
    aid,
    [
      line('secretary', 'accept', {}, 4),
      line('secretary', 'review', { finding: '住院单据和收入情况属实，家庭三口。' }, 3 * workday),
      line('deputy', 'issue', { result: '同意上报，建议救助 3000 元，已报街道公共服务办公室。' }, 6),
    ],
    { category: 'application.temporary-assistance' },
  ),
];

const filed = (it: Props) => ({
  platform: 'province',
  receiptNumber: `YW${it.day(0).replaceAll('-', '')}0317`,
  filedOn: it.day(0),
  handedIn: '身份证、社保卡照片',
  receipt: it.files('回执.jpg'),
});

const filings: readonly Telling[] = [
  tell('assisted-filing', ['asker', 'ask', 0], { purpose: '退休金资格认证总是提示失败，请帮忙看看。' }, [], {
    category: 'filing.pension-check',
    minutesAgo: 110,
  }),
  tell('assisted-filing', ['grid', 'ask-consent', 1], { purpose: '帮您办理医保异地备案，需要您本人点同意。' }, [], {
    category: 'filing.medical-insurance',
    asker: 'own',
  }),
  tell(
    'assisted-filing',
    ['grid', 'entrusted', 4],
    (it) => ({ purpose: '办理居住证签注', answers: { which: 'endorse' }, ...consented(it) }),
    [line('grid', 'file', filed, 5)],
    { category: 'filing.residence-permit', asker: 'neighbour' },
  ),
  tell(
    'assisted-filing',
    ['grid', 'entrusted', 14],
    (it) => ({ purpose: '灵活就业社保参保登记', ...consented(it) }),
    [
      line('grid', 'file', filed, 5),
      line('grid', 'result', { outcome: 'solved', reply: '参保登记已通过，下月起从银行卡扣缴。' }, 4 * workday),
      line('asker', 'confirm-result', { words: '收到短信了，谢谢。' }, 5),
    ],
    { category: 'filing.social-insurance', asker: 'neighbour' },
  ),
];

const complaints: readonly Telling[] = [
  tell('complaint', ['asker', 'complain', 1], { words: '上次报漏水，写着已解决，其实没人来过，要求重新处理。' }),
  tell('complaint', ['asker', 'complain', 6], { words: '反映噪声后，办事的人把我的电话告诉了对方，我被上门质问。' }, [
    line('desk', 'register', {}, 6),
    line('desk', 'inquire', { words: '查了办理记录和通话，约当事人明天到街道说明。' }, 2 * workday),
  ]),
  tell('complaint', ['asker', 'complain', 20], { words: '窗口说材料不全让我跑了三趟，每次要的都不一样。' }, [
    line('desk', 'register', {}, 5),
    line(
      'desk',
      'draft',
      {
        outcome: 'solved',
        finding: '三次告知内容不一致属实，窗口没有一次性告知。',
        answer: '您反映的情况属实，已向您道歉并一次办结；窗口已换成一次性告知单。',
      },
      4 * workday,
    ),
    line('district', 'sign-off', {}, 6),
    line('asker', 'content', { isSolved: true, score: 4, words: '能认错就好。' }, 6),
  ]),
];

const petitions: readonly Telling[] = [
  tell(
    'petition',
    ['secretary', 'take', 2],
    { words: '多名业主联名反映小区公共收益五年没有公布，要求公开账目。' },
    [],
    { asker: 'neighbour' },
  ),
  tell(
    'petition',
    ['secretary', 'take', 25],
    { words: '反映拆迁安置房交付超期两年，过渡费停发。' },
    [
      line('desk', 'register', {}, 5),
      line('desk', 'contact', { result: 'reached', words: '电话核实了家庭情况和诉求。' }, 4),
      line('desk', 'inquire', { words: '向住建部门调取交付计划，等书面回复。' }, 5 * workday),
    ],
    { asker: 'neighbour' },
  ),
  tell(
    'petition',
    ['secretary', 'take', 11],
    { words: '反映临街工地夜间施工，白天也扬尘。' },
    [
      line('desk', 'register', {}, 5),
      line(
        'desk',
        'draft',
        {
          outcome: 'solved',
          finding: '夜间施工无批准属实，扬尘覆盖不到位。',
          answer: '已责令停止夜间施工并立案，扬尘覆盖到位，监测数据每周公布。',
        },
        8 * workday,
      ),
    ],
    { asker: 'neighbour' },
  ),
];

export const rightScenes: readonly Telling[] = [
  ...dataRights,
  ...applications,
  ...filings,
  ...complaints,
  ...petitions,
];
