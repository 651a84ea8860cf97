import { resolve } from 'node:path';

/** What is known of a module while chunks are made. */
interface Modules {
  getModuleInfo(id: string): {
    readonly importedIds: readonly string[];
    readonly dynamicallyImportedIds: readonly string[];
  } | null;
}

/** Some modules and all that they cannot start without; with `isWhole` also all that they may load later. */
function closureOf(ids: readonly string[], modules: Modules, { isWhole = false } = {}): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    const info = modules.getModuleInfo(id);
    open.push(...(info?.importedIds ?? []), ...(isWhole ? (info?.dynamicallyImportedIds ?? []) : []));
  }
  return found;
}

const commonOf = ([first, ...others]: readonly ReadonlySet<string>[]): ReadonlySet<string> =>
  new Set([...(first ?? [])].filter((id) => others.every((one) => one.has(id))));

/**
 * Puts what the portal's first screen needs into few files: what every surface starts with, what desks or the field use too,
 * and the rest. On a slow line each file costs a round trip and a browser asks for six at a time, so that fifty small ones take longer
 * than their bytes.
 */
export function firstScreenChunks(root: string): { name(id: string, modules: Modules): string | null } {
  const main = (surface: string): string => resolve(root, `surfaces/${surface}/main.tsx`);
  const mains = ['portal', 'field', 'workbench', 'command'].map(main);
  const home = [resolve(root, 'surfaces/portal/HomePage.tsx'), resolve(root, 'features/cases/portal/PlainHome.tsx')];
  const chunksOf = (modules: Modules) => {
    const first = closureOf([main('portal'), ...home], modules);
    const sharedWith = (...surfaces: readonly string[]): ReadonlySet<string> =>
      commonOf([first, closureOf(surfaces.map(main), modules, { isWhole: true })]);
    return [
      ['base', commonOf(mains.map((one) => closureOf([one], modules)))],
      ['parts', sharedWith('workbench', 'command')],
      // Apart from the portal's own: what leads to every page of the portal has no place among a grid worker's files.
      ['phone', sharedWith('field')],
      ['screen', first],
    ] as const;
  };
  let chunks: readonly (readonly [string, ReadonlySet<string>])[] | undefined;
  return {
    name(id, modules) {
      chunks ??= chunksOf(modules);
      // A surface's own beginning runs as soon as it is loaded: it stays in a file that nobody else loads.
      return mains.includes(id) ? null : (chunks.find(([, ids]) => ids.has(id))?.[0] ?? null);
    },
  };
}
