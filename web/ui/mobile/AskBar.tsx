import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass';
import { type ReactNode, useState } from 'react';
import './ask-bar.css';

interface AskBarProps {
  /** 想办什么事，说一说或搜一搜 */
  readonly label: string;
  /** What was asked before. */
  readonly initial?: string;
  readonly onAsk: (words: string) => void;
  /** At the right: a square button to speak. */
  readonly aside?: ReactNode;
}

/** The one floating thing of the resident's home: ask for anything in words. */
export function AskBar({ label, initial = '', onAsk, aside }: AskBarProps) {
  const [words, setWords] = useState(initial);
  return (
    <search>
      <form
        className="ll-ask"
        onSubmit={(event) => {
          event.preventDefault();
          if (words.trim()) onAsk(words.trim());
        }}
      >
        <MagnifyingGlassIcon size={20} aria-hidden />
        <input
          type="search"
          aria-label={label}
          placeholder={label}
          enterKeyHint="search"
          maxLength={60}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {aside}
      </form>
    </search>
  );
}
