import { expect, test } from 'vitest';
import { z } from 'zod';
import { routes } from './api.ts';
import type { Route } from './route.ts';

/**
 * Addresses are kept by browsers, proxies and logs (OWASP ASVS 5.0, 14.2.1): what somebody types is asked in a body. A value in a query is a
 * number, a day, one of a list or of a form; whatever is a word without one stands here, with what it holds instead of somebody's words.
 */
const closedThough: Readonly<Record<string, string>> = {
  cursor: 'made by us from the row before',
  print: 'the name of a paper, from its type',
  refs: 'addresses of rows, by commas',
  isOpen: 'yes or no, by letters',
  mine: 'yes or no, by letters',
  past: 'yes or no, by letters',
  room: 'the number on a door, of a building by its id: nobody’s word',
};

/** Beside words: what is somebody's number, whole or in part, whatever its form. */
const ofSomebody = /^(?:q|phone|number|last4|idNumber|name|words|digest)$/;

interface Part {
  readonly type?: string | readonly string[];
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly anyOf?: readonly Part[];
}

const isOpen = (part: Part): boolean =>
  part.anyOf?.some(isOpen) ??
  ([part.type].flat().includes('string') && !part.enum && part.const === undefined && !part.format && !part.pattern);

/** The names in a query that may not stand there. */
function wordsIn(query: z.ZodObject, known: object = {}): readonly string[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Part>;
  };
  return Object.entries(properties)
    .filter(
      ([name, part]) =>
        !(name in known) && (isOpen(part) || (ofSomebody.test(name) && !part.enum && part.format !== 'uuid')),
    )
    .map(([name]) => name);
}

const reads = Object.entries(routes) as [string, Route][];

test('no phone, number of anybody or word searched for stands in the address of a read', () => {
  const wrong = reads.flatMap(([key, { query }]) =>
    query ? wordsIn(query, closedThough).map((name) => `${key} ${name}`) : [],
  );
  expect(wrong).toEqual([]);
});

test('the rule finds a word, a phone and digits of one, and lets closed values be', () => {
  const found = wordsIn(
    z.object({
      q: z.string().max(60).optional(),
      phone: z.string().regex(/^1\d{10}$/),
      last4: z.coerce.number(),
      title: z.union([z.string(), z.number()]),
      day: z.iso.date(),
      id: z.uuid(),
      kind: z.enum(['a', 'b']),
      limit: z.coerce.number(),
    }),
  );
  expect(found).toEqual(['q', 'phone', 'last4', 'title']);
});

test('a read asks in a body or in its address, not in both, and its key says which', () => {
  for (const [key, { query, asks }] of reads) {
    expect(query && asks, key).toBeUndefined();
    expect(key.startsWith(asks ? 'POST /' : 'GET /'), key).toBe(true);
  }
});
