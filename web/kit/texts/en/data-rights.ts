import type { Messages } from '../namespaces.ts';
import type { dataRights as zh } from '../zh/data-rights.ts';

/** Words of the desk's part of a request about personal data. */
export const dataRights: Messages<typeof zh> = {
  title: 'Records it is about',
  none: 'No record was found. Make sure who asks and look among people; where nothing is held, say so.',
  proven: 'Shown on line to be theirs',
  byPhone: 'Same phone: please look at the id card',
  limited: 'Restricted',
  erased: 'Erased',
  open: 'Open the record',
  correct: 'Correct the record',
  copy: 'Copy as Word',
  limit: 'Restrict its use',
  unlimit: 'End the restriction',
  erase: 'Erase the record',
  eraseTitle: 'Erase the personal data of this record?',
  eraseHint:
    'Name, id number, phones and the rest are gone for good. Periods of homes and ownership, the log of operations and closed matters within their term are kept by law.',
  changed: '{{at}} {{name}}: {{words}}',
};
