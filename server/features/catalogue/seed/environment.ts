import { text } from '../../../../domain/text.ts';
import { usualReasons, usualReplies } from './reasons.ts';
import {
  chip,
  choiceQuestion,
  classOf,
  elsewhere,
  flagQuestion,
  hoursQuestion,
  mustAnswer,
  textQuestion,
  workingDays,
  workingHours,
} from './shape.ts';

/** How the streets and yards look, smell and sound. */
export const environment = classOf({
  code: 'environment',
  name: ['市容环境', 'Streets and environment'],
  rule: {
    isCommon: true,
    icon: 'broom',
    photo: 'at-done',
    photoWhy: text('环境问题以现场前后对比为准。', 'Before and after must be compared on site.'),
    reasons: usualReasons,
    replies: usualReplies,
    outOfScope: [
      elsewhere(
        ['飞机噪声', '航班', '高铁噪声'],
        '航空、铁路噪声由交通主管部门受理，请拨打 12326（民航）或 12306（铁路）。',
        'Noise of planes and trains is for their own authorities: 12326 (aviation) or 12306 (railway).',
      ),
    ],
  },
  subs: [
    { code: 'litter', name: ['暴露垃圾', 'Rubbish lying about'], handle: workingHours(4), lead: 'sanitation' },
    {
      code: 'bin-full',
      name: ['垃圾分类点满溢', 'Waste point overflowing'],
      handle: workingHours(4),
      lead: 'property',
      helpers: ['sanitation'],
    },
    {
      code: 'bulky',
      name: ['大件垃圾、建筑垃圾乱堆', 'Bulky or building waste dumped'],
      handle: workingDays(2),
      lead: 'property',
      helpers: ['urban-management', 'sanitation'],
    },
    {
      code: 'stall',
      name: ['占道经营、店外经营', 'Trading on the pavement'],
      handle: workingHours(8),
      lead: 'urban-management',
      helpers: ['committee'],
      more: { questions: [textQuestion('hours', '一般几点出现', 'At what time of day')] },
    },
    {
      code: 'noise-life',
      name: ['社会生活噪声', 'Noise of daily life'],
      handle: workingDays(3),
      lead: 'police',
      helpers: ['committee'],
      more: {
        isCommon: false,
        photo: 'none',
        questions: [
          mustAnswer(hoursQuestion()),
          choiceQuestion(
            'kind',
            ['什么声音', 'What sound'],
            [
              chip('square-dance', '广场舞', 'Square dancing'),
              chip('ktv', '歌舞娱乐、音响', 'Music, karaoke'),
              chip('renovation', '装修', 'Renovation'),
              chip('pet', '犬吠', 'Dogs'),
              chip('shop', '商铺叫卖', 'Shops calling'),
            ],
          ),
          flagQuestion('daily', '几乎天天都有', 'Almost every day'),
        ],
      },
    },
    {
      code: 'noise-site',
      name: ['施工噪声扬尘', 'Noise and dust of a building site'],
      handle: workingDays(2),
      lead: 'urban-management',
      helpers: ['environment', 'construction'],
      more: {
        questions: [hoursQuestion(), flagQuestion('dust', '扬尘也大', 'There is much dust too')],
      },
    },
    {
      code: 'fumes',
      name: ['餐饮油烟', 'Kitchen fumes'],
      handle: workingDays(5),
      lead: 'urban-management',
      helpers: ['environment', 'market'],
    },
    {
      code: 'adverts',
      name: ['小广告、乱涂写', 'Stickers and graffiti'],
      handle: workingDays(2),
      lead: 'sanitation',
      helpers: ['property'],
    },
    {
      code: 'dogs',
      name: ['不文明养犬', 'Dogs without a lead'],
      handle: workingDays(3),
      lead: 'police',
      helpers: ['committee', 'property'],
      more: { photo: 'none' },
    },
  ],
});
