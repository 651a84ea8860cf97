import { expect, test } from 'vitest';
import { commands, routes } from './api.ts';
import { openApiDocument } from './openapi-document.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly security: readonly object[];
  readonly responses: Readonly<Record<string, unknown>>;
}
const document = openApiDocument() as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};

/** Every `$ref` anywhere in a value. */
function refsIn(value: unknown): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === '$ref' && typeof one === 'string' ? [one] : refsIn(one),
  );
}

test('names every read and every command, each once', () => {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  expect(operations).toHaveLength(Object.keys(routes).length + 1);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  expect(Object.keys(document.components.schemas)).toEqual(['Problem', ...Object.keys(commands)]);
});

test('declares each part of a path, and who may ask', () => {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const one of Object.values(item)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = (one.parameters ?? []).filter((part) => part.in === 'path');
      expect(declared.map(({ name }) => name).sort(), path).toEqual(inPath.sort());
      expect(
        declared.every(({ required }) => required),
        path,
      ).toBe(true);
      expect(one.security.length, path).toBeGreaterThan(0);
      expect(Object.keys(one.responses), path).toEqual(['200', '4XX']);
    }
  }
});

test('points nowhere that is not there, and is plain JSON', () => {
  const known = new Set(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`));
  const whole = refsIn(document).filter((one) => one.startsWith('#/components/'));
  expect(whole.length).toBeGreaterThan(50);
  expect(whole.filter((one) => !known.has(one))).toEqual([]);
  expect(refsIn(document).filter((one) => !one.startsWith('#/components/'))).toEqual([]);
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});
