import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown';
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { ClipboardTextIcon } from '@phosphor-icons/react/dist/csr/ClipboardText';
import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass';
import { MicrophoneIcon } from '@phosphor-icons/react/dist/csr/Microphone';
import { PhoneIcon } from '@phosphor-icons/react/dist/csr/Phone';
import { SirenIcon } from '@phosphor-icons/react/dist/csr/Siren';
import { StampIcon } from '@phosphor-icons/react/dist/csr/Stamp';
import { WrenchIcon } from '@phosphor-icons/react/dist/csr/Wrench';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { saidState } from '../../../kit/use-said.ts';
import { AskBar } from '../../../ui/mobile/AskBar.tsx';
import { BigButton, BigButtonPair } from '../../../ui/mobile/BigButton.tsx';
import { ElderToggle } from '../../../ui/mobile/ElderToggle.tsx';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { SkyHero } from '../../../ui/mobile/SkyHero.tsx';
import { ServiceGrid, type ServiceTile } from '../../../ui/mobile/TileGrid.tsx';
import { Loading } from '../../../ui/show/StateBlocks.tsx';
import { Tag } from '../../../ui/show/StatusDot.tsx';
import { useCommunitySheet } from './CommunitySheet.tsx';
import { HelpSheet } from './HelpSheet.tsx';
import { LanguageButton } from './LanguageButton.tsx';
import { OfflineLine } from './OfflineLine.tsx';
import { waitsForMe } from './track-words.ts';
import { useGreeting } from './use-greeting.ts';
import { type Matter, matterLink, useFirstMatters, useResident } from './use-matters.ts';
import { useMyPlace } from './use-place.ts';
import './home.css';

/** Only who has a matter loads what draws it. */
const MatterCard = lazy(() => import('./MatterCard.tsx').then((module) => ({ default: module.MatterCard })));

const services = [
  { to: '/apply', page: 'apply', icon: StampIcon, tone: 'teal' },
  { to: '/lookup', page: 'lookup', icon: MagnifyingGlassIcon, tone: 'plum' },
  { to: '/mine', page: 'mine', icon: ClipboardTextIcon, tone: 'blue' },
  { to: '/contact', page: 'contact', icon: PhoneIcon, tone: 'green' },
] as const;

/** One line of what waits for the person; nothing where nothing does. */
function NoticeLine({ matter }: { readonly matter: Matter }) {
  const t = useWords('portal');
  const asksMore = matter.track.offers.some(({ action, whyNot }) => !whyNot && action === 'supply');
  return (
    <Link {...matterLink(matter.holder)} className="portal-notice">
      <Tag tone="amber">{t(asksMore ? 'home.supply' : 'home.rate')}</Tag>
      <span>{matter.track.title}</span>
      <CaretRightIcon size="1.125rem" aria-hidden />
    </Link>
  );
}

function MineCard({ matters, count, isBusy }: ReturnType<typeof useFirstMatters>) {
  const t = useWords('portal');
  const { isResident } = useResident();
  const [first] = matters;
  return (
    <MobileCard
      title={t('page.mine')}
      aside={
        count > 0 && (
          <Link to="/mine" className="portal-more">
            {t('home.all', { n: count })}
            <CaretRightIcon size="1rem" aria-hidden />
          </Link>
        )
      }
    >
      {first && (
        <Suspense fallback={<Loading lines={3} />}>
          <MatterCard matter={first} isWhole />
        </Suspense>
      )}
      {!first && isBusy && <Loading lines={3} />}
      {!first && !isBusy && (
        <div className="portal-home-row">
          <span className="portal-quiet">{t(isResident ? 'home.none' : 'home.noneHint')}</span>
          {!isResident && <Link to="/sign-in">{t('page.signIn')}</Link>}
        </div>
      )}
    </MobileCard>
  );
}

/** The community, a greeting, and the way to large letters. */
function Sky() {
  const t = useWords('portal');
  const place = useMyPlace();
  const communities = useCommunitySheet();
  const switcher = (
    <button type="button" className="portal-community" onClick={communities.show}>
      {place?.communityName ?? t('place.choose')}
      <CaretDownIcon size="1rem" weight="bold" aria-hidden />
    </button>
  );
  return (
    <>
      <SkyHero
        place={switcher}
        greeting={useGreeting()}
        sub={place?.words ? t('place.at', { words: place.words }) : t('home.sub')}
        aside={<ElderToggle />}
      />
      {communities.sheet}
    </>
  );
}

/** The two large buttons: report, and the three calls. */
function ReportOrHelp() {
  const t = useWords('portal');
  const navigate = useNavigate();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  return (
    <>
      <BigButtonPair>
        <BigButton
          label={t('home.report')}
          sub={t('home.reportSub')}
          look="fill"
          icon={<WrenchIcon size={46} weight="duotone" />}
          onPress={() => void navigate({ to: '/report' })}
        />
        <BigButton
          label={t('home.help')}
          sub={t('home.helpSub')}
          look="alarm"
          icon={<SirenIcon size={40} weight="duotone" />}
          onPress={() => setIsHelpOpen(true)}
        />
      </BigButtonPair>
      <HelpSheet open={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
    </>
  );
}

/** The first page of the portal: report, call for help, the services there are, and one's own matters. */
export function PlainHome() {
  const t = useWords('portal');
  const navigate = useNavigate();
  const first = useFirstMatters();
  const waiting = first.matters.find(({ track }) => waitsForMe(track));
  const tiles: readonly ServiceTile[] = services.map(({ to, page, ...look }) => ({
    key: to,
    label: t(`page.${page}`),
    ...look,
  }));
  return (
    <MobileShell look="paper" tabs="surface" hero={<Sky />}>
      <AskBar
        label={t('home.ask')}
        onAsk={(words) => void navigate({ to: '/search', ...saidState(words) } as never)}
        aside={
          <button type="button" aria-label={t('home.speak')} onClick={() => void navigate({ to: '/report' })}>
            <MicrophoneIcon size={20} weight="fill" />
          </button>
        }
      />
      <OfflineLine />
      <ReportOrHelp />
      {waiting && <NoticeLine matter={waiting} />}
      <ServiceGrid label={t('home.services')} tiles={tiles} onOpen={(to) => void navigate({ to })} />
      <MineCard {...first} />
      <p className="portal-foot">
        <LanguageButton />
        <Link to="/genuine">{t('page.genuine')}</Link>
        <a href="/desk/">{t('home.desk')}</a>
      </p>
    </MobileShell>
  );
}
