import type { Messages } from '../namespaces.ts';
import type { portalLinks as zh } from '../zh/portal-links.ts';

/** Words of what ties matters to each other, for residents. */
export const portalLinks = {
  goesWith: 'It is the same matter as {{number}} and goes on with it; this is where they stand.',
  parts: 'Handled by {{n}} units together',
  inquiry: {
    asked: 'Asked of you',
    title: 'We have a question',
    until: 'Please answer by {{at}}; without an answer the work goes on all the same.',
    send: 'Send the answer',
  },
  partDone: 'Done',
} as const satisfies Messages<typeof zh>;
