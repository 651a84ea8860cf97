import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { Link, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { PublicItem } from '../../../contract/service-items.ts';
import { findItems } from '../../../domain/service-items/find-items.ts';
import type { ForbiddenProof } from '../../../domain/service-items/forbidden-proofs.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useTextSize } from '../../kit/text-size.ts';
import { useApi } from '../../kit/use-api.ts';
import { useGo } from '../../kit/use-go.ts';
import { useInstallation } from '../../kit/use-installation.ts';
import { saidState, useSaid } from '../../kit/use-said.ts';
import { AskBar } from '../../ui/mobile/AskBar.tsx';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { ReadAloud } from '../../ui/mobile/ReadAloud.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { usePublicItems } from './use-public-items.ts';
import './services.css';

/** What the way here says beside the words searched for, such as for whom it is done: it goes along to the form. */
export function useCarried(): Readonly<Record<string, string>> {
  const { q: _words, ...carried } = useSearch({ strict: false }) as Record<string, string>;
  return carried;
}

interface ShellProps {
  readonly title: string;
  readonly back: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page of the catalogue: with a way back, read aloud in large letters. */
export function ServicesShell({ title, back, actions, children }: ShellProps) {
  const go = useGo();
  const { name } = useInstallation();
  useEffect(() => {
    document.title = name ? `${title} · ${name}` : title;
  }, [title, name]);
  const readPage = () => `${title}. ${document.querySelector('main')?.innerText ?? ''}`;
  const aloud = useTextSize() === 'elder' && <ReadAloud text={readPage} />;
  return (
    <MobileShell look="paper" title={title} onBack={() => go(back)} aside={aloud} {...(actions ? { actions } : {})}>
      {children}
    </MobileShell>
  );
}

/** /apply: what can be applied for, found by what people call it; and for what is not issued here, where to go. */
export function ServicesPage() {
  const t = useWords('service-items');
  const [q, ask] = useSaid();
  const { data, error, refetch } = usePublicItems();
  return (
    <ServicesShell title={t('title')} back="/">
      <AskBar key={q} initial={q} label={t('ask')} onAsk={ask} />
      {error && (
        <MobileCard>
          <ErrorBlock error={error} onRetry={() => void refetch()} />
        </MobileCard>
      )}
      {!data && !error && (
        <MobileCard>
          <Loading lines={6} />
        </MobileCard>
      )}
      {data && <Found items={data.items} asked={q} />}
    </ServicesShell>
  );
}

function Found({ items, asked }: { readonly items: readonly PublicItem[]; readonly asked: string }) {
  const t = useWords('service-items');
  const found = findItems(
    items.map((item) => ({ ...item, words: item.guide.words })),
    asked,
  );
  const isEmpty = found.items.length === 0 && found.forbidden.length === 0;
  return (
    <>
      {asked === '' && <p className="services-hint">{t('hint')}</p>}
      {found.forbidden.map((proof) => (
        <ForbiddenCard key={proof.code} proof={proof} />
      ))}
      {isEmpty && <NotFound isProof={found.isUnlistedProof} words={asked} />}
      <ItemCards items={found.items} isAll={asked === ''} />
      {asked === '' && <OtherTypes covered={new Set(items.map(({ caseType }) => caseType))} />}
      {asked !== '' && (
        <p className="services-links">
          <Link to={'/apply' as never}>{t('all')}</Link>
          <Link to={'/contact' as never}>{t('askCommunity')}</Link>
        </p>
      )}
    </>
  );
}

/** A certificate that is not issued here: never only a no. */
function ForbiddenCard({ proof }: { readonly proof: ForbiddenProof }) {
  const t = useWords('service-items');
  const pick = usePick();
  return (
    <MobileCard title={t('forbidden', { name: pick(proof.name) })}>
      <p className="services-instead">
        <b>{t('instead')}</b>
        {pick(proof.instead)}
      </p>
      <p className="services-quiet">{t('forbiddenWhy')}</p>
    </MobileCard>
  );
}

function NotFound({ isProof, words }: { readonly isProof: boolean; readonly words: string }) {
  const t = useWords('service-items');
  return (
    <MobileCard title={isProof ? t('unlisted') : t('none')}>
      <p className="services-quiet">{isProof ? t('unlistedHint') : t('noneHint')}</p>
      <p className="services-links">
        <Link to={'/report' as never} {...(saidState(words) as object)}>
          {t('tellUs')}
        </Link>
      </p>
    </MobileCard>
  );
}

/** Class by class, as the catalogue has them; what was searched for in the order it was found. */
function ItemCards({ items, isAll }: { readonly items: readonly PublicItem[]; readonly isAll: boolean }) {
  const t = useWords('service-items');
  const pick = usePick();
  if (items.length === 0) return null;
  const classes = isAll
    ? [...new Set(items.map((item) => (item.className ? pick(item.className) : '')))]
    : [t('found')];
  return classes.map((name) => (
    <MobileCard key={name} title={name}>
      <ul className="services-list">
        {items
          .filter((item) => !isAll || (item.className ? pick(item.className) : '') === name)
          .map((item) => (
            <ItemRow key={item.id} item={item} />
          ))}
      </ul>
    </MobileCard>
  ));
}

function ItemRow({ item }: { readonly item: PublicItem }) {
  const carried = useCarried();
  const pick = usePick();
  return (
    <li>
      <Link to={'/services/$id' as never} params={{ id: String(item.id) } as never} search={carried as never}>
        <span>
          <b>{pick(item.name)}</b>
          <small>{pick(item.guide.summary)}</small>
        </span>
        <CaretRightIcon size="1.125rem" aria-hidden />
      </Link>
    </li>
  );
}

/** A report has a page of its own. */
const reported = 'event';

/** What else residents may begin, of which no item tells. */
function OtherTypes({ covered }: { readonly covered: ReadonlySet<string> }) {
  const t = useWords('service-items');
  const b = useWords('portal-bookings');
  const papers = useWords('portal-papers');
  const orders = useWords('orders');
  const openings = useWords('openings');
  const pick = usePick();
  const carried = useCarried();
  const types = useApi('GET /cases/types').data ?? [];
  const open = types.filter(
    ({ code, begins }) =>
      code !== reported && !covered.has(code) && begins.some(({ mayBegin, isOnTheSpot }) => mayBegin && !isOnTheSpot),
  );
  return (
    <MobileCard title={t('other')}>
      <ul className="services-list">
        <li>
          <Link to={'/legal' as never}>
            <span>{b('toLegal')}</span>
            <CaretRightIcon size="1.125rem" aria-hidden />
          </Link>
        </li>
        <li>
          <Link to={'/book' as never}>
            <span>{b('toBook')}</span>
            <CaretRightIcon size="1.125rem" aria-hidden />
          </Link>
        </li>
        <li>
          <Link to={'/projects' as never}>
            <span>{papers('projects.link')}</span>
            <CaretRightIcon size="1.125rem" aria-hidden />
          </Link>
        </li>
        <li>
          <Link to={'/outcomes' as never}>
            <span>{orders('outcomes.link')}</span>
            <CaretRightIcon size="1.125rem" aria-hidden />
          </Link>
        </li>
        <li>
          <Link to={'/jobs' as never}>
            <span>{openings('jobs')}</span>
            <CaretRightIcon size="1.125rem" aria-hidden />
          </Link>
        </li>
        {open.map(({ code, title }) => (
          <li key={code}>
            <Link to={'/apply/$type' as never} params={{ type: code } as never} search={carried as never}>
              <span>{pick(title)}</span>
              <CaretRightIcon size="1.125rem" aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </MobileCard>
  );
}
