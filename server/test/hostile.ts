import { z } from 'zod';

/** Strings that break what trusts its input. */
export const hostileStrings: readonly string[] = [
  '',
  '0',
  '-1',
  '1e9',
  '9'.repeat(40),
  '99999999999999999',
  "' or 1=1 --",
  '\u0000',
  '%00',
  '../../etc/passwd',
  '😀\u202e\ud800',
  '{"$gt":""}',
  'null',
  'x'.repeat(5_000),
  '2026-02-30',
  '+275760-09-13T00:00:00.001Z',
  '11-00000000-0000-7000-8000-000000000000',
  '00000000-0000-0000-0000-000000000000',
];

/** Values of the wrong kind. */
export const hostileValues: readonly unknown[] = [
  null,
  [],
  {},
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  'x'.repeat(20_000),
  '\u0000',
  [[[[[[]]]]]],
  { __proto__: { admin: true }, constructor: { prototype: {} } },
  Array.from({ length: 300 }, () => ({})),
];

export interface Shape {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  readonly additionalProperties?: Shape | boolean;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Shape>>;
}

/** The description of what a schema takes. */
export function shapeOf(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline', cycles: 'ref' }) as Shape;
}

export type Pick = (count: number) => number;

/** A choice that is the same in every run: a small linear congruence. */
export function seededPick(seed: number): Pick {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

const maxDepth = 5;
const nobody = '00000000-0000-7000-8000-00000000dead';
const words = ['x', '张三', "o'; drop table users --", '%_\\', '😀', '<script>alert(1)</script>', '\u202e', '0'];

/** A value that the schema takes in form, about rows that do not exist and with words nobody means well with. */
export function sampleOf(shape: Shape, pick: Pick, depth = 0): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[pick(shape.enum.length)];
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return sampleOf(choices[pick(choices.length)] as Shape, pick, depth);
  if (shape.allOf) return Object.assign({}, ...shape.allOf.map((part) => sampleOf(part, pick, depth)));
  const type = typeof shape.type === 'string' ? shape.type : shape.type?.[pick(shape.type.length)];
  switch (type) {
    case 'string':
      return sampleString(shape, pick);
    case 'integer':
    case 'number':
      return sampleNumber(shape, pick);
    case 'boolean':
      return pick(2) === 1;
    case 'null':
      return null;
    case 'array':
      return sampleArray(shape, pick, depth);
    case 'object':
      return sampleObject(shape, pick, depth);
    default:
      return [null, 1, 'x', {}, []][pick(5)];
  }
}

function sampleString(shape: Shape, pick: Pick): string {
  const { format, pattern } = shape;
  if (format === 'uuid') return nobody;
  if (format === 'date') return ['2026-03-04', '1900-01-01', '9999-12-31'][pick(3)] as string;
  if (format === 'date-time')
    return ['2026-03-04T02:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00'][pick(3)] as string;
  if (pattern?.includes('[0-9a-f]{8}')) return `${[11, 12, 13, 999][pick(4)]}-${nobody}`;
  if (pattern?.includes('\\d{2}:\\d{2}')) return '09:00';
  const word = words[pick(words.length)] as string;
  return word.padEnd(shape.minLength ?? 0, 'x').slice(0, shape.maxLength ?? 5_000);
}

function sampleNumber(shape: Shape, pick: Pick): number {
  const low = shape.minimum ?? (shape.exclusiveMinimum === undefined ? -1_000 : shape.exclusiveMinimum + 1);
  const high = shape.maximum ?? 9_007_199_254_740_991;
  return [low, high, Math.min(high, Math.max(low, 11)), Math.min(high, Math.max(low, 24))][pick(4)] as number;
}

function sampleArray(shape: Shape, pick: Pick, depth: number): unknown[] {
  if (shape.prefixItems) return shape.prefixItems.map((part) => sampleOf(part, pick, depth + 1));
  const count = depth >= maxDepth ? (shape.minItems ?? 0) : Math.max(shape.minItems ?? 0, pick(3));
  return Array.from({ length: count }, () => sampleOf(shape.items ?? {}, pick, depth + 1));
}

function sampleObject(shape: Shape, pick: Pick, depth: number): Record<string, unknown> {
  const required = new Set((shape as { required?: readonly string[] }).required ?? []);
  const made: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(shape.properties ?? {})) {
    if (required.has(name) || (depth < maxDepth && pick(3) > 0)) made[name] = sampleOf(part, pick, depth + 1);
  }
  if (typeof shape.additionalProperties === 'object' && depth < maxDepth && pick(2) === 1) {
    made[words[pick(words.length)] as string] = sampleOf(shape.additionalProperties, pick, depth + 1);
  }
  return made;
}
