import { authenticityRoutes } from '../../../contract/authenticity.ts';
import { noRows } from '../../kit/db/client.ts';
import { bindReads, type Slice } from '../../kit/http/slice.ts';
import { clearProofs } from '../../outside/sms/proofs.ts';
import { checkMessage, checkNumber } from './contacts.queries.ts';
import { checkDoor, getDoorKey, openMissCount } from './doors.queries.ts';

/** 防诈核验: whether somebody at the door, a call or a message is ours. Looks leave no trace of who was looked at. */
export function makeAuthenticitySlice(): Slice {
  const misses = openMissCount();
  return {
    reads: bindReads(authenticityRoutes, {
      'GET /door-key': (ctx) => getDoorKey(ctx),
      'POST /authenticity/door': (ctx, { query }) => checkDoor(ctx, misses, query),
      'POST /authenticity/number': (ctx, { query }) => checkNumber(ctx, query),
      'POST /authenticity/message': (ctx, { query }) => checkMessage(ctx, query),
    }),
    jobs: [
      {
        name: 'authenticity.clear',
        cron: '52 3 * * *',
        run: (job) => job.write(noRows, (db) => clearProofs(db, job.now())),
      },
    ],
  };
}
