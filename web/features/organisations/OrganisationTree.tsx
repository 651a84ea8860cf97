import { useQueries } from '@tanstack/react-query';
import { Tree } from 'antd';
import { type Key, useState } from 'react';
import type { OrganisationRow } from '../../../contract/organisations.ts';
import { organisationKinds } from '../../../domain/registry/organisation-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { apiQuery, useApi } from '../../kit/use-api.ts';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import './organisations.css';

interface OrganisationTreeProps {
  readonly areaId: number | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

interface TreeNode {
  readonly key: string;
  readonly title: React.ReactNode;
  readonly isLeaf: boolean;
  readonly children?: TreeNode[];
}

/** Organisations under each other, opened level by level. */
export function OrganisationTree({ areaId, chosen, onChoose }: OrganisationTreeProps) {
  const t = useWords('organisations');
  const pick = usePick();
  const [open, setOpen] = useState<readonly string[]>([]);
  const tops = useApi('GET /organisations/tree', { query: areaId === undefined ? {} : { areaId } });
  const answers = useQueries({
    queries: open.map((parent) => apiQuery('GET /organisations/tree', { query: { parent } })),
  });
  const levels = new Map(open.map((parent, at) => [parent, answers[at]?.data]));
  const nodeOf = (row: OrganisationRow): TreeNode => {
    const level = levels.get(row.id);
    return {
      key: row.id,
      title: (
        <span className="organisations-node">
          {row.name}
          <small>
            {pick(organisationKinds[row.kind])} · {row.area.name}
          </small>
        </span>
      ),
      isLeaf: row.childCount === 0,
      ...(level ? { children: level.items.map(nodeOf) } : {}),
    };
  };
  if (tops.error) return <ErrorBlock error={tops.error} onRetry={() => void tops.refetch()} />;
  if (!tops.data) return <Loading lines={6} />;
  if (tops.data.items.length === 0) return <Empty title={t('none')} hint={t('noneHint')} />;
  return (
    <div className="organisations-tree">
      <Tree
        aria-label={t('title')}
        blockNode
        treeData={tops.data.items.map(nodeOf) as never}
        expandedKeys={[...open]}
        selectedKeys={chosen === undefined ? [] : [chosen]}
        onExpand={(next: Key[]) => setOpen(next.map(String))}
        onSelect={(_, { node }) => onChoose(String(node.key))}
        loadData={() => Promise.resolve()}
      />
    </div>
  );
}
