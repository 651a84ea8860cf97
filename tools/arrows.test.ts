import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

interface Report {
  readonly modules: readonly unknown[];
  readonly summary: {
    readonly violations: ReadonlyArray<{
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }>;
  };
}

function cruise(cwd: string, folders: readonly string[]): Report {
  const args = [cruiser, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', ...folders];
  try {
    return JSON.parse(
      execFileSync(process.execPath, args, {
        cwd,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout);
  }
}

/** Rule → a file and the import in it that breaks the rule. */
const faults: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  'domain-is-pure': ['domain/a.ts', '../server/kit/target.ts'],
  'contract-knows-domain-alone': ['contract/a.ts', '../web/kit/target.ts'],
  'server-never-web': ['server/kit/a.ts', '../../web/kit/target.ts'],
  'web-never-server': ['web/kit/a.ts', '../../server/kit/target.ts'],
  'kit-knows-no-noun': ['server/kit/b.ts', '../features/x/x.queries.ts'],
  'access-stands-on-kit': ['server/access/a.ts', '../features/x/x.queries.ts'],
  'slices-read-each-other-only': ['server/features/y/y.commands.ts', '../x/x.commands.ts'],
  'ui-and-kit-are-lowest': ['web/ui/a.tsx', '../features/x/Thing.tsx'],
  'features-know-no-surface': ['web/features/x/b.tsx', '../../surfaces/portal/target.tsx'],
  'features-share-cards-only': ['web/features/y/a.tsx', '../x/Thing.tsx'],
};

it('finds each planted fault, also where only a type is imported', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-arrows-'));
  try {
    const put = (file: string, text: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    for (const target of [
      'server/kit/target.ts',
      'web/kit/target.ts',
      'server/features/x/x.queries.ts',
      'server/features/x/x.commands.ts',
      'web/features/x/Thing.tsx',
      'web/surfaces/portal/target.tsx',
    ]) {
      put(target, 'export interface Thing { readonly a: number }\n');
    }
    for (const [file, target] of Object.values(faults))
      put(file, `import type { Thing } from '${target}';\nexport const thing: Thing = { a: 1 };\n`);
    const found = new Set(
      cruise(folder, ['domain', 'contract', 'server', 'web']).summary.violations.map((one) => one.rule.name),
    );
    expect(Object.keys(faults).filter((name) => !found.has(name))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('keeps the arrows of the architecture in the whole project', () => {
  const report = cruise(root, ['domain', 'contract', 'server', 'web', 'cli']);
  expect(report.summary.violations.map((one) => `${one.rule.name}: ${one.from} → ${one.to}`)).toEqual([]);
  // A cruiser that cannot read TypeScript finds nothing wrong in nothing.
  expect(report.modules.length).toBeGreaterThan(400);
}, 60_000);
