import { type Text, text } from '../text.ts';
import { laws } from './basis-laws.ts';
import { houseRules } from './basis-rules.ts';

interface Source {
  readonly title: Text;
  readonly inForceOn: string;
  readonly articles: Readonly<Record<string, Text>>;
}

/** The register of what rules stand on: laws by article, and our own house rules. A declaration that cites something else does not compile. */
export const sources = {
  ...laws,
  house: {
    title: text('本平台规则', 'House rule'),
    inForceOn: '2026-01-01',
    articles: houseRules,
  },
} as const satisfies Record<string, Source>;

export type SourceKey = keyof typeof sources;
type ArticleOf<K extends SourceKey> = keyof (typeof sources)[K]['articles'] & string;

/** A reference into the register: `source/article`. */
export interface Basis {
  readonly source: SourceKey;
  readonly article: string;
}

/** A law's article as the basis of a limit or a step. */
export function law<K extends Exclude<SourceKey, 'house'>>(source: K, article: ArticleOf<K>): Basis {
  return { source, article };
}

/** A rule of our own as the basis. */
export function house(article: ArticleOf<'house'>): Basis {
  return { source: 'house', article };
}

/** The key an entry keeps of a basis. */
export function basisKey(basis: Basis): string {
  return `${basis.source}/${basis.article}`;
}

/** What a kept key says, for "why this deadline"; undefined for words of a category's own. */
export function basisText(key: string): { readonly title: Text; readonly words: Text } | undefined {
  const [source, article] = key.split('/');
  const found: Source | undefined = (sources as Record<string, Source>)[source ?? ''];
  const words = found?.articles[article ?? ''];
  return found && words ? { title: found.title, words } : undefined;
}
