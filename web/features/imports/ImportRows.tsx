import type { ReactNode } from 'react';
import type { ImportDetail } from '../../../contract/imports.ts';
import { useWords } from '../../kit/i18n.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { CountTabs } from '../../ui/desk/CountTabs.tsx';
import { ConflictList } from './ConflictList.tsx';
import { HeldTable } from './HeldTable.tsx';
import { NoteTable } from './NoteTable.tsx';
import { PeopleTable } from './PeopleTable.tsx';

type Tab = 'created' | 'updated' | 'held' | 'conflict' | 'doubt' | 'duplicate' | 'ignored' | 'kept';

/** What each tab counts. A try has made nobody, so it lists no people. */
function tabsOf({ state, counts, listed, isDryRun }: ImportDetail): readonly (readonly [Tab, number])[] {
  if (state === 'undone') return [['kept', listed.kept.all]];
  const people: readonly (readonly [Tab, number])[] = isDryRun
    ? []
    : [
        ['created', counts?.people.created ?? 0],
        ['updated', counts?.people.updated ?? 0],
      ];
  return [
    ...people,
    ['held', isDryRun ? listed.held.all : listed.held.open],
    ['conflict', isDryRun ? listed.conflict.all : listed.conflict.open],
    ['doubt', listed.doubt.all],
    ['duplicate', listed.duplicate.all],
    ['ignored', listed.ignored.all + listed.injected.all + listed.refused.all],
  ];
}

const asks: ReadonlySet<Tab> = new Set(['held', 'conflict']);

/** The lists behind the figures of an import; which one is shown stands in the address. */
export function ImportRows({ item, actions }: { readonly item: ImportDetail; readonly actions?: ReactNode }) {
  const t = useWords('imports');
  const [filters, change] = useFilters(['tab']);
  const tabs = tabsOf(item);
  const keys = tabs.map(([key]) => key);
  const waiting = tabs.find(([key, count]) => asks.has(key) && count > 0)?.[0];
  if (item.state === 'undone' && item.listed.kept.all === 0) return null;
  const tab = keys.find((key) => key === filters.tab) ?? waiting ?? keys[0] ?? 'held';
  return (
    <section className="imports-rows" aria-label={t('result.title')}>
      <header>
        <h2>{t('result.title')}</h2>
        {actions && <div>{actions}</div>}
      </header>
      <div className="ll-list-card">
        <CountTabs
          label={t('result.title')}
          rows={[
            tabs.map(([key, count]) => ({
              key,
              label: t(`result.${key}`),
              count,
              tone: asks.has(key) && count > 0 ? ('near' as const) : undefined,
            })),
          ]}
          value={[tab]}
          onChange={(_, key) => key && change({ tab: key })}
        />
        <List key={`${tab} ${item.state}`} tab={tab} item={item} />
      </div>
    </section>
  );
}

function List({ tab, item }: { readonly tab: Tab; readonly item: ImportDetail }) {
  const mayAct = item.state === 'done';
  switch (tab) {
    case 'created':
    case 'updated':
      return <PeopleTable importRef={item.ref} what={tab} />;
    case 'held':
      return <HeldTable importRef={item.ref} mayAct={mayAct} />;
    case 'conflict':
      return <ConflictList item={item} mayAct={mayAct} />;
    case 'ignored':
      return <NoteTable importRef={item.ref} kinds={['ignored', 'injected', 'refused']} />;
    default:
      return <NoteTable importRef={item.ref} kinds={[tab]} />;
  }
}
