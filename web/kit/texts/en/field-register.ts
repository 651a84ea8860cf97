import type { Messages } from '../namespaces.ts';
import type { fieldRegister as zh } from '../zh/field-register.ts';

export const fieldRegister = {
  title: 'Field register',
  sub: 'Every field that may be held, why, under which rule, for how long; no other can be stored',
  excel: 'Export to Excel',
  csv: 'Export as CSV',
  search: 'Find a field',
  all: 'All',
  field: 'Field',
  level: 'Level',
  purpose: 'Purpose',
  basis: 'Basis',
  term: 'Term',
  none: 'There is no such field',
  noneHint: 'Try another word.',
  count_one: '{{n}} field',
  count_other: '{{n}} fields',
} as const satisfies Messages<typeof zh>;
