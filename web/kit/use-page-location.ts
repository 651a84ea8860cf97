import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';

/** The address of the page that asks. While the next page is on its way this one is still shown, and the router tells of that one already. */
export function usePageLocation() {
  const now = useLocation();
  const [page] = useState(now.pathname);
  const [own, setOwn] = useState(now);
  if (now.pathname === page && now !== own) setOwn(now);
  return own;
}
