import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { IntentionResult, intention } from '../../../contract/intentions.ts';
import type { Command, CommandTable, Route, RouteTable } from '../../../contract/route.ts';
import type { ReadCtx, WriteCtx } from '../ctx.ts';
import type { RowScope } from '../db/client.ts';
import type { Job } from '../jobs/job.ts';
import type { Caller } from './intentions.ts';

type OutputOf<T> = T extends z.ZodType ? z.output<T> : undefined;

/** What a read's handler is given, validated: the parts of its path, and what is asked, in the address or in a body. */
export interface ReadInput<R extends Route> {
  readonly params: OutputOf<R['params']>;
  readonly query: R['asks'] extends z.ZodType ? z.output<R['asks']> : OutputOf<R['query']>;
}

/** An answer that is not JSON. */
export interface MediaAnswer {
  readonly body: NodeJS.ReadableStream | Buffer | string;
  readonly mediaType: string;
  readonly fileName?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type ReadHandlers<T extends RouteTable> = {
  readonly [K in keyof T]: (
    ctx: ReadCtx,
    input: ReadInput<T[K]>,
  ) => Promise<T[K] extends { media: string } ? MediaAnswer : z.input<T[K]['output']>>;
};

type CommandHandlers<T extends CommandTable> = {
  readonly [K in keyof T]: (ctx: WriteCtx, input: z.output<T[K]['input']>) => Promise<z.input<T[K]['output']>>;
};

export interface ReadBinding {
  readonly key: string;
  readonly route: Route;
  readonly run: (ctx: ReadCtx, input: { params: unknown; query: unknown }) => Promise<unknown>;
}

export interface CommandBinding {
  readonly name: string;
  readonly command: Command;
  readonly run: (ctx: WriteCtx, input: unknown) => Promise<unknown>;
}

/** What addresses beside the contract may do: writes go through the door as everybody's, reads declare their rows. */
export interface DoorTools {
  perform(caller: Caller, parsed: z.output<typeof intention>): Promise<IntentionResult>;
  /** @param rows what the policies let through; the caller's own unless told, and then the reason stands where it is told */
  read<T>(caller: Caller, work: (ctx: ReadCtx) => Promise<T>, rows?: RowScope): Promise<T>;
}

/** Addresses that a standard lays down, outside /api. Only a key says who is asking there: cookies are not looked at. */
export interface OuterApi {
  readonly prefix: string;
  readonly plugin: (app: FastifyInstance, tools: DoorTools) => Promise<void>;
}

/** A figure of the whole installation, asked of the database when somebody looks at /api/metrics. */
export interface Meter {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  readonly sql: string;
}

/** What a slice offers the application: its reads, its commands, its jobs, and its own addresses where their form is not ours to choose. */
export interface Slice {
  readonly reads?: readonly ReadBinding[];
  readonly commands?: readonly CommandBinding[];
  readonly jobs?: readonly Job[];
  readonly plugin?: (app: FastifyInstance, tools: DoorTools) => Promise<void>;
  readonly outer?: OuterApi;
  readonly meters?: readonly Meter[];
  /** Begins to take what comes by itself from elsewhere, in a process that works; gives the way out. */
  readonly listen?: (tools: DoorTools) => () => Promise<void>;
}

/** Binds each route of a contract table to its handler; a missing one does not compile. */
export function bindReads<T extends RouteTable>(table: T, handlers: ReadHandlers<T>): readonly ReadBinding[] {
  return Object.entries(table).map(([key, route]) => ({
    key,
    route,
    run: handlers[key as keyof T] as unknown as ReadBinding['run'],
  }));
}

/** Binds each command of a contract table to its handler; a missing one does not compile. */
export function bindCommands<T extends CommandTable>(
  table: T,
  handlers: CommandHandlers<T>,
): readonly CommandBinding[] {
  return Object.entries(table).map(([name, command]) => ({
    name,
    command,
    run: handlers[name as keyof T] as unknown as CommandBinding['run'],
  }));
}
