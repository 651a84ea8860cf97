import type { Messages } from '../namespaces.ts';
import type { notices as zh } from '../zh/notices.ts';

export const notices: Messages<typeof zh> = {
  title: 'Notices',
  onDuty: 'Office hours are on',
  offDuty: 'Office hours are over: only what is urgent calls you',
  tabs: 'Filter by urgency',
  classes: { now: 'At once', shift: 'On duty', digest: 'Gathered' },
  classHints: { now: 'Urgent matters, at any hour', shift: 'During office hours', digest: 'When you have time' },
  fresh: 'New',
  seeAll: 'Mark all as seen',
  seen: 'All marked as seen',
  none: 'No notices',
  noneHint: 'When a matter needs you, it is said here.',
  more: 'Earlier ones',
  kept: 'Kept for 90 days; what happened stays with its matter for good.',
};
