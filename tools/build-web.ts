import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packWeb } from './pack-web.ts';
import { run } from './run.ts';

const root = resolve(import.meta.dirname, '..');
export const webDir = join(root, 'dist/web');
const hashFile = join(webDir, '.sources');

/** What the built web is made of. */
const sources = [
  'web',
  'contract',
  'domain',
  'vite.config.ts',
  'vite.first-screen.ts',
  'vite.field-shell.ts',
  'package-lock.json',
];

function filesUnder(path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (path.includes('.')) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesUnder)) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Builds the web where it is missing or older than its sources. Takes no time otherwise. */
export async function buildWebIfStale(): Promise<void> {
  const hash = hashOfSources();
  if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash && existsSync(join(webDir, 'index.html'))) return;
  const code = await run('node_modules/vite/bin/vite.js', ['build', '--logLevel', 'warn']);
  if (code !== 0) throw new Error('The web could not be built: the lines above say why.');
  await packWeb(webDir);
  writeFileSync(hashFile, hash);
}
