import type { Messages } from '../namespaces.ts';
import type { portalRentals as zh } from '../zh/portal-rentals.ts';

export const portalRentals: Messages<typeof zh> = {
  title: 'Declare a tenancy',
  door: 'This door',
  what: 'Who are you?',
  in: 'A tenant who moved in',
  out: 'A tenant who moved out',
  landlord: 'The landlord',
  name: 'Name',
  phone: 'Phone',
  phoneHint: 'Only to check this declaration with you',
  inOn: 'Since when',
  outOn: 'From which day',
  landlordOn: 'From which day',
  persons: 'How many live here',
  people: '',
  isLet: 'This home is',
  let: 'let',
  notLet: 'no longer let',
  send: 'Send',
  why: 'Why we ask, and who sees it',
  whyWords:
    'The community keeps a register by door, for notices, repairs and emergencies. Only the grid worker here and the community see what you write, and it is registered after the worker has checked it at the door. The name and number in the draft are erased then (a landlord’s contact stays while the home is let), or after thirty days. No identity number is asked, and no service depends on this.',
  noPeople: 'This page does not show who lives here, and cannot be asked.',
  sent: 'Thank you',
  sentWords:
    'The grid worker will come and check it. Give nobody your identity number. At the door, ask the worker to show their code.',
  again: 'Declare another',
  call: 'Call the community',
};
