import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { useBlocker } from '@tanstack/react-router';
import { Alert, App, Button, TreeSelect } from 'antd';
import { useEffect, useState } from 'react';
import type { RuleList as RuleListView } from '../../../contract/catalogue.ts';
import { useWords } from '../../kit/i18n.ts';
import { newId } from '../../kit/new-id.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { ListCard, PageTitle, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { RoutePreview } from './RoutePreview.tsx';
import { RuleEditor } from './RuleEditor.tsx';
import { RuleList } from './RuleList.tsx';
import { areaNodes, firstArea } from './routing-areas.ts';
import { blankRule, countChanges, needOf, type RuleItem, toSend, withRule } from './routing-draft.ts';
import './catalogue.css';
import './routing.css';

/** Routing rules of an area in their order, with a try-out beside them. */
export function RoutingPage() {
  const t = useWords('catalogue');
  const [{ area }, change] = useFilters(['area']);
  const { data, error, refetch } = useApi('GET /catalogue/routing-areas');
  const chosen = area === undefined ? firstArea(data?.items ?? [])?.id : Number(area);
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  const chooser = data && (
    <TreeSelect
      aria-label={t('routing.area')}
      className="cat-area"
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandedKeys={chosen === undefined ? [] : [chosen]}
      popupMatchSelectWidth={320}
      treeData={areaNodes(data.items) as never}
      {...(chosen === undefined ? {} : { value: chosen })}
      onChange={(id: number) => change({ area: String(id) })}
    />
  );
  if (chosen === undefined) return <Loading lines={6} />;
  return <RulesOf key={chosen} areaId={chosen} chooser={chooser} />;
}

function RulesOf({ areaId, chooser }: { readonly areaId: number; readonly chooser: React.ReactNode }) {
  const { data, error, refetch } = useApi('GET /catalogue/routing-rules', { query: { areaId } });
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={6} />;
  return <RulesEditor view={data} chooser={chooser} />;
}

interface RulesEditorProps {
  readonly view: RuleListView;
  readonly chooser: React.ReactNode;
}

/** The edited list until it is saved; what others save meanwhile comes in by itself while nothing is edited here. */
function useRuleDraft(view: RuleListView) {
  const [base, setBase] = useState(view);
  const [rules, setRules] = useState<readonly RuleItem[]>(view.items);
  const [savedStamp, setSavedStamp] = useState<string>();
  const send = useSend('catalogue.setRules', [
    'GET /catalogue/routing-rules',
    'GET /catalogue/routing-areas',
    'GET /catalogue/route-preview',
  ]);
  const changes = countChanges(base.items, rules);
  const renew = () => {
    setBase(view);
    setRules(view.items);
    send.reset();
  };
  const isNews = view !== base && (changes === 0 || view.stamp === savedStamp);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what comes in is taken once, when it comes
  useEffect(() => {
    if (isNews) renew();
  }, [isNews, view]);
  const save = (onSaved: () => void) =>
    send.mutate(
      { areaId: base.area.id, basedOn: base.stamp, rules: toSend(rules) as never },
      {
        onSuccess: ({ stamp }) => {
          setSavedStamp(stamp);
          onSaved();
        },
      },
    );
  const isStale = changes > 0 && view.stamp !== base.stamp && view.stamp !== savedStamp;
  return { rules, setRules, changes, isStale, renew, save, error: send.error, isSaving: send.isPending };
}

function RulesEditor({ view, chooser }: RulesEditorProps) {
  const t = useWords('catalogue');
  const categories = useApi('GET /catalogue').data?.items ?? [];
  const held = useRuleDraft(view);
  const { rules, setRules } = held;
  const [openId, setOpenId] = useState<string>();
  const open = rules.find((rule) => rule.id === openId);
  const { area, mayChange } = view;
  const add = () => {
    const rule = blankRule(newId(), '');
    setRules(withRule(rules, rule));
    setOpenId(rule.id);
  };
  return (
    <SplitPage
      detailLabel={open ? t('routing.edit') : t('routing.preview.title')}
      onCloseDetail={() => setOpenId(undefined)}
      detail={
        open && mayChange ? (
          <RuleEditor
            key={open.id}
            rule={open}
            area={area}
            categories={categories}
            onChange={(rule) => setRules(withRule(rules, rule))}
            onRemove={() => {
              setRules(rules.filter((rule) => rule.id !== open.id));
              setOpenId(undefined);
            }}
            onClose={() => setOpenId(undefined)}
          />
        ) : (
          <RoutePreview area={area} />
        )
      }
    >
      <PageTitle
        title={t('routing.title')}
        sub={t('routing.sub')}
        actions={
          mayChange && (
            <Button type="primary" icon={<PlusIcon size={16} />} onClick={add}>
              {t('routing.add')}
            </Button>
          )
        }
      />
      <ListCard>
        <div className="cat-rules-head">
          {chooser}
          <span>{t('routing.orderHint')}</span>
        </div>
        <div className="cat-rules-scroll">
          {rules.length === 0 ? (
            <Empty title={t('routing.empty', { area: area.name })} hint={t('routing.emptyHint')} />
          ) : (
            <RuleList
              label={t('routing.list', { area: area.name })}
              rules={rules}
              chosen={openId}
              mayChange={mayChange}
              onChange={setRules}
              onChoose={(id) => setOpenId(id === openId ? undefined : id)}
            />
          )}
        </div>
        <RulesSaveBar held={held} />
      </ListCard>
      <RulesLeaveGuard isDirty={held.changes > 0} />
    </SplitPage>
  );
}

function RulesSaveBar({ held }: { readonly held: ReturnType<typeof useRuleDraft> }) {
  const t = useWords('catalogue');
  const { message } = App.useApp();
  const sayError = useErrorWords();
  if (held.changes === 0) return null;
  const need = held.rules.map(needOf).find((one) => one !== undefined);
  return (
    <footer className="cat-save">
      {held.isStale && (
        <Alert
          type="warning"
          showIcon
          title={t('save.stale')}
          action={
            <Button size="small" onClick={held.renew}>
              {t('save.reload')}
            </Button>
          }
        />
      )}
      {held.error && <Alert type="error" showIcon title={sayError(held.error).title} />}
      <div>
        <span aria-live="polite">{need ? t(`routing.need.${need}`) : t('routing.unsaved', { n: held.changes })}</span>
        <Button onClick={held.renew}>{t('routing.drop')}</Button>
        <Button
          type="primary"
          loading={held.isSaving}
          disabled={held.isStale || need !== undefined}
          onClick={() => held.save(() => void message.success(t('routing.saved')))}
        >
          {t('routing.save')}
        </Button>
      </div>
    </footer>
  );
}

function RulesLeaveGuard({ isDirty }: { readonly isDirty: boolean }) {
  const t = useWords('catalogue');
  const blocker = useBlocker({ shouldBlockFn: () => isDirty, enableBeforeUnload: isDirty, withResolver: true });
  if (blocker.status !== 'blocked') return null;
  return (
    <ConfirmDialog
      open
      title={t('save.leave')}
      confirmLabel={t('routing.drop')}
      isDanger
      onConfirm={blocker.proceed}
      onCancel={blocker.reset}
    />
  );
}
