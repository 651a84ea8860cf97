import { use, useCallback, useSyncExternalStore } from 'react';
import type { Text } from '../../domain/text.ts';
import type { KeyOf, Namespace, Namespaces, ParametersOf } from './texts/namespaces.ts';
import { say } from './texts/say.ts';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'linli.language';
/** Each namespace of each language is a chunk of its own, so a page loads its own words only. */
const files = import.meta.glob<Record<string, object>>(
  './texts/{zh,en}/{authenticity,common,feedback,following,helpers,map,openings,orders,portal,portal-bookings,portal-legal,portal-links,portal-my-data,portal-pages,portal-papers,portal-rentals,portal-rotas,service-items}.ts',
);
/** What residents never see is listed elsewhere, so that their first screen does not carry the list. */
const staffFile = async (path: string): Promise<Record<string, object>> => {
  const { staffTexts } = await import('./texts/staff-texts.ts');
  const file = staffTexts[path.replace('./texts/', './')];
  if (!file) throw new Error(`no texts at ${path}`);
  return file();
};
const loads = new Map<string, Promise<object>>();
const listeners = new Set<() => void>();
let language: Language = 'zh';

function load(of: Language, namespace: string): Promise<object> {
  const path = `./texts/${of}/${namespace}.ts`;
  const known = loads.get(path);
  if (known) return known;
  const begun = (files[path] ?? (() => staffFile(path)))().then((module) => Object.values(module)[0] ?? {});
  // A chunk that did not arrive is asked for again by the next try, not remembered as lost.
  begun.catch(() => loads.delete(path));
  loads.set(path, begun);
  return begun;
}

function storedLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

function show(chosen: Language): void {
  language = chosen;
  document.documentElement.lang = chosen === 'en' ? 'en' : 'zh-CN';
  for (const listener of listeners) listener();
}

/** Loads the words a surface needs before its first screen; other namespaces come with the page that uses them. */
export async function startTexts(namespaces: readonly Namespace[]): Promise<void> {
  const chosen = storedLanguage();
  await Promise.all(namespaces.map((namespace) => load(chosen, namespace)));
  show(chosen);
}

/** Changes the language of all screens and remembers it on this device. Every namespace in use is loaded first, so nothing flickers. */
export async function changeLanguage(chosen: Language): Promise<void> {
  const used = new Set([...loads.keys()].map((path) => path.replace(/^.*\/|\.ts$/g, '')));
  await Promise.all([...used].map((namespace) => load(chosen, namespace)));
  try {
    localStorage.setItem(storageKey, chosen);
  } catch {
    // A private window may refuse storage: the change then lasts until the page is closed.
  }
  show(chosen);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language now, outside React. */
export function currentLanguage(): Language {
  return language;
}

/** The language of the screens now, as a hook. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

/** Says the words of a key; keys and the parameters of their `{{places}}` are checked by the compiler. */
export type Say<N extends Namespace> = <const K extends KeyOf<Namespaces[N]>>(
  key: K,
  ...parameters: ParametersOf<Namespaces[N], K>
) => string;

/** The words of one namespace: `const t = useWords('cases'); t('count', { n: 3 })`. */
export function useWords<const N extends Namespace>(namespace: N): Say<N> {
  const chosen = useLanguage();
  const words = use(load(chosen, namespace));
  return useCallback(
    (key: string, parameters?: Readonly<Record<string, string | number>>) => say(words, chosen, key, parameters),
    [words, chosen],
  ) as Say<N>;
}

/** Picks the language of a bilingual text; what is said already stays as it is. */
export function usePick(): (words: string | Text) => string {
  const chosen = useLanguage();
  return useCallback((words) => (typeof words === 'string' ? words : words[chosen]), [chosen]);
}
