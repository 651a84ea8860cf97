import type { Messages } from '../namespaces.ts';
import type { portalLegal as zh } from '../zh/portal-legal.ts';

export const portalLegal = {
  title: 'Help in law nearby',
  choosePlace: 'Please choose your community first',
  choose: 'Choose a community',
  guides: 'Guides in law',
  guidesHint: 'Neighbours trained in law whom you can talk to first. It is free, and no lawyer is replaced.',
  noGuides: 'No guide is published here yet',
  noGuidesHint: 'Ask on line, or call the public legal service: 12348.',
  call: 'Call {{phone}}',
  hearings: 'Circuit hearings, and judges in the community',
  noHearings: 'Nothing is announced',
  open: 'Anybody may sit in',
  closed: 'Not public',
  withdrawn: 'Withdrawn: {{why}}',
  judge: 'Judge {{name}}',
  calendar: 'Add to the calendar',
  more: 'Other ways',
  ask: 'Ask a legal adviser on line',
  book: 'Book an adviser, a judge or a mediator',
} as const satisfies Messages<typeof zh>;
