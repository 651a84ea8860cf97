import { useBlocker } from '@tanstack/react-router';
import { Alert, App, Button, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import type { CategoryDetail } from '../../../contract/catalogue.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { AddCategoryDialog } from './AddCategoryDialog.tsx';
import { CategoryIcon } from './CategoryIcon.card.tsx';
import type { DraftPart, OwnRule } from './category-draft.ts';
import { DutiesPart } from './DutiesPart.tsx';
import { EditingProvider, useEditing } from './EditorPart.tsx';
import { FormPart } from './FormPart.tsx';
import { LimitsPart } from './LimitsPart.tsx';
import { MorePart } from './MorePart.tsx';
import { ReasonsPart } from './ReasonsPart.tsx';
import { RepliesPart } from './RepliesPart.tsx';
import { useCategoryDraft } from './use-category-draft.ts';

const tabs = ['limits', 'duties', 'form', 'reasons', 'replies', 'more'] as const;
export type EditorTab = (typeof tabs)[number];

interface CategoryEditorProps {
  readonly detail: CategoryDetail;
  readonly tab: EditorTab;
  readonly onTab: (tab: EditorTab) => void;
  readonly onChoose: (id: number) => void;
}

/** Everything about one category, part by part; nothing holds until it is saved as a new version. */
export function CategoryEditor({ detail, tab, onTab, onChoose }: CategoryEditorProps) {
  const t = useWords('catalogue');
  const held = useCategoryDraft(detail);
  const { draft, setDraft } = held;
  const setRule = (rule: OwnRule) => setDraft({ ...draft, rule });
  const parts: Readonly<Record<EditorTab, ReactNode>> = {
    limits: <LimitsPart />,
    duties: <DutiesPart detail={detail} />,
    form: <FormPart />,
    reasons: <ReasonsPart />,
    replies: <RepliesPart />,
    more: <MorePart name={draft.name} onName={(name) => setDraft({ ...draft, name })} />,
  };
  return (
    <EditingProvider value={{ detail, rule: draft.rule, setRule, mayChange: detail.mayChange, faults: held.faults }}>
      <article className="cat-editor">
        <EditorHead detail={detail} onChoose={onChoose} />
        <Tabs
          className="cat-tabs"
          activeKey={tab}
          onChange={(key) => onTab(key as EditorTab)}
          items={tabs.map((key) => ({
            key,
            label: t(`tab.${key}`),
            children: <div className="cat-body">{key === tab && parts[key]}</div>,
          }))}
        />
        <SaveBar held={held} />
      </article>
      <LeaveGuard isDirty={held.isDirty} />
    </EditingProvider>
  );
}

function EditorHead({ detail, onChoose }: Pick<CategoryEditorProps, 'detail' | 'onChoose'>) {
  const t = useWords('catalogue');
  const pick = usePick();
  const { message } = App.useApp();
  const [dialog, setDialog] = useState<'add' | 'close'>();
  const close = useSend('catalogue.closeCategory');
  const open = useSend('catalogue.openCategory');
  const { id, version: basedOn, path } = detail;
  const above = path
    .slice(0, -1)
    .map((step) => pick(step.name))
    .join(' / ');
  return (
    <header className="cat-head">
      <CategoryIcon name={detail.icon} size={26} />
      <div>
        <p>
          {above || t('classOf')} <span className="figures">{detail.code}</span>
        </p>
        <h2>{pick(detail.name)}</h2>
      </div>
      {!detail.isOpen && <Tag tone="grey">{t('closed')}</Tag>}
      <span className="cat-version">{t('version', { n: detail.version })}</span>
      {detail.mayChange && (
        <div className="cat-head-acts">
          {path.length < 3 && detail.isOpen && <Button onClick={() => setDialog('add')}>{t('addSub')}</Button>}
          {detail.isOpen ? (
            <Button onClick={() => setDialog('close')}>{t('close')}</Button>
          ) : (
            <Button
              loading={open.isPending}
              onClick={() => open.mutate({ id, basedOn }, { onSuccess: () => void message.success(t('openedNow')) })}
            >
              {t('open')}
            </Button>
          )}
        </div>
      )}
      <ConfirmDialog
        open={dialog === 'close'}
        title={t('closeAsk', { name: pick(detail.name) })}
        confirmLabel={t('close')}
        isDanger
        isBusy={close.isPending}
        error={close.error}
        onConfirm={() =>
          close.mutate(
            { id, basedOn },
            {
              onSuccess: () => {
                setDialog(undefined);
                void message.success(t('closedNow'));
              },
            },
          )
        }
        onCancel={() => {
          setDialog(undefined);
          close.reset();
        }}
      >
        {t('closeWhat')}
      </ConfirmDialog>
      {dialog === 'add' && (
        <AddCategoryDialog parent={detail} onChoose={onChoose} onDone={() => setDialog(undefined)} />
      )}
    </header>
  );
}

function SaveBar({ held }: { readonly held: ReturnType<typeof useCategoryDraft> }) {
  const t = useWords('catalogue');
  const { message } = App.useApp();
  const sayPart = (part: DraftPart) => t(`part.${part}`);
  if (!held.isDirty) return null;
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
      {(held.error || held.faults.length > 0) && <SaveError error={held.error} />}
      <div>
        <span aria-live="polite">{t('save.changed', { parts: held.changed.map(sayPart).join(' · ') })}</span>
        <Button onClick={held.renew}>{t('save.drop')}</Button>
        <Button
          type="primary"
          loading={held.isSaving}
          disabled={held.isStale}
          onClick={() => held.save((n) => void message.success(t('save.saved', { n })))}
        >
          {t('save.save')}
        </Button>
      </div>
    </footer>
  );
}

/** Why it was not saved, each fault by the part it lies in. */
function SaveError({ error }: { readonly error: unknown }) {
  const t = useWords('catalogue');
  const pick = usePick();
  const sayError = useErrorWords();
  const { faults, detail } = useEditing();
  const { typeLimits } = detail;
  const title = error ? sayError(error).title : t('save.check');
  const sayPlace = (path: string): string => {
    const [part = '', key = ''] = path.split('.');
    const limit = typeLimits.find((one) => one.key === key);
    const place = limit ? pick(limit.label) : /^\d+$/.test(key) ? t('save.nth', { n: Number(key) + 1 }) : '';
    return [t(`part.${part as DraftPart}`), place].filter((word) => word !== '').join(' · ');
  };
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      description={
        faults.length > 0 && (
          <ul>
            {faults.map(({ path, text }) => (
              <li key={path}>
                {sayPlace(path)}: {pick(text)}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}

/** Going elsewhere with unsaved changes asks first; another tab of the same category is no elsewhere. */
function LeaveGuard({ isDirty }: { readonly isDirty: boolean }) {
  const t = useWords('catalogue');
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => {
      const categoryOf = (search: unknown) => (search as { category?: string }).category;
      return isDirty && (current.pathname !== next.pathname || categoryOf(current.search) !== categoryOf(next.search));
    },
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <ConfirmDialog
      open
      title={t('save.leave')}
      confirmLabel={t('save.drop')}
      isDanger
      onConfirm={blocker.proceed}
      onCancel={blocker.reset}
    />
  );
}
