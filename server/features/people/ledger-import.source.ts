import type { Change } from '../../registry/changes.ts';

/** The import that rows come from. */
export interface Source {
  readonly communityId: number;
  readonly importId: string;
  readonly fileName: string;
  /** The business day of the run. */
  readonly today: string;
}

/** Where a value came from: the import and the cell, its sheet before it. */
export function lineageOf({ importId }: Pick<Source, 'importId'>, cell: string): string {
  return `import:${importId}:${cell}`;
}

/** Whether a value came from this import. */
export function isFrom({ importId }: Pick<Source, 'importId'>, lineage: string | undefined): boolean {
  return lineage?.startsWith(`import:${importId}:`) ?? false;
}

/** What a row was before and is after, with where its values came from: `$lineage` is kept for undoing alone. */
export function updated(
  noun: Change['noun'],
  rowId: string,
  values: { readonly before: Readonly<Record<string, unknown>>; readonly after: Readonly<Record<string, unknown>> },
  lineage: {
    readonly before: Readonly<Record<string, string>>;
    readonly after: Readonly<Record<string, string>>;
  },
): Change {
  const was = Object.fromEntries(Object.keys(lineage.after).map((key) => [key, lineage.before[key] ?? null]));
  return {
    noun,
    rowId,
    kind: 'updated',
    before: { ...values.before, $lineage: was },
    after: { ...values.after, $lineage: lineage.after },
  };
}

/** Sets of rows a statement takes at once. */
export const rowsAtOnce = 1000;

/** Cuts a list into parts of at most so many. */
export function inParts<T>(list: readonly T[], size: number = rowsAtOnce): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, part) => list.slice(part * size, (part + 1) * size));
}

/** A list of ids as one parameter: a statement's text stays the same whatever its length. */
export const uuidList = (ids: readonly string[]): string => `{${ids.join(',')}}`;
