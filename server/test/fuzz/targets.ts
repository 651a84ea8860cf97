import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { commands, routes } from '../../../contract/api.ts';
import type { IntentionResult } from '../../../contract/intentions.ts';
import type { Command, Route } from '../../../contract/route.ts';
import { requestOf } from '../app.ts';
import { shapeOf } from '../hostile.ts';
import { type Answer, type Attempt, ask, askStream, difference, kindArb, type Target, withoutAudit } from './asking.ts';
import type { Ground } from './ground.ts';
import { headersArb, inputArb, wordsArb } from './inputs.ts';
import { leakFaults, ownAnswerFaults, refusalFaults } from './laws.ts';
import { outerTargets } from './outer-targets.ts';

interface ReadTry {
  readonly params: Record<string, string>;
  readonly query: Record<string, unknown>;
  readonly trick: string;
}

const queryTricks = [
  '',
  '',
  '',
  '&limit=1&limit=2',
  '&__proto__[x]=1',
  '&q[]=1',
  '&q=%00',
  '&q=%E0%A4%A',
  '&=&&',
  '&_method=DELETE',
];

function readTarget(key: string, route: Route): Target {
  return {
    name: key,
    tries: (ground) =>
      fc.record({
        kind: kindArb(ground),
        headers: headersArb,
        params: route.params ? wordsArb(shapeOf(route.params), ground.known) : fc.constant({}),
        query: askedArb(route, ground),
        trick: fc.constantFrom(...queryTricks),
      }),
    run: (ground, attempt) => tryRead(ground, key, route, attempt as Attempt<ReadTry>),
  };
}

/** In a body anything may stand, in an address words alone. */
function askedArb({ asks, query }: Route, { known }: Ground): fc.Arbitrary<Record<string, unknown>> {
  if (asks)
    return inputArb(shapeOf(asks), known).map((made) =>
      made !== null && typeof made === 'object' ? (made as Record<string, unknown>) : {},
    );
  return query ? wordsArb(shapeOf(query), known) : fc.constant({});
}

async function tryRead(ground: Ground, key: string, route: Route, attempt: Attempt<ReadTry>): Promise<string[]> {
  const { kind, headers, params, query, trick } = attempt;
  const plain = requestOf(key, { params, query });
  const path = plain.url;
  const request = { ...plain, url: trick === '' ? path : `${path}${path.includes('?') ? '' : '?'}${trick}`, headers };
  if (route.media === 'text/event-stream') {
    const status = await askStream(ground, kind, request);
    return status >= 500 ? [`answers ${status}`] : [];
  }
  const before = await ground.rows();
  const answer = await ask(ground, kind, request);
  const sent = `${JSON.stringify(attempt)} ${decodeURIComponent(path)}`;
  const wrong = ownAnswerFaults(ground, answer, { label: key, sent });
  const after = await ground.rows();
  if (withoutAudit(after) !== withoutAudit(before)) wrong.push(`a read wrote ${difference(before, after)}`);
  if (answer.statusCode >= 300 && after !== before) wrong.push(`a refused read wrote ${difference(before, after)}`);
  if (answer.statusCode === 200 && !route.media) {
    const form = route.output.safeParse(answer.json());
    if (!form.success) wrong.push(`an answer out of its form: ${JSON.stringify(form.error.issues).slice(0, 300)}`);
  }
  return wrong;
}

function commandTarget(name: string, command: Command): Target {
  return {
    name,
    tries: (ground) =>
      fc.record({ kind: kindArb(ground), headers: headersArb, input: inputArb(shapeOf(command.input), ground.known) }),
    run: (ground, attempt) => tryCommand(ground, name, command, attempt as Attempt<{ input: unknown }>),
  };
}

async function tryCommand(
  ground: Ground,
  name: string,
  command: Command,
  { kind, headers, input }: Attempt<{ input: unknown }>,
): Promise<string[]> {
  const id = randomUUID();
  const payload = { intentions: [{ id, command: name, input }] };
  const before = await ground.rows();
  const send = () => ask(ground, kind, { method: 'POST', url: '/api/intentions', payload, headers });
  const answer = await send();
  const sent = JSON.stringify(payload);
  const wrong = ownAnswerFaults(ground, answer, { label: name, sent });
  const after = await ground.rows();
  if (answer.statusCode !== 200) {
    if (after !== before) wrong.push(`a refused request wrote ${difference(before, after)}`);
    return wrong;
  }
  const result = answer.json<{ results: IntentionResult[] }>().results[0] as IntentionResult;
  wrong.push(...(result.state === 'refused' ? refusedFaults(command, input, result) : []));
  if (result.state === 'refused' && after !== before)
    wrong.push(`a refused command wrote ${difference(before, after)}`);
  if (result.state === 'done') {
    const form = command.output.safeParse(result.output);
    if (!form.success) wrong.push(`an answer out of its form: ${JSON.stringify(form.error.issues).slice(0, 300)}`);
  }
  return [...wrong, ...(await repeatFaults(ground, send, result, sent))];
}

function refusedFaults(
  command: Command,
  input: unknown,
  result: Extract<IntentionResult, { state: 'refused' }>,
): string[] {
  const wrong = refusalFaults(result.problem);
  const isRead = command.input.safeParse(input).success;
  if (!isRead && result.problem.code === 'request.invalid' && (result.problem.fields?.length ?? 0) === 0)
    wrong.push('an input out of its form is refused without naming a field');
  return wrong;
}

/** The same intention once more: the same answer, and nothing more is written. */
async function repeatFaults(
  ground: Ground,
  send: () => Promise<Answer>,
  first: IntentionResult,
  sent: string,
): Promise<string[]> {
  const before = await ground.rows();
  const again = (await send()).json<{ results?: IntentionResult[]; code?: string }>();
  const second = again.results?.[0];
  // Whoever ended their own session, or holding, is a stranger the second time.
  if (second === undefined || (first.state === 'done' && second.state === 'refused')) {
    const code = second?.state === 'refused' ? second.problem.code : again.code;
    return first.state === 'done' && /^access\./.test(code ?? '') ? [] : [`repeated: ${code}`];
  }
  const wrong = leakFaults(JSON.stringify(second), sent);
  // The order of names is not part of an answer.
  if (first.state === 'done' && !isDeepStrictEqual(second, first)) wrong.push('repeated: another answer');
  if (first.state === 'refused' && second.state === 'refused' && second.problem.code !== first.problem.code)
    wrong.push(`repeated: ${second.problem.code} instead of ${first.problem.code}`);
  if (first.state === 'refused' && second.state !== 'refused') wrong.push('refused, and done when it was repeated');
  const after = await ground.rows();
  if (after !== before) wrong.push(`repeated, and wrote ${difference(before, after)}`);
  return wrong;
}

/** Commands that take away what others stand on come last. */
const isLate = (name: string): boolean => /^(?:areas|organisations|users|calendar|catalogue)\./.test(name);

/** Everything that can be asked of the platform: each read, each door of another standard, each command. */
export function allTargets(): readonly Target[] {
  const writes = (Object.entries(commands) as [string, Command][]).sort(
    ([a], [b]) => Number(isLate(a)) - Number(isLate(b)),
  );
  return [
    ...(Object.entries(routes) as [string, Route][]).map(([key, route]) => readTarget(key, route)),
    ...outerTargets,
    ...writes.map(([name, command]) => commandTarget(name, command)),
  ];
}
