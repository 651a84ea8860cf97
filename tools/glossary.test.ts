import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { capabilities } from '../domain/access/capabilities.ts';
import { roles } from '../domain/access/roles.ts';
import { loop, loopEnds } from '../domain/case/loop.ts';
import { metrics } from '../domain/metrics/metrics.ts';
import { sealedRates } from '../domain/metrics/sealed-rates.ts';
import { caseTypes } from '../domain/processes/registry.ts';
import type { Text } from '../domain/text.ts';

const rows = readFileSync(new URL('../docs/glossary.md', import.meta.url), 'utf8').split('\n');

const missing = (entries: readonly (readonly [code: string, label: Text])[]): string[] =>
  entries.flatMap(([code, label]) =>
    rows.some((row) => row.includes(`\`${code}\``) && row.includes(`| ${label.zh} |`)) ? [] : [`${code} ${label.zh}`],
  );

it('the glossary has a row for every process, beginning, stage, action and field', () => {
  for (const type of Object.values(caseTypes)) {
    const stages = Object.entries(type.stages);
    const entries = [
      [type.code, type.title] as const,
      ...Object.entries(type.begins).map(([code, one]) => [code, one.label] as const),
      ...stages.map(([code, one]) => [code, one.label] as const),
      ...stages.flatMap(([, one]) =>
        'actions' in one ? Object.entries(one.actions).map(([code, action]) => [code, action.label] as const) : [],
      ),
      ...Object.entries(type.fields).map(([code, one]) => [code, one.label] as const),
    ];
    expect(missing(entries), type.code).toEqual([]);
  }
});

it('and for what every process gets, every role, capability and figure', () => {
  expect(missing(Object.entries(loop).map(([code, one]) => [code, one.action.label]))).toEqual([]);
  expect(missing(Object.entries(loopEnds).map(([code, one]) => [code, one.label]))).toEqual([]);
  expect(missing(Object.entries(roles).map(([code, one]) => [code, one.label]))).toEqual([]);
  expect(missing(Object.entries(capabilities))).toEqual([]);
  expect(missing(Object.entries(metrics).map(([code, one]) => [code, one.title]))).toEqual([]);
  expect(missing(Object.entries(sealedRates).map(([code, one]) => [code, one.title]))).toEqual([]);
});
