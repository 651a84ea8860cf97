import { house } from '../case/basis.ts';
import { days, defineCaseType, tell, within, workingDays } from '../case/define.ts';
import { barHandsBefore } from '../case/hands.ts';
import { who } from '../case/who.ts';
import { text } from '../text.ts';
import {
  complaintEnds,
  complaintFields,
  complaintPapers,
  complaintStages,
  complaintTrack,
} from './complaint-stages.ts';

const { words, files } = complaintFields;

/** 办理投诉: somebody complains of how a matter was handled; those who handled it take no step in this. */
export const complaint = defineCaseType({
  code: 'complaint',
  version: 1,
  title: text('办理投诉', 'Complaint about handling'),
  asker: 'reporter',
  titleField: 'words',
  fields: complaintFields,
  members: { handler: text('办理人', 'Looks into it') },
  promise: within('promise', workingDays(20), house('complaint-promise-20d')),
  begins: {
    complain: {
      label: text('投诉办理情况', 'Complain of the handling'),
      by: [who.anyone],
      asks: { words, files },
      does: [barHandsBefore],
      to: 'received',
      tells: [tell('arbiter', 'case.received'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到投诉', 'Received'),
    },
  },
  stages: {
    ...complaintStages({
      register: within('accept', workingDays(3), house('complaint-accept-3d')),
      finish: within('handle', workingDays(10), house('complaint-handle-10d')),
      sign: within('check', workingDays(2), house('complaint-sign-2d')),
      ask: within('call-back', days(15), house('complaint-review-15d')),
      review: within('arbitrate', workingDays(10), house('complaint-review-10d')),
      reviews: 1,
    }),
    ...complaintEnds,
  },
  prints: complaintPapers,
  track: complaintTrack,
});
