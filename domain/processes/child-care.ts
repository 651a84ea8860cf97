import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { days, defineCaseType, tell, within, workingDays } from '../case/define.ts';
import { field } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';
import { agreedOn, askFor, ended, finish, heldAt, leave, left, notWanted } from './consented-help.ts';

const words = field.text(text('有什么困难、想得到什么帮助', 'What is hard, and what help is wanted'), 2000);
const child = field.people(text('孩子', 'The child'), { min: 1, max: 1 });
const guardian = field.people(text('监护人', 'Guardian'), { min: 1, max: 2, mayTrack: true });
const hasAgreed = field.flag(
  text('监护人知道内容并且同意，可以随时退出', 'The guardian knows of it and agrees, and may end it at any time'),
);
const childHeard = field.flag(text('已听取孩子本人的意见', 'The child was heard'));
const goals = field.text(text('商定怎么帮', 'What was agreed to do'), 1000);
const kind = field.choice(text('做了什么', 'What was done'), {
  visit: text('探访', 'A visit'),
  tutoring: text('课业辅导', 'Tutoring'),
  counselling: text('心理疏导', 'Counselling'),
  benefit: text('协助申请补贴、就学、就医', 'Help with allowances, school or care'),
  other: text('其他', 'Something else'),
});
const keeper = who.listed('keeper');
const companion = who.listed('companion');

/** 困境儿童关爱: with the guardian's consent and the child heard, known to those on its list alone, looked at anew each half-year. */
export const childCare = defineCaseType({
  code: 'child-care',
  version: 1,
  title: text('困境儿童关爱', 'Care for a child in need'),
  asker: 'applicant',
  titleField: 'words',
  fields: { words, goals, agreedOn, heldAt, kind },
  members: { keeper: text('儿童主任', 'Child officer'), companion: text('结对人', 'Companion') },
  sealed: { intake: 'children.keep', as: 'keeper', letIn: 'companion' },
  promise: within('promise', days(400), house('child-care-review-180d')),
  begins: {
    ask: askFor(text('家长或孩子求助', 'A parent or child asks'), { words }),
    offer: {
      label: text('登记监护人同意的关爱', 'Record care that the guardian agreed to'),
      by: [who.may('children.keep')],
      asks: { child, guardian, words, hasAgreed, childHeard, agreedOn },
      needs: [guard.isTicked('hasAgreed'), guard.isTicked('childHeard')],
      to: 'agreeing',
      tells: [tell('listed', 'case.listed')],
      track: text('已登记', 'Recorded'),
    },
  },
  stages: {
    agreeing: {
      label: text('待评估和结对', 'To be assessed'),
      phase: 'raised',
      within: within('accept', workingDays(5), house('child-care-5d')),
      turn: [keeper],
      plain: text('正在了解情况', 'Being looked into'),
      actions: {
        begin: {
          label: text('商定办法，开始关爱', 'Agree on the way and begin'),
          by: [keeper],
          asks: {
            companions: field.staffList(text('结对人', 'Companions'), 5),
            goals,
            hasAgreed,
            childHeard,
            agreedOn,
          },
          needs: [guard.isTicked('hasAgreed'), guard.isTicked('childHeard')],
          does: [deed.putOnList('companion', 'companions'), deed.keep('goals', 'agreedOn')],
          to: 'caring',
          isMain: true,
          tells: [tell('listed', 'case.listed'), tell('reporter', 'case.accepted')],
          track: text('已开始', 'Begun'),
        },
        'not-wanted': notWanted(
          text('监护人或孩子不愿意', 'Not wanted by guardian or child'),
          keeper,
          text('没有同意，不再联系', 'Not agreed to; nobody will call again'),
        ),
      },
    },
    caring: {
      label: text('关爱中', 'Being cared for'),
      phase: 'handling',
      within: within('handle', days(180), house('child-care-review-180d')),
      turn: [keeper, companion],
      plain: text('结对人会按约定联系', 'The companion keeps in touch as agreed'),
      actions: {
        session: {
          label: text('记录一次探访或辅导', 'Write down a visit or a lesson'),
          by: [keeper, companion],
          asks: { heldAt, kind, words: field.text(text('情况和需要', 'How it is, and what is needed'), 4000) },
          does: [deed.keep('heldAt', 'kind'), deed.noteDown],
          isMain: true,
          track: text('进行了一次探访或辅导', 'A visit or a lesson'),
        },
        renew: {
          label: text('半年评估，监护人同意继续', 'Looked at anew: it goes on'),
          by: [keeper],
          asks: { goals, hasAgreed, childHeard, agreedOn },
          needs: [guard.isTicked('hasAgreed'), guard.isTicked('childHeard')],
          does: [deed.keep('goals', 'agreedOn')],
          to: 'caring',
          track: text('评估后继续', 'It goes on'),
        },
        'leave-care': leave(
          text('退出', 'End it'),
          [who.party('guardian'), keeper],
          text('已退出', 'Ended by the family'),
        ),
        finish: finish(text('困难已解决，结束', 'Solved: end it'), keeper),
      },
    },
    ended,
    left: left(text('不同意或者退出', 'Left, or not agreed to'), text('已退出', 'Left')),
  },
  prints: {
    consent: {
      title: text('监护人同意书', 'Guardian’s consent'),
      at: ['agreeing', 'caring'],
      body: [
        text('孩子：{child}', 'Child: {child}'),
        text('监护人：{guardian}{name}', 'Guardian: {guardian}{name}'),
        text('想得到的帮助：{words}', 'Help wanted: {words}'),
        text('商定的办法：{goals}', 'Agreed: {goals}'),
        text(
          '内容只有儿童主任和结对人知道，每半年评估一次；可以随时退出，不需要理由，不影响任何补贴。',
          'Known to the child officer and companions alone; looked at anew each half-year. It may be ended at any time without a reason, and no allowance depends on it.',
        ),
      ],
      signs: [text('监护人（签名）', 'Guardian'), text('儿童主任', 'Child officer')],
    },
  },
  track: [
    { label: text('已求助', 'Asked'), stages: ['agreeing'] },
    { label: text('进行中', 'On the way'), stages: ['caring'] },
    { label: text('已结束', 'Ended'), stages: ['ended', 'left'] },
  ],
});
