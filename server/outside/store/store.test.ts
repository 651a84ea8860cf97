import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { storeDisk } from './disk.ts';
import { storeMemory } from './memory.ts';
import type { StorePort } from './port.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function read(store: StorePort, sum: string): Promise<Buffer | undefined> {
  const held = await store.open(sum);
  if (!held) return undefined;
  const parts: Buffer[] = [];
  for await (const part of held.stream) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  expect(bytes.length).toBe(held.sizeBytes);
  return bytes;
}

async function sums(store: StorePort): Promise<string[]> {
  const found: string[] = [];
  for await (const sum of store.list()) found.push(sum);
  return found.sort();
}

describe.each([
  ['disk', () => storeDisk(join(folder, 'objects'))],
  ['memory', storeMemory],
] as const)('the store in %s', (_name, make) => {
  test('keeps bytes under their hash until they are removed', async () => {
    const store = make();
    const many = Array.from({ length: 5 }, (_, i) => randomBytes(i * 100_000));
    expect(await sums(store)).toEqual([]);
    for (const bytes of many) await store.put(sumOf(bytes), bytes);
    for (const bytes of many) expect((await read(store, sumOf(bytes)))?.equals(bytes)).toBe(true);
    expect(await sums(store)).toEqual(many.map(sumOf).sort());
    await store.remove(sumOf(many[3] as Buffer));
    await store.remove(sumOf(many[3] as Buffer));
    expect(await read(store, sumOf(many[3] as Buffer))).toBeUndefined();
    expect(await sums(store)).toHaveLength(4);
  });

  test('takes the same bytes many times at once', async () => {
    const store = make();
    const bytes = randomBytes(50_000);
    await Promise.all(Array.from({ length: 8 }, () => store.put(sumOf(bytes), bytes)));
    expect((await read(store, sumOf(bytes)))?.equals(bytes)).toBe(true);
  });
});

describe('the store on disk', () => {
  test('leaves nothing half written, clears what a killed process left, and never leaves its folder', async () => {
    const root = join(folder, 'tidy');
    const store = storeDisk(root);
    const bytes = randomBytes(10);
    await store.put(sumOf(bytes), bytes);
    const unfinished = join(root, 'unfinished');
    expect(readdirSync(unfinished)).toEqual([]);
    writeFileSync(join(unfinished, 'old'), 'x');
    writeFileSync(join(unfinished, 'new'), 'x');
    utimesSync(join(unfinished, 'old'), 1_000_000, 1_000_000);
    expect(await sums(store)).toEqual([sumOf(bytes)]);
    expect(readdirSync(unfinished)).toEqual(['new']);
    await expect(store.open('../../etc/passwd')).rejects.toThrow('Not a sha256');
    await expect(store.put(`${'a'.repeat(62)}/.`, bytes)).rejects.toThrow('Not a sha256');
  });

  test('writes again what a crash left short', async () => {
    const root = join(folder, 'short');
    const store = storeDisk(root);
    const bytes = randomBytes(1000);
    const sum = sumOf(bytes);
    await store.put(sum, bytes);
    writeFileSync(join(root, sum.slice(0, 2), sum.slice(2, 4), sum), bytes.subarray(0, 10));
    await store.put(sum, bytes);
    expect((await read(store, sum))?.equals(bytes)).toBe(true);
  });
});
