import { text } from '../../../../domain/text.ts';
import { usualReasons, usualReplies } from './reasons.ts';
import {
  chip,
  choiceQuestion,
  classOf,
  dayQuestion,
  flagQuestion,
  numberQuestion,
  stopper,
  textQuestion,
  urgentHours,
  workingDays,
  workingHours,
} from './shape.ts';

/** What belongs to everybody and must work. */
export const facilities = classOf({
  code: 'facilities',
  name: ['公共设施', 'Public facilities'],
  rule: {
    isCommon: true,
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
      more: {
        questions: [
          numberQuestion('count', ['几盏不亮', 'How many are out'], ['盏', 'lamps'], { max: 500 }),
          textQuestion('pole', '灯杆编号', 'Number on the pole'),
        ],
      },
    },
    {
      code: 'yard-lamp',
      name: ['小区、楼道照明故障', 'Lamp of a yard or stairwell out'],
      handle: workingDays(1),
      lead: 'property',
      helpers: ['committee'],
      more: {
        questions: [
          numberQuestion('count', ['几盏不亮', 'How many are out'], ['盏', 'lamps'], { max: 500 }),
          dayQuestion('since', '从哪天开始', 'Since which day'),
        ],
      },
    },
    {
      code: 'road',
      name: ['道路破损塌陷', 'Road broken or sunken'],
      handle: workingDays(3),
      lead: 'municipal-works',
      helpers: ['traffic'],
      more: {
        questions: [
          flagQuestion('hole', '已经塌陷成坑', 'There is a hole'),
          numberQuestion('width', ['大约多宽', 'About how wide'], ['米', 'm'], { min: 0, max: 100, hasDecimals: true }),
        ],
      },
    },
    {
      code: 'manhole',
      name: ['井盖缺失破损', 'Manhole cover missing or broken'],
      handle: urgentHours(4),
      lead: 'municipal-works',
      helpers: ['water', 'power', 'telecom'],
      more: {
        isUrgentByDefault: true,
        duplicateRadiusM: 30,
        questions: [
          choiceQuestion(
            'what',
            ['什么情况', 'What is wrong'],
            [
              chip('missing', '缺失', 'Missing'),
              chip('broken', '破损', 'Broken'),
              chip('loose', '松动、有响声', 'Loose, it rattles'),
            ],
          ),
          flagQuestion('fenced', '周围已经围起来', 'It has been fenced off'),
        ],
      },
    },
    {
      code: 'flooding',
      name: ['路面积水、排水不畅', 'Standing water, blocked drain'],
      handle: workingHours(4),
      lead: 'municipal-works',
      helpers: ['sanitation', 'property'],
      more: {
        questions: [
          numberQuestion('depth', ['最深大约多少', 'How deep at most'], ['厘米', 'cm'], { max: 300 }),
          flagQuestion('cut-off', '人和车过不去', 'Nobody can pass'),
        ],
      },
    },
    {
      code: 'sewer',
      name: ['污水冒溢', 'Sewage overflowing'],
      handle: urgentHours(12),
      lead: 'property',
      helpers: ['municipal-works'],
      more: { questions: [flagQuestion('indoors', '污水进了屋', 'Sewage has come indoors')] },
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
          dayQuestion('since', '从哪天开始', 'Since which day'),
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
        questions: [
          choiceQuestion(
            'scope',
            ['停电的范围', 'How far it goes'],
            [
              chip('home', '只有我家', 'Only our home'),
              chip('building', '整幢楼', 'The whole building'),
              chip('estate', '整个小区', 'The whole estate'),
            ],
          ),
        ],
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
