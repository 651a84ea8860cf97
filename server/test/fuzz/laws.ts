import type { Problem } from '../../../contract/intentions.ts';
import { type RefusalCode, refusals } from '../../../domain/refusals.ts';
import type { Answer } from './asking.ts';
import { canaries, type Ground } from './ground.ts';

/** What was asked, as far as a law must know it. */
export interface Asked {
  readonly label: string;
  /** All that was sent, as text: what is in it may be said back. */
  readonly sent: string;
}

const traces = /\n\s+at |node_modules|\.ts:\d|\.js:\d|relation "|violates [a-z-]+ constraint|syntax error at/;

/** A refusal is one of the table, in both languages with nothing left to fill in, and its status is its kind's. */
export function refusalFaults(problem: Problem): string[] {
  const row = refusals[problem.code as RefusalCode];
  if (!row) return [`an answer with the code ${problem.code}, which the table of refusals does not have`];
  const wrong: string[] = [];
  for (const language of ['zh', 'en'] as const) {
    const said = problem.text?.[language] ?? '';
    if (said === '') wrong.push(`${problem.code} says nothing in ${language}`);
    if (/\{[a-z]+\}|undefined|\[object/i.test(said))
      wrong.push(`${problem.code} in ${language}: ${said.slice(0, 120)}`);
  }
  for (const { path, text } of problem.fields ?? [])
    if (typeof path !== 'string' || !text.zh || !text.en)
      wrong.push(`${problem.code}: a field without words at ${path}`);
  return wrong;
}

/** Nothing that stands outside the asker's reach is in an answer, unless they sent it themselves. */
export function leakFaults(answered: string, sent: string): string[] {
  return Object.entries(canaries)
    .filter(([, secret]) => answered.includes(secret) && !sent.includes(secret))
    .map(([what]) => `tells a ${what} of another community`);
}

/** What holds of every answer, whatever was asked. */
export function answerFaults(ground: Ground, answer: Answer, { sent }: Asked): string[] {
  const wrong: string[] = [];
  const { statusCode, headers } = answer;
  const failed = ground.app.logLines.filter(({ event }) => event === 'request.failed').splice(0);
  if (statusCode >= 500 && statusCode !== 503) {
    const why = (failed.at(-1)?.details as { stack?: string })?.stack ?? answer.body;
    wrong.push(`answers ${statusCode}: ${why.slice(0, 600)}`);
  }
  if (statusCode === 503) wrong.push('answers 503 on a database that is there');
  const kept = Object.entries(headers).filter(([, value]) => /[\r\n]/.test(String(value)));
  for (const [name] of kept) wrong.push(`a line break in the header ${name}`);
  if (headers['x-content-type-options'] !== 'nosniff') wrong.push('does not say nosniff');
  if (headers['content-security-policy'] === undefined) wrong.push('has no content security policy');
  if (headers['x-powered-by'] ?? headers['server']) wrong.push('says what it runs on');
  const type = String(headers['content-type'] ?? '');
  if (statusCode >= 400 && traces.test(answer.body)) wrong.push(`tells of the inside: ${answer.body.slice(0, 300)}`);
  if (/json|xml|text/.test(type)) wrong.push(...leakFaults(answer.body, sent));
  wrong.push(...leakFaults(JSON.stringify(headers), sent));
  return wrong;
}

/** As `answerFaults`, for addresses of ours: a "no" is a problem document. */
export function ownAnswerFaults(ground: Ground, answer: Answer, asked: Asked): string[] {
  const wrong = answerFaults(ground, answer, asked);
  if (answer.statusCode < 400 || answer.statusCode >= 500) return wrong;
  if (!String(answer.headers['content-type']).includes('application/problem+json'))
    return [...wrong, `${answer.statusCode} as ${answer.headers['content-type']}`];
  return [...wrong, ...refusalFaults(answer.json<Problem>())];
}
