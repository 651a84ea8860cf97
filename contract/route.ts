import type { z } from 'zod';
import type { Capability } from '../domain/access/capabilities.ts';
import type { MandateCover } from '../domain/access/mandates.ts';
import type { Text } from '../domain/text.ts';

/**
 * Who may call: staff with a capability, anyone signed in, a resident, or everybody — the last with the reason why.
 * A helper who acts for a resident calls only what names a cover of their mandate under `helper`. There is no default: a route or command without one does not compile.
 */
export type Access =
  /** `or`: whoever takes part without reading an area may call it, too, for what they are on the list of. */
  | { readonly capability: Capability; readonly or?: Capability }
  | { readonly signedIn: 'any' | 'resident'; readonly helper?: readonly MandateCover[] }
  | { readonly open: string; readonly helper?: readonly MandateCover[] };

/**
 * A read. Its key in the slice's table is `METHOD /path`, relative to /api, so the client needs only the types: `GET` where what is asked may stand
 * in an address, `POST` where it may not (`asks`). Either way nothing is written but the notes of a look.
 */
export interface Route {
  readonly access: Access;
  readonly summary: Text;
  readonly params?: z.ZodObject;
  /** What is asked in the address: closed values alone, since addresses are kept by browsers, proxies and logs. */
  readonly query?: z.ZodObject;
  /** What is asked in a body, instead of a query: wherever a phone, a number of somebody's or a word searched for is among it. */
  readonly asks?: z.ZodObject;
  readonly output: z.ZodType;
  /** Looks that must be audited: the notes commit with the read. */
  readonly audits?: true;
  /** How often one address may ask within a minute, for reads that strangers could guess with. */
  readonly perMinute?: number;
  /** As perMinute, for those who are not signed in alone. */
  readonly strangersPerMinute?: number;
  /** For answers that are not JSON: the handler streams; the client opens the address. */
  readonly media?: string;
}

/** A write. It goes through `POST /api/intentions`, is done once however often it arrives, and commits whole or not at all. */
export interface Command {
  readonly access: Access;
  readonly summary: Text;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

export function route<const R extends Route>(declaration: R): R {
  return declaration;
}

export function command<const C extends Command>(declaration: C): C {
  return declaration;
}

/** Keys are `GET /path`, or `POST /path` of a read that `asks`, relative to /api. */
export type RouteTable = Readonly<Record<string, Route>>;
/** Keys are `noun.verb`. */
export type CommandTable = Readonly<Record<string, Command>>;

/** What a caller sends and receives, from the declaration. */
export type ParamsOf<R extends Route> = R['params'] extends z.ZodType ? z.input<R['params']> : undefined;
/** What is asked beside the path, wherever it travels. */
export type QueryOf<R extends Route> = R['asks'] extends z.ZodType
  ? z.input<R['asks']>
  : R['query'] extends z.ZodType
    ? z.input<R['query']>
    : undefined;
export type AnswerOf<R extends Route> = z.output<R['output']>;
export type InputOf<C extends Command> = z.input<C['input']>;
export type ResultOf<C extends Command> = z.output<C['output']>;

/** A key taken apart: how it is sent, and its path below /api with `:names`. */
export function placeOf(key: string): { readonly method: 'GET' | 'POST'; readonly path: string } {
  const [method, path = ''] = key.split(' ');
  return { method: method === 'POST' ? 'POST' : 'GET', path };
}
