import { Agent, request } from 'node:http';
import type { Row } from './rows.ts';

/** How long a row's requests took, in milliseconds. */
export interface Latency {
  readonly name: string;
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}

function sendTimed(agent: Agent, url: string, { name, method, path, headers, body }: Row): Promise<number> {
  return new Promise((done, fail) => {
    const began = performance.now();
    const sent = body ? { 'content-type': 'application/json', ...headers } : headers;
    const asked = request(`${url}${path}`, { agent, method, headers: { ...sent } }, (answer) => {
      const status = answer.statusCode ?? 0;
      answer.resume();
      answer.on('end', () => {
        if (status >= 400) fail(new Error(`${name}: ${status}`));
        else done(performance.now() - began);
      });
      answer.on('error', fail);
    });
    asked.on('error', fail);
    asked.end(body?.());
  });
}

const atShare = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;

/** A list of rows sent in turn by so many connections for some seconds; each connection sends its next request when the last is answered. */
export async function timeInTurn(
  url: string,
  turns: readonly Row[],
  connections: number,
  seconds: number,
): Promise<readonly Latency[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times = new Map<string, number[]>(turns.map(({ name }) => [name, []]));
  const until = performance.now() + seconds * 1000;
  let turn = 0;
  const connection = async (): Promise<void> => {
    while (performance.now() < until) {
      const row = turns[turn % turns.length] as Row;
      turn += 1;
      times.get(row.name)?.push(await sendTimed(agent, url, row));
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  agent.destroy();
  return [...times].map(([name, list]) => {
    const sorted = list.toSorted((a, b) => a - b);
    return { name, count: sorted.length, p50: atShare(sorted, 0.5), p99: atShare(sorted, 0.99) };
  });
}
