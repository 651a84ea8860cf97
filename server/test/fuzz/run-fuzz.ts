import fc from 'fast-check';
import type { Target } from './asking.ts';
import { type Ground, makeGround } from './ground.ts';
import { allTargets } from './targets.ts';

export interface FuzzOptions {
  readonly seed: number;
  /** How often each target is tried in one round. */
  readonly tries: number;
  /** Rounds go on, each with a world and a seed of its own, until then; one round where it is absent. */
  readonly minutes?: number;
  /** Only targets with this word in their name. */
  readonly only?: string;
  readonly say: (line: string) => void;
}

export interface FuzzReport {
  readonly tried: number;
  readonly targets: number;
  readonly faults: readonly string[];
}

/** Tries every read, command and outer door with made-up inputs as every kind of asker; says what broke a law, shrunk. */
export async function runFuzz({ seed, tries, minutes, only, say }: FuzzOptions): Promise<FuzzReport> {
  const endsAtMs = performance.now() + (minutes ?? 0) * 60_000;
  const targets = allTargets().filter(({ name }) => only === undefined || name.includes(only));
  const faults: string[] = [];
  let tried = 0;
  for (let round = 0; round === 0 || performance.now() < endsAtMs; round += 1) {
    const ground = await makeGround();
    try {
      for (const target of targets) {
        if (minutes !== undefined && performance.now() > endsAtMs) break;
        await ground.renew();
        const found = await tryTarget(ground, target, { seed: seed + round, tries });
        tried += found.tried;
        if (found.fault === undefined) continue;
        faults.push(found.fault);
        say(`✗ ${found.fault}`);
      }
    } finally {
      await ground.close();
    }
    if (minutes !== undefined)
      say(`round ${round + 1} (seed ${seed + round}): ${tried} tried, ${faults.length} faults`);
  }
  return { tried, targets: targets.length, faults };
}

/** For one target, its shrinking included. */
const longestMs = 20_000;

async function tryTarget(ground: Ground, target: Target, { seed, tries }: { seed: number; tries: number }) {
  let tried = 0;
  const property = fc.asyncProperty(target.tries(ground), async (attempt) => {
    tried += 1;
    const wrong = await target.run(ground, attempt);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
  });
  const run = await fc.check(property, { seed, numRuns: tries, interruptAfterTimeLimit: longestMs });
  if (!run.failed || run.counterexample === null) return { tried, fault: undefined };
  const example = fc.stringify(run.counterexample[0]).slice(0, 1_500);
  const path = (run.counterexamplePath ?? '').slice(0, 60);
  const why = run.errorInstance instanceof Error ? run.errorInstance.message : String(run.errorInstance);
  return { tried, fault: `${target.name} (seed ${run.seed}, path ${path}): ${why}\n  ${example}` };
}
