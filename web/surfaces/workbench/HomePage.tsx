import { roles } from '../../../domain/access/roles.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSession } from '../../kit/session.ts';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { SignInLink } from '../SignInLink.tsx';

/** The first page of the workbench: who is signed in, and their posts. */
export function HomePage() {
  const t = useWords('desk');
  const pick = usePick();
  const { data, error, refetch } = useSession();
  const user = data?.user;
  return (
    <PlainPage>
      <PageTitle title={user ? t('home.hello', { name: user.name }) : t('page.home')} />
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && !user && <Empty title={t('home.signInTitle')} hint={t('home.signInHint')} action={<SignInLink />} />}
      {user && (
        <Card title={t('home.roles')}>
          <ul>
            {data.posts.map(({ role, area, organisation }) => (
              <li key={`${role}-${area?.id ?? organisation?.id}`}>
                {pick(roles[role].label)} · {area?.name ?? organisation?.name}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </PlainPage>
  );
}
