import pg from 'pg';
import { assertDatabaseFit } from '../database-fit.ts';
import { archiveSettings } from './archive.ts';
import { existingCluster, makeCluster, openCluster, ownerPassword, resetPassword } from './cluster.ts';
import { lockAlone, lockShared, tryLockAlone } from './file-lock.ts';
import { launch, type Server } from './launch.ts';
import { type Places, placesOf } from './places.ts';
import { disownPidFile, endSurvivors, isServerOf, readPidFile, stopServer, untilReady } from './postmaster.ts';
import { databaseName, ownerRole, type Settings } from './settings.ts';
import { hostOf } from './socket.ts';

/** Takes one event of the launcher; the names of events are stable. */
export type LaunchLog = (event: string, fields?: Readonly<Record<string, unknown>>) => void;

export interface EmbeddedOptions {
  /** Where the database lives; made where there is none. Password, locks and log lie beside it under the same name. */
  readonly dataDir: string;
  readonly log: LaunchLog;
  /** PostgreSQL settings over ours. A server that runs already keeps its own. */
  readonly settings?: Settings;
  /** Archives the server's log there, so that any moment after a backup can be restored. */
  readonly archiveDir?: string;
  /** Starts the server anew, on its port, whenever it is gone, for as long as we use it. */
  readonly keeps?: true;
}

