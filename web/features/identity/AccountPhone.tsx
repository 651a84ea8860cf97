import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { roles } from '../../../domain/access/roles.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useAuth } from '../../kit/session.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { sender, store } from '../../offline/field-outbox.ts';
import { countUnsent, listUnsent, wipeOwner } from '../../offline/outbox.ts';
import { useHere, useUnsentCount } from '../../offline/use-outbox.ts';
import { ask, toast } from '../../ui/field/messages.ts';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { Segments } from '../../ui/mobile/TileGrid.tsx';
import { Facts } from '../../ui/show/Facts.tsx';
import { ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { OwnSecondFactor } from './OwnSecondFactor.tsx';
import { NewPasswordPhone } from './SignInPhone.tsx';
import { useOwnLanguage } from './use-language.ts';
import { useOwnSessions } from './use-own-sessions.ts';
import './account.css';

/** My account on the phone: who I am, language, where I am signed in, password, and the way out. */
export function AccountPhone() {
  const t = useWords('identity');
  const second = useWords('second-factor');
  const feedback = useWords('feedback');
  const [isChanging, setIsChanging] = useState(false);
  return (
    <MobileShell look="work" title={t('account.title')} tabs="surface">
      <Me />
      <OwnSessions />
      <MobileCard title={t('change.title')}>
        {isChanging ? (
          <NewPasswordPhone
            onDone={() => {
              setIsChanging(false);
              toast(t('change.done'));
            }}
          />
        ) : (
          <MobileButton look="plain" action={{ label: t('change.title'), onPress: () => setIsChanging(true) }} />
        )}
      </MobileCard>
      <MobileCard title={second('own.title')}>
        <OwnSecondFactor />
      </MobileCard>
      <MobileCard>
        <Link to={'/feedback' as never} search={{ from: '/field/account' } as never} className="ll-account-feedback">
          {feedback('title')}
        </Link>
      </MobileCard>
      <Leave />
    </MobileShell>
  );
}

function Me() {
  const t = useWords('identity');
  const common = useWords('common');
  const pick = usePick();
  const here = useHere();
  const { language, choose } = useOwnLanguage();
  const user = here?.user;
  if (!here || !user)
    return (
      <MobileCard>
        <Loading />
      </MobileCard>
    );
  const posts = here.posts.map(({ role, area, organisation }) => {
    const words = `${pick(roles[role].label)} · ${area?.name ?? organisation?.name ?? ''}`;
    return <div key={words}>{words}</div>;
  });
  return (
    <MobileCard title={user.name}>
      <Facts
        items={[
          { label: t('account.userName'), value: user.userName },
          ...(user.phoneMasked ? [{ label: t('account.phone'), value: user.phoneMasked }] : []),
          { label: t('account.posts'), value: posts.length > 0 ? posts : t('account.noPosts') },
        ]}
      />
      <div className="ll-account-language">
        <Segments
          label={t('account.language')}
          options={[
            { key: 'zh', label: common('language.zh') },
            { key: 'en', label: common('language.en') },
          ]}
          value={language}
          onChange={(key) => choose(key === 'en' ? 'en' : 'zh')}
        />
      </div>
    </MobileCard>
  );
}

function OwnSessions() {
  const t = useWords('identity');
  const at = useInstantWords();
  const sayError = useErrorWords();
  const { list, items, hasOthers, error, isBusy, end, endOthers } = useOwnSessions();
  return (
    <MobileCard title={t('sessions.title')}>
      {list.error && <ErrorBlock error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {error && (
        <p className="ll-mform-fault" role="alert">
          {sayError(error).title}
        </p>
      )}
      <ul className="ll-own-sessions">
        {items?.map(({ id, isThis, device, network, startedAt, seenAt }) => (
          <li key={id}>
            <div>
              <b>{device}</b>
              {isThis && <em>{t('sessions.here')}</em>}
              <small>
                {[network, t('sessions.started', { at: at(startedAt) }), t('sessions.seen', { at: at(seenAt) })]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </div>
            {!isThis && (
              <button
                type="button"
                disabled={isBusy}
                aria-label={t('sessions.endWhat', { device })}
                onClick={() => end(id)}
              >
                {t('sessions.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {items && <p className="ll-quiet ll-own-why">{hasOthers ? t('sessions.why') : t('sessions.only')}</p>}
      {hasOthers && (
        <MobileButton
          look="plain"
          action={{ label: t('sessions.endOthers'), isBusy, isAlarm: true, onPress: endOthers }}
        />
      )}
    </MobileCard>
  );
}

/** So many are named before one leaves; the queue has them all. */
const shownUnsent = 3;

/** The way out: what is not delivered goes first, and while anything is left nobody leaves. Then this phone forgets what it kept. */
function Leave() {
  const common = useWords('common');
  const field = useWords('field');
  const navigate = useNavigate();
  const unsent = useUnsentCount() ?? 0;
  const owner = useHere()?.user?.id;
  const signOut = useAuth('/auth/sign-out');
  const sayError = useErrorWords();
  const [isLeaving, setIsLeaving] = useState(false);
  const [isHeld, setIsHeld] = useState(false);
  const leave = async () => {
    const waiting = owner === undefined ? [] : await listUnsent(store, owner);
    const titles = waiting.slice(0, shownUnsent).map(({ about }) => about.title || about.deed);
    const isSure = await ask({
      title: field('signOut.ask'),
      words:
        waiting.length > 0
          ? field('account.unsentFirst', { count: waiting.length, titles: titles.join(field('account.unsentAnd')) })
          : field('signOut.words'),
      yes: field('signOut.yes'),
      no: field('signOut.no'),
    });
    if (!isSure || owner === undefined) return;
    setIsLeaving(true);
    await sender.flushNow().catch(() => undefined);
    const left = await countUnsent(store, owner);
    setIsHeld(left > 0);
    setIsLeaving(false);
    if (left > 0) return;
    signOut.mutate(
      {},
      {
        onSuccess: async () => {
          await wipeOwner(store, owner);
          await navigate({ to: '/sign-in' as never });
        },
      },
    );
  };
  return (
    <MobileCard>
      {isHeld && unsent > 0 && (
        <p className="ll-mform-fault" role="alert">
          {field('account.unsent', { count: unsent })} <Link to={'/reports' as never}>{field('account.unsentGo')}</Link>
        </p>
      )}
      {signOut.error && (
        <p className="ll-mform-fault" role="alert">
          {sayError(signOut.error).title}
        </p>
      )}
      <MobileButton
        look="plain"
        action={{
          label: isLeaving ? field('account.leaving') : common('action.signOut'),
          isBusy: isLeaving || signOut.isPending,
          onPress: () => void leave(),
        }}
      />
    </MobileCard>
  );
}
