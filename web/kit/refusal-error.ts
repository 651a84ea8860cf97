import type { Problem } from '../../contract/intentions.ts';
import type { Text } from '../../domain/text.ts';

/** One field the server did not accept: `path` as the form sent it. */
export interface FieldError {
  readonly path: string;
  readonly text: Text;
}

/** An expected "no" from the server, in words for the person. */
export class RefusalError extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly text: Text;
  readonly fields: readonly FieldError[];
  readonly current: unknown;
  readonly requestId: string | undefined;
  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}`);
    this.name = 'RefusalError';
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.text = problem.text;
    this.fields = problem.fields ?? [];
    this.current = problem.current;
    this.requestId = problem.requestId;
  }
}

/** No answer came: no signal, the server is down, or something between cut the line. What was sent may be sent again. */
export class UnreachableError extends Error {
  readonly status: number | undefined;
  constructor(status?: number) {
    super(status === undefined ? 'no answer' : `no usable answer (${status})`);
    this.name = 'UnreachableError';
    this.status = status;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'text' in body && 'status' in body;
}

/** Turns an answer that is not a success into the error to throw. */
export async function errorOf(response: Response): Promise<RefusalError | UnreachableError> {
  const body: unknown = await response.json().catch(() => undefined);
  return isProblem(body) ? new RefusalError(body) : new UnreachableError(response.status);
}

const patience: ReadonlySet<number> = new Set([408, 425, 429]);

/** Whether a status is no word on the matter: the server is busy, or asks for patience. */
export function isPassing(status: number): boolean {
  return patience.has(status) || status >= 500;
}

/** Whether nothing was answered to the question itself: no line, or a server that is busy. What was known before still holds. */
export function isNoAnswer(error: unknown): boolean {
  return error instanceof UnreachableError || (error instanceof RefusalError && isPassing(error.status));
}
