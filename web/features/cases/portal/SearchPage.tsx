import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { Link } from '@tanstack/react-router';
import { findItems } from '../../../../domain/service-items/find-items.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { saidState, useSaid } from '../../../kit/use-said.ts';
import { AskBar } from '../../../ui/mobile/AskBar.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { PortalShell } from './PortalShell.tsx';
import { leafCategories, suggestCategories } from './suggest-categories.ts';
import { elsewhereOf, usePublicCatalogue } from './use-catalogue.ts';

/** Something that can be done, and the way there. */
interface Found {
  readonly key: string;
  readonly label: string;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  /** Words that go along, beside the address. */
  readonly said?: string;
}

const caseNumber = /\d{1,15}\s*-\s*\d{6}\s*-\s*\d{4,9}\s*-\s*\d/;
const services = { apply: '/apply', lookup: '/lookup', mine: '/mine', contact: '/contact' } as const;
type Service = keyof typeof services;

/** Whether two neighbouring letters of a label are said in the words. */
function isMeant(label: string, words: string): boolean {
  const letters = [...label.toLowerCase()];
  return letters
    .slice(1)
    .some((letter, at) => letter.trim() && words.toLowerCase().includes(`${letters[at]}${letter}`));
}

/** The services and kinds of reports that words speak of, the surest first. */
function useFound(words: string): readonly Found[] {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const pick = usePick();
  const all = usePublicCatalogue().data?.items ?? [];
  const number = caseNumber.exec(words)?.[0].replace(/\s/g, '');
  const applied = all.filter(({ caseType }) => caseType !== 'event');
  const kinds = [...new Set(applied.map(({ caseType }) => caseType))];
  const isProof = kinds.some((kind) => suggestCategories(leafCategories(all, kind), words).length > 0);
  const named = (Object.keys(services) as Service[]).filter(
    (page) => isMeant(t(`page.${page}`), words) || (page === 'apply' && isProof),
  );
  return [
    ...(number ? [{ key: 'number', label: p('search.number', { number }), to: '/lookup', said: number }] : []),
    ...named.map((page) => ({
      key: page,
      label: t(`page.${page}`),
      to: services[page],
      ...(page === 'apply' ? { said: words } : {}),
    })),
    ...suggestCategories(leafCategories(all, 'event'), words).map(({ id, name }) => ({
      key: `category-${id}`,
      label: p('search.report', { name: pick(name) }),
      to: '/report',
      search: { category: String(id) },
      said: words,
    })),
  ];
}

/** /search: what can be done about some words; reporting them as they are always can. */
export function SearchPage() {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const [q, say] = useSaid();
  const catalogue = usePublicCatalogue();
  const pick = usePick();
  const found = useFound(q);
  const isReady = catalogue.data !== undefined;
  const elsewhere = [
    ...elsewhereOf(catalogue.data?.items ?? [], undefined, q).map(pick),
    ...findItems([], q)
      .forbidden.slice(0, 1)
      .map(({ name, instead }) => `${pick(name)}：${pick(instead)}`),
  ];
  return (
    <PortalShell title={t('page.search')}>
      <AskBar key={q} initial={q} label={t('home.ask')} onAsk={say} />
      {catalogue.error && (
        <MobileCard>
          <ErrorBlock error={catalogue.error} onRetry={() => void catalogue.refetch()} />
        </MobileCard>
      )}
      {!isReady && !catalogue.error && (
        <MobileCard>
          <Loading lines={3} />
        </MobileCard>
      )}
      {elsewhere.length > 0 && (
        <MobileCard title={p('search.elsewhere')}>
          {elsewhere.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </MobileCard>
      )}
      {isReady && (
        <MobileCard title={p('search.services')}>
          {found.length === 0 && <p className="portal-quiet">{p('search.none')}</p>}
          <ul className="portal-found">
            {[...found, { key: 'words', label: p('search.asWords', { words: q }), to: '/report', said: q }].map(
              ({ key, label, to, search, said }: Found) => (
                <li key={key}>
                  <Link to={to} search={(search ?? {}) as never} {...(saidState(said) as object)}>
                    <span>{label}</span>
                    <CaretRightIcon size="1.125rem" aria-hidden />
                  </Link>
                </li>
              ),
            )}
          </ul>
        </MobileCard>
      )}
    </PortalShell>
  );
}
