import { openingCommands, openingRoutes } from '../../../contract/openings.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { checkOpening, postOpening, withdrawOpening } from './openings.commands.ts';
import { listOpenings, listPublicOpenings } from './openings.queries.ts';

/** 就业岗位: posts that units have to fill, shown to everybody once the community looked at them. */
export const openingsSlice: Slice = {
  reads: bindReads(openingRoutes, {
    'POST /public/openings': (ctx, { query }) => listPublicOpenings(ctx, query),
    'POST /openings': (ctx, { query }) => listOpenings(ctx, query),
  }),
  commands: bindCommands(openingCommands, {
    'openings.post': postOpening,
    'openings.check': checkOpening,
    'openings.withdraw': withdrawOpening,
  }),
};
