import { sql } from 'kysely';
import type { ReadCtx } from '../kit/ctx.ts';
import { bigints } from '../kit/db/lists.ts';

/** What figures are read through: any context of a request, or none but a transaction. */
export type FigureReader = Pick<ReadCtx, 'db' | 'shared' | 'now'>;

/** What was worked out for one community, and the instant at which the clock alone changes it; null if it never does. */
export interface WorkedOut<T> {
  readonly value: T;
  readonly until: string | null;
}

interface Kept<T> extends WorkedOut<T> {
  readonly seq: number;
  readonly asOf: string;
}

/** What a set of communities came to together, as long as none of them has moved. */
interface View extends Pick<Kept<unknown>, 'asOf' | 'until'> {
  readonly total: number;
  readonly values: readonly unknown[];
}

interface Shelf {
  readonly kept: Map<number, Kept<unknown>>;
  /** By their communities. */
  readonly views: Map<string, View>;
  /** Done when whoever works something out has finished: the next finds it there instead of working it out beside them. */
  turn: Promise<unknown>;
}

/** By database, then by what is kept (figures of a month, of a day). */
const shelves = new WeakMap<object, Map<string, Shelf>>();
/** As many months and days as are looked at; whatever was taken up first goes first. */
const mostShelves = 24;
const mostViews = 100;

function dropOldest(map: Map<unknown, unknown>, most: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
}

function shelfOf(shared: object, key: string): Shelf {
  const all = shelves.get(shared) ?? new Map<string, Shelf>();
  shelves.set(shared, all);
  const shelf = all.get(key) ?? { kept: new Map(), views: new Map(), turn: Promise.resolve() };
  all.set(key, shelf);
  dropOldest(all, mostShelves);
  return shelf;
}

const listOf = (communities: readonly number[]): string => communities.join();

/** How far the cases of each community have moved, and all of them together. */
interface Moved {
  readonly total: number;
  readonly seqs: Readonly<Record<string, number>>;
}

/** What one request has read of the numbers: what it works out afterwards holds at least what they stand for, however many figures it asks for. */
const numbersRead = new WeakMap<FigureReader, Map<string, Promise<Moved>>>();

async function readMoved(ctx: FigureReader, communities: readonly number[]): Promise<Moved> {
  const { rows } = await sql<Moved>`
    select coalesce(sum(seq), 0)::bigint as total, coalesce(json_object_agg(community_id, seq), '{}') as seqs
    from sync_counters where community_id = any (${bigints(communities)})`.execute(ctx.db);
  return rows[0] as Moved;
}

/** The numbers as this request first read them: each write of a case counts its community's up, in the same transaction. */
function movedOf(ctx: FigureReader, communities: readonly number[]): Promise<Moved> {
  const list = listOf(communities);
  const read = numbersRead.get(ctx) ?? new Map<string, Promise<Moved>>();
  numbersRead.set(ctx, read);
  const found = read.get(list) ?? readMoved(ctx, communities);
  read.set(list, found);
  return found;
}

const holdsAt = ({ asOf, until }: Pick<View, 'asOf' | 'until'>, now: string): boolean =>
  asOf <= now && (until === null || now < until);

/** The earlier of two instants, either of which may never come. */
export const earlier = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;

/** Works out what has moved or come due, and takes the rest as it is. */
async function renew<T>(
  ctx: FigureReader,
  { kept }: Shelf,
  communities: readonly number[],
  workOut: (stale: readonly number[]) => Promise<ReadonlyMap<number, WorkedOut<T>>>,
): Promise<View> {
  // Read first: what is worked out afterwards holds at least what these numbers stand for.
  const { total, seqs } = await movedOf(ctx, communities);
  const seqOf = (id: number): number => seqs[id] ?? 0;
  const stale = communities.filter((id) => {
    const one = kept.get(id);
    // Numbers only rise: what somebody worked out later than this request read its own holds more, not less.
    return one === undefined || one.seq < seqOf(id) || !holdsAt(one, ctx.now);
  });
  if (stale.length > 0)
    for (const [id, worked] of await workOut(stale)) kept.set(id, { ...worked, seq: seqOf(id), asOf: ctx.now });
  const found = communities.flatMap((id) => kept.get(id) ?? []);
  return {
    // Of the numbers as they stood at one moment: two such sums can be compared, sums of numbers read at different moments can't.
    total,
    asOf: found.reduce((last, one) => (one.asOf > last ? one.asOf : last), ''),
    until: found.reduce<string | null>((first, one) => earlier(first, one.until), null),
    values: found.map(({ value }) => value),
  };
}

/** What these communities came to, if none of them has moved since. Numbers only rise: where their sum is no higher, none of them is. */
async function held(ctx: FigureReader, { views }: Shelf, communities: readonly number[]): Promise<View | undefined> {
  const known = views.get(listOf(communities));
  return known && holdsAt(known, ctx.now) && known.total >= (await movedOf(ctx, communities)).total ? known : undefined;
}

async function heldOrNew<T>(
  ctx: FigureReader,
  shelf: Shelf,
  communities: readonly number[],
  workOut: (stale: readonly number[]) => Promise<ReadonlyMap<number, WorkedOut<T>>>,
): Promise<View> {
  const known = await held(ctx, shelf, communities);
  if (known) return known;
  const list = listOf(communities);
  const view = await renew(ctx, shelf, communities, workOut);
  shelf.views.delete(list);
  shelf.views.set(list, view);
  dropOldest(shelf.views, mostViews);
  return view;
}

function inTurn<T>(shelf: Shelf, work: () => Promise<T>): Promise<T> {
  const mine = shelf.turn.then(work);
  shelf.turn = mine.catch(() => undefined);
  return mine;
}

/**
 * Figures of whole communities: from memory where no case has moved since and no due time has passed, worked out anew for the others. What it gives
 * is what a count of this moment would give; the same list again as long as nothing has changed. Only for communities that the asker sees all of.
 * @param key what is worked out, such as the figures of a month
 * @param workOut gives every community it is asked for
 */
export async function remembered<T>(
  ctx: FigureReader,
  key: string,
  communities: readonly number[],
  workOut: (stale: readonly number[]) => Promise<ReadonlyMap<number, WorkedOut<T>>>,
): Promise<readonly T[]> {
  const shelf = shelfOf(ctx.shared, key);
  const view =
    (await held(ctx, shelf, communities)) ?? (await inTurn(shelf, () => heldOrNew(ctx, shelf, communities, workOut)));
  return view.values as readonly T[];
}

/** What is made of a list, made once: as long as `remembered` gives the same list, it stays. */
export function madeOnce<T extends object, R>(make: (list: T) => R): (list: T) => R {
  const made = new WeakMap<T, R>();
  return (list) => {
    if (!made.has(list)) made.set(list, make(list));
    return made.get(list) as R;
  };
}
