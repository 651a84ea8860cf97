import { type ReactNode, useId } from 'react';
import { useWords } from '../../kit/i18n.ts';
import './reason-chips.css';

export interface Reason {
  readonly code: string;
  readonly label: string;
}

export interface ReasonValue {
  readonly code?: string | undefined;
  readonly text?: string | undefined;
}

interface ReasonChipsProps {
  readonly label: string;
  readonly reasons: readonly Reason[];
  readonly value: ReasonValue;
  readonly onChange: (value: ReasonValue) => void;
  /** `none` leaves the text box out. */
  readonly text?: 'optional' | 'required' | 'none';
  readonly maxLength?: number;
  readonly error?: string | undefined;
  /** Where a label stands above already. */
  readonly isLabelHidden?: boolean;
  /** A voice button, where the surface has one. */
  readonly voice?: ReactNode;
}

/** A reason at one press, with words beside it where they help. */
export function ReasonChips(props: ReasonChipsProps) {
  const { label, reasons, value, onChange, text = 'optional', maxLength = 500, error, voice, isLabelHidden } = props;
  const t = useWords('common');
  const id = useId();
  return (
    <fieldset className="ll-reasons" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={isLabelHidden ? 'visually-hidden' : undefined}>{label}</legend>
      <div className="ll-reasons-chips">
        {reasons.map(({ code, label: words }) => (
          <label key={code} className={code === value.code ? 'll-reasons-on' : undefined}>
            <input
              type="radio"
              name={id}
              checked={code === value.code}
              onChange={() => onChange({ ...value, code })}
              className="visually-hidden"
            />
            {words}
          </label>
        ))}
      </div>
      {text !== 'none' && (
        <textarea
          rows={2}
          aria-label={t('reason.words')}
          aria-required={text === 'required'}
          placeholder={text === 'required' ? t('reason.wordsNeeded') : t('reason.wordsOptional')}
          maxLength={maxLength}
          value={value.text ?? ''}
          onChange={(event) => onChange({ ...value, text: event.target.value })}
        />
      )}
      {voice}
      {error && (
        <p id={`${id}-error`} className="ll-field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
