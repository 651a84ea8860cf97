import { parseArgs } from 'node:util';

const help = `npm run bench [-- --size demo|full] [--rounds 5] [--seconds 3] [--only word]
  Measures the platform beside its limit of the same run: Fastify and pg alone with the same final SQL, as the owner, without policy, masks or
  audit; for the import, reading the file and COPY into the same tables. Every query is explained as the application's role: none may scan.
  At the end what each request takes alone and under a mixed load (nine reads to one write); "--only waits" asks for this alone. Measure demo
  first: full then says how much more each costs.
  The district is made once and kept under .data/bench-<size>; --only takes part of a row's name. docs/performance.md has the figures.`;

export interface BenchOptions {
  readonly size: 'demo' | 'full';
  /** Turns of the platform and its limit, one after the other; the median counts. */
  readonly rounds: number;
  readonly seconds: number;
  /** Part of the names of the rows to measure. */
  readonly only: string;
}

/** What the command line asks for; prints the help and ends where it asks for that. */
export function readOptions(): BenchOptions {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: 'demo' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  return {
    size: values.size === 'full' ? 'full' : 'demo',
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    only: values.only,
  };
}
