import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { billOfMaterials } from './sbom.ts';

const root = resolve(import.meta.dirname, '..');
const bill = billOfMaterials(resolve(root, 'package-lock.json'));

it('the bill of materials names every package once, with version and hash, and no other source than npm’s registry', () => {
  expect([bill.bomFormat, bill.specVersion]).toEqual(['CycloneDX', '1.6']);
  expect(new Set(bill.components.map((one) => one['bom-ref'])).size).toBe(bill.components.length);
  const wrong = bill.components.filter(
    ({ name, version, purl, hashes, externalReferences: [source] }) =>
      name === '' ||
      !/^\d+\.\d+\.\d+/.test(version) ||
      !purl.startsWith('pkg:npm/') ||
      !/^[0-9a-f]{128}$/.test(hashes[0]?.content ?? '') ||
      // The lock names no source where it is the usual one: the hash decides, whichever mirror is asked.
      (source !== undefined && new URL(source.url).hostname !== 'registry.npmjs.org'),
  );
  expect(wrong).toEqual([]);
});

it('has everything that package.json asks for, as it is pinned there', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const named = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
  const asked = Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) => `${name}@${version}`);
  expect(asked.filter((one) => !named.has(one))).toEqual([]);
  expect(bill.components.filter(({ scope }) => scope === 'required').length).toBeGreaterThan(50);
});
