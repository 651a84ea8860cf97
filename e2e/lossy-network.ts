import { request as ask, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What may happen to a request on its way; `late` reaches the server after whoever sent it has given up and sent others. */
export type Mishap = 'none' | 'cut before' | 'cut after' | 'twice' | 'late' | 503 | 429;

export interface LossyNetwork {
  readonly address: string;
  /** What has happened so far, counted. */
  readonly mishaps: ReadonlyMap<Mishap, number>;
  /** Stops answering at all: connections are refused, as of a server that is down. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Waits until what was late has arrived. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

interface Carried {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Takes a request to the server behind and brings its answer. */
function carry(target: URL, from: IncomingMessage, body: Buffer): Promise<Carried> {
  return new Promise((settle, fail) => {
    const sent = ask(
      { host: target.hostname, port: target.port, method: from.method, path: from.url, headers: from.headers },
      (answer) => {
        bodyOf(answer).then(
          (bytes) => settle({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytes }),
          fail,
        );
      },
    );
    sent.on('error', fail);
    sent.end(body);
  });
}

const problemOf = (status: 503 | 429): string =>
  JSON.stringify({
    type: 'about:blank',
    title: 'busy',
    status,
    code: 'request.busy',
    text: { zh: '稍后再试', en: 'Later' },
  });

/**
 * A network in front of a server that loses what it carries: requests, answers, both; that repeats, reorders, and answers itself.
 * @param mishapOf decides for each request; `none` carries it as it is
 */
export async function lossyNetwork(
  behind: string,
  mishapOf: (method: string, path: string) => Mishap = () => 'none',
): Promise<LossyNetwork> {
  const target = new URL(behind);
  const mishaps = new Map<Mishap, number>();
  const late = new Set<Promise<unknown>>();
  const pass = async (from: IncomingMessage, to: ServerResponse): Promise<void> => {
    const mishap = mishapOf(from.method ?? '', from.url ?? '');
    mishaps.set(mishap, (mishaps.get(mishap) ?? 0) + 1);
    const body = await bodyOf(from);
    if (mishap === 'cut before') return void from.socket.destroy();
    if (mishap === 503 || mishap === 429) {
      to.writeHead(mishap, { 'content-type': 'application/problem+json' }).end(problemOf(mishap));
      return;
    }
    if (mishap === 'late') {
      from.socket.destroy();
      const arriving = new Promise((settle) => setTimeout(settle, 120)).then(() => carry(target, from, body));
      const kept = arriving.catch(() => undefined).finally(() => late.delete(kept));
      late.add(kept);
      return;
    }
    const [answer] = await Promise.all([
      carry(target, from, body),
      ...(mishap === 'twice' ? [carry(target, from, body)] : []),
    ]);
    if (mishap === 'cut after') return void from.socket.destroy();
    to.writeHead(answer.status, answer.headers).end(answer.body);
  };
  let port = 0;
  const listen = (): Promise<Server> =>
    new Promise((settle) => {
      const server = createServer((from, to) => void pass(from, to).catch(() => to.destroy()));
      server.listen(port, '127.0.0.1', () => settle(server));
    });
  let server: Server | undefined = await listen();
  port = (server.address() as AddressInfo).port;
  const down = async (): Promise<void> => {
    const stopped = server;
    server = undefined;
    if (!stopped) return;
    stopped.closeAllConnections();
    await new Promise((settle) => stopped.close(settle));
  };
  return {
    address: `http://127.0.0.1:${port}`,
    mishaps,
    down,
    async up() {
      server ??= await listen();
    },
    async settle() {
      await Promise.all(late);
    },
    close: down,
  };
}
