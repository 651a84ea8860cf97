import { IsRestoringProvider } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Suspense, useCallback, useEffect, useState } from 'react';
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

/** Tells when what stands beside it has been painted: a hidden page paints nothing and is told at once. */
function Painted({ onPainted }: { readonly onPainted: () => void }) {
  useEffect(() => {
    if (document.hidden) return onPainted();
    // The first frame is worked out now; when the next one begins it is in sight.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(onPainted);
    });
    return () => cancelAnimationFrame(frame);
  }, [onPainted]);
  return null;
}

function Tabs({ tabs, onPainted }: { readonly tabs: TabsFrameProps; readonly onPainted: () => void }) {
  return (
    <MobileTabs.Provider value={useTabs(tabs)}>
      <Suspense fallback={<Loading />}>
        <Outlet />
        <Painted onPainted={onPainted} />
      </Suspense>
    </MobileTabs.Provider>
  );
}

/**
 * The frame of a phone surface: its pages draw their own MobileShell, and those with `tabs="surface"` show these tabs. The first page is painted before
 * anything is asked of the server: on a slow line its questions would hold up what needs no answer.
 */
export function TabsFrame(props: TabsFrameProps) {
  const [isPainted, setIsPainted] = useState(false);
  const notePainted = useCallback(() => setIsPainted(true), []);
  return (
    <IsRestoringProvider value={!isPainted}>
      <Tabs tabs={props} onPainted={notePainted} />
    </IsRestoringProvider>
  );
}
