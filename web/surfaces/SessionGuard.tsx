import { Navigate, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../kit/session.ts';

interface SessionGuardProps {
  readonly children: ReactNode;
}

/**
 * Leads to sign-in whoever is known to be nobody, from every page but the first, and whoever must change their password first.
 * While nobody can say who is here — no signal — the page is shown: it holds only what the phone holds.
 */
export function SessionGuard({ children }: SessionGuardProps) {
  const { data } = useSession();
  const { href, pathname } = useLocation();
  const isStranger = data !== undefined && data.user === null;
  const mustChange = data?.user?.mustChangePassword ?? false;
  if (!mustChange && (!isStranger || pathname === '/')) return children;
  // The address is there already, its page is still on its way.
  if (pathname === '/sign-in') return null;
  return <Navigate to="/sign-in" search={(href === '/' ? {} : { next: href }) as never} replace />;
}
