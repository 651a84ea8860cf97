import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle';
import { InfoIcon } from '@phosphor-icons/react/dist/csr/Info';
import { WarningCircleIcon } from '@phosphor-icons/react/dist/csr/WarningCircle';
import type { ReactNode } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { useCommunitySheet } from './CommunitySheet.tsx';
import { DialRow } from './HelpSheet.tsx';
import { deskGlyph, hotlineGlyph } from './help-icons.tsx';
import { useMyGrid } from './use-place.ts';
import './genuine.css';

const icons = { good: CheckCircleIcon, bad: WarningCircleIcon, plain: InfoIcon } as const;

interface VerdictProps {
  readonly look: keyof typeof icons;
  readonly title: string;
  readonly children?: ReactNode;
}

/** What came of a check: a word, a sign and a colour, so that none of them stands alone. */
export function Verdict({ look, title, children }: VerdictProps) {
  const Icon = icons[look];
  return (
    <section className={`portal-verdict portal-verdict-${look}`} role="status" aria-live="assertive">
      <h2>
        <Icon size="2rem" weight="fill" aria-hidden />
        {title}
      </h2>
      {children}
    </section>
  );
}

/** The community's own number, to make sure by: never the one in doubt. */
export function DeskCall({ desk }: { readonly desk: { readonly name: string; readonly phone: string } | null }) {
  const t = useWords('authenticity');
  if (!desk) return <p>{t('wrong.noDesk')}</p>;
  return (
    <>
      <p>{t('wrong.call')}</p>
      <DialRow icon={deskGlyph} label={desk.name} number={desk.phone} />
    </>
  );
}

/** What we never ask for, the police's line against fraud and the community's own number: on every page of checking. */
export function NeverCard() {
  const t = useWords('authenticity');
  const desk = useMyGrid()?.desk;
  const communities = useCommunitySheet();
  return (
    <MobileCard title={t('never.title')}>
      <ul className="portal-never">
        {(['money', 'card', 'screen', 'secret'] as const).map((key) => (
          <li key={key}>{t(`never.${key}`)}</li>
        ))}
      </ul>
      <div className="portal-stack portal-after">
        <DialRow icon={hotlineGlyph} label={t('never.police')} sub={t('never.policeSub')} number="96110" />
        {desk ? (
          <DialRow icon={deskGlyph} label={desk.name} number={desk.phone} />
        ) : (
          <button type="button" className="ll-mobile-button ll-mobile-button-plain" onClick={communities.show}>
            {t('never.choose')}
          </button>
        )}
      </div>
      {communities.sheet}
    </MobileCard>
  );
}
