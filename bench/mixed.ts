import { type Latency, timeInTurn } from './latency.ts';
import { connections } from './load.ts';
import { allRows, type Row, raiseCases, sendOnce } from './rows.ts';
import type { Subjects } from './subjects.ts';

/** What people wait for: each request alone, and all of them at once. */
export interface Waits {
  /** One request after the other. */
  readonly alone: readonly Latency[];
  /** Nine reads to one write, sixteen connections, once the same load has run for a while. */
  readonly mixed: readonly Latency[];
}

const openCases = 48;

/** Nine reads, each row as often as the others, then a write, and so on. */
function turnsOf(rows: readonly Row[]): readonly Row[] {
  const reads = rows.filter(({ isWrite }) => !isWrite);
  const writes = rows.filter(({ isWrite }) => isWrite);
  const turns: Row[] = [];
  for (let n = 0; n < reads.length * writes.length * 9; n += 1) {
    turns.push(reads[n % reads.length] as Row);
    if (n % 9 === 8) turns.push(writes[Math.floor(n / 9) % writes.length] as Row);
  }
  return turns;
}

/** Measures what each request takes alone and under a mixed load, once the caches are warm: three quarters of a minute for three seconds a row, so that a p99 is of hundreds. */
export async function measureWaits(url: string, subjects: Subjects, seconds: number): Promise<Waits> {
  const rows = allRows(subjects, await raiseCases(url, subjects, openCases));
  const alone: Latency[] = [];
  for (const row of rows) {
    for (let warming = 0; warming < 5; warming += 1) await sendOnce(url, row);
    alone.push(...(await timeInTurn(url, [row], 1, seconds)));
  }
  const turns = turnsOf(rows);
  // Each connection plans its statements, and the code is compiled, in the first seconds of a load: they are let pass.
  await timeInTurn(url, turns, connections, seconds * 5);
  return { alone, mixed: await timeInTurn(url, turns, connections, seconds * 15) };
}

/** Prints the table; beside it what each took alone in a smaller district, if that was measured before. */
export function sayWaits({ alone, mixed }: Waits, smaller: Waits | undefined): void {
  const cell = (value: number | undefined, width: number): string => (value?.toFixed(1) ?? '-').padStart(width);
  console.log(
    `\n${'milliseconds'.padEnd(55)} ${'alone p50'.padStart(10)} ${'p99'.padStart(7)} ${'×demo'.padStart(6)} ${'mixed p50'.padStart(10)} ${'p99'.padStart(7)}`,
  );
  for (const [n, one] of alone.entries()) {
    const small = smaller?.alone.find(({ name }) => name === one.name);
    const among = mixed.find(({ name }) => name === one.name) ?? mixed[n];
    console.log(
      `${one.name.padEnd(55)} ${cell(one.p50, 10)} ${cell(one.p99, 7)} ${cell(small && one.p50 / small.p50, 6)} ${cell(among?.p50, 10)} ${cell(among?.p99, 7)}`,
    );
  }
}
