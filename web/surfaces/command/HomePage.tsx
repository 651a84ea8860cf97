import { WallOverview } from '../../features/metrics/WallOverview.tsx';
import { useWords } from '../../kit/i18n.ts';
import { useSession } from '../../kit/session.ts';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { WallPanel } from '../../ui/wall/WallShell.tsx';
import { SignInLink } from '../SignInLink.tsx';

/** The first page of the command surface: how things stand, for those who are signed in. */
export function HomePage() {
  const t = useWords('wall');
  const { data, error, refetch } = useSession();
  if (data?.user) return <WallOverview />;
  return (
    <WallPanel title={t('title')}>
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <p>{t('signInHint')}</p>
          <p>
            <SignInLink />
          </p>
        </>
      )}
    </WallPanel>
  );
}
