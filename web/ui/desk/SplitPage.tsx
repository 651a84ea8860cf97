import { ArrowSquareOutIcon } from '@phosphor-icons/react/dist/csr/ArrowSquareOut';
import { XIcon } from '@phosphor-icons/react/dist/csr/X';
import { Drawer } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { useFocusBack } from './use-focus-back.ts';
import { useMedia } from './use-media.ts';
import { useScrollFocus } from './use-scroll-focus.ts';
import './split-page.css';

interface SplitPageProps {
  readonly children: ReactNode;
  /** The detail of the chosen row; nothing is shown beside the list while it is absent. */
  readonly detail?: ReactNode;
  readonly detailLabel: string;
  readonly onCloseDetail: () => void;
}

/** A list with the 424 px detail pane beside it; below 1280 px the detail slides in as a drawer. */
export function SplitPage({ children, detail, detailLabel, onCloseDetail }: SplitPageProps) {
  const wide = useMedia('(min-width: 1280px)');
  const open = detail !== undefined && detail !== null && detail !== false;
  useAside(open && !wide);
  useFocusBack(open && !wide);
  return (
    <div className={`ll-split${open && wide ? ' ll-split-two' : ''}`}>
      <section className="ll-split-list">{children}</section>
      {wide
        ? open && (
            <aside className="ll-split-detail" aria-label={detailLabel}>
              {detail}
            </aside>
          )
        : open && (
            <Drawer
              open
              size={424}
              closable={false}
              autoFocus={false}
              onClose={onCloseDetail}
              aria-label={detailLabel}
              styles={{ body: { padding: 0, display: 'grid' }, wrapper: { maxWidth: '100vw' } }}
            >
              <DrawerBody>{detail}</DrawerBody>
            </Drawer>
          )}
    </div>
  );
}

/** Takes the page out of reach of keys and reading aloud while a drawer lies over it; what opens over the drawer stays in reach. */
function useAside(isOpen: boolean): void {
  useEffect(() => {
    const page = document.getElementById('root');
    if (!isOpen || !page) return undefined;
    page.inert = true;
    return () => {
      page.inert = false;
    };
  }, [isOpen]);
}

/** What lies in the drawer takes the focus, even before it has anything to press; Tab goes on to the first. */
function DrawerBody({ children }: { readonly children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => body.current?.focus({ preventScroll: true }), []);
  return (
    <div ref={body} tabIndex={-1} className="ll-split-drawer">
      {children}
    </div>
  );
}

interface DetailPaneProps {
  readonly number?: ReactNode;
  readonly title: ReactNode;
  /** Tags at the left, the deadline at the right. */
  readonly tags?: ReactNode;
  readonly deadline?: ReactNode;
  readonly actions?: ReactNode;
  /** Address of the same thing as a page of its own. */
  readonly href?: string | undefined;
  readonly onClose?: (() => void) | undefined;
  /** Small links beside the number, such as print. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** Head, scrolling body and sticky actions of a detail. */
export function DetailPane({
  number,
  title,
  tags,
  deadline,
  actions,
  href,
  onClose,
  tools,
  children,
}: DetailPaneProps) {
  const t = useWords('common');
  return (
    <div className="ll-detail">
      <header>
        <div className="ll-detail-number">
          <span className="figures">{number}</span>
          {tools}
          {href && (
            <a href={href} target="_blank" rel="noreferrer" aria-label={t('action.openInTab')}>
              <ArrowSquareOutIcon size={18} />
            </a>
          )}
          {onClose && (
            <button type="button" aria-label={t('action.close')} onClick={onClose}>
              <XIcon size={18} />
            </button>
          )}
        </div>
        <h2>{title}</h2>
        {(tags || deadline) && (
          <div className="ll-detail-tags">
            {tags}
            <span className="ll-detail-deadline">{deadline}</span>
          </div>
        )}
      </header>
      <div className="ll-detail-body">{children}</div>
      {actions}
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a detail. */
export function DetailSection({ title, aside, children }: SectionProps) {
  return (
    <section className="ll-detail-section">
      <h3>
        {title}
        {aside && <span>{aside}</span>}
      </h3>
      {children}
    </section>
  );
}

interface PageTitleProps {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly actions?: ReactNode;
}

/** The title row of a desk page. */
export function PageTitle({ title, sub, actions }: PageTitleProps) {
  return (
    <div className="ll-page-title">
      <h1>{title}</h1>
      {sub && <span>{sub}</span>}
      {actions && <div>{actions}</div>}
    </div>
  );
}

/** A page without detail pane: it scrolls as a whole. */
export function PlainPage({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  return (
    <div ref={useScrollFocus<HTMLDivElement>()} className={className ? `ll-plain ${className}` : 'll-plain'}>
      {children}
    </div>
  );
}

/** The one hairline card that holds tabs, filters, table and pager. */
export function ListCard({ children }: { readonly children: ReactNode }) {
  return <div className="ll-list-card">{children}</div>;
}

/** A hairline card on a page. */
export function Card({
  title,
  aside,
  children,
}: {
  readonly title?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="ll-card">
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
