import { dueAt } from '../calendar/due.ts';
import { house, law } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import {
  atMost,
  type Deed,
  days,
  defineCaseType,
  type Guard,
  legalDays,
  tell,
  within,
  workingDays,
} from '../case/define.ts';
import { field } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { barHandsBefore } from '../case/hands.ts';
import { choice } from '../case/read-input.ts';
import { pendingRequest, runningClock } from '../case/state.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import {
  complaintEnds,
  complaintFields,
  complaintPapers,
  complaintStages,
  complaintTrack,
} from './complaint-stages.ts';

const { words, files } = complaintFields;
const reason = field.text(text('情况复杂在哪里', 'What makes it complex'), 1000);

const stages = complaintStages({
  register: atMost('accept', days(15), law('信访工作条例', '22')),
  finish: atMost('handle', days(60), law('信访工作条例', '34')),
  sign: within('check', workingDays(5), house('petition-sign-5d')),
  ask: atMost('call-back', legalDays(30), law('信访工作条例', '35')),
  review: atMost('arbitrate', days(30), law('信访工作条例', '36')),
  reviews: 2,
});

/** Thirty more days, once (art. 34). */
const onlyOnce: Guard = ({ case: state }) =>
  state.requests.some(({ kind, decision }) => kind === 'extension' && decision === 'granted')
    ? refuse('case.already-asked')
    : null;
const thirtyMore: Deed = (turn) => {
  const clock = runningClock(turn.case, 'stage');
  if (choice(turn, 'decision') !== 'granted' || !clock || !pendingRequest(turn.case, 'extension')) return [];
  const due = dueAt(turn.world.calendar, clock.dueAt, { unit: 'days', n: 30 });
  return [
    {
      kind: 'clock-moved',
      id: clock.id,
      dueAt: due.dueAt,
      why: text(
        `${clock.why.zh}；经批准延长三十日：${due.why.zh}`,
        `${clock.why.en}; thirty days more with approval: ${due.why.en}`,
      ),
      isProvisional: due.provisional,
    },
  ];
};

/** 信访事项: by the clocks of the regulations, with both reviews. */
export const petition = defineCaseType({
  code: 'petition',
  version: 1,
  title: text('信访事项', 'Petition'),
  asker: 'reporter',
  titleField: 'words',
  fields: complaintFields,
  members: { handler: text('承办人', 'Looks into it') },
  promise: within('promise', days(75), house('petition-promise-75d')),
  begins: {
    take: {
      label: text('登记来信来访', 'Take in a letter or visit'),
      by: [who.may('cases.raise')],
      asks: { words, files },
      does: [barHandsBefore],
      to: 'received',
      tells: [tell('arbiter', 'case.received'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到', 'Received'),
    },
  },
  stages: {
    ...stages,
    looking: {
      ...stages.looking,
      actions: {
        ...stages.looking.actions,
        'ask-time': {
          label: text('申请延长三十日', 'Ask for thirty days more'),
          by: [who.listed('handler')],
          asks: { words: reason },
          needs: [guard.noPending('extension'), onlyOnce],
          does: [deed.ask('extension')],
          tells: [tell('approver', 'case.approval-asked')],
        },
        'grant-time': {
          label: text('审批延长', 'Decide on more time'),
          by: [who.may('cases.approve')],
          asks: {
            decision: field.choice(text('决定', 'Decision'), {
              granted: text('同意', 'Grant'),
              refused: text('不同意', 'Refuse'),
            }),
            words: reason,
          },
          needs: [guard.isPending('extension'), guard.notOwnRequest('extension')],
          does: [thirtyMore, deed.decideOn('extension')],
          tells: [tell('listed', 'case.approval-decided'), tell('reporter', 'case.approval-decided')],
          track: text('办理期限有延长', 'It takes longer'),
        },
      },
    },
    ...complaintEnds,
  },
  prints: complaintPapers,
  track: complaintTrack,
});
