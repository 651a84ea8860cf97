import type { CategoryItem } from '../../../contract/catalogue.ts';

export interface TreeBranch {
  readonly item: CategoryItem;
  readonly children: readonly TreeBranch[];
}

/** Categories as a tree in their order: those that match, with the classes above them, and all under a class that matches. */
export function categoryTree(
  items: readonly CategoryItem[],
  matches: (item: CategoryItem) => boolean,
): readonly TreeBranch[] {
  const sorted = items.toSorted((a, b) => a.position - b.position || a.id - b.id);
  const under = (parentId: number | null, isAll: boolean): readonly TreeBranch[] =>
    sorted
      .filter((item) => item.parentId === parentId)
      .flatMap((item) => {
        const holds = isAll || matches(item);
        const children = under(item.id, holds);
        return holds || children.length > 0 ? [{ item, children }] : [];
      });
  return under(null, false);
}
