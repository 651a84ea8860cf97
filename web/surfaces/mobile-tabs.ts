import { usePick } from '../kit/i18n.ts';
import { mayAnywhere, useSession } from '../kit/session.ts';
import type { MobileTab } from '../ui/mobile/MobileShell.tsx';
import type { SurfacePage } from './surface-page.ts';

/** The tabs of a phone surface: its pages with `nav` that this person may open. */
export function useTabs(pages: readonly SurfacePage[]): readonly MobileTab[] {
  const pick = usePick();
  const session = useSession();
  return pages.flatMap(({ path, nav }) =>
    nav && (!nav.needs || mayAnywhere(session.data, nav.needs))
      ? [{ to: path, label: pick(nav.label), icon: nav.icon, useCount: nav.useCount, exact: path === '/' }]
      : [],
  );
}
