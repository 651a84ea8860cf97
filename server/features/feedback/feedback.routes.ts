import { feedbackCommands, feedbackRoutes } from '../../../contract/feedback.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { answerFeedback, seeFeedback, sendFeedback } from './feedback.commands.ts';
import { clearFeedback } from './feedback.jobs.ts';
import { findByLink, getContact, listFeedback, listOwnFeedback } from './feedback.queries.ts';

/** 投诉建议: what people say of the platform itself, and what whoever runs it answers. */
export const feedbackSlice: Slice = {
  reads: bindReads(feedbackRoutes, {
    'GET /feedback': (ctx, { query }) => listFeedback(ctx, query),
    'GET /feedback/:id/contact': (ctx, { params }) => getContact(ctx, params.id),
    'GET /feedback/mine': async (ctx) => ({ items: await listOwnFeedback(ctx) }),
    'GET /feedback/by-link/:token': (ctx, { params }) => findByLink(ctx, params.token),
  }),
  commands: bindCommands(feedbackCommands, {
    'feedback.send': sendFeedback,
    'feedback.see': seeFeedback,
    'feedback.answer': answerFeedback,
  }),
  jobs: [clearFeedback],
};
