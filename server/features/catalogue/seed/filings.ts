import { text } from '../../../../domain/text.ts';
import { itemOf, material } from './items.ts';
import { type CategorySeed, chip, choiceQuestion, elsewhere, mustAnswer } from './shape.ts';

/** The national platform leads to each province's own. */
const platform = {
  name: ['国家政务服务平台（可转到本省一网通办）', 'The national platform, which leads to the province’s own'],
  address: 'https://gjzwfw.www.gov.cn',
} as const;
const identity = material('identity', '身份证（核对身份）', 'Id card, to check identity', 'identity');
const phone = material(
  'phone',
  '本人手机（验证码由本人保管，工作人员不代收）',
  'One’s own phone: codes stay with the person',
);
const steps = [
  ['本人同意委托，留下签名或录音', 'The person consents, by signature or recording'],
  ['工作人员在平台递交，给回执', 'Staff file on the platform and give the receipt'],
  ['每五个工作日看一次进度并告诉本人', 'Progress is looked up every five working days, and told'],
  ['有结果后由本人确认', 'The person confirms the result'],
] as const;
const localRule = [
  '以平台公布的办事指南为准；社区只帮忙递交，不收取费用，不另外收集数据。',
  'The platform’s own guide holds; the community only files, free of charge, and collects nothing of its own.',
] as const;
const shared = { platform, steps, result: 'filed' as const, localRule };

/** What is decided elsewhere: done by oneself on the platform, or filed for the resident. */
export const filings: readonly CategorySeed[] = [
  {
    code: 'filing',
    parentCode: null,
    caseType: 'assisted-filing',
    name: text('网上事项帮办', 'Filing on other platforms'),
    duty: undefined,
    rule: {
      icon: 'hand-heart',
      isPrivate: true,
      reasons: {
        decline: [
          chip('person-needed', '必须本人到场（刷脸、按指印）', 'The person must be there in person'),
          chip('not-fit', '不符合平台的申请条件', 'The platform’s conditions are not met'),
          chip('elsewhere', '要到其他部门窗口办理', 'It is done at another office'),
        ],
      },
      outOfScope: [
        elsewhere(
          ['密码', '验证码'],
          '请不要把密码和验证码告诉任何人，包括工作人员。',
          'Tell nobody your password or codes, staff included.',
        ),
      ],
    },
  },
  itemOf(
    'assisted-filing',
    {
      ...shared,
      code: 'birth-registration',
      name: ['生育登记帮办', 'Registering a birth planned'],
      summary: [
        '怀孕后或生育前后在网上办理生育登记，社区帮您填报。',
        'Registered on line before or after the birth; the community helps to file.',
      ],
      who: ['夫妻任一方，在户籍地或居住地都可以办', 'Either of the parents, where registered or where living'],
      materials: [
        identity,
        phone,
        material('marriage', '婚姻情况（以平台要求为准）', 'Marital status, as the platform asks', undefined, false),
      ],
      words: ['生育', '准生证', '生育服务证', '怀孕', '二孩', '三孩', '生孩子'],
    },
    'filing',
  ),
  itemOf(
    'assisted-filing',
    {
      ...shared,
      code: 'social-insurance',
      name: ['灵活就业参保帮办', 'Social insurance of flexible workers'],
      summary: [
        '没有单位的人自己参加社会保险，社区帮您在网上登记。',
        'For those without an employer; the community helps to register.',
      ],
      who: ['灵活就业人员、个体工商户', 'Flexible workers and the self-employed'],
      materials: [identity, phone],
      laws: ['社会保险法/58'],
      words: ['社保', '养老保险', '交社保', '参保', '灵活就业', '五险'],
    },
    'filing',
  ),
  itemOf(
    'assisted-filing',
    {
      ...shared,
      code: 'medical-insurance',
      name: ['居民医保参保缴费帮办', 'Residents’ medical insurance'],
      summary: [
        '城乡居民医保参保登记和缴费，社区帮您在网上操作；钱由本人直接缴给税务或医保平台。',
        'Joining and paying; the money goes from the person to the platform alone.',
      ],
      who: ['没有参加职工医保的居民、学生、新生儿', 'Residents, students and newborns not insured by an employer'],
      materials: [identity, phone],
      words: ['医保', '医疗保险', '新生儿医保', '合作医疗'],
    },
    'filing',
  ),
  itemOf(
    'assisted-filing',
    {
      ...shared,
      code: 'residence-permit',
      name: ['居住证申领和签注帮办', 'Residence permit'],
      summary: [
        '离开户籍地到本市居住半年以上的，申领居住证；每年签注一次。发证的是公安机关，社区帮您递交。',
        'After half a year here; endorsed once a year. The police issue it; the community helps to file.',
      ],
      who: [
        '在本市居住半年以上，有合法稳定就业、住所或连续就读之一的人',
        'Those living here for half a year with work, a home or school',
      ],
      materials: [
        identity,
        material('living', '居住地址登记', 'Where one lives, as registered', 'living'),
        material('lease', '租赁合同、就业或就读材料（任一）', 'Lease, work or school: one of them'),
        phone,
      ],
      laws: ['居住证暂行条例/2', '居住证暂行条例/10'],
      words: ['居住证', '暂住证', '签注', '居住登记', '外地人', '流动人口'],
      questions: [
        mustAnswer(
          choiceQuestion(
            'which',
            ['办哪一项', 'Which'],
            [
              chip('first', '首次申领', 'Apply for the first time'),
              chip('endorse', '签注', 'Yearly endorsement'),
              chip('replace', '补领、换领', 'Replace'),
            ],
          ),
        ),
      ],
    },
    'filing',
  ),
  itemOf(
    'assisted-filing',
    {
      ...shared,
      code: 'pension-check',
      name: ['养老待遇资格认证帮办', 'Yearly check of a pension'],
      summary: [
        '每年一次的待遇领取资格认证，不会用手机的老人，工作人员上门帮做。',
        'Once a year; staff help at home those who cannot use a phone.',
      ],
      who: ['领取养老待遇的人，行动不便的可以约上门', 'Pensioners; at home where they cannot come'],
      materials: [identity],
      words: ['资格认证', '刷脸认证', '养老金认证', '年审', '退休金'],
    },
    'filing',
  ),
  itemOf(
    'assisted-filing',
    {
      ...shared,
      code: 'other',
      name: ['其他网上事项帮办', 'Anything else on line'],
      summary: [
        '其他要在政务服务平台上办、自己不会办的事。',
        'Whatever else is done on the platforms and one cannot do alone.',
      ],
      who: ['本社区居民，老年人、残疾人优先', 'Residents; elderly and disabled people first'],
      materials: [identity, phone],
      words: ['网上办', '不会用手机', '代办', '帮办', '粤省事', '一网通办'],
    },
    'filing',
  ),
];
