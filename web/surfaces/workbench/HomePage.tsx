import './home.css';
import { roles } from '../../../domain/access/roles.ts';
import { ChainState } from '../../features/audit/ChainState.tsx';
import { CasesHome } from '../../features/cases/desk/CasesHome.tsx';
import { ConfirmationsCard } from '../../features/identity/desk/ConfirmationsCard.tsx';
import { AwardsCard } from '../../features/mediations/AwardsCard.tsx';
import { BookingsCard } from '../../features/rotas/BookingsCard.tsx';
import { DutyNowCard } from '../../features/rotas/DutyNowCard.tsx';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { SignInLink } from '../SignInLink.tsx';

/** The first page of the workbench: who is signed in, their posts, and what waits for them. */
export function HomePage() {
  const t = useWords('desk');
  const pick = usePick();
  const { data, error, refetch } = useSession();
  const user = data?.user;
  const posts = data?.posts
    .map(({ role, area, organisation }) => `${pick(roles[role].label)} · ${area?.name ?? organisation?.name ?? ''}`)
    .join('　');
  return (
    <PlainPage>
      <PageTitle title={user ? t('home.hello', { name: user.name }) : t('page.home')} sub={posts} />
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && !user && <Empty title={t('home.signInTitle')} hint={t('home.signInHint')} action={<SignInLink />} />}
      {user && (mayAnywhere(data, 'cases.read') || mayAnywhere(data, 'cases.take-part')) && <CasesHome />}
      {user && (
        <div className="home-cards">
          {mayAnywhere(data, 'access.confirm') && <ConfirmationsCard />}
          {mayAnywhere(data, 'audit.read') && <ChainState />}
          {mayAnywhere(data, 'areas.read') && <BookingsCard />}
          {mayAnywhere(data, 'areas.read') && <DutyNowCard />}
          {mayAnywhere(data, 'mediation.read') && <AwardsCard />}
        </div>
      )}
    </PlainPage>
  );
}
