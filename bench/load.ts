import autocannon from 'autocannon';
import type { Child } from './child.ts';

export interface Target {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes the body of the next request; each write needs an id of its own. */
  readonly body?: (() => string) | undefined;
  /** The process that answers. */
  readonly process: Child;
}

export interface Figure {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
  /** Processor time of the answering process for one request, in milliseconds: it hardly feels what else the machine does. */
  readonly processorMs: number;
}

export const connections = 16;

/** Sixteen connections for some seconds. */
async function once({ url, method, path, headers, body, process }: Target, seconds: number): Promise<Figure> {
  const before = await process.ask<number>('processor');
  const sent = body ? { 'content-type': 'application/json', ...headers } : headers;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method,
        path,
        headers: { ...sent },
        ...(body ? { body: body(), setupRequest: (request) => ({ ...request, body: body() }) } : {}),
      },
    ],
  });
  const processorMs = ((await process.ask<number>('processor')) - before) / Math.max(1, result.requests.total);
  return {
    processorMs,
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] as number;

function middle(list: readonly Figure[]): Figure {
  return {
    perSecond: median(list.map((one) => one.perSecond)),
    p50: median(list.map((one) => one.p50)),
    p99: median(list.map((one) => one.p99)),
    processorMs: median(list.map((one) => one.processorMs)),
    failed: list.reduce((sum, one) => sum + one.failed, 0),
  };
}

export interface Pair {
  readonly ours: Figure;
  readonly limit: Figure;
  /** Requests a second: ours over the limit's, the median of the rounds. */
  readonly ratio: number;
}

/** Both in turn, so that whatever else the machine does meets both; the median of the rounds. */
export async function alternate(app: Target, bare: Target, rounds: number, seconds: number): Promise<Pair> {
  const [ours, limits]: [Figure[], Figure[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await once(app, seconds));
    limits.push(await once(bare, seconds));
  }
  const ratios = ours.map((one, round) => one.perSecond / (limits[round] as Figure).perSecond);
  return { ours: middle(ours), limit: middle(limits), ratio: median(ratios) };
}
