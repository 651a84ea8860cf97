import type { Messages } from '../namespaces.ts';
import type { reports as zh } from '../zh/reports.ts';

export const reports = {
  title: 'Reports',
  sub: 'Drafted from the records for a day, a week or a topic; finish them in Word',
  kind: { label: 'Kind of report', day: 'Daily', week: 'Weekly', topic: 'Topic' },
  on: { day: 'Which day', week: 'Any day of the week', topic: 'From and to' },
  area: 'Area',
  category: 'Category of the topic',
  allCategories: 'All categories',
  words: 'Bring the words of notable matters',
  wordsHint: 'Words may hold names and doors: please check before it goes out.',
  download: 'Download the Word draft',
  outline: 'What the draft will hold',
  period: '{{from}} to {{to}}',
  raised: 'Raised',
  closed: 'Closed',
  open: 'Open now',
  late: 'Of them late',
  notable: 'Notable matters',
  notes:
    'Each figure has a footnote with its source and is counted as on the wall and in the monthly figures. No names, no phones, no ranking of staff; communities are placed only among those with ten and more. Each download is written down.',
} as const satisfies Messages<typeof zh>;
