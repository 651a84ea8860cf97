import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { SessionView } from '../../contract/identity.ts';
import { usePick } from '../kit/i18n.ts';
import { mayAnywhere, useSession } from '../kit/session.ts';
import { type MobileTab, MobileTabs } from '../ui/mobile/mobile-tabs.ts';
import { Loading } from '../ui/show/StateBlocks.tsx';
import type { SurfacePage } from './surface-page.ts';

interface TabsFrameProps {
  readonly pages: readonly SurfacePage[];
  /** Who is here as far as the phone knows, while the server cannot be asked. */
  readonly here?: SessionView | undefined;
}

function useTabs({ pages, here }: TabsFrameProps): readonly MobileTab[] {
  const pick = usePick();
  const session = useSession().data ?? here;
  return pages.flatMap(({ path, nav }) =>
    nav && (!nav.needs || mayAnywhere(session, nav.needs))
      ? [{ to: path, label: pick(nav.label), icon: nav.icon, useCount: nav.useCount, exact: path === '/' }]
      : [],
  );
}

/** The frame of a phone surface: its pages draw their own MobileShell, and those with `tabs="surface"` show these tabs. */
export function TabsFrame(props: TabsFrameProps) {
  return (
    <MobileTabs.Provider value={useTabs(props)}>
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </MobileTabs.Provider>
  );
}
