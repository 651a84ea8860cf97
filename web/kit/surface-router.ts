import { type AnyRoute, createRouter } from '@tanstack/react-router';

/** Filters in the address are plain words: `?state=handling&grid=12`. Nothing is read as a number or JSON. */
export function readSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Writes filters into the address; empty ones are left out. */
export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const filled = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const words = new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString();
  return words ? `?${words}` : '';
}

interface SurfaceRouterParts {
  readonly routeTree: AnyRoute;
  /** Where the surface lives: /desk, /field, /wall or /. */
  readonly basepath: string;
}

/** Makes the router of a surface. */
export function makeSurfaceRouter({ routeTree, basepath }: SurfaceRouterParts) {
  return createRouter({
    routeTree,
    basepath,
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
}
