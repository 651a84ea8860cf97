/** Uses after which a statement is worth keeping planned: what is asked once or twice is not. */
const usesBefore = 3;
/** Statements kept planned on each connection: the memory of the database's process is theirs. */
const mostNamed = 300;
/** Texts counted before the count begins anew: lists of many lengths make texts without end. */
const mostCounted = 5000;

/**
 * Names the statements that come again and again, so that each connection has them parsed, held to the policies and planned once: for a
 * keyed read that is more work than the read itself. The first of them stay; whatever comes later is sent without a name.
 */
export function statementNames(): (text: string) => string | undefined {
  const named = new Map<string, string>();
  let uses = new Map<string, number>();
  return (text) => {
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
