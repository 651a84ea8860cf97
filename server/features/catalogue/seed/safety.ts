import { text } from '../../../../domain/text.ts';
import { usualReasons, usualReplies } from './reasons.ts';
import {
  chip,
  choiceQuestion,
  classOf,
  dayQuestion,
  flagQuestion,
  hoursQuestion,
  mustAnswer,
  numberQuestion,
  stopper,
  textQuestion,
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
    isCommon: true,
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
          numberQuestion('count', ['大约几辆', 'About how many'], ['辆', 'bikes'], { max: 500 }),
          hoursQuestion(),
        ],
      },
    },
    {
      code: 'fire-equipment',
      name: ['消防设施损坏缺失', 'Fire equipment broken or missing'],
      handle: workingDays(3),
      lead: 'property',
      helpers: ['safety'],
      more: {
        questions: [
          choiceQuestion(
            'what',
            ['哪一种', 'Which kind'],
            [
              chip('extinguisher', '灭火器', 'Fire extinguisher'),
              chip('hydrant', '消火栓', 'Hydrant'),
              chip('light', '应急灯、指示牌', 'Emergency light or sign'),
              chip('alarm', '烟感、报警', 'Smoke detector or alarm'),
              chip('door', '防火门', 'Fire door'),
            ],
          ),
          numberQuestion('count', ['几处', 'How many'], ['处', 'places'], { max: 200 }),
        ],
      },
    },
    {
      code: 'gas',
      name: ['燃气使用隐患', 'Unsafe use of gas'],
      handle: urgentHours(8),
      lead: 'gas',
      helpers: ['committee', 'safety'],
      more: {
        isCommon: false,
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
      more: {
        isUrgentByDefault: true,
        questions: [
          mustAnswer(flagQuestion('hurt', '有人受伤吗', 'Is anybody hurt')),
          choiceQuestion(
            'what',
            ['掉下来的是什么', 'What fell'],
            [
              chip('wall', '外墙、瓷砖', 'Wall or tiles'),
              chip('glass', '玻璃、窗扇', 'Glass or a window'),
              chip('thrown', '有人往下扔', 'Somebody throws things'),
              chip('thing', '花盆、晾晒物', 'A flowerpot or washing'),
              chip('machine', '空调外机', 'An air conditioner'),
            ],
          ),
          flagQuestion('more', '还有东西要掉下来', 'More is about to fall'),
        ],
      },
    },
    {
      code: 'lift',
      name: ['电梯故障', 'Lift out of order'],
      handle: urgentHours(6),
      lead: 'property',
      helpers: ['market'],
      more: {
        isUrgentByDefault: true,
        questions: [
          textQuestion('which', '哪一部电梯', 'Which lift'),
          choiceQuestion(
            'what',
            ['什么情况', 'What happens'],
            [
              chip('stopped', '停了，不能用', 'It stands still'),
              chip('level', '不平层、抖动', 'Jolts, stops off the floor'),
              chip('door', '门关不上、夹人', 'The door does not close'),
              chip('alarm', '呼叫按钮没人应', 'Nobody answers the alarm'),
            ],
          ),
          dayQuestion('since', '从哪天开始', 'Since which day'),
        ],
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
      more: {
        isPrivate: true,
        isCommon: false,
        questions: [
          numberQuestion('people', ['大约住了几个人', 'About how many live there'], ['人', 'people'], { max: 200 }),
        ],
      },
    },
    {
      code: 'open-wire',
      name: ['电线裸露垂落', 'Hanging or bare wire'],
      handle: workingHours(4),
      lead: 'power',
      helpers: ['telecom', 'property'],
      more: {
        isUrgentByDefault: true,
        questions: [flagQuestion('reach', '伸手能碰到', 'It can be touched from the ground')],
      },
    },
  ],
});
