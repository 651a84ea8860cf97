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

type Chunk = readonly [name: string, ids: ReadonlySet<string>];

interface Group {
  readonly debugName: string;
  readonly priority: number;
  name(id: string, modules: Modules): string | null;
}

/** A surface's own beginning runs as soon as it is loaded: it stays in a file that nobody else loads. */
function groupOf(
  debugName: string,
  priority: number,
  alone: readonly string[],
  chunksOf: (modules: Modules) => readonly Chunk[],
): Group {
  let chunks: readonly Chunk[] | undefined;
  return {
    debugName,
    priority,
    name(id, modules) {
      chunks ??= chunksOf(modules);
      return alone.includes(id) ? null : (chunks.find(([, ids]) => ids.has(id))?.[0] ?? null);
    },
  };
}

/**
 * Puts what the portal's first screen needs into few files: what every surface starts with, what desks or the field use too,
 * and the rest. So too what its form for a report needs beyond that, the page that people come for. On a slow line each file costs a
 * round trip and a browser asks for six at a time, so that fifty small ones take longer than their bytes.
 */
export function firstScreenChunks(root: string): Group[] {
  const main = (surface: string): string => resolve(root, `surfaces/${surface}/main.tsx`);
  const mains = ['portal', 'field', 'workbench', 'command'].map(main);
  const home = [resolve(root, 'surfaces/portal/HomePage.tsx'), resolve(root, 'features/cases/portal/PlainHome.tsx')];
  const report = resolve(root, 'features/cases/portal/ReportPage.tsx');
  const firstOf = (modules: Modules) => closureOf([main('portal'), ...home], modules);
  const wholeOf = (modules: Modules, ...surfaces: readonly string[]): ReadonlySet<string> =>
    closureOf(surfaces.map(main), modules, { isWhole: true });
  const ofFirst = (modules: Modules): readonly Chunk[] => {
    const first = firstOf(modules);
    return [
      ['base', commonOf(mains.map((one) => closureOf([one], modules)))],
      ['parts', commonOf([first, wholeOf(modules, 'workbench', 'command')])],
      // Apart from the portal's own: what leads to every page of the portal has no place among a grid worker's files.
      ['phone', commonOf([first, wholeOf(modules, 'field')])],
      ['screen', first],
    ];
  };
  const ofReport = (modules: Modules): readonly Chunk[] => {
    const first = firstOf(modules);
    const form = new Set([...closureOf([report], modules)].filter((id) => !first.has(id)));
    return [
      ['inputs', commonOf([form, wholeOf(modules, 'workbench', 'command')])],
      ['asking', commonOf([form, wholeOf(modules, 'field')])],
      ['report', form],
    ];
  };
  return [groupOf('first screen', 2, mains, ofFirst), groupOf('report', 1, mains, ofReport)];
}
