import { text } from '../../../../domain/text.ts';
import { usualReasons, usualReplies } from './reasons.ts';
import { classOf, flagQuestion, urgentHours, workingDays } from './shape.ts';

/** Water and green. */
export const waterside = classOf({
  code: 'waterside',
  name: ['河道绿化', 'Waterways and greenery'],
  rule: {
    isCommon: true,
    icon: 'tree',
    photo: 'at-done',
    photoWhy: text('整治效果以现场为准。', 'The result is seen on site.'),
    reasons: usualReasons,
    replies: usualReplies,
  },
  subs: [
    {
      code: 'floating',
      name: ['河面漂浮物', 'Floating rubbish'],
      handle: workingDays(1),
      lead: 'waterways',
      helpers: ['sanitation'],
    },
    {
      code: 'black-water',
      name: ['水体黑臭、违规排污', 'Foul water, illegal discharge'],
      handle: workingDays(5),
      lead: 'waterways',
      helpers: ['environment', 'urban-management'],
    },
    {
      code: 'railing',
      name: ['护栏栈道损坏', 'Railing or boardwalk broken'],
      handle: workingDays(2),
      lead: 'waterways',
      helpers: ['municipal-works'],
    },
    {
      code: 'tree-fallen',
      name: ['树木倒伏、枯枝危险', 'Fallen tree or dangerous branch'],
      handle: urgentHours(12),
      lead: 'greenery',
      helpers: ['property'],
      more: { questions: [flagQuestion('blocks', '压住了路、车或电线', 'It lies on a road, a car or a wire')] },
    },
    {
      code: 'tree-trim',
      name: ['树木遮挡采光、需修剪', 'Tree takes the light, needs trimming'],
      handle: workingDays(10),
      lead: 'greenery',
      helpers: ['property'],
    },
    {
      code: 'green-damaged',
      name: ['毁绿占绿', 'Green space damaged or taken'],
      handle: workingDays(5),
      lead: 'urban-management',
      helpers: ['greenery', 'property'],
    },
    {
      code: 'pests',
      name: ['病虫害、白蚁', 'Pests and termites'],
      handle: workingDays(5),
      lead: 'greenery',
      helpers: ['health', 'property'],
      more: { isCommon: false },
    },
  ],
});
