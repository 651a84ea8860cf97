import { expect, it } from 'vitest';
import { runFuzz } from './run-fuzz.ts';

const { LINLI_FUZZ_MINUTES, LINLI_FUZZ_SEED, LINLI_FUZZ_ONLY } = process.env;

/** The same in every run, so that a fault found here is found again; `npm run fuzz` takes seeds of its own. */
const usual = { seed: 20_260_304, tries: 10 };

it(
  'every read, command and outer door answers made-up input by the laws, whoever asks',
  async () => {
    const report = await runFuzz({
      seed: LINLI_FUZZ_SEED === undefined ? usual.seed : Number(LINLI_FUZZ_SEED),
      tries: LINLI_FUZZ_MINUTES === undefined ? usual.tries : 60,
      ...(LINLI_FUZZ_MINUTES === undefined ? {} : { minutes: Number(LINLI_FUZZ_MINUTES) }),
      ...(LINLI_FUZZ_ONLY === undefined ? {} : { only: LINLI_FUZZ_ONLY }),
      say: (line) => console.log(line),
    });
    console.log(`${report.tried} tries of ${report.targets} targets, ${report.faults.length} faults`);
    expect(report.faults).toEqual([]);
    expect(report.tried).toBeGreaterThanOrEqual(report.targets);
  },
  Number(LINLI_FUZZ_MINUTES ?? 0) * 60_000 + 600_000,
);
