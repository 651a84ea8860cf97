import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass';
import { Input, Tree } from 'antd';
import { useMemo, useState } from 'react';
import type { CategoryItem } from '../../../contract/catalogue.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { CategoryIcon } from './CategoryIcon.card.tsx';
import { categoryTree, type TreeBranch } from './category-tree.ts';

interface CategoryTreeProps {
  readonly items: readonly CategoryItem[];
  readonly chosen: number | undefined;
  readonly onChoose: (id: number) => void;
}

interface TreeNode {
  readonly key: number;
  readonly title: React.ReactNode;
  readonly children: TreeNode[];
}

const toNode = ({ item, children }: TreeBranch): TreeNode => ({
  key: item.id,
  title: <NodeTitle item={item} isClass={item.parentId === null} />,
  children: children.map(toNode),
});

/** Categories, class by class, with a search over their names. */
export function CategoryTree({ items, chosen, onChoose }: CategoryTreeProps) {
  const t = useWords('catalogue');
  const pick = usePick();
  const [words, setWords] = useState('');
  const [opened, setOpened] = useState<readonly number[]>();
  const branches = useMemo(
    () => categoryTree(items, (item) => pick(item.name).toLowerCase().includes(words.trim().toLowerCase())),
    [items, words, pick],
  );
  const parent = items.find((item) => item.id === chosen)?.parentId;
  // While somebody searches, everything that was found is in sight.
  const expanded =
    words.trim() === ''
      ? (opened ?? [chosen, parent].filter((id) => id !== undefined && id !== null))
      : items.map((item) => item.id);
  return (
    <div className="cat-tree">
      <Input
        aria-label={t('search')}
        placeholder={t('search')}
        prefix={<MagnifyingGlassIcon size={15} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        allowClear
      />
      <div className="cat-tree-scroll">
        {branches.length === 0 ? (
          <p className="cat-none">{t('noMatch')}</p>
        ) : (
          <Tree
            aria-label={t('tree')}
            blockNode
            treeData={branches.map(toNode) as never}
            expandedKeys={[...expanded] as number[]}
            selectedKeys={chosen === undefined ? [] : [chosen]}
            onExpand={(keys) => setOpened(keys.map(Number))}
            onSelect={(_, { node }) => onChoose(Number(node.key))}
          />
        )}
      </div>
    </div>
  );
}

function NodeTitle({ item, isClass }: { readonly item: CategoryItem; readonly isClass: boolean }) {
  const t = useWords('catalogue');
  const pick = usePick();
  return (
    <span className={`cat-node${isClass ? ' cat-node-class' : ''}`}>
      {isClass && <CategoryIcon name={item.icon} size={18} />}
      <span>{pick(item.name)}</span>
      {!item.isOpen && (
        <Tag tone="grey" small>
          {t('closed')}
        </Tag>
      )}
      {item.dutyCount > 0 && (
        <small className="figures" title={t('duties', { n: item.dutyCount })}>
          {item.dutyCount}
        </small>
      )}
    </span>
  );
}
