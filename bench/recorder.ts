import pg from 'pg';

/** One statement as the application sent it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What every request sends whatever it asks: who is asking, the tree's version, the frame of the transaction. */
const frame =
  /^(begin|commit|rollback|set local)|tree_versions|from "?sessions"?|"?sessions"? as|from settings|"settings"/i;

interface Query {
  readonly text?: unknown;
  readonly values?: unknown;
}

/** The words and values of a query, in whichever form the driver was given it. */
function statementOf([first, second]: readonly unknown[]): Statement | undefined {
  const { text, values } = typeof first === 'string' ? { text: first, values: second } : ((first ?? {}) as Query);
  if (typeof text !== 'string' || frame.test(text)) return undefined;
  return { text, values: Array.isArray(values) ? values : [] };
}

/** Keeps what clients of this process send between `begin` and `end`: the final SQL, its scope inlined as values. */
export function recorder() {
  let kept: Statement[] | undefined;
  const prototype = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function keep(this: pg.Client, ...given: unknown[]) {
    const statement = kept && statementOf(given);
    if (statement) kept?.push(statement);
    return original.apply(this, given);
  };
  return {
    begin: () => {
      kept = [];
    },
    end: (): readonly Statement[] => {
      const found = kept ?? [];
      kept = undefined;
      return found;
    },
  };
}
