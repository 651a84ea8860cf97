import { lazyRouteComponent } from '@tanstack/react-router';
import type { SurfacePage } from '../surface-page.ts';

/** Every page of the command surface (/wall). A new page is one entry here. */
export const pages: readonly SurfacePage[] = [
  { path: '/', component: lazyRouteComponent(() => import('./HomePage.tsx'), 'HomePage') },
  {
    path: '/sign-in',
    isBare: true,
    component: lazyRouteComponent(() => import('../../features/identity/SignInDesk.tsx'), 'SignInWall'),
  },
];
