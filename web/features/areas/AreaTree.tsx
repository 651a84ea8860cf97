import { useQueries } from '@tanstack/react-query';
import { AutoComplete, Input, Tree } from 'antd';
import { type Key, useEffect, useState } from 'react';
import type { AreaRow } from '../../../contract/areas.ts';
import { areaKinds } from '../../../domain/registry/area-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { apiQuery, useApi } from '../../kit/use-api.ts';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import './area-tree.css';

interface AreaTreeProps {
  readonly chosen: number | undefined;
  /** The way down to the chosen one: it is opened. */
  readonly path: readonly number[];
  /** Another day than today. */
  readonly on: string | undefined;
  readonly onChoose: (id: number) => void;
}

interface TreeNode {
  readonly key: number;
  readonly title: React.ReactNode;
  readonly isLeaf: boolean;
  readonly children?: TreeNode[];
}

function useLevels(open: readonly number[], on: string | undefined) {
  const answers = useQueries({
    queries: open.map((parent) => apiQuery('GET /areas/tree', { query: { parent, ...(on ? { on } : {}) } })),
  });
  return new Map(open.map((parent, at) => [parent, answers[at]?.data]));
}

/** The tree of areas, opened level by level, with a search over all of it. */
export function AreaTree({ chosen, path, on, onChoose }: AreaTreeProps) {
  const t = useWords('areas');
  const roots = useApi('GET /areas/tree', { query: on ? { on } : {} });
  const [open, setOpen] = useState<readonly number[]>([]);
  const pathKey = path.join();
  useEffect(() => {
    const steps = pathKey === '' ? [] : pathKey.split(',').map(Number);
    setOpen((before) => [...new Set([...before, ...steps])]);
  }, [pathKey]);
  const firstRoot = roots.data?.items.length === 1 ? roots.data.items[0]?.id : undefined;
  useEffect(() => {
    if (firstRoot !== undefined) setOpen((before) => [...new Set([...before, firstRoot])]);
  }, [firstRoot]);
  const levels = useLevels(open, on);
  const nodeOf = (row: AreaRow): TreeNode => {
    const level = levels.get(row.id);
    return {
      key: row.id,
      title: <NodeTitle row={row} />,
      isLeaf: row.childCount === 0,
      ...(level ? { children: level.items.map(nodeOf) } : {}),
    };
  };
  if (roots.error) return <ErrorBlock error={roots.error} onRetry={() => void roots.refetch()} />;
  if (!roots.data) return <Loading lines={6} />;
  const isCut = [...levels.values()].find((level) => level?.isCut);
  return (
    <div className="areas-tree">
      <AreaSearch onChoose={onChoose} />
      {roots.data.items.length === 0 ? (
        <Empty title={t('nothing')} hint={t('nothingHint')} />
      ) : (
        <div className="areas-tree-scroll">
          <Tree
            aria-label={t('tree')}
            blockNode
            treeData={roots.data.items.map(nodeOf) as never}
            expandedKeys={[...open]}
            selectedKeys={chosen === undefined ? [] : [chosen]}
            onExpand={(keys: Key[]) => setOpen(keys.map(Number))}
            onSelect={(_, { node }) => onChoose(Number(node.key))}
            loadData={() => Promise.resolve()}
          />
        </div>
      )}
      {isCut && <p className="areas-tree-cut">{t('cut', { n: isCut.items.length })}</p>}
    </div>
  );
}

function NodeTitle({ row }: { readonly row: AreaRow }) {
  const t = useWords('areas');
  return (
    <span className="areas-node">
      <span>{row.name}</span>
      {row.isPseudo && (
        <Tag tone="grey" small>
          {t('pseudo')}
        </Tag>
      )}
      {row.childCount > 0 && (
        <small className="figures" title={t('childCount', { n: row.childCount })}>
          {row.childCount}
        </small>
      )}
    </span>
  );
}

/** Finds an area anywhere by name or code; the way to it tells those of the same name apart. */
export function AreaSearch({ onChoose }: { readonly onChoose: (id: number) => void }) {
  const t = useWords('areas');
  const pick = usePick();
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words.trim()), 250);
    return () => clearTimeout(timer);
  }, [words]);
  const found = useApi('POST /areas/search', { query: { q: asked || '-', limit: 20 } });
  const items = asked === '' ? [] : (found.data?.items ?? []);
  return (
    <AutoComplete
      className="areas-search"
      value={words}
      popupMatchSelectWidth={340}
      options={items.map((item) => ({
        value: String(item.id),
        label: (
          <span className="ll-two-lines">
            <b>
              {item.name} <small className="areas-search-kind">{pick(areaKinds[item.kind].label)}</small>
            </b>
            <small>
              {item.path
                .slice(0, -1)
                .map((step) => step.name)
                .join(' / ') || item.code}
            </small>
          </span>
        ),
      }))}
      notFoundContent={asked !== '' && found.data ? t('noMatch') : null}
      onSearch={setWords}
      onSelect={(id: string) => {
        setWords('');
        onChoose(Number(id));
      }}
    >
      <Input.Search aria-label={t('search')} placeholder={t('search')} allowClear />
    </AutoComplete>
  );
}
