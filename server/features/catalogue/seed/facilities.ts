import { text } from '../../../../domain/text.ts';
import { usualReasons, usualReplies } from './reasons.ts';
import {
  chip,
  choiceQuestion,
  classOf,
  flagQuestion,
  stopper,
  urgentHours,
  workingDays,
  workingHours,
} from './shape.ts';

/** What belongs to everybody and must work. */
export const facilities = classOf({
  code: 'facilities',
  name: ['公共设施', 'Public facilities'],
  rule: {
    icon: 'road',
    photo: 'at-done',
    photoWhy: text('修好与否以现场为准。', 'Whether it is repaired is seen on site.'),
    reasons: usualReasons,
    replies: usualReplies,
    duplicateRadiusM: 100,
  },
  subs: [
    {
      code: 'street-lamp',
      name: ['路灯不亮', 'Street lamp out'],
      handle: workingDays(2),
      lead: 'municipal-works',
      helpers: ['power'],
    },
    {
      code: 'yard-lamp',
      name: ['小区、楼道照明故障', 'Lamp of a yard or stairwell out'],
      handle: workingDays(1),
      lead: 'property',
      helpers: ['committee'],
    },
    {
      code: 'road',
      name: ['道路破损塌陷', 'Road broken or sunken'],
      handle: workingDays(3),
      lead: 'municipal-works',
      helpers: ['traffic'],
      more: { questions: [flagQuestion('hole', '已经塌陷成坑', 'There is a hole')] },
    },
    {
      code: 'manhole',
      name: ['井盖缺失破损', 'Manhole cover missing or broken'],
      handle: urgentHours(4),
      lead: 'municipal-works',
      helpers: ['water', 'power', 'telecom'],
      more: { isUrgentByDefault: true, duplicateRadiusM: 30 },
    },
    {
      code: 'flooding',
      name: ['路面积水、排水不畅', 'Standing water, blocked drain'],
      handle: workingHours(4),
      lead: 'municipal-works',
      helpers: ['sanitation', 'property'],
    },
    {
      code: 'sewer',
      name: ['污水冒溢', 'Sewage overflowing'],
      handle: urgentHours(12),
      lead: 'property',
      helpers: ['municipal-works'],
    },
    {
      code: 'water-supply',
      name: ['供水问题', 'Water supply'],
      handle: urgentHours(12),
      lead: 'water',
      helpers: ['property'],
      more: {
        questions: [
          choiceQuestion(
            'what',
            ['什么问题', 'What is wrong'],
            [
              chip('none', '停水', 'No water'),
              chip('weak', '水压低', 'Low pressure'),
              chip('dirty', '水质浑浊', 'Cloudy water'),
              chip('leak', '管道漏水', 'A leaking pipe'),
            ],
          ),
        ],
      },
    },
    {
      code: 'power-supply',
      name: ['供电问题', 'Power supply'],
      handle: urgentHours(12),
      lead: 'power',
      helpers: ['property'],
      more: {
        stoppers: [
          stopper(
            'sparks',
            ['线路正在冒火花或电线断落吗？', 'Are there sparks, or a wire on the ground?'],
            ['远离 8 米以上，拨打 95598 供电抢修。', 'Keep 8 metres away and call 95598.'],
            '95598',
          ),
        ],
      },
    },
    {
      code: 'fitness',
      name: ['健身休闲设施损坏', 'Broken benches or fitness devices'],
      handle: workingDays(5),
      lead: 'committee',
      helpers: ['property'],
    },
    {
      code: 'barrier-free',
      name: ['无障碍设施被占损坏', 'Barrier-free way blocked or broken'],
      handle: workingDays(3),
      lead: 'urban-management',
      helpers: ['municipal-works'],
    },
    {
      code: 'traffic-sign',
      name: ['交通标志信号灯故障', 'Traffic sign or light faulty'],
      handle: workingDays(1),
      lead: 'traffic',
    },
  ],
});
