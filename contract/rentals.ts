import { z } from 'zod';
import { declarationKindCodes } from '../domain/rentals/declarations.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, isoDay, isoInstant, pageOf, pageQuery, rowRef, statedDay, words } from './shapes.ts';

const kind = z.enum(declarationKindCodes);
const code = z.string().max(80);

/** What was said at a door, for whoever confirms it there. */
export const rentalDeclaration = z.object({
  ref: rowRef,
  houseRef: rowRef,
  address: z.string(),
  kind,
  name: z.string(),
  phoneMasked: z.string(),
  on: isoDay,
  persons: z.number().int().nullable(),
  isLet: z.boolean().nullable(),
  declaredAt: isoInstant,
});
export type RentalDeclaration = z.output<typeof rentalDeclaration>;

export const rentalRoutes = {
  'GET /rental-door/:code': route({
    access: {
      open: 'whoever stands before a door with a code is told which door it is, as its number says already, and never who lives there',
    },
    summary: text('扫门牌码：这是哪扇门', 'Which door a code stands at'),
    params: z.object({ code }),
    perMinute: 20,
    output: z.object({
      community: z.string(),
      address: z.string(),
      desk: z.object({ name: z.string(), phone: z.string() }).nullable(),
    }),
  }),
  'GET /rentals/declared': route({
    access: { capability: 'people.write' },
    summary: text('待上门核实的出租房申报', 'What was said at doors and waits to be confirmed there'),
    query: pageQuery.extend({ house: rowRef.optional() }),
    output: pageOf(rentalDeclaration),
  }),
  'GET /rentals/landlords/:house': route({
    access: { capability: 'people.write' },
    summary: text('这扇门的房东（已核实）', 'The landlord of a home that is let, as confirmed'),
    params: z.object({ house: rowRef }),
    audits: true,
    output: z.object({ landlord: z.object({ ref: rowRef, name: z.string(), phoneMasked: z.string() }).nullable() }),
  }),
  'GET /rentals/declarations/:ref/phone': route({
    access: { capability: 'people.write' },
    summary: text('拨打申报人或房东', 'The phone of whoever declared, or of the landlord'),
    params: z.object({ ref: rowRef }),
    audits: true,
    output: z.object({ name: z.string(), phone: z.string() }),
  }),
  'GET /rentals/sheet.pdf': route({
    access: { capability: 'people.write' },
    summary: text('打印门牌申报码', 'Door codes to print'),
    query: z.object({
      /** A building, a grid or anything larger. */
      area: areaId,
      paper: z.enum(['A4', 'A6']).default('A4'),
      /** Where the platform is reached, where nobody has set it. */
      site: z
        .url({ protocol: /^https?$/ })
        .max(200)
        .optional(),
    }),
    audits: true,
    media: 'application/pdf',
    output: z.string(),
  }),
} as const;

export const rentalCommands = {
  'rentals.declare': command({
    access: {
      open: 'tenants and landlords declare at the door without an account; limited per door, per community and per address',
    },
    summary: text('扫码申报租住', 'Declare a tenancy by the code at the door'),
    input: z
      .object({
        code,
        kind,
        name: words(40).pipe(z.string().min(2)),
        /** Of whoever moves in, and of the landlord. */
        phone: words(30).default(''),
        on: statedDay,
        persons: z.number().int().min(1).max(30).nullable().default(null),
        isLet: z.boolean().nullable().default(null),
      })
      .strict(),
    output: z.object({ state: z.literal('open') }),
  }),
  'rentals.settle': command({
    access: { capability: 'people.write' },
    summary: text('核实一条出租房申报', 'Confirm what was declared at a door, or drop it'),
    input: z.object({ ref: rowRef, outcome: z.enum(['confirmed', 'declined']) }),
    /** The record of whoever moved in, where one was made. */
    output: z.object({ ref: rowRef, people: rowRef.nullable() }),
  }),
} as const;
