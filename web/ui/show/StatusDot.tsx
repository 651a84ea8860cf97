import type { ReactNode } from 'react';
import './status-dot.css';

export type Tone = 'blue' | 'green' | 'amber' | 'red' | 'teal' | 'plum' | 'grey';

interface StatusDotProps {
  readonly tone: Tone;
  readonly children: ReactNode;
}

/** A state in a word with a 7 px dot; the word carries the meaning, the colour only helps. */
export function StatusDot({ tone, children }: StatusDotProps) {
  return (
    <span className="ll-status">
      <i className={`ll-status-dot ll-tone-${tone}`} aria-hidden />
      {children}
    </span>
  );
}

interface TagProps {
  readonly tone: Tone;
  readonly icon?: ReactNode;
  readonly small?: boolean;
  readonly children: ReactNode;
}

/** A word on a tinted ground: urgency, category, state. Red is for late, urgent, rejected or emergency only. */
export function Tag({ tone, icon, small = false, children }: TagProps) {
  return (
    <span className={`ll-tag ll-tag-${tone}${small ? ' ll-tag-small' : ''}`}>
      {icon}
      {children}
    </span>
  );
}
