import { Switch } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { isForPage, turnShortcuts, useShortcutsOn } from '../../kit/shortcuts.ts';
import { useGo } from '../../kit/use-go.ts';
import { Modal } from '../../ui/desk/Modal.tsx';
import './desk-shortcuts.css';

/** Where `g` and a letter lead. */
const places: Readonly<Record<string, string>> = {
  h: '/',
  t: '/todo',
  i: '/cases',
  c: '/intake',
  b: '/call-backs',
  n: '/notices',
};

/** How long `g` waits for its letter. */
const waitMs = 1_500;

const first = (selector: string): HTMLElement | null =>
  [...document.querySelectorAll<HTMLElement>(selector)].find((one) => one.getClientRects().length > 0) ?? null;

/** Moves from row to row of the list in sight; from outside it begins at the row that may be reached by Tab. */
function moveRow(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main tbody tr[tabindex]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const start = rows.findIndex((row) => row.tabIndex === 0);
  const next = at === -1 ? rows[Math.max(0, start)] : rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  next?.focus();
}

/** What each key does; false where there is nothing for it on this page. */
const deeds: Readonly<Record<string, () => void>> = {
  j: () => moveRow(1),
  k: () => moveRow(-1),
  '/': () => first('main search input, main input[type="search"], header input')?.focus(),
  e: () => first('.ll-detail .ant-btn-primary, .ll-actions .ant-btn-primary')?.focus(),
  f: () => first('[data-shortcut="filters"]')?.click(),
  b: () => first('.cases-batch .ant-btn-primary')?.click(),
};

/** Single keys for everything done often at the desk, and `?` to see them all; they can be switched off there. */
export function DeskShortcuts() {
  const go = useGo();
  const isOn = useShortcutsOn();
  const [isShown, setIsShown] = useState(false);
  const wentAt = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isForPage(event)) return;
      // The overview opens also while the keys are off: it is where they are switched on again.
      if (event.key === '?') {
        event.preventDefault();
        setIsShown(true);
        return;
      }
      if (!isOn) return;
      const key = event.key.toLowerCase();
      const isSecond = Date.now() - wentAt.current < waitMs;
      wentAt.current = key === 'g' && !isSecond ? Date.now() : 0;
      const place = isSecond ? places[key] : undefined;
      const deed = place ? () => go(place) : isSecond ? undefined : deeds[key];
      if (!deed) return;
      event.preventDefault();
      deed();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [go, isOn]);
  return isShown ? <Overview onClose={() => setIsShown(false)} /> : null;
}

const keysShown = [
  ['j', 'k', 'rows'],
  ['Enter', '', 'open'],
  ['x', 'Shift+X', 'pick'],
  ['b', '', 'batch'],
  ['e', '', 'act'],
  ['/', '', 'search'],
  ['f', '', 'filters'],
  ['Esc', '', 'close'],
  ['g h', '', 'home'],
  ['g t', '', 'todo'],
  ['g i', '', 'inbox'],
  ['g c', '', 'intake'],
  ['g b', '', 'callBacks'],
  ['g n', '', 'notices'],
  ['?', '', 'overview'],
] as const;

function Overview({ onClose }: { readonly onClose: () => void }) {
  const t = useWords('desk-work');
  const isOn = useShortcutsOn();
  return (
    <Modal open width={480} title={t('keys.title')} footer={null} onCancel={onClose}>
      <div className="ll-keys-switch">
        <Switch id="ll-keys-on" checked={isOn} onChange={turnShortcuts} />
        <label htmlFor="ll-keys-on">{t('keys.on')}</label>
      </div>
      <dl className="ll-keys">
        {keysShown.map(([one, two, what]) => (
          <div key={what}>
            <dt>
              <kbd>{one}</kbd>
              {two && <kbd>{two}</kbd>}
            </dt>
            <dd>{t(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
