import { expect, test } from 'vitest';
import { say } from './say.ts';

const modules = import.meta.glob<Record<string, object>>('./{zh,en}/*.ts', { eager: true });

function flat(words: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const languages = ['zh', 'en'] as const;
const namespaces = [...new Set(Object.keys(modules).map((path) => path.replace(/^.*\/|\.ts$/g, '')))];
const textsOf = (language: string, namespace: string): Map<string, string> =>
  flat(Object.values(modules[`./${language}/${namespace}.ts`] ?? {})[0] ?? {});
const placesIn = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

test.each(namespaces)('%s says the same things in both languages, with the same places to fill', (namespace) => {
  const [zh, en] = languages.map((language) => textsOf(language, namespace)) as [
    Map<string, string>,
    Map<string, string>,
  ];
  expect(zh.size).toBeGreaterThan(0);
  for (const [key, text] of zh) {
    expect(en.get(key), key).toBeDefined();
    expect(placesIn(en.get(key) ?? ''), key).toEqual(placesIn(text));
  }
  for (const key of en.keys()) expect(zh.has(key.replace(/_one$/, '_other')), key).toBe(true);
});

test.each(namespaces)('%s exports its words under its own name', (namespace) => {
  for (const language of languages)
    expect(Object.keys(modules[`./${language}/${namespace}.ts`] ?? {})).toEqual([
      namespace.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    ]);
});

test('a text is found by its dotted key, its places filled, its plural chosen by the language', () => {
  const words = {
    list: { title: '事项', found_one: '{{count}} matter of {{who}}', found_other: '{{count}} matters of {{who}}' },
  };
  expect(say(words, 'en', 'list.title')).toBe('事项');
  expect(say(words, 'en', 'list.found', { count: 1, who: 'Li' })).toBe('1 matter of Li');
  expect(say(words, 'en', 'list.found', { count: 2, who: 'Li' })).toBe('2 matters of Li');
  expect(say({ found_other: '{{count}} 件' }, 'zh', 'found', { count: 1 })).toBe('1 件');
  expect(() => say(words, 'en', 'list.missing')).toThrow('no text for list.missing');
});
