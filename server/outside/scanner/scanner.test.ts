import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scannerClamav } from './real.ts';

/** What clamd says of a stream, spoken to by its own protocol. */
let server: Server;
let port: number;
let answer: (bytes: Buffer) => string;

/** The stream without its lengths, once its empty last piece is there. */
function unframed(sent: Buffer): Buffer | undefined {
  const head = 'zINSTREAM\0';
  if (sent.subarray(0, head.length).toString() !== head) return undefined;
  const parts: Buffer[] = [];
  for (let at = head.length; at + 4 <= sent.length; ) {
    const length = sent.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

beforeAll(async () => {
  server = createServer((socket) => {
    let sent = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      sent = Buffer.concat([sent, part]);
      const bytes = unframed(sent);
      if (bytes) socket.end(answer(bytes));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((done) => server.close(done)));

it('sends the bytes whole, in pieces, and takes what clamd says of them', async () => {
  const scanner = scannerClamav({ host: '127.0.0.1', port });
  const large = Buffer.alloc(200_000, 'x');
  let got: Buffer = Buffer.alloc(0);
  answer = (bytes) => {
    got = bytes;
    return 'stream: OK\0';
  };
  expect(await scanner.scan(large)).toBeUndefined();
  expect(got.equals(large)).toBe(true);
  answer = () => 'stream: Eicar-Test-Signature FOUND\0';
  expect(await scanner.scan(Buffer.from('bad'))).toBe('Eicar-Test-Signature');
});

it('says so where it got no verdict: an error, a hang-up, nobody there', async () => {
  const scanner = scannerClamav({ host: '127.0.0.1', port });
  answer = () => 'INSTREAM size limit exceeded. ERROR\0';
  await expect(scanner.scan(Buffer.from('x'))).rejects.toThrow(/not understood/);
  answer = () => '';
  await expect(scanner.scan(Buffer.from('x'))).rejects.toThrow(/no answer/);
  const nobody = scannerClamav({ host: '127.0.0.1', port: 1 });
  await expect(nobody.scan(Buffer.from('x'))).rejects.toThrow(/ECONNREFUSED/);
});
