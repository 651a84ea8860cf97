import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { type Action, days, type Stage, within } from '../case/define.ts';
import { type Field, field, optional } from '../case/fields.ts';
import { who } from '../case/who.ts';
import { type Text, text } from '../text.ts';
import { dueOn, handOn, notAhead, notBehind } from './follow-through.ts';
import { money } from './money-actions.ts';

const carer = who.listed('carer');
const files = optional(field.files(text('照片或材料', 'Photos or papers')));

export const surveyedOn = field.day(text('上门或面谈日期', 'Visited or met on'));
export const finding = field.text(text('了解到的情况', 'What was found'), 2000);
export const plan = field.text(text('商定的办法（做什么、谁来做）', 'What was agreed: what, and by whom'), 2000);

/** 信息无障碍、无障碍改造: what is done in the home. */
export const homeFields = {
  works: field.text(
    text(
      '要做的改造（扶手、坡道、语音门铃、读屏、闪光提示等，逐项写）',
      'Works, one by one: rails, ramp, bell, reader, flashing signals',
    ),
    1000,
  ),
  householdAgreed: field.choice(text('同住人和产权人', 'Household and owner'), {
    agreed: text('都同意', 'All agree'),
    asking: text('还要征求意见', 'Still to be asked'),
    alone: text('本人独居自有住房', 'Lives alone in an own home'),
  }),
} as const;

/** 就业帮扶: what work or training somebody looks for. */
export const workFields = {
  wants: field.choice(text('想要什么', 'What is wanted'), {
    job: text('找工作', 'A job'),
    training: text('学技能', 'Training'),
    business: text('自己创业', 'A business of one’s own'),
    post: text('公益性岗位', 'A public-service post'),
    income: text('增加家庭收入', 'More income'),
  }),
  skills: field.text(text('会什么、做过什么、什么时间能上班', 'Skills, past work, hours'), 1000),
} as const;

/** 退役军人、烈军属、残疾人: which entitlements there are, and which are missing. */
export const entitledFields = {
  certificate: field.choice(text('持有的证件', 'Certificate held'), {
    veteran: text('优待证', 'Veteran’s card'),
    fallen: text('烈士家属证明', 'Family of the fallen'),
    disabled: text('残疾人证', 'Disability card'),
    other: text('其他证件', 'Another'),
    none: text('还没有办', 'None yet'),
  }),
  entitled: field.text(text('应享受的待遇，哪些还没有享受到', 'Entitlements, and which are missing'), 1000),
} as const;

/** What came of the search for work. */
export const placement = field.choice(text('就业结果', 'What came of it'), {
  employed: text('已上岗', 'At work'),
  trained: text('已参加培训', 'In training'),
  business: text('已创业', 'Runs a business'),
  post: text('已安排公益性岗位', 'In a public-service post'),
  'not-yet': text('暂时没有', 'Not yet'),
});

/** Somebody comes, or meets them, and writes down what this kind of help needs to know. */
export function surveyStage<S extends string>(
  label: Text,
  asks: Readonly<Record<string, Field>>,
  to: S,
): Stage<S | 'explained'> {
  return {
    label,
    phase: 'accepted',
    within: within('contact', days(7), house('assist-survey-7d')),
    turn: [carer],
    plain: text('有人会上门了解', 'Somebody will visit'),
    actions: {
      survey: {
        label: text('记录了解情况和办法', 'Write down what was found and agreed'),
        by: [carer],
        asks: {
          surveyedOn,
          ...asks,
          finding,
          plan,
          dueOn,
          cost: optional(money(text('预计费用', 'Expected cost'))),
          photos: files,
        },
        needs: [notAhead('surveyedOn'), notBehind('dueOn')],
        does: [deed.keep('surveyedOn', 'finding', 'plan', 'dueOn', 'cost', ...Object.keys(asks)), deed.noteDown],
        to,
        isMain: true,
        track: text('已了解情况，商定了办法', 'Visited; a way was agreed'),
      },
      'no-need': noNeed,
      'hand-on': handOn('carers', 'carer'),
    },
  };
}

const noNeed: Action<'explained'> = {
  label: text('了解后不需要帮扶', 'No help is needed after all'),
  by: [carer],
  asks: { surveyedOn, finding, reply: field.text(text('对本人说的话', 'What the person is told'), 1000) },
  needs: [notAhead('surveyedOn')],
  does: [deed.keep('surveyedOn', 'finding'), deed.replyToPerson],
  to: 'explained',
  tells: [{ to: 'reporter', code: 'case.closed', class: 'shift' }],
  track: text('了解后暂不需要', 'Not needed for now'),
};

/** 推荐: a post or a course is offered; whether they take it is theirs. */
export const refer: Action<never> = {
  label: text('推荐岗位或培训', 'Offer a post or a course'),
  by: [carer],
  asks: {
    offered: field.choice(text('推荐什么', 'What is offered'), {
      job: text('岗位', 'A post'),
      training: text('培训', 'A course'),
      post: text('公益性岗位', 'A public-service post'),
      fair: text('招聘会', 'A job fair'),
    }),
    words: field.text(text('单位、岗位或课程、时间，本人的意见', 'Where, what, when, and what they say'), 1000),
    photos: files,
  },
  does: [deed.noteDown],
  track: text('推荐了岗位或培训', 'A post or a course was offered'),
};
