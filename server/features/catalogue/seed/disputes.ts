import { usualReasons, usualReplies } from './reasons.ts';
import {
  chip,
  choiceQuestion,
  classOf,
  dayQuestion,
  elsewhere,
  flagQuestion,
  hoursQuestion,
  stopper,
  textQuestion,
  workingDays,
} from './shape.ts';

/** Quarrels between people who must go on living beside each other. */
export const disputes = classOf({
  code: 'disputes',
  name: ['矛盾纠纷', 'Disputes'],
  rule: {
    icon: 'scales',
    photo: 'none',
    isPrivate: true,
    retentionYears: 5,
    reasons: usualReasons,
    replies: usualReplies,
    stoppers: [
      stopper(
        'violence',
        ['现在有人动手、受伤，或正在遭受家庭暴力吗？', 'Is somebody being hit, hurt or abused at home now?'],
        ['请立即拨打 110；受伤拨打 120。', 'Call 110 at once, and 120 if somebody is hurt.'],
        '110',
      ),
    ],
    outOfScope: [
      elsewhere(
        ['已经起诉', '法院', '判决', '仲裁裁决'],
        '已进入诉讼或仲裁的，请按法院、仲裁机构的程序办理；需要法律援助请拨打 12348。',
        'What is before a court or tribunal follows its procedure; for legal aid call 12348.',
      ),
      elsewhere(
        ['拖欠工资', '欠薪', '劳动合同'],
        '劳动报酬争议请拨打 12333，或到劳动监察大队、劳动仲裁委办理。',
        'For unpaid wages call 12333 or go to the labour inspectorate.',
      ),
    ],
  },
  subs: [
    {
      code: 'leak',
      name: ['楼上楼下漏水', 'Water leaking between floors'],
      handle: workingDays(7),
      lead: 'committee',
      helpers: ['property', 'justice'],
      more: {
        questions: [
          choiceQuestion(
            'from',
            ['从哪里漏', 'Where it comes from'],
            [
              chip('above', '楼上漏到我家', 'From above into our home'),
              chip('below', '我家漏到楼下', 'From our home to the one below'),
              chip('pipe', '公共管道、外墙', 'A shared pipe or the outer wall'),
              chip('unknown', '说不清', 'Not clear'),
            ],
          ),
          textQuestion('home', '漏水的是哪一户（房号）', 'Which home it comes from (room)'),
          dayQuestion('since', '从哪天开始', 'Since which day'),
          flagQuestion('now', '现在还在漏', 'It is still leaking'),
        ],
      },
    },
    {
      code: 'neighbours',
      name: ['邻里噪声、通行纠纷', 'Noise or passage between neighbours'],
      handle: workingDays(7),
      lead: 'committee',
      helpers: ['police', 'justice'],
      more: {
        questions: [
          choiceQuestion(
            'what',
            ['为了什么', 'What about'],
            [
              chip('noise', '吵闹', 'Noise'),
              chip('passage', '过道、通行', 'The passage'),
              chip('camera', '摄像头、隐私', 'A camera, privacy'),
              chip('other', '其他', 'Something else'),
            ],
          ),
          hoursQuestion(),
        ],
      },
    },
    {
      code: 'property-service',
      name: ['物业服务纠纷', 'Dispute with the property company'],
      handle: workingDays(7),
      lead: 'committee',
      helpers: ['construction', 'property'],
      more: { isPrivate: false },
    },
    {
      code: 'lift-adding',
      name: ['加装电梯分歧', 'Disagreement about adding a lift'],
      handle: workingDays(15),
      lead: 'committee',
      helpers: ['construction', 'justice'],
      more: { isPrivate: false },
    },
    {
      code: 'parking',
      name: ['停车纠纷', 'Parking dispute'],
      handle: workingDays(3),
      lead: 'property',
      helpers: ['committee', 'traffic'],
      more: { isPrivate: false },
    },
    {
      code: 'family',
      name: ['婚姻家庭纠纷', 'Family dispute'],
      handle: workingDays(7),
      lead: 'committee',
      helpers: ['justice', 'welfare'],
      more: { questions: [flagQuestion('children', '家中有未成年人', 'There are children at home')] },
    },
    {
      code: 'letting',
      name: ['租赁纠纷', 'Dispute about a tenancy'],
      handle: workingDays(7),
      lead: 'committee',
      helpers: ['justice', 'housing'],
    },
    {
      code: 'consumer',
      name: ['消费纠纷', 'Consumer dispute'],
      handle: workingDays(7),
      lead: 'market',
      more: { isPrivate: false },
    },
  ],
});
