import fc from 'fast-check';
import { hostileStrings, hostileValues, type Shape } from '../hostile.ts';
import type { Known } from './ground.ts';

type Arb = fc.Arbitrary<unknown>;

/** What people who mean no good type: each breaks something that trusts its input. */
const tricks: readonly string[] = [
  ...hostileStrings,
  '=HYPERLINK("http://x.invalid","点")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '%',
  '_',
  '%%%_%',
  '\\',
  "\\'",
  "'; drop table cases; --",
  '$1',
  '\u0024{7*7}',
  '{{7*7}}',
  '<img src=x onerror=alert(1)>',
  '\u202eevil',
  '\u2066\u2069',
  'ａｄｍｉｎ',
  '张\u200b三',
  'e\u0301\u0301\u0301\u0301',
  '\ud800',
  '\udc00',
  '\r\nset-cookie: a=b',
  '..\\..\\windows',
  '/etc/passwd',
  'file:///etc/passwd',
  'http://169.254.169.254/',
  'con',
  '__proto__',
  'constructor',
  'NaN',
  'Infinity',
  '1e400',
  '0x10',
  '١٢٣',
  '2026-02-29',
  '0000-00-00',
  '24:00',
  '9'.repeat(400),
  '甲'.repeat(4_100),
];

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let n = 0; n < depth; n += 1) value = n % 2 === 0 ? [value] : { a: value };
  return value;
};

/** Anything at all that JSON can say. */
const anything: Arb = fc.oneof(
  fc.constantFrom(...hostileValues),
  fc.constantFrom(...tricks),
  fc.constantFrom(nested(60), nested(900), JSON.parse('{"__proto__":{"isAdmin":true}}'), {
    constructor: 1,
    length: -1,
  }),
  fc.jsonValue({ maxDepth: 4 }),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const nameArb = (known: Known): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known.words) },
    { weight: 2, arbitrary: fc.constantFrom(...tricks) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  );

const dayArb = fc.constantFrom('2026-03-04', '2026-03-05', '2025-12-31', '2024-02-29', '1900-01-01', '9999-12-31');
const instantArb = fc.constantFrom(
  '2026-03-04T02:00:00Z',
  '2026-03-05T10:00:00+08:00',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59+14:00',
);

/** Inputs that have the form the schema asks for, of known rows and of rows that are not there. */
export function validArb(shape: Shape, known: Known, depth = 0): Arb {
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return fc.oneof(...choices.map((part) => validArb(part, known, depth)));
  if (shape.allOf)
    return fc
      .tuple(...shape.allOf.map((part) => validArb(part, known, depth)))
      .map((parts) => Object.assign({}, ...parts));
  const types = typeof shape.type === 'string' ? [shape.type] : (shape.type ?? []);
  if (types.length === 0) return anything;
  return fc.oneof(...types.map((type) => typedArb(type, shape, known, depth)));
}

function typedArb(type: string, shape: Shape, known: Known, depth: number): Arb {
  if (type === 'string') return stringArb(shape, known);
  if (type === 'integer' || type === 'number') return numberArb(shape, known, type === 'integer');
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'array') return arrayArb(shape, known, depth);
  return type === 'object' ? objectArb(shape, known, depth) : anything;
}

function stringArb({ format, pattern, minLength, maxLength }: Shape, known: Known): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof(fc.constantFrom(...known.ids), fc.uuid());
  if (format === 'date') return dayArb;
  if (format === 'date-time') return instantArb;
  if (pattern?.includes('[0-9a-f]{8}')) return fc.constantFrom(...known.refs);
  const fitting = (value: string): string => value.padEnd(minLength ?? 0, 'x').slice(0, maxLength ?? 5_000);
  if (pattern === undefined) return nameArb(known).map(fitting);
  try {
    return fc.oneof(fc.stringMatching(new RegExp(pattern, 'u')), nameArb(known).map(fitting));
  } catch {
    return nameArb(known).map(fitting); // a form that can only be checked, not made
  }
}

function numberArb(shape: Shape, known: Known, isWhole: boolean): fc.Arbitrary<number> {
  const low = shape.minimum ?? (shape.exclusiveMinimum === undefined ? -1_000 : shape.exclusiveMinimum + 1);
  const high = shape.maximum ?? Number.MAX_SAFE_INTEGER;
  const areas = known.areas.filter((area) => area >= low && area <= high);
  const edges = fc.constantFrom(low, high, Math.trunc((low + high) / 2), Math.min(high, low + 1));
  const kept = isWhole ? edges.map(Math.trunc) : edges;
  return areas.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...areas) }, kept) : kept;
}

const deepest = 5;

