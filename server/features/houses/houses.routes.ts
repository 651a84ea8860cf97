import { houseCommands, houseRoutes } from '../../../contract/houses.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { listDoors } from './doors.queries.ts';
import { formHousehold, setHead, splitHousehold } from './households.commands.ts';
import { correctHouse, registerHouse } from './houses.commands.ts';
import { listHouses, showBuilding, showDoor, showHouse, showHousehold } from './houses.queries.ts';
import { setOwnerships } from './ownerships.commands.ts';

export const housesSlice: Slice = {
  reads: bindReads(houseRoutes, {
    'POST /houses': (ctx, { query }) => listHouses(ctx, query),
    'GET /houses/at': (ctx, { query }) => showDoor(ctx, query),
    'GET /houses/:ref': (ctx, { params }) => showHouse(ctx, params.ref),
    'GET /buildings/:id/houses': (ctx, { params }) => showBuilding(ctx, params.id),
    'GET /buildings/:id/doors': (ctx, { params }) => listDoors(ctx, params.id),
    'GET /households/:ref': (ctx, { params }) => showHousehold(ctx, params.ref),
  }),
  commands: bindCommands(houseCommands, {
    'houses.register': registerHouse,
    'houses.correct': correctHouse,
    'households.form': formHousehold,
    'households.split': splitHousehold,
    'households.setHead': setHead,
    'ownerships.set': setOwnerships,
  }),
};
