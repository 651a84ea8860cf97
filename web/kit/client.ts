import type { Intention, IntentionResult } from '../../contract/intentions.ts';
import {
  type AnswerOf,
  type CommandTable,
  type InputOf,
  type ParamsOf,
  placeOf,
  type QueryOf,
  type ResultOf,
  type Route,
  type RouteTable,
} from '../../contract/route.ts';
import { newId } from './new-id.ts';
import { noteReach } from './reach.ts';
import { errorOf, RefusalError, UnreachableError } from './refusal-error.ts';

type ParamsPart<R extends Route> =
  ParamsOf<R> extends undefined ? { readonly params?: undefined } : { readonly params: ParamsOf<R> };
type QueryPart<R extends Route> =
  QueryOf<R> extends undefined
    ? { readonly query?: undefined }
    : Record<never, never> extends QueryOf<R>
      ? { readonly query?: QueryOf<R> | undefined }
      : { readonly query: QueryOf<R> };

interface CallOptions {
  /** The mandate by which a helper asks for somebody else. */
  readonly mandate?: string | undefined;
  /** The secret of a case's link, where its holder asks and nobody is signed in. */
  readonly link?: string | undefined;
}

/** What a read needs: the parts of its path, its query, and a signal to give up. */
export type ReadOptions<R extends Route> = ParamsPart<R> &
  QueryPart<R> &
  CallOptions & { readonly signal?: AbortSignal };

/** The options may be left out where the route needs none. */
export type ReadArguments<R extends Route> =
  Record<never, never> extends ReadOptions<R> ? [options?: ReadOptions<R>] : [options: ReadOptions<R>];

export interface SendOptions extends CallOptions {
  /** The intention's id; sending the same one again does nothing twice. Made here unless given. */
  readonly id?: string;
  /** An intention that must be done before this one. */
  readonly after?: string;
}

/** The bytes of a file, and its name where the server gave one. */
export interface FetchedFile {
  readonly blob: Blob;
  readonly name: string | undefined;
}

export interface Client<Routes extends RouteTable, Commands extends CommandTable> {
  /** Reads a route of the contract; throws RefusalError or UnreachableError. */
  get<K extends keyof Routes & string>(key: K, ...options: ReadArguments<Routes[K]>): Promise<AnswerOf<Routes[K]>>;
  /** A file from a route of the contract, under the name the server gives it; throws as `get`. */
  file<K extends keyof Routes & string>(key: K, ...options: ReadArguments<Routes[K]>): Promise<FetchedFile>;
  /** The address of a route, for links to files and downloads; a read that asks in a body has none that says what is asked. */
  href<K extends keyof Routes & `GET ${string}`>(key: K, ...options: ReadArguments<Routes[K]>): string;
  /** Does a command through the one door for writes; throws RefusalError or UnreachableError. */
  send<K extends keyof Commands & string>(
    command: K,
    input: InputOf<Commands[K]>,
    options?: SendOptions,
  ): Promise<ResultOf<Commands[K]>>;
}

interface LooseOptions extends CallOptions {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly signal?: AbortSignal;
}

function queryText(query: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined || one === null || one === '') continue;
      search.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one));
    }
  }
  const words = search.toString();
  return words ? `?${words}` : '';
}

/** Makes the address of a read from its key `GET /path/:part`: parts are filled and encoded, empty query values left out. What a `POST` asks stays out of it. */
export function addressOf(key: string, { params = {}, query = {} }: LooseOptions = {}): string {
  const { method, path: named } = placeOf(key);
  const path = named.replace(/:(\w+)/g, (_, name: string) => {
    if (params[name] === undefined) throw new Error(`the path of ${key} lacks ${name}`);
    return encodeURIComponent(String(params[name]));
  });
  return `/api${path}${method === 'GET' ? queryText(query) : ''}`;
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(address, { credentials: 'same-origin', ...init });
    noteReach(true);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    noteReach(false);
    throw new UnreachableError();
  }
}

/** The headers that say as whom it is asked: by a link, or for somebody else. */
export function askerHeaders({ link, mandate }: CallOptions): Record<string, string> {
  return { ...(link ? { 'x-linli-link': link } : {}), ...(mandate ? { 'x-linli-mandate': mandate } : {}) };
}

/** What is asked in a body; as in an address, empty values are left out. */
function bodyOf(query: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null && value !== '')),
  );
}

async function ask(key: string, accept: string, options: LooseOptions): Promise<Response> {
  const headers = { accept, ...askerHeaders(options) };
  const response = await reach(addressOf(key, options), {
    ...(placeOf(key).method === 'POST'
      ? { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: bodyOf(options.query) }
      : { headers }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  if (!response.ok) throw await errorOf(response);
  return response;
}

async function read(key: string, options: LooseOptions = {}): Promise<unknown> {
  return (await ask(key, 'application/json', options)).json();
}

async function fetchFile(key: string, options: LooseOptions = {}): Promise<FetchedFile> {
  const response = await ask(key, '*/*', options);
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { blob: await response.blob(), name: name && decodeURIComponent(name) };
}

/** Posts intentions and gives each its result; used by screens for one and by the outbox for many. */
export async function postIntentions(
  intentions: readonly Intention[],
  asker: CallOptions = {},
): Promise<readonly IntentionResult[]> {
  const response = await reach('/api/intentions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...askerHeaders(asker) },
    body: JSON.stringify({ intentions }),
  });
  if (!response.ok) throw await errorOf(response);
  const answer = (await response.json()) as { results: readonly IntentionResult[] };
  return answer.results;
}

/** Posts to one of the few doors that are no command: sign-in, its codes, the password. */
export async function postJson(path: string, body: unknown): Promise<unknown> {
  const response = await reach(`/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await errorOf(response);
  return response.json();
}

async function send(command: string, input: unknown, options: SendOptions = {}): Promise<unknown> {
  const { id = newId(), after, link, mandate } = options;
  const intention = { id, command, input, madeAt: new Date().toISOString(), ...(after ? { after } : {}) };
  const [result] = await postIntentions([intention], { link, mandate });
  if (result?.state === 'done') return result.output;
  if (result?.state === 'refused') throw new RefusalError(result.problem);
  throw new UnreachableError();
}

/** Makes the client of a contract. The tables are needed as types only, so none of them is loaded. */
export function makeClient<Routes extends RouteTable, Commands extends CommandTable>(): Client<Routes, Commands> {
  return { get: read, file: fetchFile, href: addressOf, send } as Client<Routes, Commands>;
}
