import { Outlet } from '@tanstack/react-router';

/** Portal pages draw their own MobileShell; `useTabs(pages)` gives the tabs. */
export function PortalFrame() {
  return <Outlet />;
}
