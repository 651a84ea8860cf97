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

const fireNow = stopper(
  'fire-now',
  ['现在正在着火、冒烟，或有人被困受伤吗？', 'Is something burning or smoking now, or is somebody trapped or hurt?'],
  [
    '请马上拨打 119；有人受伤拨打 120。先离开危险的地方。',
    'Call 119 at once; call 120 if somebody is hurt. Leave the danger first.',
  ],
  '119',
);

/** Hazards: what may hurt somebody. */
export const safety = classOf({
  code: 'safety',
  name: ['安全隐患', 'Safety hazards'],
  rule: {
    icon: 'flame',
    photo: 'at-done',
    photoWhy: text(
      '隐患是否消除要看得见，办结时请拍现场。',
      'Whether the hazard is gone must be seen: a photo of the place when done.',
    ),
    reasons: usualReasons,
    replies: usualReplies,
    stoppers: [fireNow],
    duplicateRadiusM: 80,
  },
  subs: [
    {
      code: 'fire-lane',
      name: ['占用堵塞消防通道', 'Blocked fire lane'],
      handle: urgentHours(4),
      lead: 'property',
      helpers: ['safety', 'traffic'],
      more: {
        isUrgentByDefault: true,
        questions: [
          choiceQuestion(
            'what',
            ['被什么占用', 'Blocked by what'],
            [
              chip('car', '机动车', 'Cars'),
              chip('things', '杂物', 'Things'),
              chip('barrier', '固定障碍物', 'A fixed barrier'),
            ],
          ),
        ],
      },
    },
    {
      code: 'corridor',
      name: ['楼道堆放杂物', 'Clutter in a stairwell'],
      handle: workingDays(2),
      lead: 'property',
      helpers: ['committee'],
      more: {
        questions: [flagQuestion('flammable', '有纸箱、油漆等易燃物', 'Cardboard, paint or other things that burn')],
      },
    },
    {
      code: 'e-bike',
      name: ['电动车违规充电停放', 'E-bike charged or parked wrongly'],
      handle: urgentHours(4),
      lead: 'property',
      helpers: ['safety', 'committee'],
      more: {
        isUrgentByDefault: true,
        questions: [
          choiceQuestion(
            'how',
            ['怎么违规', 'In which way'],
            [
              chip('wire', '飞线充电', 'Charged by a wire from a window'),
              chip('stairs', '停在楼道或门厅', 'Parked in the stairwell or hall'),
              chip('lift', '推进电梯', 'Taken into the lift'),
              chip('home', '电池入户充电', 'Battery charged at home'),
            ],
          ),
        ],
      },
    },
    {
      code: 'fire-equipment',
      name: ['消防设施损坏缺失', 'Fire equipment broken or missing'],
      handle: workingDays(3),
      lead: 'property',
      helpers: ['safety'],
    },
    {
      code: 'gas',
      name: ['燃气使用隐患', 'Unsafe use of gas'],
      handle: urgentHours(8),
      lead: 'gas',
      helpers: ['committee', 'safety'],
      more: {
        isUrgentByDefault: true,
        stoppers: [
          stopper(
            'gas-smell',
            ['现在闻到明显的燃气味吗？', 'Do you smell gas now?'],
            [
              '不要开关电器、不要用明火，关阀、开窗、离开，到室外拨打燃气抢修电话和 119。',
              'Touch no switch and no flame. Close the valve, open the window, leave, and call the gas emergency line and 119 from outside.',
            ],
            '119',
          ),
        ],
      },
    },
    {
      code: 'falling',
      name: ['高空坠物、外墙脱落', 'Things falling from a height'],
      handle: urgentHours(8),
      lead: 'property',
      helpers: ['construction', 'police'],
      more: { isUrgentByDefault: true },
    },
    {
      code: 'lift',
      name: ['电梯故障', 'Lift out of order'],
      handle: urgentHours(6),
      lead: 'property',
      helpers: ['market'],
      more: {
        isUrgentByDefault: true,
        stoppers: [
          stopper(
            'trapped',
            ['现在有人困在电梯里吗？', 'Is somebody in the lift now?'],
            [
              '请按轿厢内的报警按钮，或拨打 96333 电梯应急救援，不要扒门。',
              'Press the alarm in the lift or call 96333, the lift rescue line. Do not force the door.',
            ],
            '96333',
          ),
        ],
      },
    },
    {
      code: 'crowded-let',
      name: ['群租隐患', 'Overcrowded flat'],
      handle: workingDays(7),
      lead: 'police',
      helpers: ['safety', 'committee', 'property'],
      more: { isPrivate: true },
    },
    {
      code: 'open-wire',
      name: ['电线裸露垂落', 'Hanging or bare wire'],
      handle: workingHours(4),
      lead: 'power',
      helpers: ['telecom', 'property'],
      more: { isUrgentByDefault: true },
    },
  ],
});
