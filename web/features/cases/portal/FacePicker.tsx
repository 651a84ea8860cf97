import { useId } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import './face-picker.css';

interface FacePickerProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (score: number) => void;
}

/** How far the corners of the mouth lie above its middle, by score. */
const curves = { 1: -5, 2: -2.5, 3: 0, 4: 3, 5: 6 } as const;
const scores = [1, 2, 3, 4, 5] as const;

function Face({ score }: { readonly score: (typeof scores)[number] }) {
  const curve = curves[score];
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true">
      <circle cx="20" cy="20" r="17" />
      <path d={`M12 ${26 - curve / 2}q8 ${curve * 1.6} 16 0`} />
      <circle className="portal-face-eye" cx="14" cy="16" r="2" />
      <circle className="portal-face-eye" cx="26" cy="16" r="2" />
    </svg>
  );
}

/** Five faces, each with its word: from very dissatisfied to very satisfied. */
export function FacePicker({ label, value, onChange }: FacePickerProps) {
  const t = useWords('common');
  const name = useId();
  return (
    <div className="portal-faces" role="radiogroup" aria-label={label}>
      {scores.map((score) => (
        <label key={score} className={score === value ? 'portal-on' : undefined}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={score === value}
            onChange={() => onChange(score)}
          />
          <Face score={score} />
          {t(`score.s${score}`)}
        </label>
      ))}
    </div>
  );
}
