import { StarIcon } from '@phosphor-icons/react/dist/csr/Star';
import { useId } from 'react';
import { useWords } from '../../kit/i18n.ts';
import './score-picker.css';

interface ScorePickerProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (score: number) => void;
}

const scores = [1, 2, 3, 4, 5] as const;

/** One to five stars, each with its word. */
export function ScorePicker({ label, value, onChange }: ScorePickerProps) {
  const t = useWords('common');
  const name = useId();
  return (
    <div className="ll-score" role="radiogroup" aria-label={label}>
      {scores.map((score) => (
        <label key={score}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={score === value}
            onChange={() => onChange(score)}
            aria-label={t(`score.s${score}`)}
          />
          <StarIcon size="2rem" weight={value !== undefined && score <= value ? 'fill' : 'regular'} aria-hidden />
        </label>
      ))}
      <span aria-hidden>{value !== undefined && t(`score.s${value as 1}`)}</span>
    </div>
  );
}
