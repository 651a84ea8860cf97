import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { BrokerLine, BrokerPort, Listening } from './port.ts';

export interface BrokerAddress {
  /** mqtt:// or mqtts:// */
  readonly url: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** The name of the session that the broker keeps for us; another one begins without what was kept. */
  readonly clientId: string;
  /** The first wait after a line was lost, doubled up to a minute; a second unless a test says otherwise. */
  readonly firstWaitMs?: number;
}

const longestWaitMs = 60_000;
const connectWithinMs = 15_000;
const keepaliveSeconds = 30;

const reasonOf = (error: Error & { code?: string | number }): string =>
  error.message || String(error.code ?? '') || error.name;

function optionsOf({ user, password, clientId }: BrokerAddress): IClientOptions {
  return {
    clientId,
    // 3.1.1 is what every broker speaks.
    protocolVersion: 4,
    connectTimeout: connectWithinMs,
    keepalive: keepaliveSeconds,
    // Lines are taken up again below, with longer and longer waits; a client of its own each time has nothing left over.
    reconnectPeriod: 0,
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
  };
}

/** One line from its first to its last moment; ends when it is lost. */
interface OneLine {
  readonly client: MqttClient;
  /** Why it ended. */
  readonly ended: Promise<string>;
  readonly hasTaken: () => boolean;
  /** What is being taken. */
  readonly current: () => Promise<void>;
}

function openLine(address: BrokerAddress, { topic, take, tell }: Listening, isClosing: () => boolean): OneLine {
  const client = connect(address.url, { ...optionsOf(address), clean: false });
  let fault = 'the line was lost';
  let current = Promise.resolve();
  let hasTaken = false;
  const giveUp = (error: Error): void => {
    fault = reasonOf(error);
    client.end(true);
  };
  // The client hands over one at a time and acknowledges when it is called back: what was not stored by then is sent again.
  client.handleMessage = (packet, done) => {
    if (isClosing()) return;
    current = take({ topic: packet.topic, bytes: Buffer.from(packet.payload) }).then(() => {
      hasTaken = true;
      done();
    }, giveUp);
  };
  client.on('connect', () => {
    client.subscribe(topic, { qos: 1 }, (error, granted) => {
      if (error) return giveUp(error);
      if (granted?.some(({ qos }) => qos === 128)) return giveUp(new Error(`The broker does not let us hear ${topic}`));
      tell({ state: 'connected' });
    });
  });
  client.on('error', giveUp);
  const ended = new Promise<string>((done) => {
    client.once('close', () => done(fault));
  });
  return { client, ended, hasTaken: () => hasTaken, current: () => current };
}

function listen(address: BrokerAddress, listening: Listening): BrokerLine {
  const closing = new AbortController();
  const isClosing = (): boolean => closing.signal.aborted;
  const firstWaitMs = address.firstWaitMs ?? 1_000;
  let line: OneLine | undefined;
  const run = async (): Promise<void> => {
    let waitMs = firstWaitMs;
    while (!isClosing()) {
      line = openLine(address, listening, isClosing);
      const fault = await line.ended;
      if (isClosing()) return;
      listening.tell({ state: 'waiting', fault });
      // Only what was taken shows that all is well: a line that falls at its first message would come back at once for ever.
      if (line.hasTaken()) waitMs = firstWaitMs;
      await sleep(waitMs, undefined, { signal: closing.signal }).catch(() => undefined);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    }
  };
  const running = run();
  return {
    async close() {
      closing.abort();
      await line?.current();
      // By force only where the line is down already: else the last acknowledgement leaves first.
      line?.client.end(!line.client.connected);
      await running;
    },
  };
}

/** A broker that speaks MQTT 3.1.1 over TCP or TLS, with a session that outlives the line. */
export function brokerMqtt(address: BrokerAddress): BrokerPort {
  return {
    listen: (listening) => listen(address, listening),
    probe: () =>
      new Promise((done) => {
        const clientId = `${address.clientId}-probe-${process.pid}`;
        const client = connect(address.url, { ...optionsOf({ ...address, clientId }), clean: true });
        const answer = (fault: string | undefined): void => {
          client.end(true);
          done(fault);
        };
        client.once('connect', () => answer(undefined));
        client.once('close', () => answer('the line was closed'));
        client.on('error', (error) => answer(reasonOf(error)));
      }),
  };
}
