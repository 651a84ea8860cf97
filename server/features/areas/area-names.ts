import type { AreaNode, AreaTree } from '../../access/tree.ts';

/** Every name of a tree in one text, a line each, with where each begins: looking through it costs a tenth of asking each name. */
interface Names {
  readonly text: string;
  readonly starts: Int32Array;
  readonly nodes: readonly AreaNode[];
}

const written = new WeakMap<AreaTree, Names>();

function write(tree: AreaTree): Names {
  const nodes = [...tree.byId.values()];
  const starts = new Int32Array(nodes.length);
  const lines: string[] = [];
  let length = 0;
  for (const [n, { name }] of nodes.entries()) {
    const line = name.toLowerCase().replaceAll('\n', ' ');
    starts[n] = length;
    lines.push(line);
    length += line.length + 1;
  }
  return { text: lines.join('\n'), starts, nodes };
}

function namesOf(tree: AreaTree): Names {
  const known = written.get(tree) ?? write(tree);
  written.set(tree, known);
  return known;
}

/** The last line that begins at or before a place of the text. */
function lineAt(starts: Int32Array, place: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The areas of today whose names hold the words, capitals or not, in no order. */
export function findByName(tree: AreaTree, words: string): readonly AreaNode[] {
  const { text, starts, nodes } = namesOf(tree);
  const sought = words.toLowerCase();
  if (sought === '' || sought.includes('\n')) return [];
  const found: AreaNode[] = [];
  for (let place = text.indexOf(sought); place >= 0; ) {
    const line = lineAt(starts, place);
    found.push(nodes[line] as AreaNode);
    const next = starts[line + 1];
    place = next === undefined ? -1 : text.indexOf(sought, next);
  }
  return found;
}
