import type { FastifyInstance } from 'fastify';
import type { CaseTypes } from '../domain/case/define.ts';
import { writeAudit } from './access/audit.ts';
import { rowScopeOfActor } from './access/row-scope.ts';
import type { Config } from './config.ts';
import { makeResolveActor } from './features/identity/resolve-actor.ts';
import { makeResolveKey } from './features/identity/resolve-key.ts';
import type { Vault } from './kit/crypto/vault.ts';
import type { Log } from './kit/ctx.ts';
import type { Database } from './kit/db/client.ts';
import { buildHttp, doorTools, type HttpParts } from './kit/http/http.ts';
import { addMeters, openMeters } from './kit/http/meters.ts';
import type { Slice } from './kit/http/slice.ts';
import { uuidv7 } from './kit/ids.ts';
import type { JobQueue } from './kit/jobs/queue.ts';
import type { BrokerPort } from './outside/broker/port.ts';
import type { HotlinePort } from './outside/hotline/port.ts';
import type { ReceiverPort } from './outside/receivers/port.ts';
import type { ScannerPort } from './outside/scanner/port.ts';
import type { SignOnPort } from './outside/sign-on/port.ts';
import type { SmsPort } from './outside/sms/port.ts';
import type { StorePort } from './outside/store/port.ts';
import { slices } from './slices.ts';

export interface AppParts {
  readonly config: Config;
  readonly database: Database;
  readonly vault: Vault;
  readonly queue: JobQueue;
  readonly sms: SmsPort;
  /** The hotline's platform, where one is told how its tickets stand. */
  readonly hotline?: HotlinePort;
  /** Where devices put their alarms, if there is such a place. */
  readonly broker?: BrokerPort;
  /** The portals that staff may sign on at. */
  readonly signOn?: readonly SignOnPort[];
  /** How other systems are told of what happens; over the open Internet alone unless a test says otherwise. */
  readonly receivers?: ReceiverPort;
  /** Looks for viruses in what is sent, if there is such a thing. */
  readonly scanner?: ScannerPort;
  /** Where the bytes of files lie. */
  readonly store: StorePort;
  readonly log: Log;
  /** The case types to run; the registry's unless a test adds one. */
  readonly types?: CaseTypes;
  /** Tests set the clock. */
  readonly now?: () => string;
}

export interface App {
  readonly http: FastifyInstance;
  readonly slices: readonly Slice[];
  /** Begins to take what comes by itself from elsewhere; a worker's. Gives the way out. */
  listen(): () => Promise<void>;
}

/** The only composition: config → database → outside → features → http. */
export async function buildApp(parts: AppParts): Promise<App> {
  const now = parts.now ?? (() => new Date().toISOString());
  const all = await slices(parts, now);
  const meters = openMeters(
    parts.database,
    all.flatMap((slice) => slice.meters ?? []),
  );
  const httpParts: HttpParts = {
    observe: meters.observe,
    refused: meters.refused,
    database: parts.database,
    slices: all,
    log: parts.log,
    vault: parts.vault,
    now,
    newId: uuidv7,
    resolveActor: makeResolveActor(parts, now),
    resolveKey: makeResolveKey(parts, now),
    rowScopeOf: (actor, at) => rowScopeOfActor(parts.database, actor, at),
    writeAudit,
    jobsIn: (db) => parts.queue.inside(db),
    origins: [parts.config.publicUrl, parts.config.staffUrl].flatMap((url) => (url ? [new URL(url).origin] : [])),
    waysIn: parts.config,
    tls: parts.config.tls,
    trustedProxies: parts.config.trustedProxies,
    isHttps: parts.config.publicUrl?.startsWith('https:') ?? false,
  };
  const http = await buildHttp(httpParts);
  addMeters(http, meters, parts.config.metricsToken);
  const listen = () => {
    const ends = all.flatMap((slice) => (slice.listen ? [slice.listen(doorTools(httpParts))] : []));
    return async () => void (await Promise.all(ends.map((end) => end())));
  };
  return { http, slices: all, listen };
}
