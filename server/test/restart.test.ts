import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../config.ts';
import type { Log } from '../kit/ctx.ts';
import { type Running, start } from '../main.ts';

let folder: string;
let running: Running;
const events: string[] = [];
const keep = (_: object, event: string) => void events.push(event);
const log: Log = { info: keep, warn: keep, error: keep, debug: keep };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linli-restart-'));
  chmodSync(folder, 0o711); // root's server runs as another user
  const env = { LINLI_DATA: join(folder, 'data'), LINLI_KEYS: join(folder, 'keys'), LINLI_DEMO: 'off', PORT: '0' };
  running = await start({ ...readConfig(env), poolSize: 4 }, { log, webDir: folder });
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

const note = (): string[] => readFileSync(join(folder, 'data/db/postmaster.pid'), 'utf8').split('\n');

/** Whoever comes with a cookie is looked up, so each of these asks the database. */
const ask = () => fetch(`${running.address}/api/session`, { headers: { cookie: 'linli=x' } });

async function untilStatus(status: number): Promise<Response> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(`${running.address}/api/ready`);
    await answer.body?.cancel();
    if (answer.status === status) return answer;
    if (Date.now() > deadline) throw new Error(`Never ${status}: ${events.slice(-20).join(' ')}`);
    await sleep(5);
  }
}

async function runJob(name: string): Promise<string> {
  const password = readFileSync(join(folder, 'data/db.password'), 'utf8').trim();
  const client = new pg.Client(`postgresql://linli:${password}@127.0.0.1:${note()[3]}/linli`);
  await client.connect();
  try {
    const made = await client.query<{ id: string }>(
      "insert into pgboss.job (name, data, retry_limit) values ($1, '{}', 3) returning id",
      [name],
    );
    for (let n = 0; n < 900; n += 1) {
      const { rows } = await client.query<{ state: string }>('select state from pgboss.job where id = $1', [
        made.rows[0]?.id,
      ]);
      if (rows[0]?.state === 'completed') return 'completed';
      await sleep(50);
    }
    return 'not run';
  } finally {
    await client.end();
  }
}

describe.each([
  ['stopped', 'SIGINT', 1],
  ['killed', 'SIGKILL', 2],
] as const)('a database that is %s while it is used', (_, signal, nth) => {
  it('is started anew: until then clients are told to come back, afterwards all goes on by itself', async () => {
    const before = Number(note()[0]);
    const port = note()[3];
    process.kill(before, signal);
    const away = await untilStatus(503);
    expect(away.headers.get('retry-after')).toBe('5');
    expect((await fetch(`${running.address}/api/health`)).status).toBe(200);
    await untilStatus(200);
    expect(Number(note()[0])).not.toBe(before);
    expect(note()[3]).toBe(port);
    expect((await ask()).status).toBe(200);
    await vi.waitFor(() => expect(events.filter((event) => event === 'database.restarted')).toHaveLength(nth), 20_000);
    expect(await runJob('clock.watch')).toBe('completed');
  }, 120_000);
});
