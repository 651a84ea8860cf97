import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { hasOwnStorage } from '../../../domain/registry/area-kinds.ts';
import { areaTree } from '../../access/tree.ts';
import type { Log } from '../../kit/ctx.ts';
import { type Database, noRows } from '../../kit/db/client.ts';
import { dayOfDesks } from './day-figures.ts';
import { monthOfDesks } from './month-figures.ts';

/** The month before the one a day lies in. */
const monthBefore = (day: string): string => dayOf(dayNumber(`${day.slice(0, 7)}-01`) - 1).slice(0, 7);

/** Works out the figures of today, of this month and of the last for every community, so that nobody waits for them who looks first. */
export async function warmFigures(database: Database, now: () => string): Promise<void> {
  const at = now();
  const reader = { shared: database.pool, now: at };
  const tree = await database.read(noRows, (db) => areaTree({ ...reader, db }));
  const desks = [...tree.byId.values()].flatMap(({ id, kind }) => (hasOwnStorage(kind) ? [id] : []));
  if (desks.length === 0) return;
  const today = businessDay(at);
  const rows = { communities: desks, organisations: [] };
  await database.read(rows, (db) => dayOfDesks({ ...reader, db }, desks, today));
  for (const month of [today.slice(0, 7), monthBefore(today)])
    await database.read(rows, (db) => monthOfDesks({ ...reader, db }, desks, month));
}

const lookEveryMs = 30_000;

/** Keeps a process that answers requests warm: at once, and when a new day has begun. Gives what stops it. */
export function keepFiguresWarm(database: Database, now: () => string, log: Log): () => Promise<void> {
  let day = '';
  let running: Promise<void> = Promise.resolve();
  const look = (): void => {
    const today = businessDay(now());
    if (today === day) return;
    day = today;
    running = warmFigures(database, now).catch((error: Error) => {
      // Whoever looks first then works them out; the next look tries again.
      day = '';
      log.warn({ error: error.name }, 'figures.not-warm');
    });
  };
  look();
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
