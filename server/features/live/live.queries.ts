import { PassThrough } from 'node:stream';
import type { Actor } from '../../../domain/access/actor.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { LiveFeed } from '../../kit/db/live-feed.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';

/** However much changes, a screen is told once a second. */
const quietMs = 1_000;
/** Shorter than the patience of proxies. */
const pulseMs = 25_000;
/** A stream ends by itself and is opened anew, so that what somebody may see is worked out again. */
const lifeMs = 10 * 60_000;
const mostOpen = 12;
/** What a client that does not read may leave lying here. */
const mostUnreadBytes = 16_384;

/** The streams that are open in this process, by whose they are. */
export type OpenStreams = Map<string, Set<PassThrough>>;

const whoOf = (actor: Actor): string =>
  actor.kind === 'staff' ? actor.userId : actor.kind === 'integration' ? actor.key : actor.kind;

/**
 * A stream of "something changed" for what this actor's policies let through.
 * @throws request.too-many where one person holds a dozen open already
 */
export function followChanges(feed: LiveFeed, streams: OpenStreams, ctx: ReadCtx): MediaAnswer {
  const who = whoOf(ctx.actor);
  const own = streams.get(who) ?? new Set<PassThrough>();
  if (own.size >= mostOpen) throw refuse('request.too-many', { seconds: 60 });
  const body = new PassThrough();
  streams.set(who, own.add(body));
  const say = (words: string): void => {
    if (body.writableLength > mostUnreadBytes) body.destroy();
    else body.write(words);
  };
  let waiting: NodeJS.Timeout | undefined;
  const stop = feed.follow(ctx.rows, () => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      say('event: changed\ndata: {}\n\n');
    }, quietMs);
  });
  const pulse = setInterval(() => say(': \n\n'), pulseMs);
  const end = setTimeout(() => body.end(), lifeMs);
  body.once('close', () => {
    stop();
    clearTimeout(waiting);
    clearInterval(pulse);
    clearTimeout(end);
    own.delete(body);
    if (own.size === 0) streams.delete(who);
  });
  say('retry: 3000\n\n');
  return { body, mediaType: 'text/event-stream', headers: { 'x-accel-buffering': 'no' } };
}
