import type { Messages } from '../namespaces.ts';
import type { packages as zh } from '../zh/packages.ts';

export const packages = {
  title: 'Inspection packages',
  sub: 'What is on record of a topic as one archive; nobody is asked for anything new',
  order: 'Put one together',
  purpose: 'Purpose',
  purposeHint: 'For whom and why, four characters at least; kept in the audit and in the package',
  area: 'Area',
  category: 'Category',
  allCategories: 'All categories',
  period: 'Raised from and to',
  closedOnly: 'Closed matters only',
  go: 'Begin',
  what: 'It holds an index (Excel), the file of each matter (PDF, names and phones masked), photos, figures, and a list of all parts with their SHA-256. At most 500 matters, sealed ones never; kept for 7 days, for yourself alone; each download is written down.',
  started: 'Begun with {{n}} matters',
  mine: 'My packages',
  none: 'None yet',
  noneHint: 'Give purpose and scope at the left; fetch it here once it is made.',
  state: { waiting: 'Being made {{done}}/{{total}}', ready: 'Ready', failed: 'Not made', ended: 'Dropped' },
  cases: '{{n}} matters',
  until: 'Until {{at}}',
  download: 'Download',
  drop: 'Drop',
} as const satisfies Messages<typeof zh>;
