import type { ReactNode } from 'react';
import './person-row.css';

interface PersonRowProps {
  readonly name: ReactNode;
  /** Masked phone, age, what they are here. */
  readonly sub?: ReactNode;
  readonly fault?: string | undefined;
  /** The button that calls. */
  readonly action?: ReactNode;
}

/** Somebody in a list, with what is known and a button that calls. */
export function PersonRow({ name, sub, fault, action }: PersonRowProps) {
  return (
    <div className="ll-person">
      <span>
        <b>{name}</b>
        {sub && <small>{sub}</small>}
        {fault && <em role="alert">{fault}</em>}
      </span>
      {action}
    </div>
  );
}
