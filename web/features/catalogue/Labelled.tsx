import type { ReactNode } from 'react';
import { usePick } from '../../kit/i18n.ts';
import { useEditing } from './EditorPart.tsx';

interface LabelledProps {
  readonly label: string;
  /** Where in the rule it stands: what is wrong there is said under it. */
  readonly path?: string;
  readonly children: ReactNode;
}

/** A label over its controls, which name themselves, and what is wrong with them. */
export function Labelled({ label, path, children }: LabelledProps) {
  const pick = usePick();
  const fault = useFault(path);
  return (
    <div className="cat-labelled">
      <span aria-hidden>{label}</span>
      <div>
        {children}
        {fault && (
          <p className="ll-field-error" role="alert">
            {pick(fault)}
          </p>
        )}
      </div>
    </div>
  );
}

/** What is wrong at a place of the rule, as it was said when it was to be saved. */
export function useFault(path: string | undefined) {
  const { faults } = useEditing();
  return path === undefined
    ? undefined
    : faults.find((one) => one.path === path || one.path.startsWith(`${path}.`))?.text;
}
