import { type AnyRoute, createRootRoute, createRoute, type RouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Capability } from '../../domain/access/capabilities.ts';
import type { Text } from '../../domain/text.ts';
import { makeSurfaceRouter } from '../kit/surface-router.ts';
import { SurfaceRoot } from './SurfaceRoot.tsx';

/** How a page appears in its surface's navigation. */
export interface PageNav<Group extends string> {
  readonly group: Group;
  readonly label: Text;
  readonly icon: ComponentType<{ size?: number | string; weight?: 'regular' | 'fill' }>;
  /** Shown to those who hold one of them somewhere; to everybody signed in where left out. */
  readonly needs?: Capability | readonly Capability[];
  /** Not shown to those who hold this somewhere: what is there is nothing that they may do. */
  readonly notFor?: Capability;
  /** A hook that counts what waits there. */
  readonly useCount?: () => number | undefined;
}

/**
 * One page of a surface: its path below the surface's own, and its component, loaded when first opened:
 * `component: lazyRouteComponent(() => import('../../features/cases/CasesPage.tsx'), 'CasesPage')`.
 */
export interface SurfacePage<Group extends string = string> {
  readonly path: string;
  readonly component: RouteComponent;
  /** Without the surface's frame: sign-in, a printed slip. */
  readonly isBare?: boolean;
  readonly nav?: PageNav<Group>;
}

interface SurfaceParts {
  readonly basepath: string;
  readonly frame: RouteComponent;
  readonly pages: readonly SurfacePage[];
  readonly notFound: RouteComponent;
  readonly failed: (props: { error: unknown; reset: () => void }) => React.ReactNode;
}

/** Makes the router of a surface from its list of pages. */
export function routerOf({ basepath, frame, pages, notFound, failed }: SurfaceParts) {
  const root = createRootRoute({ component: SurfaceRoot, notFoundComponent: notFound, errorComponent: failed });
  const inFrame = createRoute({ getParentRoute: () => root, id: 'frame', component: frame });
  const under = (parent: AnyRoute, chosen: readonly SurfacePage[]): AnyRoute[] =>
    chosen.map(({ path, component }) => createRoute({ getParentRoute: () => parent, path, component }));
  const framed = inFrame.addChildren(
    // The last one takes every other address, so that a wrong one keeps the navigation in sight.
    under(inFrame, [...pages.filter(({ isBare }) => !isBare), { path: '$', component: notFound }]),
  );
  const bare = under(
    root,
    pages.filter(({ isBare }) => isBare),
  );
  return makeSurfaceRouter({ routeTree: root.addChildren([framed, ...bare]), basepath });
}
