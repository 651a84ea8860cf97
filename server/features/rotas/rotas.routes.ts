import { rotaCommands, rotaRoutes } from '../../../contract/rotas.ts';
import { refuse } from '../../../domain/refusals.ts';
import { noRows } from '../../kit/db/client.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { calendarByLink, downloadCalendar } from './rotas.calendar.ts';
import { changeRota, closeRota, coverShifts, dropShift, layOutRota, openRota, setShift } from './rotas.commands.ts';
import { swapTellJob } from './rotas.jobs.ts';
import { listDutyNow, listMine, listPublicDuty, listRotaPeople, listRotas, showShifts } from './rotas.queries.ts';
import { answerSwap, askSwap, handOver, renewFeed, seeSwap, takeOver } from './swaps.commands.ts';

/** Addresses of calendars may be asked for so often a minute: programs look each hour. */
const perMinute = 60;

/** Who is on duty when: the plan, its changes and notes, and one's own shifts as a calendar: GET /calendars/<key>.ics. */
export const rotasSlice: Slice = {
  reads: bindReads(rotaRoutes, {
    'GET /rotas': (ctx) => listRotas(ctx),
    'GET /rotas/now': (ctx, { query }) => listDutyNow(ctx, query.limit),
    'GET /rotas/mine': (ctx) => listMine(ctx),
    'GET /rotas/mine/calendar': (ctx) => downloadCalendar(ctx),
    'GET /rotas/:id/shifts': (ctx, { params, query }) => showShifts(ctx, params.id, query),
    'POST /rotas/:id/people': (ctx, { params, query }) => listRotaPeople(ctx, params.id, query.q),
    'GET /public/duty': (ctx, { query }) => listPublicDuty(ctx, query.areaId),
  }),
  commands: bindCommands(rotaCommands, {
    'rotas.open': openRota,
    'rotas.change': changeRota,
    'rotas.close': closeRota,
    'rotas.layOut': layOutRota,
    'rotas.setShift': setShift,
    'rotas.dropShift': dropShift,
    'rotas.cover': coverShifts,
    'rotas.askSwap': askSwap,
    'rotas.answerSwap': answerSwap,
    'rotas.seeSwap': seeSwap,
    'rotas.handOver': handOver,
    'rotas.takeOver': takeOver,
    'rotas.renewFeed': renewFeed,
  }),
  jobs: [swapTellJob],
  outer: {
    prefix: '/calendars',
    plugin: async (app, tools) => {
      const limited = { config: { rateLimit: { max: perMinute, timeWindow: 60_000 } } };
      app.get('/:key.ics', limited, async (request, reply) => {
        const { key } = request.params as { key: string };
        // The link is what says whose shifts these are; nothing but the tables of rotas, which have no policy, is read.
        const stranger = { actor: { kind: 'anonymous' }, rows: noRows, requestId: request.id } as const;
        const body = await tools.read(stranger, (ctx) => calendarByLink(ctx, key));
        if (body === undefined) throw refuse('request.not-found');
        return reply.header('cache-control', 'private, max-age=600').type('text/calendar; charset=utf-8').send(body);
      });
    },
  },
};
