import type { Messages } from '../namespaces.ts';
import type { estates as zh } from '../zh/estates.ts';

/** Words of the estate's page at the desk of an owners' body. */
export const estates = {
  title: 'The estate',
  sub: 'Property service and common parts, the money of projects and contracts, the owners’ roster; no resident’s name, phone, door or words',
  list: { matters: 'Common parts', money: 'Projects and contracts', roster: 'Owners’ roster' },
  all: 'All matters',
  open: 'Not done yet',
  column: {
    matter: 'Matter',
    place: 'Where',
    lead: 'Property firm',
    stage: 'How far',
    due: 'By',
    name: 'Project or contract',
    cap: 'Budget or sum',
    paid: 'Paid',
    until: 'Until',
    building: 'Building',
    door: 'Home',
    area: 'Area (m²)',
    owners: 'Owners',
  },
  raised: 'Raised {{day}}',
  meeting: 'Met {{day}}',
  late: '{{day}}, late',
  listed: 'With us',
  yuan: '¥{{yuan}}',
  unknown: 'Not known',
  sources: 'From: {{from}}',
  provider: 'By: {{unit}}',
  noneMatters: 'The property firm has nothing of common parts',
  noneMattersHint:
    'What is reported of common parts and what the joint meeting gave to the firm is listed here. To read more of one, ask the community to put you on it.',
  noneMoney: 'No project was approved and no contract runs here yet',
  noneMoneyHint: 'Once a project is approved or a contract was looked at, it is listed here with its money.',
  noneRoster: 'No home is registered yet',
  noneRosterHint: 'Once the community has registered homes and owners, each home is listed with its area and heads.',
  total: {
    homes: 'Homes',
    area: 'Area',
    owners: 'Owners',
    withoutOwner: 'Owner not known',
    withoutArea: 'Area not known',
  },
  totalHint:
    'Somebody with several homes is one head. The roster names nobody: owners give their own names when the assembly is called.',
} as const satisfies Messages<typeof zh>;
