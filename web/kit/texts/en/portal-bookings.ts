import type { Messages } from '../namespaces.ts';
import type { portalBookings as zh } from '../zh/portal-bookings.ts';

export const portalBookings = {
  title: 'Book an hour',
  hint: 'Hours of legal advisers, mediators and receptions; first come, first served. You may also book by the post’s telephone.',
  choosePlace: 'Choose your community first',
  choose: 'Choose a community',
  none: 'Nothing can be booked within two weeks',
  noneHint: 'Call the post and ask, or look again in some days.',
  mine: 'My bookings',
  full: 'Full',
  name: 'What we call you',
  nameHint: 'You are called by it when you come; only those at the post see it.',
  nameFault: 'Please say what we call you.',
  chosen: '{{post}}, {{when}}',
  book: 'Book this hour',
  other: 'Another hour',
  done: 'Booked for {{when}}. Please come to {{place}} in time.',
  signIn: 'To book, sign in with your phone, so that we can remind you the day before.',
  toSignIn: 'Sign in to book',
  cancel: 'Cancel this booking',
  calendar: 'Add to my calendar',
  toLegal: 'Guides in law, circuit hearings',
  fallenAway: 'This hour fell away; please book another',
  toBook: 'Book a legal adviser, mediator or reception',
} as const satisfies Messages<typeof zh>;
