import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { parseSync } from '@swc/core';
import { expect, it } from 'vitest';
import type { Expression, Probe, Probed } from './regexes-probe.ts';

const root = resolve(import.meta.dirname, '../..');
const files = globSync('{domain,contract,server,cli}/**/*.ts', { cwd: root }).filter(
  (name) => !/\.test\.ts$|\.given\.ts$|^server\/test\//.test(name),
);

interface Found extends Expression {
  readonly where: string;
}

function expressionsIn(name: string): Found[] {
  const found: Found[] = [];
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    const { type, pattern, flags } = node as { type?: string; pattern?: string; flags?: string };
    if (type === 'RegExpLiteral' && pattern !== undefined) found.push({ where: name, pattern, flags: flags ?? '' });
    for (const part of Object.values(node)) walk(part);
  };
  walk(parseSync(readFileSync(resolve(root, name), 'utf8'), { syntax: 'typescript', target: 'es2024' }));
  return found;
}

const all = [...new Map(files.flatMap(expressionsIn).map((one) => [`/${one.pattern}/${one.flags}`, one])).values()];

/** Those with expressions put together while they load: what reads by them is tried in the place of each. */
const composed = files.filter((name) => /new RegExp\(/.test(readFileSync(resolve(root, name), 'utf8')));

/** Of work over some hundreds of strings: far more than any needs, far less than a runaway takes. */
const mostCpuMs = 4_000;
/** Within which one that never ends is given up. */
const mostWaitMs = 60_000;

it('no expression in what runs on outside input can be driven into trying every way', async () => {
  expect(all.length).toBeGreaterThan(80);
  const probes: Probe[] = [...all, ...composed.map((reader) => ({ reader }))];
  const cost = new Map<number, number>();
  let last = 0;
  const worker = new Worker(new URL('./regexes-probe.ts', import.meta.url), { workerData: probes });
  let watch: NodeJS.Timeout | undefined;
  await new Promise<void>((done, fail) => {
    const stuck = () => {
      cost.set(last, Number.POSITIVE_INFINITY);
      void worker.terminate().then(() => done());
    };
    worker.on('message', ({ at, cpuMs }: Probed) => {
      last = at;
      if (cpuMs >= 0) cost.set(at, cpuMs);
      clearTimeout(watch);
      watch = setTimeout(stuck, mostWaitMs);
    });
    worker.once('error', fail).once('exit', () => done());
  });
  clearTimeout(watch);
  const slow = probes
    .map((probe, at) => ({ ...probe, cpuMs: cost.get(at) }))
    .filter(({ cpuMs }) => cpuMs === undefined || cpuMs > mostCpuMs);
  expect(slow).toEqual([]);
});
