import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { days, defineCaseType, tell, within, workingDays } from '../case/define.ts';
import { field } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';
import { agreedOn, askFor, ended, finish, heldAt, leave, left, notWanted, termOver } from './consented-help.ts';

const words = field.text(text('想得到什么帮助', 'What help is wanted'), 2000);
const person = field.people(text('受帮助的人', 'Who is helped'), { min: 1, max: 1, mayTrack: true });
const hasAgreed = field.flag(
  text('本人知道内容并且同意，可以随时退出', 'They know of it and agree, and may leave at any time'),
);
const goals = field.text(text('商定的目标', 'What was agreed to work for'), 1000);
const lead = who.listed('lead');
const helper = who.listed('helper');

/** 帮教小组: for somebody who has agreed, known to its team alone, for one term; nothing says why somebody is helped. */
export const helpTeam = defineCaseType({
  code: 'help-team',
  version: 1,
  title: text('帮教小组', 'Help team'),
  asker: 'applicant',
  titleField: 'words',
  fields: { words, goals, agreedOn, heldAt },
  members: { lead: text('组长', 'Team lead'), helper: text('组员', 'Helper') },
  sealed: { intake: 'help-teams.lead', as: 'lead', letIn: 'helper' },
  promise: within('promise', days(400), house('help-term-180d')),
  begins: {
    ask: askFor(text('申请帮扶小组', 'Ask for a help team'), { words }),
    offer: {
      label: text('登记本人同意的帮教', 'Record one that was agreed to'),
      by: [who.may('help-teams.lead')],
      asks: { person, words, hasAgreed, agreedOn },
      needs: [guard.isTicked('hasAgreed')],
      to: 'agreeing',
      tells: [tell('listed', 'case.listed')],
      track: text('已登记', 'Recorded'),
    },
  },
  stages: {
    agreeing: {
      label: text('待组成小组', 'A team is to be formed'),
      phase: 'raised',
      within: within('accept', workingDays(5), house('help-team-5d')),
      turn: [lead],
      plain: text('正在组成小组', 'A team is being formed'),
      actions: {
        form: {
          label: text('组成小组，开始帮教', 'Form the team and begin'),
          by: [lead],
          asks: {
            helpers: field.staffList(text('组员', 'Helpers'), 8),
            goals,
            hasAgreed,
            agreedOn,
          },
          needs: [guard.isTicked('hasAgreed')],
          does: [deed.putOnList('helper', 'helpers'), deed.keep('goals', 'agreedOn')],
          to: 'helping',
          isMain: true,
          tells: [tell('listed', 'case.listed'), tell('reporter', 'case.accepted')],
          track: text('小组已开始', 'The team has begun'),
        },
        'not-wanted': notWanted(
          text('本人不同意', 'They do not agree'),
          lead,
          text('没有同意，不再联系', 'Not agreed to; nobody will call again'),
        ),
      },
    },
    helping: {
      label: text('帮教中', 'Being helped'),
      phase: 'handling',
      within: within('handle', days(180), house('help-term-180d')),
      turn: [lead, helper],
      plain: text('小组正在帮助您', 'The team is helping you'),
      actions: {
        session: {
          label: text('记录一次帮教', 'Write down a session'),
          by: [lead, helper],
          asks: { heldAt, words: field.text(text('谈了什么、要帮什么', 'What was said, what is needed'), 4000) },
          does: [deed.keep('heldAt'), deed.noteDown],
          isMain: true,
          track: text('进行了一次帮教', 'A session was held'),
        },
        renew: {
          label: text('本人再次同意，续一期', 'Agreed to anew: another term'),
          by: [lead],
          asks: { hasAgreed, agreedOn },
          needs: [guard.isTicked('hasAgreed')],
          does: [deed.keep('agreedOn')],
          to: 'helping',
          track: text('续了一期', 'Another term'),
        },
        'leave-team': leave(text('退出', 'Leave'), [who.party('person'), lead], text('已退出', 'Left')),
        finish: finish(text('目标达到，结束', 'Reached: end it'), lead),
        'term-over': termOver(text('期满，自动结束', 'The term is over'), text('期满结束', 'The term is over')),
      },
    },
    ended,
    left: left(text('本人退出或者不同意', 'Left, or not agreed to'), text('已退出', 'Left')),
  },
  prints: {
    consent: {
      title: text('帮教同意书', 'Consent to a help team'),
      at: ['agreeing', 'helping'],
      body: [
        text('本人：{person}{name}', 'I: {person}{name}'),
        text('想得到的帮助：{words}', 'Help wanted: {words}'),
        text('商定的目标：{goals}', 'Agreed to work for: {goals}'),
        text(
          '帮教内容只有小组成员知道，一期一百八十日，期满结束；本人可以随时退出，不需要理由。',
          'Known to the team alone, for 180 days; it ends by itself. I may leave at any time without a reason.',
        ),
      ],
      signs: [text('本人（签名）', 'Signature'), text('组长', 'Team lead')],
    },
    record: {
      title: text('帮教记录', 'Record of sessions'),
      isForFile: true,
      at: ['helping', 'ended'],
      body: [text('{steps_session}', '{steps_session}')],
      signs: [text('组长', 'Team lead')],
    },
  },
  track: [
    { label: text('已申请', 'Asked'), stages: ['agreeing'] },
    { label: text('进行中', 'On the way'), stages: ['helping'] },
    { label: text('已结束', 'Ended'), stages: ['ended', 'left'] },
  ],
});
