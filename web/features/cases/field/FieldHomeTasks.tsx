import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { OldNote } from '../../../offline/OldNote.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { TaskRow } from './TaskRow.tsx';
import { usePending } from './use-pending.ts';
import { useTaskCounts, useTaskList, useTasksOnPhone } from './use-task-list.ts';
import './field.css';

const mostUrgent = 3;

interface FieldHomeTasksProps {
  readonly name: string;
  /** Between the counts and the matters: the way to report. */
  readonly children: ReactNode;
}

/** What waits for this person: three counts that open their lists, and the most urgent matters. */
export function FieldHomeTasks({ name, children }: FieldHomeTasksProps) {
  const t = useWords('field');
  const pending = usePending();
  const counts = useTaskCounts().data?.answer;
  const list = useTaskList('mine');
  const items = list.data?.answer.items;
  useTasksOnPhone(items);
  const late = items?.filter(({ mood }) => mood === 'late').length;
  return (
    <>
      <MobileCard title={t('home.hello', { name })}>
        <div className="field-counts">
          <Link to={'/tasks' as never} search={{ tab: 'mine' } as never}>
            <b>{counts?.tabs.mine ?? '–'}</b>
            {t('home.mine')}
          </Link>
          <Link to={'/tasks' as never} search={{ tab: 'handling' } as never}>
            <b>{counts?.tabs.handling ?? '–'}</b>
            {t('home.handling')}
          </Link>
          <Link
            to={'/tasks' as never}
            search={{ tab: 'mine', clock: 'late' } as never}
            className={late ? 'field-red' : ''}
          >
            <b>{late ?? '–'}</b>
            {t('home.late')}
          </Link>
        </div>
      </MobileCard>
      {children}
      <MobileCard title={t('home.mine')} aside={t('home.mineHint')}>
        <OldNote kept={list.data} />
        {list.error && <ErrorBlock error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Loading lines={5} />}
        {items?.length === 0 && <Empty title={t('home.noTasks')} />}
        {items && items.length > 0 && (
          <ul className="field-lines">
            {items.slice(0, mostUrgent).map((item) => (
              <TaskRow key={item.ref} item={item} pending={pending.get(item.ref)?.about.deed} />
            ))}
          </ul>
        )}
        {items && items.length > mostUrgent && (
          <Link to={'/tasks' as never} className="field-link">
            {t('tasks.all', { n: items.length })}
          </Link>
        )}
      </MobileCard>
    </>
  );
}
