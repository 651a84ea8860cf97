import type { Messages } from '../namespaces.ts';
import type { outside as zh } from '../zh/outside.ts';

export const outside = {
  title: 'Handed to you',
  for: 'For {{name}} {{firm}}',
  place: 'Place',
  category: 'Category',
  contact: 'Contact',
  unit: 'From',
  number: 'Number',
  photos: 'On site',
  until: 'This link ends on {{at}}. Please do not pass it on.',
  report: 'Report',
  result: { coming: 'Will come', progress: 'On the way', done: 'Done' },
  comingOn: 'On which day',
  comingAt: 'Will come on {{day}}',
  words: 'Words',
  wordsDone: 'What was done',
  addPhotos: 'Photos',
  doneHint: 'The unit that handed it to you looks at it; it is finished when they agree.',
  send: 'Send',
  sent: 'Sent; the unit will see it.',
  said: 'What you reported',
  over: 'This link no longer opens',
  overHint:
    'It may be over, taken back, the matter closed, or the link cut short. Please call the unit that gave it to you.',
} as const satisfies Messages<typeof zh>;
