import { text } from '../../../../domain/text.ts';
import { itemOf, material } from './items.ts';
import type { CategorySeed } from './shape.ts';
import {
  chip,
  choiceQuestion,
  dayQuestion,
  flagQuestion,
  mustAnswer,
  numberQuestion,
  reply,
  textQuestion,
  workingDays,
} from './shape.ts';

const basis = '平台事项清单“事项申请”';
const identity = material('identity', '身份证（核对身份）', 'Id card, to check identity', 'identity');
const registered = material('registered', '户口簿（本社区户籍）', 'Household booklet, registered here', 'registered');
const family = material('family', '共同生活的家庭成员信息', 'Members of the family who live together', 'family');
const living = material('living', '居住地址', 'Where one lives', 'living');
const account = material('account', '本人社保卡或银行卡的照片', 'Photo of one’s social security or bank card');
const toStreet = [
  ['社区受理、核对材料', 'The community accepts and checks the materials'],
  ['社区入户核实，提出意见', 'It verifies at home and gives an opinion'],
  ['报街道审核，按规定公示', 'The street reviews, and publishes as the rules say'],
] as const;
const people = mustAnswer(
  numberQuestion('people', ['家庭一共几口人', 'How many are in the family'], ['口', 'persons'], { max: 30 }),
);

