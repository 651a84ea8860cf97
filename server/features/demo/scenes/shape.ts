import type { Source } from '../../../../domain/case/state.ts';
import type { UnitKind } from '../../catalogue/seed/units.ts';
import type { Agreed } from '../resource-rows.ts';

type Post =
  | 'grid'
  | 'secretary'
  | 'deputy'
  | 'desk'
  | 'checker'
  | 'mediator'
  | 'lawyer'
  | 'justice'
  | 'protection'
  | 'doctor'
  | 'volunteer'
  | 'district'
  | 'owners';

/** Who does something in a scene: whoever asked, the first or second of a post, somebody of a unit. */
export type Part = 'asker' | 'system' | Post | `${Post}-2` | `unit ${UnitKind}`;

export type Input = Readonly<Record<string, unknown>>;

/** What words of a scene may name: people, units and days as the district has them. */
export interface Props {
  id(part: Part): string;
  unit(kind: UnitKind): string;
  /** So many days after the step, or before it. */
  day(days: number): string;
  /** So many minutes before the step. */
  minutesAgo(minutes: number): string;
  /** Pictures called as what they are; `shows` is what is drawn on them, a sheet of paper unless said otherwise. */
  files(name: string, shows?: `${string} ${'before' | 'after'}`, count?: number): readonly string[];
  /** Pictures, as `files`, that the secretary showed to everybody a day later. */
  released(name: string, shows: `${string} ${'before' | 'after'}`, count?: number): readonly string[];
  /** Neighbours as they are named in a field. */
  people(count: number, who?: 'child'): readonly { readonly name: string; readonly phone?: string }[];
}

export type Says = Input | ((props: Props) => Input);

/** One step of a scene. */
export interface Line {
  readonly by: Part;
  readonly does: string;
  readonly says: Says;
  /** Working hours since what went before. */
  readonly after: number;
}

/** A case told from its first word to where it stands today. */
export interface Telling {
  readonly type: string;
  readonly begin: string;
  readonly by: Part;
  readonly source?: Source;
  /** Code of the category, of types that have some. */
  readonly category?: string;
  /** Working days before today, at ten past nine; none: so many minutes ago. */
  readonly workdaysAgo: number;
  readonly minutesAgo?: number;
  /** Whether a resident is behind it, and whether it is the one the demo lets sign in. */
  readonly asker: 'own' | 'neighbour' | 'none';
  /** What happened at a home names its door; else its building, of the estate whose owners have a body where it is theirs. */
  readonly place: 'door' | 'building' | 'estate';
  readonly says: Says;
  readonly lines: readonly Line[];
  /** What of a unit's promise it agrees on, for a day so many days after its beginning. */
  readonly agrees?: Agreed & { readonly inDays: number };
}

type About = Partial<Pick<Telling, 'source' | 'category' | 'minutesAgo' | 'asker' | 'place' | 'agrees'>>;

/** A telling: `tell('order', 'ask', 'asker', 3, {…}, [line(…), …])`; whoever asks is a neighbour unless it is said otherwise. */
export function tell(
  type: string,
  [by, begin, workdaysAgo]: readonly [Part, string, number],
  says: Says,
  lines: readonly Line[] = [],
  about: About = {},
): Telling {
  const asker = about.asker ?? (by === 'asker' ? 'neighbour' : 'none');
  return { type, begin, by, workdaysAgo, place: asker === 'none' ? 'building' : 'door', ...about, asker, says, lines };
}

export function line(by: Part, does: string, says: Says = {}, after = 2): Line {
  return { by, does, says, after };
}

/** Working hours of a day. */
export const workday = 6.5;
