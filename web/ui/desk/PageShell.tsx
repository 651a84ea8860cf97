import { BellIcon } from '@phosphor-icons/react/dist/csr/Bell';
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown';
import { ListIcon } from '@phosphor-icons/react/dist/csr/List';
import { Link } from '@tanstack/react-router';
import type { MenuProps } from 'antd';
import { type ComponentType, type ReactNode, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { Seal } from '../show/Seal.tsx';
import { DropMenu } from './DropMenu.tsx';
import './page-shell.css';

export interface NavItem {
  readonly to: string;
  readonly label: string;
  readonly icon: ComponentType<{ size?: number | string; weight?: 'regular' | 'fill' }>;
  /** A hook that counts what waits there. */
  readonly useCount?: (() => number | undefined) | undefined;
  /** Only this very address is the item's, not those below it. */
  readonly exact?: boolean;
}

export interface NavGroup {
  readonly title: string;
  readonly items: readonly NavItem[];
}

export interface ShellPerson {
  readonly name: string;
  /** Post or role beside the name. */
  readonly role?: string | undefined;
  readonly menu: NonNullable<MenuProps['items']>;
}

interface PageShellProps {
  readonly product: string;
  readonly nav: readonly NavGroup[];
  readonly person?: ShellPerson | undefined;
  /** In place of the person while nobody is signed in. */
  readonly signIn?: ReactNode;
  readonly areaSwitch?: ReactNode;
  readonly search?: ReactNode;
  /** Small things before the person: the language. */
  readonly tools?: ReactNode;
  readonly bell?: { readonly count: number; readonly onOpen: () => void } | undefined;
  readonly children: ReactNode;
}

/** The frame of the desks: header with seal, area, search, bell and person; three titled groups of navigation; the page. */
export function PageShell({ product, nav, person, signIn, areaSwitch, search, tools, bell, children }: PageShellProps) {
  const t = useWords('common');
  const [open, setOpen] = useState(false);
  return (
    <div className={`ll-shell${open ? ' ll-shell-open' : ''}`}>
      <a className="ll-shell-skip" href="#content">
        {t('shell.skip')}
      </a>
      <header className="ll-shell-head">
        <button
          type="button"
          className="ll-shell-burger"
          aria-label={t('shell.nav')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <ListIcon size={22} />
        </button>
        <Seal size={30} />
        <span className="ll-shell-product">{product}</span>
        {areaSwitch}
        <span className="ll-shell-gap" />
        {search}
        {bell && (
          <button
            type="button"
            className="ll-shell-icon"
            aria-label={t('shell.bell', { n: bell.count })}
            onClick={bell.onOpen}
          >
            <BellIcon size={20} />
            {bell.count > 0 && <i>{bell.count > 99 ? '99+' : bell.count}</i>}
          </button>
        )}
        {tools}
        {person ? <PersonMenu person={person} /> : signIn}
      </header>
      <nav className="ll-shell-nav" aria-label={t('shell.nav')}>
        {nav.map((group) => (
          <NavSection key={group.title} group={group} onGo={() => setOpen(false)} />
        ))}
      </nav>
      <main id="content" className="ll-shell-content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function NavSection({ group, onGo }: { readonly group: NavGroup; readonly onGo: () => void }) {
  return (
    <section>
      <h2>{group.title}</h2>
      <ul>
        {group.items.map(({ to, label, icon: Icon, useCount, exact = false }) => (
          <li key={to}>
            <Link
              to={to}
              activeOptions={{ exact, includeSearch: false }}
              activeProps={{ className: 'll-on' }}
              onClick={onGo}
            >
              {({ isActive }) => (
                <>
                  <Icon size={19} weight={isActive ? 'fill' : 'regular'} />
                  {label}
                  {useCount && <NavCount useCount={useCount} />}
                </>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NavCount({ useCount }: { readonly useCount: () => number | undefined }) {
  const count = useCount();
  return count ? <em>{count}</em> : null;
}

function PersonMenu({ person }: { readonly person: ShellPerson }) {
  return (
    <DropMenu items={person.menu} placement="bottomRight">
      <button type="button" className="ll-shell-person">
        <span className="ll-shell-face" aria-hidden>
          {[...person.name][0]}
        </span>
        <span>{person.name}</span>
        {person.role && <small>{person.role}</small>}
        <CaretDownIcon size={12} aria-hidden />
      </button>
    </DropMenu>
  );
}
