import type { ReactNode } from 'react';
import './facts.css';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

interface FactsProps {
  readonly items: readonly Fact[];
}

/** What is known, label by label; a fact without value is left out by the caller. */
export function Facts({ items }: FactsProps) {
  return (
    <dl className="ll-facts">
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
