import type { IntentionResult, Problem } from '../../contract/intentions.ts';
import { isPassing, RefusalError, UnreachableError } from '../kit/refusal-error.ts';

/** What became of one attempt to send a row. */
export type Verdict =
  | { readonly is: 'done'; readonly output: unknown }
  /** A definite no: back to the person. */
  | { readonly is: 'refused'; readonly problem: Problem; readonly isFile?: boolean }
  /** The server asks for patience, or an earlier row has not arrived. */
  | { readonly is: 'later' }
  /** Nobody is signed in any more: kept until they are. */
  | { readonly is: 'sign-in' }
  /** No answer at all: the line is dead, nothing else need be tried now. */
  | { readonly is: 'lost' };

/** What an answer with a problem means for what is waiting: only a definite no is one. */
function ofProblem(problem: Problem): Verdict {
  if (problem.status === 401) return { is: 'sign-in' };
  return isPassing(problem.status) ? { is: 'later' } : { is: 'refused', problem };
}

/** What the server's word on an intention means. */
export function verdictOf(result: IntentionResult | undefined): Verdict {
  if (result === undefined || result.state === 'not-yet') return { is: 'later' };
  return result.state === 'done' ? { is: 'done', output: result.output } : ofProblem(result.problem);
}

function problemOf(error: RefusalError): Problem {
  const { code, status, title, text, fields, current } = error;
  return { type: 'about:blank', code, status, title, text, fields: [...fields], ...(current ? { current } : {}) };
}

/** What an error on the way means. A page of somebody else's (a portal of a hotel) reads as nonsense: that is "later", too. */
export function verdictOfError(error: unknown): Verdict {
  if (error instanceof RefusalError) return ofProblem(problemOf(error));
  if (error instanceof UnreachableError && error.status === undefined) return { is: 'lost' };
  return { is: 'later' };
}

const firstMs = 4_000;
const longestMs = 5 * 60_000;

/** How long to leave a row alone after so many answers of "later": doubling up to five minutes, a little scattered. */
export function restMs(attempts: number, random: number): number {
  const span = Math.min(longestMs, firstMs * 2 ** Math.max(0, attempts - 1));
  return Math.round(span * (0.75 + random / 2));
}
