import type { Messages } from '../namespaces.ts';
import type { deskWork as zh } from '../zh/desk-work.ts';

/** Words of how the desk works on matters: questions to people, links for outside parties, batches, saved filters, templates, keys. */
export const deskWork = {
  inquiry: {
    title: 'Asked of the person',
    open: 'Waiting for the answer',
    answered: 'Answered',
    'by-phone': 'Answered by phone',
    lapsed: 'No answer',
    held: 'Waits until {{at}} at most; this step’s time is held, the person’s own runs on',
  },
} as const satisfies Messages<typeof zh>;
