import { Link } from '@tanstack/react-router';
import { App, Button, Radio } from 'antd';
import { roles } from '../../../domain/access/roles.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSession } from '../../kit/session.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { Facts } from '../../ui/show/Facts.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { NewPasswordDesk } from './NewPasswordDesk.tsx';
import { OwnSecondFactor } from './OwnSecondFactor.tsx';
import { EntryFault } from './SignInDesk.tsx';
import { useOwnLanguage } from './use-language.ts';
import { useOwnSessions } from './use-own-sessions.ts';
import './account.css';

/** My account at the desk: who I am, language, password, and where I am signed in. */
export function AccountDesk() {
  const t = useWords('identity');
  const second = useWords('second-factor');
  const feedback = useWords('feedback');
  return (
    <PlainPage>
      <PageTitle title={t('account.title')} />
      <div className="ll-account">
        <div>
          <Me />
          <OwnSessions />
        </div>
        <div>
          <ChangePassword />
          <Card title={second('own.title')}>
            <OwnSecondFactor />
          </Card>
          <Card title={feedback('title')}>
            <p>{feedback('hint')}</p>
            <Link to={'/feedback' as never} search={{ from: '/desk/account' } as never}>
              {feedback('title')}
            </Link>
          </Card>
        </div>
      </div>
    </PlainPage>
  );
}

function Me() {
  const t = useWords('identity');
  const common = useWords('common');
  const pick = usePick();
  const { data, error, refetch } = useSession();
  const { language, choose, isSaved, error: unsaved } = useOwnLanguage();
  const user = data?.user;
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data || !user) return <Loading />;
  const posts = data.posts.map(({ role, area, organisation }) => {
    const words = `${pick(roles[role].label)} · ${area?.name ?? organisation?.name ?? ''}`;
    return <div key={words}>{words}</div>;
  });
  return (
    <Card title={user.name}>
      <Facts
        items={[
          { label: t('account.userName'), value: user.userName },
          ...(user.phoneMasked ? [{ label: t('account.phone'), value: user.phoneMasked }] : []),
          { label: t('account.posts'), value: posts.length > 0 ? posts : t('account.noPosts') },
          {
            label: t('account.language'),
            value: (
              <Radio.Group
                size="small"
                optionType="button"
                value={language}
                options={[
                  { value: 'zh', label: common('language.zh') },
                  { value: 'en', label: common('language.en') },
                ]}
                onChange={(event) => choose(event.target.value)}
              />
            ),
          },
        ]}
      />
      <EntryFault error={unsaved} />
      {isSaved && (
        <p className="ll-quiet" role="status">
          {t('account.languageSaved')}
        </p>
      )}
    </Card>
  );
}

function ChangePassword() {
  const t = useWords('identity');
  const { message } = App.useApp();
  return (
    <Card title={t('change.title')}>
      <NewPasswordDesk onDone={() => void message.success(t('change.done'))} />
    </Card>
  );
}

function OwnSessions() {
  const t = useWords('identity');
  const at = useInstantWords();
  const { list, items, hasOthers, error, isBusy, end, endOthers } = useOwnSessions();
  return (
    <Card
      title={t('sessions.title')}
      aside={
        hasOthers && (
          <Button size="small" danger loading={isBusy} onClick={endOthers}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      {list.error && <ErrorBlock error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      <EntryFault error={error} />
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
              <Button
                type="link"
                size="small"
                disabled={isBusy}
                aria-label={t('sessions.endWhat', { device })}
                onClick={() => end(id)}
              >
                {t('sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {items && <p className="ll-quiet">{hasOthers ? t('sessions.why') : t('sessions.only')}</p>}
    </Card>
  );
}
