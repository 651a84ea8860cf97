import type { Messages } from '../namespaces.ts';
import type { figures as zh } from '../zh/figures.ts';

export const figures = {
  title: 'Monthly figures',
  sub: '{{area}} · {{month}}',
  area: 'Area',
  month: 'Month',
  previous: 'Month before',
  next: 'Month after',
  export: 'Export to Excel',
  exportHint: 'The export is written down',
  table: 'Figures of {{month}} by area',
  column: { area: 'Area', raised: 'Raised', closed: 'Closed' },
  total: 'Total',
  rest: 'Of the total, {{raised}} raised and {{closed}} closed lie in none of the areas below (such as those kept higher up, or without a grid).',
  few: 'Rates over fewer than {{n}} are grey: they say little.',
  order: 'In the order of the areas’ codes, not of merit.',
  numerator: 'numerator',
  denominator: 'denominator',
  how: 'How these are counted',
  empty: 'There is no community or grid below',
  sealed: {
    title: 'What sealed matters came to, by year',
    year: 'Year',
    n: 'With a result',
    reached: 'Reached',
    percent: 'Rate',
    empty: 'Published from {{n}} on',
    note: 'Counts alone, which lead to no matter; of months that are over, counted each night. A sum that would tell of a small number is left out.',
  },
} as const satisfies Messages<typeof zh>;
