import autocannon from 'autocannon';

export interface Target {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes the body of the next request; each write needs an id of its own. */
  readonly body?: (() => string) | undefined;
}

export interface Figure {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

/** Sixteen connections for some seconds. */
async function once(target: Target, seconds: number): Promise<Figure> {
  const { body } = target;
  const result = await autocannon({
    url: target.url,
    connections: 16,
    duration: seconds,
    requests: [
      {
        method: target.method,
        path: target.path,
        headers: { ...target.headers, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: body(), setupRequest: (request) => ({ ...request, body: body() }) } : {}),
      },
    ],
  });
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] as number;

/** Both targets in turn, so that whatever else the machine does meets both; the median of the rounds. */
export async function alternate(
  app: Target,
  bare: Target,
  rounds: number,
  seconds: number,
): Promise<{ readonly app: Figure; readonly bare: Figure }> {
  const [ours, limits]: [Figure[], Figure[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await once(app, seconds));
    limits.push(await once(bare, seconds));
  }
  const middle = (list: readonly Figure[]): Figure => ({
    perSecond: median(list.map((one) => one.perSecond)),
    p50: median(list.map((one) => one.p50)),
    p99: median(list.map((one) => one.p99)),
    failed: list.reduce((sum, one) => sum + one.failed, 0),
  });
  return { app: middle(ours), bare: middle(limits) };
}
