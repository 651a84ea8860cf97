import { z } from 'zod';
import { rotaKindCodes } from '../domain/rotas/kinds.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, isoInstant, statedDay, statedInstant, words } from './shapes.ts';

const post = z.object({
  rotaId: z.uuid(),
  kind: z.enum(rotaKindCodes),
  name: z.string(),
  place: z.string(),
  phone: z.string(),
});
const span = z.object({ startsAt: isoInstant, endsAt: isoInstant });
const ofBooking = z.object({ id: z.uuid() });

/** Hours of a post that can be booked, with how many places each has left. */
export const bookablePost = post.extend({ slots: z.array(span.extend({ free: z.number().int() })) });
export type BookablePost = z.output<typeof bookablePost>;

export const ownBooking = post.extend({
  id: z.uuid(),
  startsAt: isoInstant,
  endsAt: isoInstant,
  mayCancel: z.boolean(),
  /** Nobody is on that shift any more: it does not take place as it was booked. */
  isUncovered: z.boolean(),
});
export type OwnBooking = z.output<typeof ownBooking>;

export const booking = ownBooking.extend({
  nameMasked: z.string(),
  phoneMasked: z.string(),
  outcome: z.enum(['came', 'missed']).nullable(),
  mayMark: z.boolean(),
});
export type Booking = z.output<typeof booking>;

export const bookingRoutes = {
  'GET /public/slots': route({
    access: { open: 'hours of consultation are published, and whether a place is free; nobody is named' },
    summary: text('可以预约的时段', 'Hours that can be booked'),
    query: z.object({ areaId }),
    output: z.object({ items: z.array(bookablePost) }),
  }),
  'GET /my/bookings': route({
    access: { signedIn: 'resident' },
    summary: text('我的预约', 'My bookings'),
    output: z.object({ items: z.array(ownBooking) }),
  }),
  'GET /my/bookings/calendar': route({
    access: { signedIn: 'resident' },
    summary: text('下载我的预约（iCalendar）', 'My bookings as a calendar file'),
    media: 'text/calendar',
    output: z.string(),
  }),
  'GET /bookings': route({
    access: { capability: 'areas.read' },
    summary: text('我这里的预约', 'Bookings of the posts around me'),
    query: z.object({ from: statedDay, to: statedDay }),
    output: z.object({ items: z.array(booking) }),
  }),
  'GET /bookings/:id/contact': route({
    access: { capability: 'areas.read' },
    summary: text('查看预约人的电话', 'Whom to call about a booking'),
    params: ofBooking,
    audits: true,
    output: z.object({ name: z.string(), phone: z.string() }),
  }),
} as const;

const name = words(40).pipe(z.string().min(1));

export const bookingCommands = {
  'bookings.book': command({
    access: { signedIn: 'resident' },
    summary: text('预约一个时段', 'Book a slot'),
    input: z.object({ rotaId: z.uuid(), startsAt: statedInstant, name }),
    output: ofBooking.extend({ startsAt: isoInstant }),
  }),
  'bookings.enter': command({
    access: { capability: 'cases.raise' },
    summary: text('替打电话或者到场的人预约', 'Book for somebody who calls or comes'),
    input: z.object({ rotaId: z.uuid(), startsAt: statedInstant, name, phone: z.string().max(40) }),
    output: ofBooking.extend({ startsAt: isoInstant }),
  }),
  'bookings.cancel': command({
    access: { signedIn: 'any' },
    summary: text('取消预约', 'Cancel a booking'),
    input: ofBooking,
    output: ofBooking,
  }),
  'bookings.mark': command({
    access: { capability: 'areas.read' },
    summary: text('记录来没来', 'Write down whether they came'),
    input: ofBooking.extend({ outcome: z.enum(['came', 'missed']) }),
    output: ofBooking,
  }),
} as const;
