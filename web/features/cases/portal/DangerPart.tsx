import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning';
import { useWords } from '../../../kit/i18n.ts';
import './danger-part.css';

interface DangerPartProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

const numbers = ['110', '119', '120'] as const;

/** Somebody is in danger: the numbers to call come first, the report goes on. */
export function DangerPart({ isOn, onChange }: DangerPartProps) {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const names = { '110': t('help.police'), '119': t('help.fire'), '120': t('help.ambulance') };
  return (
    <div className={isOn ? 'portal-danger portal-danger-on' : 'portal-danger'}>
      <label className="portal-check">
        <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
        <WarningIcon size="1.25rem" weight="fill" aria-hidden />
        {p('report.danger')}
      </label>
      {isOn && (
        <div role="alert">
          <p>{p('report.dangerHint')}</p>
          <div className="portal-danger-dial">
            {numbers.map((number) => (
              <a key={number} href={`tel:${number}`}>
                <b className="figures">{number}</b>
                {names[number]}
              </a>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
