import { SquaresFourIcon } from '@phosphor-icons/react/dist/csr/SquaresFour';
import { lazyRouteComponent } from '@tanstack/react-router';
import { text } from '../../../domain/text.ts';
import type { SurfacePage } from '../surface-page.ts';

/** The three titled groups of the desk's navigation. */
export type DeskGroup = 'mine' | 'matters' | 'figures';

/** Every page of the workbench (/desk), in the order of its navigation. A new page is one entry here. */
export const pages: readonly SurfacePage<DeskGroup>[] = [
  {
    path: '/',
    component: lazyRouteComponent(() => import('./HomePage.tsx'), 'HomePage'),
    nav: { group: 'mine', label: text('工作首页', 'Home'), icon: SquaresFourIcon },
  },
];
