import { useWords } from '../../kit/i18n.ts';
import { useSession } from '../../kit/session.ts';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { WallPanel } from '../../ui/wall/WallShell.tsx';
import { SignInLink } from '../SignInLink.tsx';

/** The first page of the command surface. */
export function HomePage() {
  const t = useWords('wall');
  const { data, error, refetch } = useSession();
  return (
    <WallPanel title={t('nothingYet')} aside={data?.user?.name}>
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && !data.user && (
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
