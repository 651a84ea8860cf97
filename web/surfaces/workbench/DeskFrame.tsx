import { Outlet, useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { roles } from '../../../domain/access/roles.ts';
import { GroundProvider } from '../../features/areas/GroundProvider.tsx';
import { useNoticeCount } from '../../features/notices/use-notices.ts';
import { SearchBox } from '../../features/search/SearchBox.tsx';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useAuth, useSession } from '../../kit/session.ts';
import { useGo } from '../../kit/use-go.ts';
import { useInstallation } from '../../kit/use-installation.ts';
import { useLive } from '../../kit/use-live.ts';
import { type NavGroup, PageShell, type ShellPerson } from '../../ui/desk/PageShell.tsx';
import { LanguageSwitch } from '../../ui/show/LanguageSwitch.tsx';
import { Loading } from '../../ui/show/StateBlocks.tsx';
import { SessionGuard } from '../SessionGuard.tsx';
import { SignInLink } from '../SignInLink.tsx';
import { DeskShortcuts } from './DeskShortcuts.tsx';
import { type DeskGroup, pages } from './pages.ts';

const groups: readonly DeskGroup[] = ['mine', 'matters', 'figures', 'administration'];

function useNav(): readonly NavGroup[] {
  const t = useWords('desk');
  const pick = usePick();
  const session = useSession();
  return groups
    .map((group) => ({
      title: t(`nav.${group}`),
      items: pages.flatMap(({ path, nav }) =>
        nav?.group === group &&
        (!nav.needs || mayAnywhere(session.data, nav.needs)) &&
        !(nav.notFor && mayAnywhere(session.data, nav.notFor))
          ? [{ to: path, label: pick(nav.label), icon: nav.icon, useCount: nav.useCount, exact: path === '/' }]
          : [],
      ),
    }))
    .filter(({ items }) => items.length > 0);
}

function usePerson(): ShellPerson | undefined {
  const t = useWords('common');
  const desk = useWords('desk');
  const pick = usePick();
  const session = useSession();
  const signOut = useAuth('/auth/sign-out');
  const navigate = useNavigate();
  const who = session.data?.user;
  const post = session.data?.posts[0];
  if (!who) return undefined;
  return {
    name: who.name,
    role: post && pick(roles[post.role].label),
    menu: [
      { key: 'account', label: desk('page.account'), onClick: () => void navigate({ to: '/account' as never }) },
      {
        key: 'sign-out',
        label: t('action.signOut'),
        onClick: () => signOut.mutate({}, { onSuccess: () => void navigate({ to: '/sign-in' as never }) }),
      },
    ],
  };
}

function useBell(): { readonly count: number; readonly onOpen: () => void } | undefined {
  const go = useGo();
  const count = useNoticeCount();
  return count === undefined ? undefined : { count, onOpen: () => go('/notices') };
}

/** The one box, for whoever works here. */
function DeskSearch() {
  const session = useSession();
  return mayAnywhere(session.data, 'areas.read') ? <SearchBox /> : null;
}

/** The frame around every desk page. */
export function DeskFrame() {
  const t = useWords('desk');
  const { name } = useInstallation();
  useLive();
  return (
    <PageShell
      product={name ?? t('product')}
      nav={useNav()}
      person={usePerson()}
      bell={useBell()}
      signIn={<SignInLink />}
      tools={<LanguageSwitch />}
      search={<DeskSearch />}
    >
      <GroundProvider>
        <SessionGuard>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
          <Suspense fallback={null}>
            <DeskShortcuts />
          </Suspense>
        </SessionGuard>
      </GroundProvider>
    </PageShell>
  );
}
