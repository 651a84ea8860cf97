import { PhoneIcon } from '@phosphor-icons/react/dist/csr/Phone';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';
import { useKept } from './device.ts';
import { ambulanceGlyph, deskGlyph, familyGlyph, fireGlyph } from './help-icons.tsx';
import { useMyGrid } from './use-place.ts';
import './help-sheet.css';

interface DialRowProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly sub?: string | undefined;
  readonly number: string;
  readonly look?: 'alarm' | 'plain';
}

/** One number to dial, in digits; the whole row dials. */
export function DialRow({ icon, label, sub, number, look = 'plain' }: DialRowProps) {
  const t = useWords('portal');
  return (
    <a className={`portal-dial portal-dial-${look}`} href={`tel:${number.replace(/[^\d+]/g, '')}`}>
      <span aria-hidden>{icon}</span>
      <span className="portal-dial-words">
        <b>{label}</b>
        {sub && <small>{sub}</small>}
      </span>
      <span className="portal-dial-number figures">
        <PhoneIcon size="1.25rem" weight="fill" aria-hidden />
        {t('help.call', { number })}
      </span>
    </a>
  );
}

interface HelpSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The three calls of the red button: ambulance, fire, family or the community's desk. The telephone asks before it dials. */
export function HelpSheet({ open, onClose }: HelpSheetProps) {
  const t = useWords('portal');
  return (
    <Sheet open={open} title={t('help.title')} onClose={onClose}>
      <div className="portal-help">
        <DialRow
          look="alarm"
          icon={ambulanceGlyph}
          label={t('help.ambulance')}
          sub={t('help.ambulanceSub')}
          number="120"
        />
        <DialRow look="alarm" icon={fireGlyph} label={t('help.fire')} sub={t('help.fireSub')} number="119" />
        <NearRows />
      </div>
    </Sheet>
  );
}

/** Family as this phone knows it, and the community's desk as it is published. */
function NearRows() {
  const t = useWords('portal');
  const [family] = useKept('family');
  const desk = useMyGrid()?.desk;
  return (
    <>
      {family ? (
        <DialRow icon={familyGlyph} label={t('help.family', { name: family.name })} number={family.phone} />
      ) : (
        <p className="portal-help-none">
          {t('help.familyNone')} <Link to="/me">{t('help.familySet')}</Link>
        </p>
      )}
      {desk ? (
        <DialRow icon={deskGlyph} label={t('help.desk')} sub={desk.name} number={desk.phone} />
      ) : (
        <p className="portal-help-none">
          {t('help.deskNone')} <Link to="/contact">{t('place.choose')}</Link>
        </p>
      )}
    </>
  );
}
