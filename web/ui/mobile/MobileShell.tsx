import { CaretLeftIcon } from '@phosphor-icons/react/dist/csr/CaretLeft';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useContext } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { MobileTabs } from './mobile-tabs.ts';
import './mobile-shell.css';

interface MobileShellProps {
  /** `work` has the blue head of staff, `paper` the warm ground of residents. */
  readonly look: 'work' | 'paper';
  readonly title?: string;
  /** Shown in place of the title bar: the resident's sky. */
  readonly hero?: ReactNode;
  readonly onBack?: (() => void) | undefined;
  /** At the right of the title. */
  readonly aside?: ReactNode;
  /** Below the title: the offline banner. */
  readonly banner?: ReactNode;
  /** `surface` shows the tabs of the surface: for its first pages, not for those below them. */
  readonly tabs?: 'surface' | 'none';
  /** Sticky at the thumb; a page has these or tabs. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a phone page: head, cards, and at the bottom the tabs or the actions. */
export function MobileShell(props: MobileShellProps) {
  const { look, title, hero, onBack, aside, banner, tabs = 'none', actions, children } = props;
  const t = useWords('common');
  return (
    <div className={`ll-mobile ll-mobile-${look}`}>
      {hero ?? (
        <header className="ll-mobile-head">
          <div className="ll-mobile-bar">
            {onBack && (
              <button type="button" className="ll-mobile-back" aria-label={t('action.back')} onClick={onBack}>
                <CaretLeftIcon size={24} />
              </button>
            )}
            <h1>{title}</h1>
            <div className="ll-mobile-aside">{aside}</div>
          </div>
          {banner}
        </header>
      )}
      <main className={`ll-mobile-cards${hero ? ' ll-mobile-under-hero' : ''}`}>{children}</main>
      {actions && <footer className="ll-mobile-actions">{actions}</footer>}
      {!actions && tabs === 'surface' && <TabRow />}
    </div>
  );
}

function TabRow() {
  const t = useWords('common');
  const tabs = useContext(MobileTabs);
  if (tabs.length === 0) return null;
  return (
    <nav className="ll-mobile-tabs" aria-label={t('shell.nav')}>
      {tabs.map(({ to, label, icon: Icon, useCount, exact = false }) => (
        <Link key={to} to={to} activeOptions={{ exact, includeSearch: false }} activeProps={{ className: 'll-on' }}>
          {({ isActive }) => (
            <>
              <span className="ll-mobile-tab-icon">
                <Icon size="1.5625rem" weight={isActive ? 'fill' : 'regular'} />
                {useCount && <TabCount useCount={useCount} />}
              </span>
              {label}
            </>
          )}
        </Link>
      ))}
    </nav>
  );
}

function TabCount({ useCount }: { readonly useCount: () => number | undefined }) {
  const count = useCount();
  return count ? <i>{count}</i> : null;
}

interface MobileCardProps {
  readonly title?: string;
  readonly aside?: ReactNode;
  /** Without padding: for maps and lists to the edge. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}

/** A white card on a phone. */
export function MobileCard({ title, aside, isFlush = false, children }: MobileCardProps) {
  return (
    <section className={`ll-mobile-card${isFlush ? ' ll-mobile-card-flush' : ''}`}>
      {title && (
        <h2>
          {title}
          {aside && <span>{aside}</span>}
        </h2>
      )}
      {children}
    </section>
  );
}
