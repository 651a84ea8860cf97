import { ClipboardTextIcon } from '@phosphor-icons/react/dist/csr/ClipboardText';
import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass';
import { PhoneCallIcon } from '@phosphor-icons/react/dist/csr/PhoneCall';
import { StampIcon } from '@phosphor-icons/react/dist/csr/Stamp';
import { WrenchIcon } from '@phosphor-icons/react/dist/csr/Wrench';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { PublicGrid } from '../../../../contract/responsibilities.ts';
import { useWords } from '../../../kit/i18n.ts';
import { BigButton, BigTiles, CallCard } from '../../../ui/mobile/BigButton.tsx';
import { ElderToggle } from '../../../ui/mobile/ElderToggle.tsx';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { SkyHero } from '../../../ui/mobile/SkyHero.tsx';
import { HelpSheet } from './HelpSheet.tsx';
import { LanguageButton } from './LanguageButton.tsx';
import { LinkButton } from './LinkButton.tsx';
import { Listen } from './Listen.tsx';
import { OfflineLine } from './OfflineLine.tsx';
import { useTrackWords } from './track-words.ts';
import { useGreeting } from './use-greeting.ts';
import { type Matter, matterLink, useFirstMatters } from './use-matters.ts';
import { useMyGrid, useMyPlace } from './use-place.ts';
import './home.css';

const tiles = [
  { to: '/report', page: 'report', icon: WrenchIcon, look: 'fill' },
  { to: '/apply', page: 'apply', icon: StampIcon, look: 'plain' },
  { to: '/lookup', page: 'lookup', icon: MagnifyingGlassIcon, look: 'plain' },
  { to: '/mine', page: 'mine', icon: ClipboardTextIcon, look: 'plain' },
] as const;

/** Calls the grid's own worker at one press, where their number is published; else the community's desk. */
function CallMine({ grid }: { readonly grid: PublicGrid | undefined }) {
  const t = useWords('portal');
  const worker = grid?.workers.find(({ phone }) => phone !== null);
  if (worker?.phone)
    return (
      <CallCard
        label={t('contact.call', { name: worker.name })}
        sub={t('contact.yours', { duty: worker.duty })}
        name={worker.name}
        phone={worker.phone.replace(/[^\d+]/g, '')}
      />
    );
  if (grid?.desk)
    return (
      <CallCard
        label={t('contact.call', { name: grid.desk.name })}
        sub={t('contact.desk')}
        name={grid.desk.name}
        phone={grid.desk.phone.replace(/[^\d+]/g, '')}
      />
    );
  return (
    <Link to="/contact" className="portal-elder-choose">
      <PhoneCallIcon size="2rem" weight="duotone" aria-hidden />
      <span>
        <b>{t('contact.choose')}</b>
        {t('contact.chooseHint')}
      </span>
    </Link>
  );
}

/** The newest word on one's own matters, to be read or heard. */
function NewsCard({ matter }: { readonly matter: Matter }) {
  const t = useWords('portal');
  const { plain, due } = useTrackWords()(matter.track);
  const { title } = matter.track;
  return (
    <MobileCard>
      <div className="portal-news">
        <Link {...matterLink(matter.holder)}>
          <b>{title}</b>
          <span>{due || plain}</span>
        </Link>
        <Listen text={t('home.read', { title, plain: due || plain })} />
      </div>
    </MobileCard>
  );
}

/** The first page in large letters: another layout, without tabs, with one press for each thing. */
export function ElderHome() {
  const t = useWords('portal');
  const navigate = useNavigate();
  const place = useMyPlace();
  const greeting = useGreeting();
  const grid = useMyGrid();
  const { matters } = useFirstMatters();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const [news] = matters;
  return (
    <MobileShell
      look="paper"
      hero={
        <SkyHero
          place={place?.communityName ?? t('product')}
          greeting={greeting}
          {...(place?.words ? { sub: t('place.at', { words: place.words }) } : {})}
          aside={<ElderToggle />}
        />
      }
    >
      <OfflineLine />
      <CallMine grid={grid} />
      <BigTiles>
        {tiles.map(({ to, page, icon: Icon, look }) => (
          <BigButton
            key={to}
            shape="tile"
            look={look}
            label={t(`page.${page}`)}
            icon={<Icon size={54} weight="duotone" />}
            onPress={() => void navigate({ to })}
          />
        ))}
      </BigTiles>
      <LinkButton to="/genuine">{t('page.genuine')}</LinkButton>
      {news && <NewsCard matter={news} />}
      <BigButton
        look="alarm-fill"
        label={t('home.sos')}
        icon={<PhoneCallIcon size={34} weight="fill" />}
        onPress={() => setIsHelpOpen(true)}
      />
      <p className="portal-foot">
        <LanguageButton />
        <Link to="/me">{t('page.me')}</Link>
      </p>
      <HelpSheet open={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
    </MobileShell>
  );
}
