import { text } from '../../../../domain/text.ts';
import { usualReasons, usualReplies } from './reasons.ts';
import { chip, choiceQuestion, classOf, flagQuestion, workingDays, workingHours } from './shape.ts';

/** What was built or changed without leave. */
export const buildingControl = classOf({
  code: 'building',
  name: ['违法建设', 'Unlawful building'],
  rule: {
    icon: 'house-line',
    photo: 'at-done',
    photoWhy: text('处置结果须与现场一致。', 'The result must match the place.'),
    reasons: usualReasons,
    replies: usualReplies,
    retentionYears: 5,
  },
  subs: [
    {
      code: 'in-progress',
      name: ['正在搭建', 'Being built now'],
      handle: workingHours(4),
      lead: 'urban-management',
      helpers: ['committee', 'property'],
      more: {
        isUrgentByDefault: true,
        questions: [
          choiceQuestion(
            'where',
            ['搭在哪里', 'Where'],
            [
              chip('roof', '楼顶', 'On the roof'),
              chip('terrace', '露台、天井', 'On a terrace or in a yard'),
              chip('ground', '一楼院落', 'On the ground floor'),
              chip('road', '公共道路', 'On a public way'),
            ],
          ),
        ],
      },
    },
    {
      code: 'existing',
      name: ['已建违法建筑', 'Unlawful building that stands'],
      handle: workingDays(20),
      lead: 'urban-management',
      helpers: ['construction'],
    },
    {
      code: 'load-bearing',
      name: ['拆改承重结构', 'Load-bearing walls changed'],
      handle: workingDays(3),
      lead: 'construction',
      helpers: ['housing', 'property', 'urban-management'],
      more: { isUrgentByDefault: true, questions: [flagQuestion('working', '正在施工', 'Work is going on')] },
    },
    {
      code: 'use-changed',
      name: ['住宅改变用途', 'A home put to another use'],
      handle: workingDays(10),
      lead: 'urban-management',
      helpers: ['market', 'committee'],
    },
    {
      code: 'public-space',
      name: ['侵占公共部位', 'Common parts taken'],
      handle: workingDays(5),
      lead: 'property',
      helpers: ['urban-management', 'committee'],
      more: { isCommon: true },
    },
  ],
});
