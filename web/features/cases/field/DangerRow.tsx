import { PhoneIcon } from '@phosphor-icons/react/dist/csr/Phone';
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning';
import { useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';

interface DangerRowProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

const numbers = [
  { number: '120', words: 'ambulance' },
  { number: '119', words: 'fire' },
  { number: '110', words: 'police' },
] as const;

/** One switch: somebody is in danger. It opens the numbers to call at once; the report goes on beside. */
export function DangerRow({ isOn, onChange }: DangerRowProps) {
  const t = useWords('field');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <label className={`field-danger${isOn ? ' field-danger-on' : ''}`}>
        <WarningIcon size={22} weight="fill" aria-hidden />
        <span>
          <b>{t('report.danger')}</b>
          <small>{t('report.dangerHint')}</small>
        </span>
        <input
          type="checkbox"
          role="switch"
          aria-checked={isOn}
          checked={isOn}
          onChange={(event) => {
            onChange(event.target.checked);
            setIsOpen(event.target.checked);
          }}
        />
      </label>
      <Sheet open={isOpen} title={t('report.dangerTitle')} onClose={() => setIsOpen(false)}>
        <div className="field-dial">
          {numbers.map(({ number, words }) => (
            <a key={number} href={`tel:${number}`} aria-label={t('report.call', { number })}>
              <PhoneIcon size={26} weight="fill" aria-hidden />
              <b className="figures">{number}</b>
              <span>{t(`report.${words}`)}</span>
            </a>
          ))}
          <p>{t('report.dangerAfter')}</p>
        </div>
      </Sheet>
    </>
  );
}
