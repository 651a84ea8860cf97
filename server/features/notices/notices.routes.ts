import { noticeCommands, noticeRoutes } from '../../../contract/notices.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { seeNotices } from './notices.commands.ts';
import { clearNotices } from './notices.jobs.ts';
import { countNotices, listNotices } from './notices.queries.ts';

/** What staff are told, in three classes; matters write the notices, this slice shows and clears them. */
export const noticesSlice: Slice = {
  reads: bindReads(noticeRoutes, {
    'GET /notices': (ctx, { query }) => listNotices(ctx, query),
    'GET /notices/count': (ctx) => countNotices(ctx),
  }),
  commands: bindCommands(noticeCommands, { 'notices.see': seeNotices }),
  jobs: [clearNotices],
};
