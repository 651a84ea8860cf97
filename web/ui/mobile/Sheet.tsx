import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import { XIcon } from '@phosphor-icons/react/dist/csr/X';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import './sheet.css';

interface SheetProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel from the bottom of the phone; Escape, the cross and a press outside close it. */
export function Sheet({ open, title, onClose, children }: SheetProps) {
  const t = useWords('common');
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) {
      element.showModal();
      panel.current?.focus();
    }
    if (!open && element?.open) element.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the press outside is an extra
    <dialog
      ref={dialog}
      className="ll-sheet"
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
    >
      {/* The panel takes the focus, so that opening rings no button; Tab goes on to the first. */}
      <div className="ll-sheet-panel" ref={panel} tabIndex={-1}>
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" aria-label={t('action.close')} onClick={() => dialog.current?.close()}>
            <XIcon size={22} />
          </button>
        </header>
        {open && children}
      </div>
    </dialog>
  );
}

export interface SheetOption {
  readonly key: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

interface SheetPickerProps {
  readonly open: boolean;
  readonly title: string;
  readonly options: readonly SheetOption[];
  readonly value?: string | undefined;
  /** For lists found by words elsewhere; without it a long list is searched here. */
  readonly search?: { readonly words: string; readonly onWords: (words: string) => void; readonly isBusy: boolean };
  readonly onPick: (key: string) => void;
  readonly onClose: () => void;
}

const searchFrom = 12;

/** One choice of many from the bottom of the phone; long lists can be searched. */
export function SheetPicker({ open, title, options, value, search, onPick, onClose }: SheetPickerProps) {
  const t = useWords('common');
  const [own, setOwn] = useState('');
  const words = search?.words ?? own;
  const shown = search
    ? options
    : options.filter(({ label, hint = '' }) => `${label} ${hint}`.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      {(search || options.length >= searchFrom) && (
        <input
          type="search"
          className="ll-sheet-search"
          aria-label={t('action.search')}
          placeholder={t('action.search')}
          value={words}
          onChange={(event) => (search?.onWords ?? setOwn)(event.target.value)}
        />
      )}
      <ul className="ll-sheet-options">
        {shown.map(({ key, label, hint }) => (
          <li key={key}>
            <button
              type="button"
              aria-current={key === value || undefined}
              onClick={() => {
                onPick(key);
                onClose();
              }}
            >
              <span>
                {label}
                {hint && <small>{hint}</small>}
              </span>
              {key === value && <CheckIcon size={20} weight="bold" aria-hidden />}
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p className="ll-sheet-none">{search?.isBusy ? t('state.loading') : t('state.nothingFound')}</p>
      )}
    </Sheet>
  );
}
