import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** Runs one of the project's own tools with this Node, its output passed through; resolves to its exit code. */
export function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [resolve(root, script), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.on('close', (code) => done(code ?? 1));
  });
}

/** The gates that look at the code without running it, in the order of their cost. */
export const gates: ReadonlyArray<readonly [name: string, script: string, ...args: string[]]> = [
  ['types', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of the web', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.web.json'],
  ['format and lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--diagnostic-level=error', '.'],
  ['generated files', 'tools/gen.ts', '--verify'],
];
