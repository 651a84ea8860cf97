import { parentPort, workerData } from 'node:worker_threads';
import { readHolidayList } from '../../domain/calendar/holiday-list.ts';
import { readDoor } from '../../domain/identifiers/address.ts';
import { readPhones } from '../../domain/identifiers/phone.ts';
import { meaningOfHeader } from '../../domain/registry/ledger/header-words.ts';
import { buildingSuffix } from '../../domain/registry/ledger-intake/places.ts';

/** What reads with expressions that are put together from words of its own, by the file they stand in. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'domain/calendar/holiday-list.ts': (text) => readHolidayList(text, 2026),
  'domain/identifiers/address.ts': readDoor,
  'domain/identifiers/phone.ts': (text) => readPhones(text),
  'domain/registry/ledger-intake/places.ts': (text) => buildingSuffix([text]),
  'domain/registry/ledger/header-words.ts': (text) => meaningOfHeader([text]),
};

/** One expression as it stands in the source. */
export interface Expression {
  readonly pattern: string;
  readonly flags: string;
}

/** A literal, or the file whose reader is tried. */
export type Probe = Expression | { readonly reader: string };

export interface Probed {
  readonly at: number;
  /** Milliseconds of this thread's own work: what else the machine does is not in it. */
  readonly cpuMs: number;
}

const length = 3_000;
const usual = ['a', '0', ' ', '-', '甲', '\n', '"', '.', '/', '=', '%', '('];
const ends = ['', '!', '\u0000', '甲!'];

/** What drives an expression into trying every way: its own signs again and again, and an end that fits nothing. */
function* hardFor({ pattern }: Expression): Generator<string> {
  const own = [...new Set(pattern.replace(/\\[pP]\{[^}]*\}|\\./g, ''))].filter(
    (sign) => !'[]{}()|^$*+?'.includes(sign),
  );
  const signs = [...new Set([...usual, ...own.slice(0, 12)])];
  const units = [...signs, ...signs.slice(0, 8).flatMap((a) => own.slice(0, 6).map((b) => a + b)), '1a ', 'a.a@'];
  for (const unit of units) for (const end of ends) yield unit.repeat(Math.ceil(length / unit.length)) + end;
}

const words: Expression = { pattern: '栋幢座号单元室层楼至月日放假共天的之与户主电话手机', flags: '' };

function trial(probe: Probe): (text: string) => unknown {
  if ('reader' in probe) return readers[probe.reader] ?? missing(probe.reader);
  const expression = new RegExp(probe.pattern, probe.flags.replace('y', ''));
  return (text) => text.replace(expression, '');
}

function missing(reader: string): never {
  throw new Error(`Nothing here reads by ${reader}`);
}

const attempt = (run: (text: string) => unknown, text: string): void => {
  try {
    run(text);
  } catch {
    // that it says no is as good as that it reads
  }
};

(workerData as readonly Probe[]).forEach((probe, at) => {
  parentPort?.postMessage({ at, cpuMs: -1 } satisfies Probed);
  const run = trial(probe);
  const before = process.threadCpuUsage();
  for (const hard of hardFor('reader' in probe ? words : probe)) attempt(run, hard);
  const { user, system } = process.threadCpuUsage(before);
  parentPort?.postMessage({ at, cpuMs: (user + system) / 1000 } satisfies Probed);
});
