import { z } from 'zod';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { noRows } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { announceChange } from '../../kit/db/live-feed.ts';
import type { Job } from '../../kit/jobs/job.ts';

const what = z.enum(['asked', 'agreed', 'declined', 'withdrawn']);
const tellData = z.object({ swapId: z.uuid(), what });

/** Tells the one whose turn it is of a swap: whoever was asked, and whoever asked of the answer. Run twice it tells once. */
export const swapTellJob: Job = {
  name: 'rotas.tell-swap',
  async run(job, data) {
    const told = tellData.parse(data);
    const swap = await job.write(noRows, (db) =>
      db
        .selectFrom('rotaSwaps')
        .innerJoin('rotas', 'rotas.id', 'rotaSwaps.rotaId')
        .innerJoin('areas', 'areas.id', 'rotas.areaId')
        .innerJoin('rotaShifts', 'rotaShifts.id', 'rotaSwaps.shiftId')
        .select(['rotaSwaps.askedBy', 'rotaSwaps.askedOf', 'rotas.name', 'areas.communityId', 'rotaShifts.startsAt'])
        .where('rotaSwaps.id', '=', told.swapId)
        .executeTakeFirstOrThrow(),
    );
    const { communityId } = swap;
    const isToAsked = told.what === 'asked' || told.what === 'withdrawn';
    await job.write({ communities: [communityId], organisations: [] }, async (db) => {
      await db
        .insertInto('notices')
        .values({
          communityId,
          id: deriveId(told.swapId, `notice:${told.what}`),
          toUserId: isToAsked ? swap.askedOf : swap.askedBy,
          class: 'shift',
          code: `rota.swap-${told.what}`,
          parameters: jsonb({ rota: swap.name, day: businessDay(swap.startsAt) }),
          createdAt: job.now(),
        })
        .onConflict((conflict) => conflict.columns(['communityId', 'id']).doNothing())
        .execute();
      await announceChange(db, communityId);
    });
  },
};
