import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AreaNode, AreaTree } from '../../access/tree.ts';
import { findByName } from './area-names.ts';

function treeOf(names: readonly string[]): AreaTree {
  const byId = new Map(
    names.map((name, id): [number, AreaNode] => [id, { id, kind: 'building', communityId: 1, parentId: null, name }]),
  );
  return { byId } as unknown as AreaTree;
}

const name = fc
  .array(fc.constantFrom('春', '申', '1', '幢', 'a', 'B', 'İ', '\n'), { maxLength: 6 })
  .map((list) => list.join(''));

it('finds the names that hold the words, as asking each name does', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), name, (names, words) => {
      const found = findByName(treeOf(names), words).map(({ id }) => id);
      const sought = words.toLowerCase();
      const isOneLine = sought !== '' && !sought.includes('\n');
      const slow = names.flatMap((one, id) => (isOneLine && one.toLowerCase().includes(sought) ? [id] : []));
      expect(found).toEqual(slow);
    }),
  );
});
