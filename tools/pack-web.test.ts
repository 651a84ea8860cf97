import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addWebFiles } from '../server/kit/http/web-files.ts';
import { packWeb } from './pack-web.ts';

const page = `<!doctype html><title>邻里</title>${'<p>居民</p>'.repeat(200)}`;
const script = `export const words = [${'"grid", '.repeat(500)}];`;
const folder = mkdtempSync(join(tmpdir(), 'linli-web-'));
const http = fastify();

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, 'desk'));
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'desk/index.html'), page);
  writeFileSync(join(folder, 'assets/main-a1.js'), script);
  writeFileSync(join(folder, 'assets/small-b2.js'), 'export {};');
  await packWeb(folder);
  await addWebFiles(http, folder);
});
afterAll(async () => {
  await http.close();
  rmSync(folder, { recursive: true });
});

const ask = (url: string, encodings?: string) =>
  http.inject({ url, ...(encodings === undefined ? {} : { headers: { 'accept-encoding': encodings } }) });

it('sends each text as the browser can take it: packed by Brotli, by gzip, or as it is', async () => {
  const asBrowser = await ask('/assets/main-a1.js', 'gzip, deflate, br, zstd');
  expect([asBrowser.headers['content-encoding'], asBrowser.headers['content-type']]).toEqual([
    'br',
    expect.stringContaining('javascript'),
  ]);
  expect(asBrowser.rawPayload.length).toBeLessThan(script.length / 10);
  expect(brotliDecompressSync(asBrowser.rawPayload).toString()).toBe(script);
  expect(asBrowser.headers['cache-control']).toContain('immutable');
  expect(asBrowser.headers['vary']).toMatch(/accept-encoding/i);
  const old = await ask('/assets/main-a1.js', 'gzip');
  expect(gunzipSync(old.rawPayload).toString()).toBe(script);
  const plain = await ask('/assets/main-a1.js');
  expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, script]);
});

it('sends the page of a surface packed for whatever address below it, asked after each time', async () => {
  for (const url of ['/', '/desk/', '/desk/cases/1024-x', '/report']) {
    const answer = await ask(url, 'br');
    expect([url, answer.statusCode, answer.headers['content-encoding']]).toEqual([url, 200, 'br']);
    expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(page);
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(answer.headers['content-type']).toContain('text/html');
  }
});

it('leaves small files as they are', async () => {
  const answer = await ask('/assets/small-b2.js', 'br, gzip');
  expect([answer.headers['content-encoding'], answer.body]).toEqual([undefined, 'export {};']);
});