/** What a community takes in and decides, or hands up with its opinion. */
export const applications: readonly CategorySeed[] = [
  {
    code: 'application',
    parentCode: null,
    caseType: 'application',
    name: text('办事申请', 'Applications'),
    duty: undefined,
    rule: {
      icon: 'stamp',
      isPrivate: true,
      retentionYears: 10,
      limits: { promise: { limit: workingDays(10), basis } },
      reasons: {
        decline: [
          chip('not-here', '不属于本社区受理范围', 'Not taken in by this community'),
          chip('not-fit', '不符合申请条件', 'The conditions are not met'),
          chip('not-true', '与核实情况不符', 'Not what was found'),
          chip('elsewhere', '应由其他部门办理', 'Another office answers for it'),
        ],
        supplement: [
          chip('missing', '缺材料', 'Something is missing'),
          chip('unclear', '材料看不清或已过期', 'Something is unclear or out of date'),
          chip('unsigned', '缺签名或声明', 'A signature or statement is missing'),
        ],
      },
      replies: [
        reply(
          'applied',
          '您的申请已受理，办理期间不需要再跑。',
          'Your application is accepted; there is no need to come again.',
        ),
      ],
    },
  },
  itemOf('application', {
    code: 'old-age-allowance',
    name: ['高龄津贴申报', 'Old-age allowance'],
    summary: [
      '年满八十周岁的老人申领高龄津贴，社区核对后报街道。',
      'For those of eighty and over; checked here and handed to the street.',
    ],
    who: [
      '本社区户籍、年满 80 周岁的老人，或者受其委托的家属',
      'Those registered here, eighty and over, or family on their behalf',
    ],
    materials: [identity, material('birth', '年龄', 'Age', 'birth'), registered, account],
    steps: toStreet,
    result: 'opinion',
    laws: ['老年人权益保障法/33'],
    words: ['老年津贴', '老人补贴', '敬老金', '长寿金', '八十岁', '80岁', '尊老金'],
    questions: [
      mustAnswer(
        choiceQuestion(
          'paid-to',
          ['津贴发到哪里', 'Where it is paid to'],
          [chip('social-card', '社会保障卡', 'Social security card'), chip('bank', '银行卡', 'Bank card')],
        ),
      ),
      mustAnswer(flagQuestion('elsewhere', '是否已在其他地方领取', 'Is it paid elsewhere already')),
    ],
  }),
  itemOf('application', {
    code: 'disability-allowance',
    name: ['残疾人两项补贴申报', 'Allowances for disabled persons'],
    summary: [
      '困难残疾人生活补贴、重度残疾人护理补贴的申请，社区可以代为提出。',
      'Living and nursing allowances; the community may apply on one’s behalf.',
    ],
    who: [
      '持残疾人证的本社区户籍居民；监护人、赡养抚养扶养义务人或受托人可以代办',
      'Holders of a disability card registered here, or those who care for them',
    ],
    materials: [identity, registered, material('card', '残疾人证照片', 'Photo of the disability card'), account],
    steps: toStreet,
    result: 'opinion',
    laws: ['残疾人两项补贴意见/1'],
    words: ['残补', '护理补贴', '残疾补贴', '两补', '残疾人补贴'],
    questions: [
      mustAnswer(
        choiceQuestion(
          'which',
          ['申请哪一项', 'Which allowance'],
          [
            chip('living', '困难残疾人生活补贴', 'Living allowance'),
            chip('nursing', '重度残疾人护理补贴', 'Nursing allowance'),
            chip('both', '两项都申请', 'Both'),
          ],
        ),
      ),
    ],
  }),
  itemOf('application', {
    code: 'temporary-assistance',
    name: ['临时救助申请', 'Temporary assistance'],
    summary: [
      '因火灾、交通事故、突发重病等基本生活暂时严重困难的，申请临时救助；急难的先救助后补手续。',
      'Where fire, accident or sudden illness leaves a family without the basics; in emergencies help comes first.',
    ],
    who: [
      '在本社区居住、基本生活暂时出现严重困难的家庭或个人',
      'Families or persons living here in sudden severe hardship',
    ],
    materials: [
      identity,
      living,
      family,
      material(
        'cause',
        '困难原因的材料（诊断、事故认定等，有就交）',
        'What shows the cause, if there is any',
        undefined,
        false,
      ),
    ],
    steps: toStreet,
    result: 'opinion',
    laws: ['社会救助暂行办法/48'],
    words: ['大病', '救急', '困难补助', '困难救助', '救济', '没钱看病', '火灾'],
    promiseDays: 5,
    questions: [
      mustAnswer(
        choiceQuestion(
          'cause',
          ['主要原因', 'Main cause'],
          [
            chip('illness', '突发重病', 'Sudden severe illness'),
            chip('accident', '交通事故等意外', 'An accident'),
            chip('fire', '火灾等灾害', 'A fire or disaster'),
            chip('other', '其他', 'Something else'),
          ],
        ),
      ),
      people,
      mustAnswer(textQuestion('what', '现在最急的是什么', 'What is most urgent now')),
    ],
  }),
  itemOf('application', {
    code: 'minimum-allowance',
    name: ['最低生活保障代为申请', 'Minimum living allowance'],
    summary: [
      '家庭人均收入低于当地低保标准的，向街道申请低保；自己申请有困难的，社区代为提出。',
      'For families below the local line; the community applies where the family cannot.',
    ],
    who: [
      '本社区户籍、共同生活的家庭成员人均收入低于当地标准的家庭',
      'Families registered here whose income per head is below the local line',
    ],
    materials: [
      identity,
      registered,
      family,
      material('statement', '家庭经济状况声明和核对授权书（签名）', 'Statement of means and mandate to check, signed'),
    ],
    steps: toStreet,
    result: 'opinion',
    laws: ['社会救助暂行办法/11'],
    words: ['低保', '最低保障', '吃低保', '低保户'],
    questions: [people, mustAnswer(flagQuestion('has-work', '家里有人在工作吗', 'Does anybody in the family work'))],
  }),
  itemOf('application', {
    code: 'public-rental',
    name: ['公共租赁住房申请初审', 'Public rental housing'],
    summary: [
      '申请公租房的材料在社区一次交齐，初审后报街道和住房保障部门。',
      'Handed in once at the community, reviewed first here, then by the street and the housing office.',
    ],
    who: [
      '在本地无住房或住房困难、收入符合当地规定的家庭；稳定就业的新就业职工和外来务工人员',
      'Families without or with too little housing and income; those newly or steadily employed here',
    ],
    materials: [
      identity,
      family,
      living,
      material(
        'income',
        '收入和住房情况声明、核查同意书（签名）',
        'Statement of income and housing, consent to checks, signed',
      ),
    ],
    steps: toStreet,
    result: 'opinion',
    laws: ['公共租赁住房管理办法/8'],
    words: ['公租房', '廉租房', '保障房', '租房补贴', '保障性住房'],
    questions: [
      people,
      mustAnswer(flagQuestion('has-home', '家庭在本市有住房吗', 'Does the family own a home in this city')),
    ],
  }),
  itemOf('application', {
    code: 'guardian',
    name: ['指定监护人', 'Appointing a guardian'],
    summary: [
      '对谁当监护人有争议的，由居民委员会按最有利于被监护人的原则指定；不服的可以向法院申请。',
      'Where it is disputed who is guardian the residents’ committee appoints one in the ward’s best interest; the court may be asked.',
    ],
    who: [
      '被监护人住所地在本社区、依法具有监护资格的人',
      'Those who may be guardian by law, where the ward lives here',
    ],
    materials: [
      identity,
      living,
      material('relation', '与被监护人关系的材料（户口簿、判决书等）', 'What shows the relation to the ward'),
      material('dispute', '争议情况说明，被监护人的意愿', 'What is disputed, and what the ward wishes'),
    ],
    steps: [
      ['听取各方和被监护人的意见', 'All sides and the ward are heard'],
      ['居民委员会集体讨论', 'The committee discusses it'],
      ['出具指定书，告知可以向法院申请', 'A decision is issued, which says that the court may be asked'],
    ],
    result: 'decision',
    laws: ['民法典/31'],
    words: ['监护', '监护人', '监护权', '谁来照顾'],
    questions: [
      mustAnswer(
        choiceQuestion(
          'ward',
          ['被监护人是', 'The ward is'],
          [
            chip('minor', '未成年人', 'A minor'),
            chip('adult', '无民事行为能力或限制民事行为能力的成年人', 'An adult without full capacity'),
          ],
        ),
      ),
      mustAnswer(textQuestion('dispute', '争议在哪里', 'What is disputed')),
    ],
  }),
  itemOf('application', {
    code: 'activity-place',
    name: ['居民活动场地申请', 'A room for residents’ activities'],
    summary: [
      '居民自办的公益、文体活动使用社区活动室，免费。',
      'Residents’ own activities in the community’s rooms, free of charge.',
    ],
    who: ['本社区居民、社团、业主', 'Residents, their groups and owners'],
    materials: [],
    steps: [
      ['社区看场地是否空着', 'It is looked up whether the room is free'],
      ['安排使用，说清注意事项', 'It is given, with what to mind'],
    ],
    result: 'use',
    localRule: [
      '社区活动场地免费开放，由社区公布开放时间和使用规则。',
      'Rooms are open free of charge; the community publishes hours and rules.',
    ],
    words: ['活动室', '场地', '借场地', '排练', '跳舞', '会议室'],
    promiseDays: 3,
    questions: [
      mustAnswer(dayQuestion('on', '哪一天用', 'On which day')),
      mustAnswer(
        choiceQuestion(
          'when',
          ['什么时段', 'At what time'],
          [
            chip('morning', '上午', 'Morning'),
            chip('afternoon', '下午', 'Afternoon'),
            chip('evening', '晚上', 'Evening'),
          ],
        ),
      ),
      mustAnswer(numberQuestion('people', ['大约多少人', 'About how many'], ['人', 'persons'], { max: 500 })),
      mustAnswer(textQuestion('what', '做什么活动', 'What for')),
    ],
  }),
];
