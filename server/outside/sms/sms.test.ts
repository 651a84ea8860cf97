import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { smsFake } from './fake.ts';
import { smsNone } from './none.ts';
import { SmsFailure, type SmsMessage } from './port.ts';
import { smsGateway } from './real.ts';

const message: SmsMessage = {
  phone: '19400000001',
  template: 'sign-in-code',
  text: 'code 123456',
  parameters: { code: '123456' },
};

let gateway: Server;
let url: string;
let asked: { method: string | undefined; authorization: string | undefined; body: unknown }[] = [];
let answers: number[] = [];
beforeAll(async () => {
  gateway = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || 'null');
    asked.push({ method: request.method, authorization: request.headers.authorization, body });
    response.writeHead(answers.shift() ?? 200, { location: '/elsewhere' }).end('{}');
  });
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`;
});
afterAll(() => new Promise((done) => gateway.close(done)));
beforeEach(() => {
  asked = [];
  answers = [];
});

describe('the SMS gateway', () => {
  it('is given each message once, with the key', async () => {
    await smsGateway({ url, key: 'k1' }).send(message);
    const { phone: to, ...rest } = message;
    expect(asked).toEqual([{ method: 'POST', authorization: 'Bearer k1', body: { to, ...rest } }]);
  });

  it('that refuses, sends elsewhere or is gone is a failure, told without the message', async () => {
    for (const status of [400, 403, 500, 302]) {
      answers = [status];
      const failure = await smsGateway({ url, key: 'k1' })
        .send(message)
        .catch((error: Error) => error);
      expect(failure, String(status)).toBeInstanceOf(SmsFailure);
      expect(String(failure)).not.toMatch(/194|123456|k1/);
    }
    expect(asked).toHaveLength(4);
    await expect(smsGateway({ url: 'http://127.0.0.1:9/', key: 'k1' }).send(message)).rejects.toBeInstanceOf(
      SmsFailure,
    );
  });

  it('that does not exist sends nothing, and says so', async () => {
    await expect(smsNone().send(message)).rejects.toBeInstanceOf(SmsFailure);
  });
});

describe('the fake', () => {
  it('keeps messages, and shows them in the log of a demo alone', async () => {
    const lines: object[] = [];
    const note = (details: object) => void lines.push(details);
    const log = { info: note, warn: note, error: note, debug: note };
    const silent = smsFake();
    await silent.send(message);
    expect([silent.lastTo(message.phone), lines]).toEqual([message, []]);
    await smsFake(log).send(message);
    expect(lines).toEqual([{ demo: true, text: message.text }]);
    expect(() => silent.lastTo('1')).toThrow();
  });
});