function arrayArb(shape: Shape, known: Known, depth: number): Arb {
  if (shape.prefixItems) return fc.tuple(...shape.prefixItems.map((part) => validArb(part, known, depth + 1)));
  const least = shape.minItems ?? 0;
  const most = Math.max(least, depth >= deepest ? 0 : 3);
  return fc.array(depth >= deepest && least === 0 ? fc.constant(null) : validArb(shape.items ?? {}, known, depth + 1), {
    minLength: least,
    maxLength: most,
  });
}

function objectArb(shape: Shape, known: Known, depth: number): Arb {
  const needed = (shape as { required?: readonly string[] }).required ?? [];
  const parts = Object.entries(shape.properties ?? {}).filter(([name]) => depth < deepest || needed.includes(name));
  const model = Object.fromEntries(parts.map(([name, part]) => [name, validArb(part, known, depth + 1)]));
  const own = fc.record(model, { requiredKeys: parts.map(([name]) => name).filter((name) => needed.includes(name)) });
  const more = shape.additionalProperties;
  if (typeof more !== 'object' || depth >= deepest) return own;
  const others = fc.dictionary(nameArb(known), validArb(more, known, depth + 1), { maxKeys: 3 });
  return fc.tuple(own, others).map(([a, b]) => ({ ...b, ...(a as object) }));
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (value === null || typeof value !== 'object' || at.length > 6) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([name, part]) =>
      pathsOf(part, [...at, Array.isArray(value) ? Number(name) : name]),
    ),
  ];
}

/** The value with one place changed, left out (undefined) or with something beside it. */
function changed(value: unknown, [head, ...rest]: Path, by: (old: unknown) => unknown): unknown {
  if (head === undefined) return by(value);
  if (Array.isArray(value)) return value.map((part, n) => (n === head ? changed(part, rest, by) : part));
  return { ...(value as object), [head]: changed((value as Record<string, unknown>)[head], rest, by) };
}

/** Valid inputs with one or two places broken. */
function nearlyArb(valid: Arb): Arb {
  const fault = fc.tuple(fc.nat(), fc.oneof(anything, fc.constant(undefined)), fc.boolean());
  return fc.tuple(valid, fc.array(fault, { minLength: 1, maxLength: 2 })).map(([value, faults]) => {
    let made: unknown = value;
    for (const [at, by, isBeside] of faults) {
      const paths = pathsOf(made);
      made = changed(made, paths[at % paths.length] as Path, (old) =>
        isBeside && old !== null && typeof old === 'object' && !Array.isArray(old) ? { ...old, unknown: by } : by,
      );
    }
    return made;
  });
}

/** Mostly inputs in their form or one step from it, and some that have none. */
export function inputArb(shape: Shape, known: Known): Arb {
  const valid = validArb(shape, known);
  return fc.oneof(
    { weight: 5, arbitrary: valid },
    { weight: 4, arbitrary: nearlyArb(valid) },
    { weight: 1, arbitrary: anything },
  );
}

/** A query or the names in a path: every value is a string once it is sent. */
export function wordsArb(shape: Shape, known: Known): fc.Arbitrary<Record<string, string>> {
  const spelt = (value: unknown): string =>
    (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed().slice(0, 6_000);
  return inputArb(shape, known).map((value) =>
    Object.fromEntries(
      Object.entries(value !== null && typeof value === 'object' ? value : {})
        .filter(([, part]) => part !== undefined)
        .map(([name, part]) => [name, spelt(part)]),
    ),
  );
}

/** Headers beside the caller's own that must change nothing. */
export const headersArb: fc.Arbitrary<Record<string, string | string[]>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Record<string, string | string[]>>(
      { 'x-http-method-override': 'DELETE' },
      { 'x-forwarded-for': '127.0.0.1, 10.0.0.1' },
      { 'x-forwarded-for': '\u00ff, "', 'x-real-ip': '::1' },
      { 'x-forwarded-host': 'evil.invalid', 'x-forwarded-proto': 'https' },
      { 'x-original-url': '/api/users', 'x-rewrite-url': '/api/users' },
      { 'accept-language': '*;q=x, en;q=nine' },
      { 'accept-encoding': 'gzip;q=nine, br, *' },
      { accept: 'text/html, */*;q=-1' },
      { range: 'bytes=0-0,5-2' },
      { 'if-none-match': '*', 'if-modified-since': 'x' },
      { 'x-linli-link': ["' or 1=1 --", 'b'] },
      { 'x-request-id': 'own\tid', traceparent: '00-x' },
      { authorization: 'Basic OjpY' },
      { authorization: 'Bearer linli_\u00e9' },
    ),
  },
);
