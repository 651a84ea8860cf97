const elsewhere = /^\/\/|[\\\s\p{Cc}]/u;
const nowhere = 'http://surface.invalid';

/** Where somebody goes on after signing in: the path within the surface they asked for; whatever could lead out of it is its first page. */
export function targetOf(asked: string | undefined): string {
  if (!asked?.startsWith('/') || elsewhere.test(asked)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, nowhere);
  if (origin !== nowhere || elsewhere.test(pathname) || pathname === '/sign-in') return '/';
  return `${pathname}${search}${hash}`;
}
