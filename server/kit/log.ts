import { type DestinationStream, pino } from 'pino';
import type { Log } from './ctx.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Names under which a secret or a person could stand; their values never reach the log. */
const secretNames =
  /^(password|current|next|secret|token|cookie|setCookie|set-cookie|authorization|phone|phoneNumber|idNumber|text|body|payload|headers|email|name|userName|ip|address)$/i;
const hidden = '[hidden]';
const maxDepth = 6;

/** One line of JSON an event: `event` is its stable name, the rest ids and numbers. What looks personal or secret is taken out. */
export function openLog(level: LogLevel, destination?: DestinationStream): Log {
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
  return {
    debug: (details, event) => logger.debug(withoutSecrets(details), event),
    info: (details, event) => logger.info(withoutSecrets(details), event),
    warn: (details, event) => logger.warn(withoutSecrets(details), event),
    error: (details, event) => logger.error(withoutSecrets(details), event),
  };
}

/** The same log, each of its lines carrying these fields: which request or which job it belongs to. */
export function logWith(log: Log, fields: object): Log {
  return {
    debug: (details, event) => log.debug({ ...fields, ...details }, event),
    info: (details, event) => log.info({ ...fields, ...details }, event),
    warn: (details, event) => log.warn({ ...fields, ...details }, event),
    error: (details, event) => log.error({ ...fields, ...details }, event),
  };
}

/** The second wall behind "log ids, never personal data": names of fields first, then anything shaped like a phone or an id number. */
function withoutSecrets(details: object): object {
  // Only the fake SMS gateway of a demo says so; its codes open nothing but the demo.
  if ((details as { demo?: unknown }).demo === true) return details;
  return clean(details, 0) as object;
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= maxDepth) return hidden;
  if (Buffer.isBuffer(value)) return hidden;
  if (Array.isArray(value)) return value.map((part) => clean(part, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      if (secretNames.test(name)) return [name, hidden];
      if (name === 'stack' && typeof part === 'string') return [name, framesOf(part)];
      // SQLSTATEs have five characters; what has six digits is a code that was sent to somebody.
      if (name === 'code' && /^\d{6}$/.test(String(part))) return [name, hidden];
      return [name, clean(part, depth + 1)];
    }),
  );
}

const personal = [/(?<![\w-])(?:86)?1[3-9]\d{9}(?![\w-])/g, /(?<![\w-])\d{17}[\dXx](?![\w-])/g];

function cleanText(text: string): string {
  return personal.reduce((left, pattern) => left.replace(pattern, hidden), text);
}

/** Where it happened, without the message: that may quote a row. */
function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((part) => /^\s+at /.test(part))
    .slice(0, 20)
    .map((part) => cleanText(part.trim()))
    .join('\n');
}
