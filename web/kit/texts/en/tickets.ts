import type { Messages } from '../namespaces.ts';
import type { tickets as zh } from '../zh/tickets.ts';

export const tickets = {
  title: 'Hotline tickets',
  sub: 'Tickets of 12345: sent by its platform or brought as a sheet; how they stand is told back',
  upload: {
    title: 'Bring a sheet of tickets',
    drop: 'Drop a sheet exported from 12345 here, or',
    choose: 'Choose a file',
    reading: 'Reading {{name}}',
    kinds:
      'Excel (.xlsx) or CSV, up to 10 MB and 1,000 tickets. It needs a ticket number and a description; other columns may have any name and order.',
    twice:
      'One number is one matter: bringing it again raises nothing twice; what has changed is noted as a supplement.',
  },
  preview: {
    title: 'Tickets of “{{name}}”',
    counts: '{{all}} rows: {{good}} can be taken in, {{bad}} need mending',
    take: 'Take {{n}} tickets in',
    taking: 'Taking in {{done}} of {{all}}',
    done: '{{raised}} raised, {{supplemented}} supplemented, {{same}} known and unchanged, {{refused}} refused',
    again: 'Another file',
    row: 'Row',
    number: 'Ticket',
    words: 'What it says',
    due: 'Due',
    state: 'Result',
    fault: 'Cell {{cell}}: {{words}}',
    noDue: 'Not given',
  },
  states: {
    ready: 'Can be taken',
    wrong: 'Needs mending',
    raised: 'Raised',
    same: 'Known, unchanged',
    supplemented: 'Supplemented',
    refused: 'Refused',
  },
  list: 'Received lately',
  none: 'No tickets yet',
  noneHint: 'The platform of 12345 sends them with an API key, or bring a sheet above.',
  column: { ticket: 'Ticket', matter: 'Matter', state: 'State', due: 'Due', reports: 'Told back' },
  supplements: 'supplemented {{n}} times',
  reports: { sent: 'told {{n}} times', waiting: '{{n}} waiting', failed: '{{n}} not delivered', none: '—' },
  again: 'Tell again',
  againNamed: 'Tell the hotline again of ticket {{number}}',
  said: { again: 'It will be told again' },
} as const satisfies Messages<typeof zh>;
