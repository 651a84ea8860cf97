import { BookOpenTextIcon } from '@phosphor-icons/react/dist/csr/BookOpenText';
import { BowlFoodIcon } from '@phosphor-icons/react/dist/csr/BowlFood';
import { CalendarCheckIcon } from '@phosphor-icons/react/dist/csr/CalendarCheck';
import { ChatsCircleIcon } from '@phosphor-icons/react/dist/csr/ChatsCircle';
import { ClipboardTextIcon } from '@phosphor-icons/react/dist/csr/ClipboardText';
import { DotsNineIcon } from '@phosphor-icons/react/dist/csr/DotsNine';
import { FirstAidKitIcon } from '@phosphor-icons/react/dist/csr/FirstAidKit';
import { HandCoinsIcon } from '@phosphor-icons/react/dist/csr/HandCoins';
import { HouseIcon } from '@phosphor-icons/react/dist/csr/House';
import { MegaphoneIcon } from '@phosphor-icons/react/dist/csr/Megaphone';
import { MicrophoneIcon } from '@phosphor-icons/react/dist/csr/Microphone';
import { PhoneCallIcon } from '@phosphor-icons/react/dist/csr/PhoneCall';
import { SirenIcon } from '@phosphor-icons/react/dist/csr/Siren';
import { UserIcon } from '@phosphor-icons/react/dist/csr/User';
import { UsersFourIcon } from '@phosphor-icons/react/dist/csr/UsersFour';
import { WrenchIcon } from '@phosphor-icons/react/dist/csr/Wrench';
import { useTextSize } from '../../kit/text-size.ts';
import { AskBar } from '../mobile/AskBar.tsx';
import { BigButton, BigButtonPair, BigTiles, CallCard } from '../mobile/BigButton.tsx';
import { ElderToggle } from '../mobile/ElderToggle.tsx';
import { MobileCard, MobileShell } from '../mobile/MobileShell.tsx';
import { MobileTabs } from '../mobile/mobile-tabs.ts';
import { ReadAloud } from '../mobile/ReadAloud.tsx';
import { SkyHero } from '../mobile/SkyHero.tsx';
import { StepBar } from '../mobile/StepBar.tsx';
import { ServiceGrid } from '../mobile/TileGrid.tsx';
import { VoiceButton } from '../mobile/VoiceButton.tsx';
import { Tag } from '../show/StatusDot.tsx';
import { photos } from './samples.ts';
import { resident } from './samples-phone.ts';

const none = () => undefined;
const serviceIcons = [
  BookOpenTextIcon,
  CalendarCheckIcon,
  ChatsCircleIcon,
  BowlFoodIcon,
  FirstAidKitIcon,
  HandCoinsIcon,
  UsersFourIcon,
  DotsNineIcon,
] as const;
const serviceTones = ['blue', 'teal', 'plum', 'amber', 'green', 'amber', 'green', 'grey'] as const;
const tabIcons = [HouseIcon, ClipboardTextIcon, MegaphoneIcon, UserIcon] as const;
const tabs = resident.tabs.map((label, at) => ({
  to: at ? `/${at}` : '/',
  label,
  icon: tabIcons[at] ?? HouseIcon,
  exact: true,
}));
const elderIcons = [WrenchIcon, BowlFoodIcon, HandCoinsIcon, ClipboardTextIcon] as const;

/** The resident's home, and its other layout for elders. */
export function ResidentView() {
  const isElder = useTextSize() === 'elder';
  const hero = <SkyHero place={resident.place} greeting={resident.hello} sub={resident.sub} aside={<ElderToggle />} />;
  if (isElder)
    return (
      <MobileShell look="paper" hero={hero}>
        <CallCard label={resident.call[0]} sub={resident.call[1]} name={resident.call[2]} phone="19900000000" />
        <VoiceButton onRecorded={none} look="wide" />
        <BigTiles>
          {resident.tiles.map((label, at) => {
            const Icon = elderIcons[at] ?? WrenchIcon;
            return (
              <BigButton
                key={label}
                label={label}
                look={at === 0 ? 'fill' : 'plain'}
                shape="tile"
                icon={<Icon size={54} weight="duotone" />}
                onPress={none}
              />
            );
          })}
        </BigTiles>
        <MobileCard>
          <div style={{ display: 'flex', alignItems: 'center' }}>
            <p style={{ flex: 1 }}>
              <b>{resident.read[0]}</b>
              <br />
              {resident.read[1]}
            </p>
            <ReadAloud text={`${resident.read[0]}，${resident.read[1]}`} />
          </div>
        </MobileCard>
        <BigButton
          label={resident.sos}
          look="alarm-fill"
          icon={<PhoneCallIcon size={34} weight="fill" />}
          onPress={none}
        />
      </MobileShell>
    );
  return (
    <MobileTabs.Provider value={tabs}>
      <MobileShell look="paper" hero={hero} tabs="surface">
        <AskBar
          label={resident.ask}
          onAsk={none}
          aside={
            <button type="button" aria-label={resident.speak}>
              <MicrophoneIcon size={20} weight="fill" />
            </button>
          }
        />
        <BigButtonPair>
          <BigButton
            label={resident.report[0]}
            sub={resident.report[1]}
            look="fill"
            icon={<WrenchIcon size={46} weight="duotone" />}
            onPress={none}
          />
          <BigButton
            label={resident.help[0]}
            sub={resident.help[1]}
            look="alarm"
            icon={<SirenIcon size={40} weight="duotone" />}
            onPress={none}
          />
        </BigButtonPair>
        <MobileCard>
          <p style={{ display: 'flex', gap: 10, alignItems: 'center' }}>
            <Tag tone="amber">{resident.notice[0]}</Tag>
            {resident.notice[1]}
          </p>
        </MobileCard>
        <ServiceGrid
          label={resident.services[7]}
          tiles={resident.services.map((label, at) => ({
            key: label,
            label,
            icon: serviceIcons[at] ?? DotsNineIcon,
            tone: serviceTones[at] ?? 'grey',
          }))}
          onOpen={none}
        />
        <MobileCard title={resident.mine} aside={<a href="/">{resident.mineAll}</a>}>
          <div style={{ display: 'flex', gap: 12 }}>
            <img
              src={photos[2].src}
              alt={photos[2].alt}
              width={56}
              height={56}
              style={{ borderRadius: 11, objectFit: 'cover' }}
            />
            <p>
              <b>{resident.caseTitle}</b>
              <br />
              {resident.caseWords}
            </p>
          </div>
          <StepBar label={resident.caseTitle} steps={resident.steps} current={2} />
        </MobileCard>
      </MobileShell>
    </MobileTabs.Provider>
  );
}
