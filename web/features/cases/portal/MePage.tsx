import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { useAuth } from '../../../kit/session.ts';
import { ElderToggle } from '../../../ui/mobile/ElderToggle.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { LanguageSwitch } from '../../../ui/show/LanguageSwitch.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { useCommunitySheet } from './CommunitySheet.tsx';
import { type Family, useKept } from './device.ts';
import { LinkButton } from './LinkButton.tsx';
import { PortalShell } from './PortalShell.tsx';
import { looksLikePhone } from './report-draft.ts';
import { useResident } from './use-matters.ts';
import { useMyPlace } from './use-place.ts';

function AccountCard() {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const common = useWords('common');
  const sayError = useErrorWords();
  const { isResident, phoneMasked = '' } = useResident();
  const signOut = useAuth('/auth/sign-out');
  const error = signOut.error ? sayError(signOut.error) : undefined;
  return (
    <MobileCard title={p('me.hello')}>
      <div className="portal-stack">
        <p className="portal-quiet">{isResident ? p('me.signedIn', { phone: phoneMasked }) : p('me.signedOut')}</p>
        {isResident ? (
          <MobileButton
            look="plain"
            action={{ label: common('action.signOut'), onPress: () => signOut.mutate({}), isBusy: signOut.isPending }}
          />
        ) : (
          <LinkButton to="/sign-in" look="fill">
            {t('page.signIn')}
          </LinkButton>
        )}
        {error && (
          <p className="ll-field-error" role="alert">
            {error.title} {error.hint}
          </p>
        )}
      </div>
    </MobileCard>
  );
}

/** The number of somebody to call in need; it never leaves this phone. */
function FamilyCard() {
  const t = useWords('portal-pages');
  const [family, setFamily] = useKept('family');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <MobileCard title={t('me.family')}>
      <p className="portal-quiet">{t('me.familyHint')}</p>
      {isOpen ? (
        <FamilyForm
          family={family}
          onDone={(next) => {
            setFamily(next);
            setIsOpen(false);
          }}
        />
      ) : (
        <div className="portal-home-row">
          <span>
            {family && <b>{family.name}</b>} {family && <small className="figures">{family.phone}</small>}
          </span>
          <button type="button" onClick={() => setIsOpen(true)}>
            {t(family ? 'me.change' : 'me.set')}
          </button>
        </div>
      )}
    </MobileCard>
  );
}

interface FamilyFormProps {
  readonly family: Family | undefined;
  readonly onDone: (family: Family | undefined) => void;
}

function FamilyForm({ family, onDone }: FamilyFormProps) {
  const t = useWords('portal-pages');
  const id = useId();
  const [name, setName] = useState(family?.name ?? '');
  const [phone, setPhone] = useState(family?.phone ?? '');
  const [isWrong, setIsWrong] = useState(false);
  const save = () => {
    setIsWrong(!looksLikePhone(phone));
    if (looksLikePhone(phone)) onDone({ name: name.trim(), phone: phone.trim() });
  };
  return (
    <form
      className="portal-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label htmlFor={`${id}-name`}>{t('me.familyName')}</label>
      <input id={`${id}-name`} maxLength={20} value={name} onChange={(event) => setName(event.target.value)} />
      <label htmlFor={`${id}-phone`}>{t('me.familyPhone')}</label>
      <input
        id={`${id}-phone`}
        type="tel"
        maxLength={20}
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
      />
      <div role="alert">{isWrong && <p className="ll-field-error">{t('me.wrongPhone')}</p>}</div>
      <div className="portal-two">
        {family && <MobileButton look="plain" action={{ label: t('me.remove'), onPress: () => onDone(undefined) }} />}
        <MobileButton look="fill" action={{ label: t('me.save'), onPress: save }} />
      </div>
    </form>
  );
}

/** /me: who is signed in, where I live, my family's number, language and letters. */
export function MePage() {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const feedback = useWords('feedback');
  const papers = useWords('portal-papers');
  const place = useMyPlace();
  const communities = useCommunitySheet();
  return (
    <PortalShell title={t('page.me')} isFirst>
      <AccountCard />
      <MobileCard title={p('me.place')}>
        <div className="portal-home-row">
          <span>
            {place && <b>{place.communityName}</b>}
            {place?.words && <small>{place.words}</small>}
          </span>
          <button type="button" onClick={communities.show}>
            {t(place ? 'place.change' : 'place.choose')}
          </button>
        </div>
      </MobileCard>
      <FamilyCard />
      <MobileCard>
        <LinkButton to={'/helpers' as never}>{p('me.helpers')}</LinkButton>
      </MobileCard>
      <MobileCard>
        <div className="portal-setting">
          <span>{p('me.letters')}</span>
          <ElderToggle />
        </div>
        <div className="portal-setting">
          <span>{p('me.language')}</span>
          <LanguageSwitch />
        </div>
        <div className="portal-setting">
          <Link to="/my-data">{p('me.data')}</Link>
        </div>
        <div className="portal-setting">
          <Link to="/privacy">{p('privacy.title')}</Link>
        </div>
        <div className="portal-setting">
          <span>{p('me.staff')}</span>
          <a href="/desk/">{t('home.desk')}</a>
        </div>
      </MobileCard>
      <MobileCard>
        <div className="portal-two">
          <LinkButton to="/feedback" search={{ from: '/me' } as never}>
            {feedback('title')}
          </LinkButton>
          <LinkButton to="/genuine">{t('page.genuine')}</LinkButton>
          <LinkButton to={'/orders' as never}>{p('me.orders')}</LinkButton>
          <LinkButton to="/papers">{papers('check.title')}</LinkButton>
        </div>
      </MobileCard>
      {communities.sheet}
    </PortalShell>
  );
}
