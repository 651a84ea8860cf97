import { type ReactNode, useId } from 'react';
import './labelled.css';

interface LabelledProps {
  readonly label: string;
  readonly className?: string | undefined;
  /** Draws the control under the id its label points at. */
  readonly children: (id: string) => ReactNode;
}

/** A control with its label above it, outside of a form. */
export function Labelled({ label, className, children }: LabelledProps) {
  const id = useId();
  return (
    <div className={`ll-labelled${className ? ` ${className}` : ''}`}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
