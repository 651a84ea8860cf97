import { bookingCommands, bookingRoutes } from '../../../contract/bookings.ts';
import type { AppParts } from '../../app.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { book, cancelBooking, enterBooking, markBooking } from './bookings.commands.ts';
import { fallenAwayJob, remindJob } from './bookings.jobs.ts';
import { bookingContact, listBookings, listOpenSlots, listOwnBookings, ownCalendar } from './bookings.queries.ts';

/** What can be booked, by whom it is, and what became of it. */
export function makeBookingsSlice(parts: Pick<AppParts, 'vault' | 'sms'>): Slice {
  return {
    reads: bindReads(bookingRoutes, {
      'GET /public/slots': (ctx, { query }) => listOpenSlots(ctx, query.areaId),
      'GET /my/bookings': (ctx) => listOwnBookings(ctx),
      'GET /my/bookings/calendar': (ctx) => ownCalendar(ctx),
      'GET /bookings': (ctx, { query }) => listBookings(ctx, query),
      'GET /bookings/:id/contact': (ctx, { params }) => bookingContact(ctx, params.id),
    }),
    commands: bindCommands(bookingCommands, {
      'bookings.book': book,
      'bookings.enter': enterBooking,
      'bookings.cancel': cancelBooking,
      'bookings.mark': markBooking,
    }),
    jobs: [remindJob(parts), fallenAwayJob(parts)],
  };
}
