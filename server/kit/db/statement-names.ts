/** Uses after which a statement is worth keeping planned: what is asked once or twice is not. */
const usesBefore = 3;
/** Statements kept planned on each connection: the memory of the database's process is theirs. */
const mostNamed = 300;
/** Texts counted before the count begins anew: lists of many lengths make texts without end. */
const mostCounted = 5000;

/** A plan made for any list counts on some ten elements: much longer ones, in characters, are planned for what they hold. */
const longList = 200;

/**
 * Stands in a statement whose way through the tables is the same whatever the list of communities: a key leads (a blind index, pieces of words,
 * identifiers), the list only holds back. `bench/plans.ts` sees that it is so.
 */
export const keyed = '/* keyed */';

/** The name under which a statement is kept planned; none where it is planned anew. */
export type StatementNames = (text: string, values: readonly unknown[]) => string | undefined;

/** A list as it is sent (`{1,2,3}`), not a document of JSON. */
const isLongList = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > longList / 10
    : typeof value === 'string' && value.length > longList && value.startsWith('{') && value[1] !== '"';

/** Whether a statement is ever kept planned, for whatever it is given. */
export const mayBeNamed = (text: string, values: readonly unknown[]): boolean =>
  text.includes(keyed) || !values.some(isLongList);

/**
 * Names the statements that come again and again, so that each connection has them parsed, held to the policies and planned once: for a
 * keyed read that is more work than the read itself. The first of them stay; whatever comes later is sent without a name,
 * and so is a statement with a long list of communities whose way through the tables depends on the list.
 */
export function statementNames(): StatementNames {
  const named = new Map<string, string>();
  let uses = new Map<string, number>();
  return (text, values) => {
    if (!mayBeNamed(text, values)) return undefined;
    const name = named.get(text);
    if (name !== undefined || named.size >= mostNamed) return name;
    const times = (uses.get(text) ?? 0) + 1;
    if (times >= usesBefore) {
      const next = `s${named.size + 1}`;
      named.set(text, next);
      uses.delete(text);
      return next;
    }
    if (uses.size >= mostCounted) uses = new Map();
    uses.set(text, times);
    return undefined;
  };
}
