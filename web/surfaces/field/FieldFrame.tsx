import { Outlet } from '@tanstack/react-router';

/** Field pages draw their own MobileShell, since each has its own head and actions; `useTabs(pages)` gives the tabs. */
export function FieldFrame() {
  return <Outlet />;
}
