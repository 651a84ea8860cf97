import { auditRoutes } from './audit.ts';
import type { Command, Route } from './route.ts';

/** Every read of the platform by `GET /path`; each slice's table is listed here once. */
export const routes = {
  ...auditRoutes,
} as const satisfies Readonly<Record<string, Route>>;

/** Every write of the platform by name. */
export const commands = {} as const satisfies Readonly<Record<string, Command>>;

export type Routes = typeof routes;
export type Commands = typeof commands;
