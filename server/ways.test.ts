import { expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { start } from './main.ts';
import { assertWaysClosed, openWays } from './ways.ts';

const PUBLIC_URL = 'https://linli.example';
const remote = 'postgres://linli:x@db.example/linli';

it.each([
  ['DATABASE_URL', { DATABASE_URL: remote }],
  ['DATABASE_URL', { DATABASE_URL: `${remote}?sslmode=require` }],
  ['DATABASE_APP_URL', { DATABASE_APP_URL: remote }],
  ['PUBLIC_URL', { PUBLIC_URL: 'http://linli.example' }],
  ['SMS_URL', { SMS_URL: 'http://sms.example/send', SMS_KEY: 'x' }],
  ['HOTLINE_URL', { HOTLINE_URL: 'http://hotline.example', HOTLINE_KEY: 'x' }],
  ['MQTT_URL', { MQTT_URL: 'mqtt://broker.example' }],
])('does not start with an open way by %s, unless it is named', (name, variables) => {
  const all = { PUBLIC_URL, ...variables };
  expect(openWays(readConfig(all))).toEqual([name]);
  expect(() => assertWaysClosed(readConfig(all))).toThrow(new RegExp(`^${name}: .*LINLI_OPEN_WAYS=${name}$`));
  expect(() => assertWaysClosed(readConfig({ ...all, LINLI_OPEN_WAYS: name }))).not.toThrow();
});

it('is refused by the start itself, before anything is opened', async () => {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
  const config = readConfig({ PUBLIC_URL, DATABASE_URL: remote });
  await expect(start(config, { log: silent, webDir: '/nonexistent' })).rejects.toThrow(/LINLI_OPEN_WAYS/);
});

it('starts where every way is closed, or everything is on this machine', () => {
  const closed = {
    PUBLIC_URL,
    DATABASE_URL: `${remote}?sslmode=verify-full`,
    SMS_URL: 'https://sms.example',
    SMS_KEY: 'x',
    MQTT_URL: 'mqtts://broker.example',
  };
  const own = {
    PUBLIC_URL,
    DATABASE_URL: 'postgres://x@localhost/linli?host=/run/postgresql',
    DATABASE_APP_URL: 'postgres://x@%2Frun%2Fpostgresql:5433/linli',
    SMS_URL: 'http://127.0.0.1:9/',
    SMS_KEY: 'x',
    MQTT_URL: 'mqtt://[::1]:1883',
  };
  for (const variables of [
    closed,
    own,
    { DATABASE_URL: remote },
    { DATABASE_URL: remote, PUBLIC_URL: 'http://localhost:8080' },
  ])
    expect(() => assertWaysClosed(readConfig(variables))).not.toThrow();
});
