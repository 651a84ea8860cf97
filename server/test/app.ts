import { randomUUID } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import type { Commands, Routes } from '../../contract/api.ts';
import type { IntentionResult, Problem } from '../../contract/intentions.ts';
import { type AnswerOf, type Command, type InputOf, placeOf, type ResultOf, type Route } from '../../contract/route.ts';
import { toIso, toMs } from '../../domain/calendar/instant.ts';
import { type AppParts, buildApp } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import { testVault } from '../kit/crypto/ring-vault.ts';
import type { Log } from '../kit/ctx.ts';
import { openDatabase } from '../kit/db/client.ts';
import { addWebFiles } from '../kit/http/web-files.ts';
import { uuidv7 } from '../kit/ids.ts';
import { receiverFake } from '../outside/receivers/fake.ts';
import { smsFake } from '../outside/sms/fake.ts';
import { storeMemory } from '../outside/store/memory.ts';
import { cloneDatabase } from './database.ts';
import { type SignedIn, testPeople } from './people.ts';
import { testQueue } from './queue.ts';
import { makeWorld } from './world.ts';

/** A Wednesday, ten in the morning in Shanghai, in a year whose holidays are published. */
const firstMoment = '2026-03-04T02:00:00.000Z';

export interface TestAppOptions extends Partial<Omit<AppParts, 'config' | 'database' | 'now'>> {
  readonly config?: Partial<Config>;
  /** Where the clock stands at first. */
  readonly now?: string;
  /** false leaves out the areas and organisations of world.ts. */
  readonly world?: boolean;
  /** Where the built web lies, for tests in a browser: `http.listen` then serves it, too. */
  readonly webDir?: string;
}

/** Who asks: somebody signed in, the holder of a link, or (absent) a stranger. */
export type Asker = Pick<SignedIn, 'userId'> & { readonly headers: Readonly<Record<string, string>> };

export interface ReadInputs {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
}

export interface Answered<T> {
  readonly status: number;
  /** Throws with the problem's code where the answer is a refusal. */
  readonly answer: T;
  readonly problem: Problem | undefined;
}

/** The clock of a test: it stands still until it is set. */
function testClock(at: string) {
  let current = at;
  return {
    now: () => current,
    set: (instant: string) => {
      current = toIso(toMs(instant));
    },
    advance: (ms: number) => {
      current = toIso(toMs(current) + ms);
    },
  };
}

/** A log that keeps its lines, for tests that look at what is said. */
function testLog() {
  const lines: { level: string; event: string; details: object }[] = [];
  const at = (level: string) => (details: object, event: string) => void lines.push({ level, event, details });
  const log: Log = { info: at('info'), warn: at('warn'), error: at('error'), debug: at('debug') };
  return { log, lines };
}

/**
 * The whole application on a database of its own, with a settable clock, fixed keys, a fake SMS gateway and a queue that runs when
 * told. Call `close` at the end of the file.
 */
export async function testApp(options: TestAppOptions = {}) {
  const { config, now: startsAt, world: hasWorld = true, webDir, ...given } = options;
  const files = await cloneDatabase();
  if (hasWorld) await makeWorld(files.ownerUrl);
  const database = openDatabase(files.appUrl, 6);
  const clock = testClock(startsAt ?? firstMoment);
  const vault = given.vault ?? testVault();
  const sms = smsFake();
  const store = storeMemory();
  const queue = await testQueue(files.ownerUrl, database);
  const { log, lines } = testLog();
  const app = await buildApp({
    config: { ...readConfig({ LINLI_DEMO: 'off' }), ...config },
    vault,
    queue,
    sms,
    store,
    log,
    receivers: receiverFake(),
    ...given,
    database,
    now: clock.now,
  });
  await queue.work(
    app.slices.flatMap((slice) => slice.jobs ?? []),
    { database, now: clock.now, newId: uuidv7, log },
  );
  if (webDir) await addWebFiles(app.http, webDir);
  await app.http.ready();

  const inject = (request: InjectOptions, as?: Asker) =>
    app.http.inject({ ...request, headers: { ...as?.headers, ...request.headers } });

  const people = testPeople({ database, vault, now: clock.now });

  return {
    ...app,
    database,
    ownerUrl: files.ownerUrl,
    clock,
    vault,
    sms,
    store,
    queue,
    log,
    logLines: lines,
    inject,
    ...people,
    /** A read by its key in the contract. */
    async get<K extends keyof Routes & string>(
      key: K,
      input: ReadInputs = {},
      as?: Asker,
    ): Promise<Answered<Routes[K] extends Route ? AnswerOf<Routes[K]> : never>> {
      const answer = await inject(requestOf(key, input), as);
      return answered(answer.statusCode, answer.json());
    },
    /** A command through the one door, with an id of its own unless one is given. */
    async send<K extends keyof Commands & string>(
      name: K,
      input: Commands[K] extends Command ? InputOf<Commands[K]> : never,
      as?: Asker,
      id: string = randomUUID(),
    ): Promise<Answered<Commands[K] extends Command ? ResultOf<Commands[K]> : never>> {
      const intentions = [{ id, command: name, input }];
      const answer = await inject({ method: 'POST', url: '/api/intentions', payload: { intentions } }, as);
      if (answer.statusCode !== 200) return answered(answer.statusCode, answer.json());
      const [result] = answer.json<{ results: IntentionResult[] }>().results;
      if (result?.state === 'done') return answered(200, result.output);
      if (result?.state === 'refused') return answered(result.problem.status, result.problem);
      throw new Error('An intention was told to wait');
    },
    /** Confirms a key that somebody made: a security administrator of the whole district, who is nobody else here. */
    async confirmKey(id: string): Promise<void> {
      const as = await people.signIn('security-admin');
      const intentions = [{ id: randomUUID(), command: 'api-keys.confirm', input: { id } }];
      const answer = await inject({ method: 'POST', url: '/api/intentions', payload: { intentions } }, as);
      const [result] = answer.json<{ results: IntentionResult[] }>().results;
      if (result?.state !== 'done') throw new Error(`The key was not confirmed: ${answer.body}`);
    },
    async close(): Promise<void> {
      await app.http.close();
      await database.close();
      await files.drop();
    },
  };
}

export type TestApp = Awaited<ReturnType<typeof testApp>>;

/** What is asked of a read beside its path, wherever it travels. */
export const askedOf = ({ asks, query }: Route): NonNullable<Route['query']>['shape'] => (asks ?? query)?.shape ?? {};

/** A read as it is sent. */
export interface ReadRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly payload?: object;
}

/** A read by its key: the `:names` of its path filled in, what is asked behind the address or in the body. */
export function requestOf(key: string, { params = {}, query = {} }: ReadInputs = {}): ReadRequest {
  const { method, path: named } = placeOf(key);
  const path = named.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  if (method === 'POST') return { method, url: `/api${path}`, payload: query };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return { method, url: `/api${path}${search.size > 0 ? `?${search}` : ''}` };
}

function answered<T>(status: number, body: unknown): Answered<T> {
  if (status < 400) return { status, answer: body as T, problem: undefined };
  const problem = body as Problem;
  return {
    status,
    problem,
    get answer(): T {
      throw new Error(`Refused: ${problem.code} ${JSON.stringify(problem.fields ?? problem.text)}`);
    },
  };
}