export interface Embedded {
  /** The owner's connection to the database `linli`. Its role is superuser: for migrations, backup and making roles. */
  readonly url: string;
  /** The process of the server. */
  readonly pid: number;
  /** Whether the server ran already and was taken over. */
  readonly adopted: boolean;
  /** Lets go of the server, and stops it unless another process uses it still. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm brings, or takes over the one that runs on this data folder already. It lives in a session of
 * its own: neither Ctrl-C nor the death of this process ends it. Any number of processes may call this at once.
 */
export async function startEmbedded({
  dataDir,
  log,
  settings = {},
  archiveDir,
  keeps,
}: EmbeddedOptions): Promise<Embedded> {
  const places = placesOf(dataDir);
  const starting = await lockAlone(places.startLock, () => log('database.waiting', { dir: places.dataDir }));
  try {
    const password = await ownerPassword(places);
    const living = await findLiving(places, log);
    const how = { password, settings, log, archiveDir };
    const server = living ?? (await start(places, how));
    await prepare(server, password).catch(async (error: Error) => {
      if (!living) await stopServer(server.dir, server.pid);
      throw error;
    });
    log('database.started', { pid: server.pid, port: server.port, adopted: living !== undefined });
    const using = lockShared(places.usersLock);
    const watch = keeps && keepRunning(places, server, how);
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      await watch?.end();
      using.release();
      await stopUnlessUsed(places, server, log);
    };
    return {
      url: urlOf(server, password),
      pid: server.pid,
      adopted: living !== undefined,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  } finally {
    starting.release();
  }
}

const lookEachMs = 500;

/** Looks whether the server lives, and starts it anew where it does not: of several that see it gone, one does. */
function keepRunning(places: Places, first: Server, how: Start): { end(): Promise<void> } {
  let server = first;
  let isOver = false;
  let looking: Promise<void> | undefined;
  const revive = async (): Promise<void> => {
    if (await isServerOf(server.dir, server.pid)) return;
    const starting = await lockAlone(places.startLock, () => undefined);
    try {
      if (isOver) return;
      server = (await findLiving(places, how.log)) ?? (await start(places, how));
      how.log('database.restarted', { pid: server.pid, port: server.port });
      if (server.port !== first.port) how.log('database.moved', { from: first.port, to: server.port });
    } finally {
      starting.release();
    }
  };
  const timer = setInterval(() => {
    looking ??= revive()
      .catch((error: Error) => how.log('database.not-restarted', { reason: error.message }))
      .finally(() => {
        looking = undefined;
      });
  }, lookEachMs);
  timer.unref();
  return {
    async end() {
      isOver = true;
      clearInterval(timer);
      await looking;
    },
  };
}

/** Stops whatever server of the data folder runs now: it may have been killed and started anew since we came. */
async function stopUnlessUsed(places: Places, server: Server, log: LaunchLog): Promise<void> {
  const starting = await lockAlone(places.startLock, () => log('database.waiting', { dir: places.dataDir }));
  try {
    const isStopped = await stopIfUnused(places);
    log(isStopped ? 'database.stopped' : 'database.left-running', { pid: server.pid });
  } finally {
    starting.release();
  }
}

async function stopIfUnused(places: Places): Promise<boolean> {
  const alone = tryLockAlone(places.usersLock);
  if (!alone) return false;
  try {
    const dir = await existingCluster(places.dataDir);
    const noted = dir && (await readPidFile(dir));
    if (dir && noted) await stopServer(dir, noted.pid);
    return true;
  } finally {
    alone.release();
  }
}

/**
 * Stops a server that a killed process left behind, without taking it over.
 * @returns false if a process uses the data folder, or is about to
 */
export async function stopAbandoned(dataDir: string): Promise<boolean> {
  const places = placesOf(dataDir);
  const starting = tryLockAlone(places.startLock);
  if (!starting) return false;
  try {
    return await stopIfUnused(places);
  } finally {
    starting.release();
  }
}

/** The server that runs on the data folder, be it one that a killed process left behind. Waits while it starts or stops. */
async function findLiving({ dataDir }: Places, log: LaunchLog): Promise<Server | undefined> {
  const dir = await existingCluster(dataDir);
  const noted = dir && (await readPidFile(dir));
  if (!dir || !noted) return undefined;
  if (noted.status !== 'ready') log('database.waiting', { pid: noted.pid, status: noted.status });
  if (await untilReady(dir, noted.pid)) return { dir, pid: noted.pid, port: noted.port };
  const left = await readPidFile(dir);
  if (!left) return undefined;
  log('database.recovering', { killed: left.pid });
  await endSurvivors(dir);
  await disownPidFile(dir);
  return undefined;
}

interface Start {
  readonly password: string;
  readonly settings: Settings;
  readonly log: LaunchLog;
  readonly archiveDir: string | undefined;
}

async function start(places: Places, { password, settings: given, log, archiveDir }: Start): Promise<Server> {
  const found = await existingCluster(places.dataDir);
  if (!found) log('database.making', { dir: places.dataDir });
  const cluster = found ? await openCluster(found) : await makeCluster(places, password, given['fsync'] !== 'off');
  if (cluster.dir !== places.dataDir) log('database.lies-elsewhere', { asked: places.dataDir, dir: cluster.dir });
  const settings = archiveDir ? { ...(await archiveSettings(cluster, archiveDir)), ...given } : given;
  const server = await launch(cluster, places.serverLog, settings);
  if (await lets(server, password)) return server;
  // The password file was lost, or the data came from another place. Who may write the data may also set its password.
  log('database.password-reset', { dir: cluster.dir });
  await stopServer(server.dir, server.pid);
  await resetPassword(cluster, password);
  return launch(cluster, places.serverLog, settings);
}

function urlOf(server: Server, password: string, database = databaseName): string {
  return `postgresql://${ownerRole}:${password}@${hostOf(server)}:${server.port}/${database}`;
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'linli-start' });
  client.on('error', () => undefined); // the query under way tells of it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function lets(server: Server, password: string): Promise<boolean> {
  try {
    return await connected(urlOf(server, password, 'postgres'), async () => true);
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') return false;
    throw error;
  }
}

/** Makes the database of a new cluster, and checks that it can hold Linli. */
async function prepare(server: Server, password: string): Promise<void> {
  await connected(urlOf(server, password, 'postgres'), async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
  }).catch((error: Error & { code?: string }) => {
    if (error.code !== '28P01') throw error;
    throw new Error(
      `A server runs on ${server.dir} with another password than the one kept beside it. ` +
        `Stop it (kill -INT ${server.pid}) and start again.`,
      { cause: error },
    );
  });
  await connected(urlOf(server, password), assertDatabaseFit);
}
