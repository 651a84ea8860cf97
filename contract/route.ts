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

/** A read. Its key in the slice's table is `METHOD /path`, relative to /api, so the client needs only the types. */
export interface Route {
  readonly access: Access;
  readonly summary: Text;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
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

/** Keys are `GET /path`, relative to /api. */
export type RouteTable = Readonly<Record<string, Route>>;
/** Keys are `noun.verb`. */
export type CommandTable = Readonly<Record<string, Command>>;

/** What a caller sends and receives, from the declaration. */
export type ParamsOf<R extends Route> = R['params'] extends z.ZodType ? z.input<R['params']> : undefined;
export type QueryOf<R extends Route> = R['query'] extends z.ZodType ? z.input<R['query']> : undefined;
export type AnswerOf<R extends Route> = z.output<R['output']>;
export type InputOf<C extends Command> = z.input<C['input']>;
export type ResultOf<C extends Command> = z.output<C['output']>;
