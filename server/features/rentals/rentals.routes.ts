import { rentalCommands, rentalRoutes } from '../../../contract/rentals.ts';
import type { AppParts } from '../../app.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { declareRental, settleRental } from './rentals.commands.ts';
import { rentalLapseJob } from './rentals.jobs.ts';
import { listDeclared, revealDeclaredPhone, showCodedDoor, showLandlord } from './rentals.queries.ts';
import { printSheet } from './rentals.sheet.ts';

/** Let homes: tenants and landlords declare by the code at the door, a worker confirms there. */
export function makeRentalsSlice({ config }: Pick<AppParts, 'config'>): Slice {
  return {
    reads: bindReads(rentalRoutes, {
      'GET /rental-door/:code': (ctx, { params }) => showCodedDoor(ctx, params.code),
      'GET /rentals/declared': (ctx, { query }) => listDeclared(ctx, query),
      'GET /rentals/landlords/:house': (ctx, { params }) => showLandlord(ctx, params.house),
      'GET /rentals/declarations/:ref/phone': (ctx, { params }) => revealDeclaredPhone(ctx, params.ref),
      'GET /rentals/sheet.pdf': (ctx, { query }) => printSheet(config.publicUrl, ctx, query),
    }),
    commands: bindCommands(rentalCommands, {
      'rentals.declare': declareRental,
      'rentals.settle': settleRental,
    }),
    jobs: [rentalLapseJob],
  };
}
