import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass';
import { type KeyboardEvent, Suspense, useId, useRef, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { useGo } from '../../kit/use-go.ts';
import { SearchList } from './SearchList.tsx';
import { listOf, type Option, pageOf, useSearch } from './use-search.ts';
import './search-box.css';

/** The one box of the desk's head: what is found opens with the arrows and Enter, or at a click. */
export function SearchBox() {
  return (
    <Suspense fallback={<div className="ll-shell-search" />}>
      <Box />
    </Suspense>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function useChoice(options: readonly Option[]) {
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, options.length - 1);
  return {
    at,
    option: options[at],
    reset: () => setChosen(0),
    move: (step: number) => setChosen((at + step + options.length) % Math.max(1, options.length)),
  };
}

function Box() {
  const t = useWords('search');
  const go = useGo();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [isComposing, setComposing] = useState(false);
  const found = useSearch(isComposing ? '' : words, isOpen);
  const options: readonly Option[] = found.groups.flatMap(({ kind, items }) =>
    items.map((item) => ({ ...item, kind })),
  );
  const { at, option, reset, move } = useChoice(options);
  const isShown = isOpen && found.q !== '';
  const close = () => {
    setOpen(false);
    reset();
  };
  const leaveTo = (page: { path: string; search?: Record<string, string> }) => {
    close();
    setWords('');
    input.current?.blur();
    go(page.path, page.search);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setOpen(true);
      move(step);
    } else if (event.key === 'Enter' && isShown && option) leaveTo(pageOf(option));
    else if (event.key === 'Escape') {
      if (isShown) close();
      else setWords('');
    }
  };
  return (
    <search
      className="search-box"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <div className="ll-shell-search">
        <MagnifyingGlassIcon size={18} aria-hidden />
        <input
          ref={input}
          id="desk-search"
          role="combobox"
          aria-label={t('label')}
          aria-expanded={isShown}
          aria-controls={isShown ? `${id}-list` : undefined}
          aria-autocomplete="list"
          aria-activedescendant={isShown && option ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          placeholder={t('placeholder')}
          value={words}
          onFocus={() => setOpen(true)}
          onChange={(event) => {
            setWords(event.target.value);
            setOpen(true);
            reset();
          }}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onKeyDown={onKeyDown}
        />
      </div>
      {isShown && (
        <SearchList
          id={id}
          found={found}
          chosen={at}
          onOpen={(one) => leaveTo(pageOf(one))}
          allOf={(kind) => {
            const list = listOf(kind, found.q);
            return list && (() => leaveTo(list));
          }}
        />
      )}
    </search>
  );
}
