import { useLocation, useMatch } from '@tanstack/react-router';
import { useState } from 'react';

const bare = (path: string): string => path.replace(/\/+$/, '');

/**
 * The address of the page that asks: while the next page is on its way the browser has that one's address already, and the page in sight must not
 * take its secret or words for its own.
 */
export function useOwnLocation() {
  const { pathname } = useMatch({ strict: false }) as { readonly pathname: string };
  const location = useLocation();
  const [own, setOwn] = useState(location);
  const isOwn = bare(location.pathname) === bare(pathname);
  if (isOwn && own !== location) setOwn(location);
  return isOwn ? location : own;
}
