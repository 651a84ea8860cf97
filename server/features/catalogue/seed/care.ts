import { usualReasons, usualReplies } from './reasons.ts';
import { classOf, dayQuestion, flagQuestion, stopper, textQuestion, urgentHours, workingDays } from './shape.ts';

/** People who need somebody to come by. */
export const care = classOf({
  code: 'care',
  name: ['民生关爱', 'Care for people'],
  rule: {
    icon: 'hand-heart',
    photo: 'none',
    isPrivate: true,
    retentionYears: 5,
    reasons: usualReasons,
    replies: usualReplies,
    stoppers: [
      stopper(
        'life',
        ['有人突发疾病、失去意识，或有生命危险吗？', 'Is somebody suddenly ill, unconscious or in danger of life?'],
        ['请立即拨打 120；需要破门时拨打 110、119。', 'Call 120 at once; call 110 or 119 if a door must be opened.'],
        '120',
      ),
    ],
  },
  subs: [
    {
      code: 'alone-elder',
      name: ['独居老人异常', 'Worry about an old person living alone'],
      handle: urgentHours(2),
      lead: 'committee',
      helpers: ['health', 'police'],
      more: {
        isUrgentByDefault: true,
        questions: [dayQuestion('seen', '最近一次见到是哪天', 'The day they were last seen')],
      },
    },
    {
      code: 'elder-care',
      name: ['养老助餐、居家照护需求', 'Meals and care for the old'],
      handle: workingDays(5),
      lead: 'committee',
      helpers: ['welfare', 'health'],
    },
    {
      code: 'hardship',
      name: ['困难家庭求助', 'A family in hardship'],
      handle: workingDays(5),
      lead: 'welfare',
      helpers: ['committee', 'civil-affairs'],
    },
    {
      code: 'disabled',
      name: ['残疾人服务需求', 'Services for disabled people'],
      handle: workingDays(5),
      lead: 'welfare',
      helpers: ['committee'],
    },
    {
      code: 'child',
      name: ['儿童关爱保护', 'Care and protection of a child'],
      handle: urgentHours(24),
      lead: 'welfare',
      helpers: ['committee', 'police'],
      more: {
        isUrgentByDefault: true,
        questions: [
          flagQuestion(
            'harm',
            '怀疑受到伤害（将依法报告公安）',
            'Harm is suspected (the police will be told, as the law asks)',
          ),
        ],
      },
    },
    {
      code: 'homeless',
      name: ['流浪乞讨人员救助', 'Help for somebody without a home'],
      handle: urgentHours(4),
      lead: 'civil-affairs',
      helpers: ['police', 'committee'],
      more: { isUrgentByDefault: true },
    },
    {
      code: 'small-repair',
      name: ['老人小修小补', 'Small repairs for the old'],
      handle: workingDays(3),
      lead: 'committee',
      helpers: ['property'],
      more: {
        isPrivate: false,
        questions: [textQuestion('what', '修什么', 'What needs repair')],
      },
    },
  ],
});
