import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { type Deed, days, defineCaseType, tell, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';
import { dueOn, lookingStage, notAhead, notBehind, struckOff, workingStage } from './follow-through.ts';

const topic = field.text(text('议题', 'Topic'), 500);
const proposedBy = optional(field.text(text('提议人（委员和单位）', 'Proposed by: member and unit'), 120));
const lead = field.organisation(text('牵头单位', 'Unit responsible'));
const helpers = optional(field.organisations(text('配合单位', 'Helping units')));
const meetingOn = field.day(text('会议日期', 'Day of the meeting'));
const decision = field.text(text('议定事项', 'What was decided'), 2000);
const files = optional(field.files(text('会议纪要等材料', 'Minutes and papers')));
const answerers = optional(field.staffList(text('请谁答复（如业主委员会）', 'Who is asked for an answer'), 5));
const noteFiles: Deed = (turn) => deed.noteDown({ ...turn, input: { ...turn.input, photos: turn.input['files'] } });
const decided = {
  meetingOn,
  decision,
  leadOrganisationId: lead,
  helperOrganisationIds: helpers,
  dueOn,
  answerers,
  files,
};
const askForAnswers = deed.putOnList('answerer', 'answerers');
const answerer = who.listed('answerer');

/** 联席会事项: what the joint meeting of member units decided, each with the unit responsible, followed to the end. */
export const jointMatter = defineCaseType({
  code: 'joint-matter',
  version: 1,
  title: text('联席会事项', 'Joint meeting matter'),
  asker: 'reporter',
  titleField: 'topic',
  fields: {
    topic,
    proposedBy,
    meetingOn,
    decision,
    leadOrganisationId: lead,
    helperOrganisationIds: helpers,
    dueOn,
    answerers,
    files,
    resource: optional(field.text(text('对接的资源', 'The resource'), 300)),
    need: optional(field.text(text('对接的需求', 'The need'), 300)),
  },
  members: {
    answerer: text('请其答复', 'Asked for an answer'),
    answered: text('已答复', 'Has answered'),
  },
  promise: within('promise', days(366), house('agreed-day-1y')),
  begins: {
    propose: {
      label: text('提交议题', 'Propose a topic'),
      by: [who.may('cases.raise')],
      asks: { topic, proposedBy, files },
      to: 'proposed',
      tells: [tell('head', 'case.received')],
      track: text('已提交议题', 'Proposed'),
    },
    record: {
      label: text('登记议定事项', 'Record what was decided'),
      by: [who.may('cases.dispatch')],
      asks: { topic, proposedBy, ...decided },
      needs: [notAhead('meetingOn'), notBehind('dueOn')],
      does: [deed.assignLead, deed.assignHelpers, askForAnswers],
      to: 'sent',
      tells: [tell('lead', 'case.dispatched'), tell('helpers', 'case.dispatched'), tell('listed', 'case.listed')],
      track: text('联席会已议定', 'Decided by the joint meeting'),
    },
    match: {
      label: text('供需对接立项', 'A project out of a match'),
      by: [who.may('cases.dispatch')],
      asks: {
        topic,
        resource: field.text(text('对接的资源', 'The resource'), 300),
        need: field.text(text('对接的需求', 'The need'), 300),
        leadOrganisationId: lead,
        dueOn,
      },
      needs: [notBehind('dueOn')],
      does: [deed.assignLead],
      to: 'sent',
      tells: [tell('lead', 'case.dispatched')],
      track: text('双方同意对接', 'Agreed by both sides'),
    },
  },
  stages: {
    proposed: {
      label: text('待上会', 'To come before the meeting'),
      phase: 'raised',
      within: within('accept', days(30), house('topic-decide-30d')),
      turn: [who.may('cases.dispatch')],
      plain: text('等待联席会讨论', 'Waiting for the joint meeting'),
      actions: {
        decide: {
          label: text('议定', 'Decided'),
          by: [who.may('cases.dispatch')],
          asks: decided,
          needs: [notAhead('meetingOn'), notBehind('dueOn')],
          does: [
            deed.keep(
              'meetingOn',
              'decision',
              'leadOrganisationId',
              'helperOrganisationIds',
              'dueOn',
              'answerers',
              'files',
            ),
            deed.assignLead,
            deed.assignHelpers,
            askForAnswers,
          ],
          to: 'sent',
          isMain: true,
          tells: [tell('lead', 'case.dispatched'), tell('helpers', 'case.dispatched'), tell('listed', 'case.listed')],
          track: text('联席会已议定', 'Decided by the joint meeting'),
        },
        'not-taken': {
          label: text('不列入', 'Not taken up'),
          by: [who.may('cases.dispatch')],
          asks: { words: field.text(text('理由', 'Why'), 1000) },
          does: [deed.noteDown],
          to: 'dropped',
          track: text('联席会未采纳', 'Not taken up'),
        },
      },
    },
    sent: {
      label: text('待单位签收', 'To be signed for'),
      phase: 'handling',
      within: within('sign', workingDays(2), house('unit-sign-2d')),
      turn: [who.leadUnit],
      plain: text('等待牵头单位签收', 'Waiting for the unit'),
      actions: {
        sign: {
          label: text('签收', 'Sign for it'),
          by: [who.leadUnit],
          does: [deed.signLead],
          to: 'working',
          isMain: true,
          track: text('牵头单位已签收', 'The unit has signed for it'),
        },
      },
    },
    working: workingStage({
      label: text('落实中', 'Being carried out'),
      plain: text('正在落实', 'Being carried out'),
      by: [who.leadUnit],
      turn: [who.leadUnit, answerer],
      doneLabel: text('已落实，提交复核', 'Carried out: hand in'),
      more: {
        answer: {
          label: text('答复', 'Answer'),
          by: [answerer],
          asks: { words: field.text(text('答复意见', 'The answer'), 2000), files },
          // Answered is answered: it waits for others from here, and stays in sight.
          does: [noteFiles, deed.takeOffList('answerer'), deed.putOnList('answered')],
          tells: [tell('lead', 'case.replied')],
          track: text('有一方已答复', 'Somebody who was asked has answered'),
        },
      },
    }),
    looking: lookingStage(text('待复核销号', 'To be struck off')),
    closed: struckOff,
    dropped: {
      label: text('未采纳', 'Not taken up'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('未采纳', 'Not taken up'),
    },
  },
  unit: { sent: 'sent', working: 'working' },
  prints: {
    sheet: {
      title: text('党建联席会议定事项督办单', 'Matter decided by the joint meeting'),
      isForFile: true,
      at: ['sent', 'working', 'looking', 'closed'],
      body: [
        text('编号：{number}', 'No.: {number}'),
        text('议题：{topic}', 'Topic: {topic}'),
        text('提议人：{proposedBy}', 'Proposed by: {proposedBy}'),
        text('会议日期：{meetingOn}', 'Meeting: {meetingOn}'),
        text('议定事项：{decision}', 'Decided: {decision}'),
        text('对接资源：{resource}', 'Resource: {resource}'),
        text('对接需求：{need}', 'Need: {need}'),
        text('牵头单位：{leadOrganisationId}', 'Unit responsible: {leadOrganisationId}'),
        text('配合单位：{helperOrganisationIds}', 'Helping: {helperOrganisationIds}'),
        text('完成时限：{dueOn}', 'By: {dueOn}'),
        text('进展：{steps_progress}', 'Progress: {steps_progress}'),
        text('落实结果：{steps_done}', 'Result: {steps_done}'),
        text('复核：{steps_strike_off}', 'Second look: {steps_strike_off}'),
      ],
      signs: [text('牵头单位', 'Unit responsible'), text('社区党委', 'Community party committee')],
    },
  },
  leads: {
    project: {
      label: text('立为社区项目', 'Make it a project'),
      type: 'project',
      begin: 'propose',
      by: [who.may('cases.raise')],
      during: ['handling', 'checking', 'closed'],
      fills: { name: 'topic', aim: 'topic', resolution: 'decision' },
    },
  },
  track: [
    { label: text('待上会', 'Proposed'), stages: ['proposed'] },
    { label: text('落实中', 'Being carried out'), stages: ['sent', 'working'] },
    { label: text('待销号', 'To be struck off'), stages: ['looking'] },
    { label: text('已销号', 'Struck off'), stages: ['closed', 'dropped'] },
  ],
});
