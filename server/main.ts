import type { Server as HttpsServer } from 'node:https';
import { isAbsolute, join, relative, resolve } from 'node:path';
import pg from 'pg';
import { buildApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { seedCalendar } from './features/calendar/calendar.seed.ts';
import { seedCategories } from './features/catalogue/seed-load.ts';
import { fillDemoIfEmpty, readDemoSignIns } from './features/demo/fill.ts';
import type { DemoSignIn } from './features/demo/sign-ins.ts';
import { keepFiguresWarm } from './features/metrics/figures-warm.ts';
import { openVault } from './kit/crypto/ring-vault.ts';
import { assertVaultFits } from './kit/crypto/vault-fit.ts';
import type { Log } from './kit/ctx.ts';
import { noRows, openDatabase, type ReadTx } from './kit/db/client.ts';
import { inTurns } from './kit/db/turns.ts';
import { addHealth } from './kit/http/health.ts';
import { watchCertificate } from './kit/http/tls.ts';
import { addWebFiles } from './kit/http/web-files.ts';
import { uuidv7 } from './kit/ids.ts';
import { openQueue } from './kit/jobs/pg-boss-queue.ts';
import { watchClock } from './kit/jobs/watch-clock.ts';
import { openLog } from './kit/log.ts';
import { brokerMqtt } from './outside/broker/real.ts';
import { hotlineHttp } from './outside/hotline/real.ts';
import { scannerClamav } from './outside/scanner/real.ts';
import { openSignOn } from './outside/sign-on/open.ts';
import { smsFake } from './outside/sms/fake.ts';
import { smsNone } from './outside/sms/none.ts';
import type { SmsPort } from './outside/sms/port.ts';
import { smsGateway } from './outside/sms/real.ts';
import { storeDisk } from './outside/store/disk.ts';
import { storeMirrored } from './outside/store/mirrored.ts';
import type { StorePort } from './outside/store/port.ts';
import { prepareDatabase } from './prepare-database.ts';
import { assertWaysClosed } from './ways.ts';

export interface StartOptions {
  readonly log: Log;
  /** Where the built web lies. */
  readonly webDir: string;
  /** What must be done before the first page is served, such as building the web. */
  readonly before?: Promise<unknown>;
}

export interface Running {
  /** How to reach it; undefined for a worker, which does not listen. */
  readonly address: string | undefined;
  /** One for each role, if the demo district is what is stored. */
  readonly signIns: readonly DemoSignIn[];
  /** Whether anybody of the staff can sign in: not so at the very first start without the demo. */
  readonly hasStaff: boolean;
  /** Finishes what runs, then lets go of everything. */
  stop(): Promise<void>;
}

/** Starts the platform in this process: database, vault, queue, and by its role the web, the worker or both. */
export async function start(config: Config, { log, webDir, before }: StartOptions): Promise<Running> {
  // Its failure is told where it is awaited.
  before?.catch(() => undefined);
  assertKeysApart(config);
  assertWaysClosed(config);
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const prepared = await prepareDatabase(config, log, { keeps: true });
    undo.push(prepared.stop);
    const vault = await openVault(config.keysDir);
    const database = openDatabase(prepared.appUrl, config.poolSize);
    undo.push(() => database.close());
    await assertVaultFits(database, vault);
    await database.write(noRows, seedCalendar);
    const now = () => new Date().toISOString();
    const store = storeOf(config);
    if (config.hasDemo) {
      await fillDemoIfEmpty({ ownerUrl: prepared.ownerUrl, vault, store, size: 'demo', now: now(), log });
    }
    await seedCategories(prepared.ownerUrl, now());
    const signIns = config.hasDemo ? await demoSignIns(prepared.ownerUrl) : [];
    // Whoever has put a district of their own is no demo any more, whatever the variable says.
    const isDemo = signIns.length > 0;
    const queue = await openQueue({ url: prepared.appUrl, log, isWorker: config.role !== 'web' });
    undo.push(() => queue.stop());
    const sms = smsOf(config, isDemo ? log : undefined);
    const app = await buildApp({
      config: { ...config, hasDemo: isDemo },
      database: config.databaseTurns ? inTurns(database, config.databaseTurns) : database,
      vault,
      queue,
      sms,
      store,
      log,
      ...(config.broker ? { broker: brokerMqtt(config.broker) } : {}),
      signOn: openSignOn(config.signOn, now),
      ...(config.scanner ? { scanner: scannerClamav(config.scanner) } : {}),
      ...(config.hotline ? { hotline: hotlineHttp(config.hotline) } : {}),
    });
    undo.push(() => app.http.close());
    if (config.role !== 'web') {
      const jobs = [...app.slices.flatMap((slice) => slice.jobs ?? []), watchClock];
      await queue.work(jobs, { database, now, newId: uuidv7, log });
      undo.push(app.listen());
    }
    const hasStaff = await database.read(noRows, staffExist);
    await before;
    if (config.role === 'worker') return { address: undefined, signIns, hasStaff, stop };
    addHealth(app.http, database);
    await addWebFiles(app.http, webDir);
    const address = await listen(app.http.listen.bind(app.http), config);
    if (config.tls) undo.push(watchCertificate(app.http.server as unknown as HttpsServer, config.tls, log));
    undo.push(keepFiguresWarm(database, now, log));
    log.info({ listening: address, role: config.role }, 'server.started');
    return { address, signIns, hasStaff, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A backup of the data folder must not carry the keys that open it. */
function assertKeysApart({ keysDir, dataDir }: Config): void {
  const path = relative(dataDir, keysDir);
  if (path === '' || (!path.startsWith('..') && !isAbsolute(path))) {
    throw new Error(
      `The keys (${keysDir}) lie inside the data folder (${dataDir}). Set LINLI_KEYS to a folder outside it.`,
    );
  }
}

function storeOf({ dataDir, archiveDir }: Config): StorePort {
  const store = storeDisk(join(dataDir, 'files'));
  return archiveDir ? storeMirrored(store, storeDisk(join(archiveDir, 'files'))) : store;
}

function smsOf(config: Config, demoLog: Log | undefined): SmsPort {
  if (config.sms) return smsGateway(config.sms);
  return demoLog ? smsFake(demoLog) : smsNone();
}

async function demoSignIns(ownerUrl: string): Promise<readonly DemoSignIn[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await readDemoSignIns(client)) ?? [];
  } finally {
    await client.end();
  }
}

async function staffExist(db: ReadTx): Promise<boolean> {
  const found = await db.selectFrom('users').select('id').where('kind', '=', 'staff').limit(1).executeTakeFirst();
  return found !== undefined;
}

type Listen = (options: { host: string; port: number }) => Promise<string>;

async function listen(open: Listen, { host, port }: Config): Promise<string> {
  try {
    return await open({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new Error(`Port ${port} is taken by another program. Stop it, or start with another: PORT=${port + 1}`, {
        cause: error,
      });
    }
    if (code === 'EACCES')
      throw new Error(`Port ${port} needs more rights. Take one above 1023: PORT=8080`, { cause: error });
    throw error;
  }
}

const stopWithinMs = 25_000;

/** Runs until it is told to stop: the first signal ends what runs in good order, a second one at once. */
export async function runUntilSignal(
  options: Partial<StartOptions> & { readonly onStarted?: (running: Running) => void },
) {
  const config = readConfig();
  const log = options.log ?? openLog(config.logLevel);
  const webDir = options.webDir ?? resolve(import.meta.dirname, '../dist/web');
  const starting = start(config, { ...options, log, webDir });
  let isStopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, 'server.stopping');
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    await starting.then(
      (running) => running.stop(),
      () => undefined,
    );
    process.exit(0);
  };
  process.on('SIGINT', (signal) => void stop(signal));
  process.on('SIGTERM', (signal) => void stop(signal));
  const running = await starting;
  if (!isStopping) options.onStarted?.(running);
}

if (import.meta.main) {
  await runUntilSignal({}).catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
}
