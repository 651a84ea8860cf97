import { liveRoutes } from '../../../contract/live.ts';
import type { Log } from '../../kit/ctx.ts';
import type { Database } from '../../kit/db/client.ts';
import { openLiveFeed } from '../../kit/db/live-feed.ts';
import { bindReads, type Slice } from '../../kit/http/slice.ts';
import { followChanges, type OpenStreams } from './live.queries.ts';

/** Tells open screens that something of their areas changed. */
export function liveSlice({ database, log }: { readonly database: Database; readonly log: Log }): Slice {
  const feed = openLiveFeed(database, log);
  const streams: OpenStreams = new Map();
  return {
    reads: bindReads(liveRoutes, { 'GET /live': async (ctx) => followChanges(feed, streams, ctx) }),
    plugin: async (app) => {
      // A stream would hold the server's end back for as long as a screen is open.
      app.addHook('preClose', async () => {
        for (const body of [...streams.values()].flatMap((own) => [...own])) body.end();
        await feed.close();
      });
    },
  };
}
