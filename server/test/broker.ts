import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import { connectAsync, type MqttClient } from 'mqtt';

const user = 'linli';
const password = 'broker-password';

/** A real broker over TCP, with user names and passwords. It can be cut off, and restarted with nothing left of its sessions. */
export async function testBroker() {
  let aedes = await newBroker();
  let server: Server | undefined;
  let port = 0;
  const sockets = new Set<Socket>();
  const open = async (): Promise<void> => {
    server = createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      aedes.handle(socket);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as { port: number }).port;
  };
  const cut = async (): Promise<void> => {
    const closed = server ? once(server, 'close') : undefined;
    server?.close();
    for (const socket of sockets) socket.destroy();
    await closed;
    server = undefined;
  };
  const clients: MqttClient[] = [];
  await open();
  return {
    get address() {
      return { url: `mqtt://127.0.0.1:${port}`, user, password, clientId: 'linli', firstWaitMs: 20 };
    },
    /** Nobody reaches it until `open`; what its sessions hold stays. */
    cut,
    open,
    /** As a broker that was killed and kept nothing. */
    async restart(): Promise<void> {
      await cut();
      await new Promise<void>((done) => void aedes.close(done));
      aedes = await newBroker();
      await open();
    },
    /** Says something as a device does, and waits until the broker has it. */
    async publish(topic: string, payload: string | Buffer, qos: 0 | 1 = 1): Promise<void> {
      const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { username: user, password, reconnectPeriod: 0 });
      clients.push(client);
      await client.publishAsync(topic, payload, { qos });
      await client.endAsync();
    },
    async close(): Promise<void> {
      for (const client of clients) client.end(true);
      await cut();
      await new Promise<void>((done) => void aedes.close(done));
    },
  };
}

export type TestBroker = Awaited<ReturnType<typeof testBroker>>;

function newBroker(): Promise<Aedes> {
  return Aedes.createBroker({
    queueLimit: 1_000,
    authenticate: (_client, name, given, done) =>
      done(null, name === user && given !== undefined && Buffer.from(given).equals(Buffer.from(password))),
  });
}
