import type { Messages } from '../namespaces.ts';
import type { bookings as zh } from '../zh/bookings.ts';

export const bookings = {
  title: 'Bookings',
  none: 'Nothing is booked within two weeks',
  enter: 'Book for somebody',
  slot: 'Hour',
  name: 'Name',
  phone: 'Telephone',
  save: 'Book',
  done: 'Booked',
  contact: 'Show telephone',
  contactTitle: 'Who booked',
  cancel: 'Cancel booking',
  came: 'Came',
  missed: 'Did not come',
  uncovered: 'Nobody is on duty then any more; please tell who booked',
  noSlots: 'Nothing can be booked within two weeks',
} as const satisfies Messages<typeof zh>;
