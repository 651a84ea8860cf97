import { orderCommands, orderRoutes } from '../../../contract/orders.ts';
import { outcomeRoutes } from '../../../contract/outcomes.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import {
  actOnTaken,
  type CodeTries,
  confirmByCode,
  declineOrder,
  inviteVolunteer,
  type OrderDeeds,
  takeOrder,
} from './orders.commands.ts';
import { listPool } from './orders.pool.queries.ts';
import { listInvitable, listVolunteers } from './orders.register.queries.ts';
import { listTaken, showContact, showRecord } from './orders.taken.queries.ts';
import { listOutcomes } from './outcomes.queries.ts';
import { showPhotos } from './photos.commands.ts';
import { listPhotos } from './photos.queries.ts';
import { admit, dismiss, enlist, leaveRegister } from './register.commands.ts';
import { supportProject } from './supports.commands.ts';

/** 点单: what is offered without who asked, who is willing to help, and what they took. */
export function makeOrdersSlice(types: CaseTypes, deeds: OrderDeeds, tries: CodeTries): Slice {
  return {
    reads: bindReads(
      { ...orderRoutes, ...outcomeRoutes },
      {
        'GET /public/outcomes': (ctx, { query }) => listOutcomes(types, ctx, query),
        'GET /orders/pool': (ctx, { query }) => listPool(types, ctx, query),
        'GET /orders/taken': (ctx) => listTaken(types, ctx),
        'GET /orders/taken/:ref/contact': (ctx, { params }) => showContact(ctx, params.ref),
        'GET /orders/record': (ctx) => showRecord(ctx),
        'POST /orders/volunteers': (ctx, { query }) => listVolunteers(ctx, query),
        'GET /orders/:ref/photos': (ctx, { params }) => listPhotos(ctx, params.ref),
        'GET /orders/:ref/invitable': (ctx, { params }) => listInvitable(ctx, params.ref),
      },
    ),
    commands: bindCommands(orderCommands, {
      'orders.enlist': enlist,
      'orders.leaveRegister': leaveRegister,
      'orders.admit': admit,
      'orders.dismiss': dismiss,
      'orders.invite': inviteVolunteer,
      'orders.showPhotos': showPhotos,
      'orders.decline': declineOrder,
      'orders.support': supportProject,
      'orders.take': (ctx, input) => takeOrder(deeds, ctx, input),
      'orders.act': (ctx, input) => actOnTaken(deeds, ctx, input),
      'orders.confirm': (ctx, input) => confirmByCode(types, deeds, tries, ctx, input),
    }),
  };
}
