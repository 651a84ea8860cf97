import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { days, defineCaseType, tell, within, workingDays } from '../case/define.ts';
import { field } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';
import { agreedOn, askFor, ended, finish, heldAt, leave, left, notWanted, termOver } from './consented-help.ts';

const words = field.text(text('想请家庭医生随访什么', 'What the family doctor should follow up'), 1000);
const person = field.people(text('本人', 'Who it is about'), { min: 1, max: 1, mayTrack: true });
const hasAgreed = field.flag(
  text(
    '本人单独同意记录健康情况，可以随时撤回',
    'They agree apart to their health being written down, and may take it back',
  ),
);
const plan = field.text(text('随访安排', 'How it is followed up'), 1000);
const way = field.choice(text('方式', 'How'), {
  home: text('上门', 'At home'),
  phone: text('电话', 'By phone'),
  clinic: text('门诊', 'At the clinic'),
});
const doctor = who.listed('doctor');
const nurse = who.listed('nurse');

/** 健康随访: agreed to apart, known to the family doctor's team alone, for one year at most; a follow-up that is not wanted ends at a word. */
export const healthFollow = defineCaseType({
  code: 'health-follow',
  version: 1,
  title: text('健康随访', 'Health follow-up'),
  asker: 'applicant',
  titleField: 'words',
  fields: { words, plan, agreedOn, heldAt, way },
  members: { doctor: text('家庭医生', 'Family doctor'), nurse: text('随访人员', 'Team member') },
  sealed: { intake: 'health.keep', as: 'doctor', letIn: 'nurse' },
  promise: within('promise', days(400), house('health-follow-365d')),
  begins: {
    ask: askFor(text('申请家庭医生随访', 'Ask for follow-up'), { words }),
    offer: {
      label: text('登记本人同意的随访', 'Record one that was agreed to'),
      by: [who.may('health.keep')],
      asks: { person, words, hasAgreed, agreedOn },
      needs: [guard.isTicked('hasAgreed')],
      to: 'agreeing',
      tells: [tell('listed', 'case.listed')],
      track: text('已登记', 'Recorded'),
    },
  },
  stages: {
    agreeing: {
      label: text('待安排', 'To be arranged'),
      phase: 'raised',
      within: within('accept', workingDays(5), house('health-follow-5d')),
      turn: [doctor],
      plain: text('家庭医生会联系您', 'The family doctor will call you'),
      actions: {
        begin: {
          label: text('确认同意，开始随访', 'Confirm the consent and begin'),
          by: [doctor],
          asks: { team: field.staffList(text('随访人员', 'Team'), 5), plan, hasAgreed, agreedOn },
          needs: [guard.isTicked('hasAgreed')],
          does: [deed.putOnList('nurse', 'team'), deed.keep('plan', 'agreedOn')],
          to: 'following',
          isMain: true,
          tells: [tell('listed', 'case.listed'), tell('reporter', 'case.accepted')],
          track: text('随访已开始', 'Begun'),
        },
        'not-wanted': notWanted(
          text('本人不同意', 'They do not agree'),
          doctor,
          text('没有同意，不再联系', 'Not agreed to; nobody will call again'),
        ),
      },
    },
    following: {
      label: text('随访中', 'Being followed up'),
      phase: 'handling',
      within: within('handle', days(365), house('health-follow-365d')),
      turn: [doctor, nurse],
      plain: text('按约定随访', 'Followed up as agreed'),
      actions: {
        session: {
          label: text('记录一次随访', 'Write down a follow-up'),
          by: [doctor, nurse],
          asks: { heldAt, way, words: field.text(text('情况和建议', 'How it is, and the advice'), 4000) },
          does: [deed.keep('heldAt', 'way'), deed.noteDown],
          isMain: true,
          track: text('进行了一次随访', 'A follow-up'),
        },
        renew: {
          label: text('本人再次同意，续一年', 'Agreed to anew: another year'),
          by: [doctor],
          asks: { hasAgreed, agreedOn },
          needs: [guard.isTicked('hasAgreed')],
          does: [deed.keep('agreedOn')],
          to: 'following',
          track: text('续了一年', 'Another year'),
        },
        'take-back': leave(
          text('撤回同意', 'Take the consent back'),
          [who.party('person'), doctor],
          text('已撤回', 'Taken back'),
        ),
        finish: finish(text('不再需要，结束', 'No longer needed: end it'), doctor),
        'term-over': termOver(text('期满，自动结束', 'The year is over'), text('期满结束', 'The year is over')),
      },
    },
    ended,
    left: left(text('不同意或者撤回', 'Left, or not agreed to'), text('已撤回', 'Taken back')),
  },
  prints: {
    consent: {
      title: text('健康随访同意书', 'Consent to health follow-up'),
      at: ['agreeing', 'following'],
      body: [
        text('本人：{person}{name}', 'I: {person}{name}'),
        text('随访内容：{words}', 'To be followed up: {words}'),
        text('安排：{plan}', 'How: {plan}'),
        text(
          '健康情况只有家庭医生团队知道，一年期满结束；可以随时撤回，不影响看病和待遇。',
          'My health is known to the family doctor’s team alone, for a year. I may take this back at any time; neither care nor benefits depend on it.',
        ),
      ],
      signs: [text('本人（签名）', 'Signature'), text('家庭医生', 'Family doctor')],
    },
  },
  track: [
    { label: text('已申请', 'Asked'), stages: ['agreeing'] },
    { label: text('随访中', 'Followed up'), stages: ['following'] },
    { label: text('已结束', 'Ended'), stages: ['ended', 'left'] },
  ],
});
