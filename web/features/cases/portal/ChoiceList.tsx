import { usePick } from '../../../kit/i18n.ts';
import type { MobileControlProps } from '../../../ui/mobile/MobileForm.tsx';
import './choice-list.css';

/** One of a few long answers, below each other, all in sight. */
export function ChoiceList({ id, field, value, onChange }: MobileControlProps) {
  const pick = usePick();
  if (field.kind !== 'choice') return null;
  return (
    <div className="portal-choices" role="radiogroup" aria-label={pick(field.label)}>
      {field.options.map(({ value: key, label }, at) => (
        <label key={key} className={key === value ? 'portal-on' : undefined}>
          <input
            type="radio"
            // The label of the field leads to the first answer.
            id={at === 0 ? id : undefined}
            name={id}
            checked={key === value}
            onChange={() => onChange(key)}
          />
          {pick(label)}
        </label>
      ))}
    </div>
  );
}
