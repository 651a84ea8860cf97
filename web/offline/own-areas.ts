import type { SessionView } from '../../contract/identity.ts';

/** Somebody who stands in everywhere is no reason to load a district. */
const mostGrounds = 6;
/** Whose posts are about doors and stairs. */
const doorRoles: readonly string[] = ['grid-worker', 'building-lead', 'community-secretary'];

/** The areas somebody looks after, by their posts. */
export function ownAreasOf(
  session: Pick<SessionView, 'posts'> | undefined,
): readonly { readonly id: number; readonly kind: string; readonly name: string }[] {
  const areas = (session?.posts ?? []).flatMap(({ role, area }) => (area && doorRoles.includes(role) ? [area] : []));
  return [...new Map(areas.map((area) => [area.id, area])).values()].slice(0, mostGrounds);
}
