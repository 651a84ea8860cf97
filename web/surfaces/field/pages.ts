import { HouseIcon } from '@phosphor-icons/react/dist/csr/House';
import { lazyRouteComponent } from '@tanstack/react-router';
import { text } from '../../../domain/text.ts';
import type { SurfacePage } from '../surface-page.ts';

/** Every page of the grid worker's phone (/field); those with `nav` are its tabs, four at most. A new page is one entry here. */
export const pages: readonly SurfacePage<'tabs'>[] = [
  {
    path: '/',
    component: lazyRouteComponent(() => import('./HomePage.tsx'), 'HomePage'),
    nav: { group: 'tabs', label: text('首页', 'Home'), icon: HouseIcon },
  },
  {
    path: '/sign-in',
    isBare: true,
    component: lazyRouteComponent(() => import('../../features/identity/SignInPhone.tsx'), 'SignInPhone'),
  },
];
