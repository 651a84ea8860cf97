import { useMemo, useState } from 'react';
import type { CaseItem, CaseTab } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useFilters } from '../../../kit/use-filters.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { OldNote } from '../../../offline/OldNote.tsx';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { ReasonChips } from '../../../ui/show/ReasonChips.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { TaskRow } from './TaskRow.tsx';
import { usePending } from './use-pending.ts';
import { useTaskCounts, useTaskList, useTasksOnPhone } from './use-task-list.ts';
import './field.css';

const tabs = ['mine', 'handling', 'checking', 'closed'] as const satisfies readonly CaseTab[];
type Tab = (typeof tabs)[number];

const isTab = (word: string | undefined): word is Tab => tabs.some((tab) => tab === word);
const shownAtFirst = 30;

/** Matters for the phone: by state, and what waits for me by the step it waits at. */
export function TasksPage() {
  const t = useWords('field');
  const isReached = useReach();
  const [filters, setFilters] = useFilters(['tab', 'stage', 'clock']);
  const tab: Tab = isTab(filters.tab) ? filters.tab : 'mine';
  const isLate = filters.clock === 'late';
  const list = useTaskList(tab, isLate ? 'late' : undefined);
  const items = list.data?.answer.items;
  const mine = tab === 'mine' ? items : undefined;
  useTasksOnPhone(mine);
  const shown = items?.filter(({ stage }) => !filters.stage || stage === filters.stage);
  return (
    <MobileShell look="work" title={t('page.tasks')} tabs="surface" {...(isReached ? {} : { banner: <FieldBanner /> })}>
      <Tabs value={tab} onChange={(next) => setFilters({ tab: next, stage: undefined, clock: undefined })} />
      {items && items.length > 0 && (
        <Stages items={items} value={filters.stage} onChange={(stage) => setFilters({ stage })} />
      )}
      <OldNote kept={list.data} />
      <MobileCard>
        {list.error && <ErrorBlock error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Loading lines={8} />}
        {shown && <Rows key={`${tab}${filters.stage ?? ''}`} items={shown} />}
        {shown?.length === 0 && tab === 'mine' && <Empty title={t('tasks.empty')} hint={t('tasks.emptyHint')} />}
        {shown?.length === 0 && tab !== 'mine' && <Empty title={t('tasks.emptyTab')} />}
      </MobileCard>
    </MobileShell>
  );
}

function Rows({ items }: { readonly items: readonly CaseItem[] }) {
  const t = useWords('field');
  const pending = usePending();
  const [count, setCount] = useState(shownAtFirst);
  return (
    <>
      <ul className="field-lines">
        {items.slice(0, count).map((item) => (
          <TaskRow key={item.ref} item={item} pending={pending.get(item.ref)?.about.deed} />
        ))}
      </ul>
      {items.length > count && (
        <button type="button" className="field-link" onClick={() => setCount(count + shownAtFirst)}>
          {t('tasks.more')}
        </button>
      )}
    </>
  );
}

function Tabs({ value, onChange }: { readonly value: Tab; readonly onChange: (tab: Tab) => void }) {
  const t = useWords('field');
  const cases = useWords('cases');
  const counts = useTaskCounts().data?.answer;
  return (
    <MobileCard>
      <fieldset className="field-tabs" aria-label={t('tasks.counts')}>
        {tabs.map((tab) => (
          <button key={tab} type="button" aria-pressed={tab === value} onClick={() => onChange(tab)}>
            <b>{counts?.tabs[tab] ?? '–'}</b>
            {cases(`tab.${tab}`)}
          </button>
        ))}
      </fieldset>
    </MobileCard>
  );
}

interface StagesProps {
  readonly items: readonly CaseItem[];
  readonly value: string | undefined;
  readonly onChange: (stage: string | undefined) => void;
}

/** The steps the matters of a list wait at, counted: 待签收 2, 处置中 5. */
function Stages({ items, value, onChange }: StagesProps) {
  const t = useWords('field');
  const pick = usePick();
  const stages = useMemo(() => [...Map.groupBy(items, ({ stage }) => stage)], [items]);
  if (stages.length < 2 && !value) return null;
  return (
    <div className="field-stages">
      <ReasonChips
        label={t('tasks.stages')}
        isLabelHidden
        text="none"
        reasons={[
          { code: '', label: t('tasks.all', { n: items.length }) },
          ...stages.map(([stage, of]) => ({
            code: stage,
            label: t('tasks.one', { stage: of[0] ? pick(of[0].stageLabel) : '', n: of.length }),
          })),
        ]}
        value={{ code: value ?? '' }}
        onChange={({ code }) => onChange(code || undefined)}
      />
    </div>
  );
}
