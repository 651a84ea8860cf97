import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Ground, Kind } from './ground.ts';

/** Something to be tried: how a try is made up, and what was wrong with it. */
export interface Target {
  readonly name: string;
  tries(ground: Ground): fc.Arbitrary<unknown>;
  run(ground: Ground, attempt: unknown): Promise<readonly string[]>;
}

export type Attempt<T> = T & { readonly kind: Kind; readonly headers: Record<string, string | string[]> };

/** Each attempt from an address of its own, so that the limits on strangers are met elsewhere. */
let addresses = 0;
function freshAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

/** What came back, unpacked where it came packed. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: LightMyRequestResponse['headers'];
  readonly body: string;
  json<T>(): T;
}

function read({ statusCode, headers, rawPayload }: LightMyRequestResponse): Answer {
  const body = (headers['content-encoding'] === 'gzip' ? gunzipSync(rawPayload) : rawPayload).toString('utf8');
  return { statusCode, headers, body, json: () => JSON.parse(body) };
}

const sendAs = (ground: Ground, kind: Kind, request: InjectOptions): Promise<LightMyRequestResponse> =>
  ground.app.inject({
    remoteAddress: freshAddress(),
    ...request,
    headers: { ...request.headers, ...ground.askerOf(kind)?.headers },
  });

export async function ask(ground: Ground, kind: Kind, request: InjectOptions): Promise<Answer> {
  return read(await sendAs(ground, kind, request));
}

/** As `ask`, of a stream that does not end: what it says at first is not waited for. */
export async function askStream(ground: Ground, kind: Kind, request: InjectOptions): Promise<number> {
  const answer = await sendAs(ground, kind, { ...request, payloadAsStream: true });
  answer.stream().destroy();
  return answer.statusCode;
}

/** Any kind of asker, and often the one who may do most. */
export const kindArb = ({ kinds }: Ground): fc.Arbitrary<Kind> =>
  fc.oneof(fc.constantFrom(...kinds), fc.constantFrom<Kind>('street-desk', 'community-secretary', 'system-admin'));

/** What stands in the tables but the notes of who looked. */
export const withoutAudit = (rows: string): string =>
  rows
    .split('\n')
    .filter((line) => !line.startsWith('audit_rows '))
    .join('\n');

/** The tables that changed. */
export function difference(before: string, after: string): string {
  const known = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => !known.has(line))
    .join(', ');
}
