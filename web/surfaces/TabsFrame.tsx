import { Outlet } from '@tanstack/react-router';
import { usePick } from '../kit/i18n.ts';
import { mayAnywhere, useSession } from '../kit/session.ts';
import { type MobileTab, MobileTabs } from '../ui/mobile/mobile-tabs.ts';
import type { SurfacePage } from './surface-page.ts';

function useTabs(pages: readonly SurfacePage[]): readonly MobileTab[] {
  const pick = usePick();
  const session = useSession();
  return pages.flatMap(({ path, nav }) =>
    nav && (!nav.needs || mayAnywhere(session.data, nav.needs))
      ? [{ to: path, label: pick(nav.label), icon: nav.icon, useCount: nav.useCount, exact: path === '/' }]
      : [],
  );
}

/** The frame of a phone surface: its pages draw their own MobileShell, and those with `tabs="surface"` show these tabs. */
export function TabsFrame({ pages }: { readonly pages: readonly SurfacePage[] }) {
  return (
    <MobileTabs.Provider value={useTabs(pages)}>
      <Outlet />
    </MobileTabs.Provider>
  );
}
