import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { EnvironmentLine } from '../contract/settings.ts';
import { type Turns, turnsOf } from './kit/db/turns.ts';
import type { TlsFiles } from './kit/http/tls.ts';
import { readSignOn, type SignOnSettings } from './outside/sign-on/settings.ts';

const environment = z.object({
  DATABASE_URL: z.url().optional(),
  DATABASE_APP_URL: z.url().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  /** How people reach this installation; links and the origin check use it. */
  PUBLIC_URL: z.url().optional(),
  /** A name of its own for the surfaces of staff: then they are there alone. */
  STAFF_URL: z.url().optional(),
  /** Certificate and private key, as PEM, where this process ends TLS itself. */
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  /** Variables whose way may stay open although people come by a name of the net. */
  LINLI_OPEN_WAYS: z.string().default(''),
  LINLI_DATA: z.string().optional(),
  /** Keys lie outside the data folder and outside its backup. */
  LINLI_KEYS: z.string().optional(),
  /** Archives the embedded database's log, and each file, so that any moment after a backup can be restored. */
  LINLI_ARCHIVE: z.string().optional(),
  /** Fills an empty database with the demo district; by default the embedded one alone, never a server's. */
  LINLI_DEMO: z.enum(['on', 'off']).optional(),
  /** What this process does: answers, runs jobs, or both. */
  LINLI_ROLE: z.enum(['web', 'worker', 'all']).default('all'),
  LINLI_TRUSTED_PROXIES: z.string().default(''),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Who carries it may read /api/metrics from another machine. */
  LINLI_METRICS_TOKEN: z.string().min(16).max(200).optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(12),
  /** The language of what is said to an operator, as the machine has it. */
  LC_ALL: z.string().optional(),
  LANG: z.string().optional(),
  /** A file of JSON that lists the portals staff may sign on at. */
  SIGN_ON_FILE: z.string().optional(),
  SMS_URL: z.url().optional(),
  SMS_KEY: z.string().optional(),
  /** The key under which the gateway signs what became of messages. */
  SMS_RECEIPT_KEY: z.string().min(16).max(200).optional(),
  /** Where the hotline is told how its tickets stand, and the key it knows us by. */
  /** Where clamd listens: `clamd.internal:3310`. */
  CLAMAV_ADDRESS: z
    .string()
    .regex(/^[\w.-]+:\d{1,5}$/)
    .optional(),
  HOTLINE_URL: z.url().optional(),
  HOTLINE_KEY: z.string().optional(),
  /** The broker on which devices put their alarms. */
  MQTT_URL: z.url({ protocol: /^mqtts?$/ }).optional(),
  MQTT_USER: z.string().optional(),
  MQTT_PASSWORD: z.string().optional(),
  /** Devices say what they have to say on <topic>/<device>/alarms. */
  MQTT_TOPIC: z
    .string()
    .regex(/^[^#+\s/]+(\/[^#+\s/]+)*$/)
    .max(100)
    .default('linli/sensors'),
  /** The session that the broker keeps for this installation. */
  MQTT_CLIENT_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/)
    .default('linli'),
});

export interface Config {
  readonly databaseUrl: string | undefined;
  readonly databaseAppUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | undefined;
  readonly staffUrl: string | undefined;
  readonly tls: TlsFiles | undefined;
  readonly openWaysAllowed: readonly string[];
  readonly dataDir: string;
  readonly keysDir: string;
  readonly archiveDir: string | undefined;
  readonly hasDemo: boolean;
  readonly role: 'web' | 'worker' | 'all';
  readonly trustedProxies: readonly string[];
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly metricsToken: string | undefined;
  readonly poolSize: number;
  /** Set where the database shares this machine: how many transactions of requests its cores are given at once. */
  readonly databaseTurns: Turns | undefined;
  readonly language: 'zh' | 'en';
  readonly hotline: { readonly url: string; readonly key: string } | undefined;
  readonly broker:
    | {
        readonly url: string;
        readonly user: string | undefined;
        readonly password: string | undefined;
        readonly clientId: string;
      }
    | undefined;
  readonly brokerTopic: string;
  readonly signOnFile: string | undefined;
  readonly signOn: readonly SignOnSettings[];
  readonly smsReceiptKey: string | undefined;
  readonly scanner: { readonly host: string; readonly port: number } | undefined;
  /** What was given, for whoever administers it; secrets by name alone. */
  readonly environment: readonly EnvironmentLine[];
  readonly sms: { readonly url: string; readonly key: string } | undefined;
}

function scannerAt(address: string | undefined): Config['scanner'] {
  const [host = '', port = ''] = (address ?? '').split(':');
  return host === '' ? undefined : { host, port: Number(port) };
}

const partsOf = (list: string): readonly string[] => list.split(',').filter((part) => part !== '');

interface Names {
  readonly PUBLIC_URL?: string | undefined;
  readonly STAFF_URL?: string | undefined;
  readonly TLS_CERT?: string | undefined;
  readonly TLS_KEY?: string | undefined;
}

/** Certificate and key belong together, and to an https address: cookies and HSTS go by it. */
function tlsOf({ PUBLIC_URL, STAFF_URL, TLS_CERT, TLS_KEY }: Names): TlsFiles | undefined {
  if ((TLS_CERT === undefined) !== (TLS_KEY === undefined)) throw new Error('TLS_CERT and TLS_KEY are given together.');
  if (TLS_CERT !== undefined && !PUBLIC_URL?.startsWith('https:'))
    throw new Error('TLS_CERT needs a PUBLIC_URL that begins with https://.');
  if (STAFF_URL !== undefined) {
    if (PUBLIC_URL === undefined) throw new Error('STAFF_URL needs a PUBLIC_URL: the name residents use.');
    const [own, other] = [new URL(STAFF_URL), new URL(PUBLIC_URL)];
    if (own.host === other.host || own.protocol !== other.protocol)
      throw new Error('STAFF_URL has another name than PUBLIC_URL, and the same protocol.');
  }
  return TLS_CERT !== undefined && TLS_KEY !== undefined
    ? { cert: resolve(TLS_CERT), key: resolve(TLS_KEY) }
    : undefined;
}

/** Names under which a secret may stand; a folder of keys is none. */
const isSecret = (name: string): boolean =>
  /KEY|SECRET|TOKEN|PASSWORD|CREDENTIAL/.test(name) && !['LINLI_KEYS', 'TLS_KEY'].includes(name);

/** An address without who may come in by it. */
function withoutSecrets(value: string): string {
  if (!URL.canParse(value) || !value.includes('://')) return value;
  const { protocol, host, pathname } = new URL(value);
  return `${protocol}//${host}${pathname}`;
}

/** Each variable the platform knows, with what it has and where that comes from. */
function environmentLines(
  env: NodeJS.ProcessEnv,
  values: Readonly<Record<string, unknown>>,
): readonly EnvironmentLine[] {
  return Object.keys(environment.shape).map((name) => {
    const value = values[name];
    const from = env[name] !== undefined ? 'environment' : value === undefined ? 'none' : 'usual';
    const isHidden = isSecret(name);
    const isShown = !isHidden && value !== undefined && value !== '';
    return { name, value: isShown ? withoutSecrets(String(value)) : null, from, isSecret: isHidden };
  });
}

/** Parses the environment once; nothing else reads process.env. Throws with the name of the variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`The environment variable ${issue?.path.join('.')} is not right: ${issue?.message}`);
  }
  const values = parsed.data;
  const root = resolve(import.meta.dirname, '..');
  return {
    databaseUrl: values.DATABASE_URL,
    databaseAppUrl: values.DATABASE_APP_URL,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    staffUrl: values.STAFF_URL,
    tls: tlsOf(values),
    openWaysAllowed: partsOf(values.LINLI_OPEN_WAYS),
    dataDir: resolve(values.LINLI_DATA ?? join(root, '.data')),
    keysDir: resolve(values.LINLI_KEYS ?? join(homedir(), '.linli', 'keys')),
    archiveDir: values.LINLI_ARCHIVE && resolve(values.LINLI_ARCHIVE),
    hasDemo: (values.LINLI_DEMO ?? (values.DATABASE_URL ? 'off' : 'on')) === 'on',
    role: values.LINLI_ROLE,
    trustedProxies: partsOf(values.LINLI_TRUSTED_PROXIES),
    logLevel: values.LOG_LEVEL,
    metricsToken: values.LINLI_METRICS_TOKEN,
    poolSize: values.DATABASE_POOL,
    databaseTurns: values.DATABASE_URL ? undefined : turnsOf(availableParallelism()),
    language: (values.LC_ALL || values.LANG || '').startsWith('zh') ? 'zh' : 'en',
    hotline:
      values.HOTLINE_URL && values.HOTLINE_KEY ? { url: values.HOTLINE_URL, key: values.HOTLINE_KEY } : undefined,
    broker: values.MQTT_URL
      ? {
          url: values.MQTT_URL,
          user: values.MQTT_USER,
          password: values.MQTT_PASSWORD,
          clientId: values.MQTT_CLIENT_ID,
        }
      : undefined,
    brokerTopic: values.MQTT_TOPIC,
    signOnFile: values.SIGN_ON_FILE,
    signOn: values.SIGN_ON_FILE ? readSignOn(values.SIGN_ON_FILE) : [],
    smsReceiptKey: values.SMS_RECEIPT_KEY,
    scanner: scannerAt(values.CLAMAV_ADDRESS),
    environment: environmentLines(env, values),
    sms: values.SMS_URL && values.SMS_KEY ? { url: values.SMS_URL, key: values.SMS_KEY } : undefined,
  };
}
