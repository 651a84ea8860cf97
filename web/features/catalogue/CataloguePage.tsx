import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { useGo } from '../../kit/use-go.ts';
import { PageTitle } from '../../ui/desk/SplitPage.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { AddCategoryDialog } from './AddCategoryDialog.tsx';
import { CategoryEditor, type EditorTab } from './CategoryEditor.tsx';
import { CategoryTree } from './CategoryTree.tsx';
import './catalogue.css';

/** The duty list: the tree of categories at the left, the page of the chosen one beside it. */
export function CataloguePage() {
  const t = useWords('catalogue');
  const go = useGo();
  const [{ category, tab }, change] = useFilters(['category', 'tab']);
  const [isAdding, setIsAdding] = useState(false);
  const { data, error, refetch } = useApi('GET /catalogue');
  const chosen = category === undefined ? undefined : Number(category);
  const choose = (id: number) => change({ category: String(id) });
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  const classes = data?.items.filter((item) => item.parentId === null).length ?? 0;
  return (
    <div className="cat-page">
      <PageTitle
        title={t('title')}
        sub={data && t('sub', { classes, subs: data.items.length - classes })}
        actions={
          data?.mayManage && (
            <>
              <Button onClick={() => go('/catalogue/words')}>{t('words.open')}</Button>{' '}
              <Button icon={<PlusIcon size={16} />} onClick={() => setIsAdding(true)}>
                {t('add')}
              </Button>
            </>
          )
        }
      />
      {data && !data.mayManage && <Alert className="cat-note" type="info" showIcon title={t('readOnly')} />}
      <div className="cat-two">
        <section className="cat-panel" aria-label={t('tree')}>
          {data ? <CategoryTree items={data.items} chosen={chosen} onChoose={choose} /> : <Loading lines={8} />}
        </section>
        <section className="cat-panel cat-main">
          {chosen === undefined ? (
            <Empty title={t('choose')} hint={t('chooseHint')} />
          ) : (
            <Chosen
              key={chosen}
              id={chosen}
              tab={(tab as EditorTab | undefined) ?? 'limits'}
              onTab={(next) => change({ tab: next })}
              onChoose={choose}
            />
          )}
        </section>
      </div>
      {isAdding && <AddCategoryDialog onChoose={choose} onDone={() => setIsAdding(false)} />}
    </div>
  );
}

interface ChosenProps {
  readonly id: number;
  readonly tab: EditorTab;
  readonly onTab: (tab: EditorTab) => void;
  readonly onChoose: (id: number) => void;
}

function Chosen({ id, ...shown }: ChosenProps) {
  const { data, error, refetch } = useApi('GET /catalogue/:id', { params: { id } });
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  return <CategoryEditor detail={data} {...shown} />;
}
