import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IntentionResult } from '../../../contract/intentions.ts';
import type { SignedIn } from '../people.ts';
import { world } from '../world.ts';
import { same } from './same.ts';

/** A number from 0 up to a bound, the same in every run of a seed. */
export type Pick = (count: number) => number;

/** An intention that was answered for good: done, or a definite no. */
export interface Answered {
  readonly id: string;
  readonly command: 'cases.raise' | 'cases.act';
  readonly words: string;
  readonly result: IntentionResult;
}

export interface Crew {
  readonly worker: SignedIn;
  readonly desk: SignedIn;
  readonly unit: SignedIn;
}

export interface Load {
  readonly answered: readonly Answered[];
  /** Answers that were got only by asking again, and answers of 503. */
  readonly counts: { retried: number; unavailable: number; repeated: number; reads: number };
  /** Wrong things seen on the way, in words. */
  readonly faults: readonly string[];
  /** Sends no new intentions, and waits until every one that was begun is answered. */
  end(): Promise<void>;
  /** Stops at once, for a platform that does not come back. */
  abandon(): void;
}

const clients = 6;

/** Mixed load as people make it: matters raised, moved on and read, each intention sent again under its id until it is answered. */
export function startLoad(address: string, crew: Crew, pick: Pick): Load {
  const answered: Answered[] = [];
  const faults: string[] = [];
  const counts = { retried: 0, unavailable: 0, repeated: 0, reads: 0 };
  const refs: string[] = [];
  let isOver = false;
  let isAbandoned = false;
  let serial = 0;

  const post = async (as: SignedIn, body: object): Promise<IntentionResult | undefined> => {
    const answer = await fetch(`${address}/api/intentions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...as.headers },
      body: JSON.stringify({ intentions: [body] }),
      signal: AbortSignal.timeout(30_000),
    });
    if (answer.status === 503) {
      counts.unavailable += 1;
      if (!answer.headers.get('retry-after')) faults.push('a 503 without Retry-After');
    }
    if (answer.status !== 200) {
      const text = await answer.text();
      if (answer.status !== 503) faults.push(`status ${answer.status}: ${text.slice(0, 300)}`);
      return undefined;
    }
    const result = ((await answer.json()) as { results: IntentionResult[] }).results[0];
    return result?.state === 'refused' && result.problem.status >= 500 ? undefined : result;
  };

  const untilAnswered = async (as: SignedIn, body: object): Promise<IntentionResult> => {
    for (;;) {
      const result = await post(as, body).catch(() => undefined);
      if (result) return result;
      if (isAbandoned) throw new Error('The load was given up');
      counts.retried += 1;
      await sleep(40 + pick(80));
    }
  };

  const perform = async (as: SignedIn, command: Answered['command'], words: string, input: object): Promise<void> => {
    const body = { id: randomUUID(), command, input };
    const result = await untilAnswered(as, body);
    answered.push({ id: body.id, command, words, result });
    if (result.state !== 'done') return;
    if (command === 'cases.raise') refs.push((result.output as { ref: string }).ref);
    // A phone whose answer was lost asks again: it must get the same.
    if (pick(4) > 0) return;
    counts.repeated += 1;
    const again = await untilAnswered(as, body);
    if (!same(again, result)) faults.push(`${body.id} was answered otherwise the second time`);
  };

  const raise = (): Promise<void> => {
    serial += 1;
    const words = `第 ${serial} 件：楼道灯坏了 ${randomUUID().slice(0, 8)}`;
    return perform(crew.worker, 'cases.raise', words, {
      type: 'event',
      begin: 'report',
      source: 'grid',
      place: { areaId: world.unit, words: '楼道口' },
      contact: null,
      fields: { words },
    });
  };

  const steps: ReadonlyArray<readonly [as: SignedIn, action: string, input: object]> = [
    [crew.desk, 'accept', {}],
    [crew.desk, 'dispatch', { leadOrganisationId: world.property }],
    [crew.unit, 'sign', {}],
    [crew.unit, 'done', { outcome: 'solved', words: '已换灯泡', reply: '灯已换好' }],
  ];
  const moved = new Map<string, number>();
  const act = (): Promise<void> => {
    const ref = refs[pick(refs.length)] as string;
    const nth = moved.get(ref) ?? 0;
    // Now and then somebody does what is not to be done: a definite no is an answer, too.
    const step = steps[pick(10) === 0 ? pick(steps.length) : Math.min(nth, steps.length - 1)] as (typeof steps)[number];
    moved.set(ref, nth + 1);
    return perform(step[0], 'cases.act', step[1], { ref, action: step[1], input: step[2] });
  };

  const read = async (): Promise<void> => {
    counts.reads += 1;
    const answer = await fetch(`${address}/api/cases`, {
      method: 'POST',
      headers: { ...crew.desk.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ limit: 20 }),
    }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer && answer.status !== 200 && answer.status !== 503) faults.push(`a read was answered ${answer.status}`);
  };

  const client = async (): Promise<void> => {
    while (!isOver) {
      const chance = pick(10);
      if (chance < 3) await read();
      else if (chance < 6 || refs.length === 0) await raise();
      else await act();
    }
  };
  const all = Promise.all(Array.from({ length: clients }, client));
  all.catch(() => undefined); // told where it is awaited

  return {
    answered,
    counts,
    faults,
    async end() {
      isOver = true;
      await all;
    },
    abandon() {
      isOver = true;
      isAbandoned = true;
    },
  };
}
