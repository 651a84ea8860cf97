import { ArrowDownIcon } from '@phosphor-icons/react/dist/csr/ArrowDown';
import { ArrowUpIcon } from '@phosphor-icons/react/dist/csr/ArrowUp';
import { CaretLeftIcon } from '@phosphor-icons/react/dist/csr/CaretLeft';
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { Empty, ErrorBlock } from '../show/StateBlocks.tsx';
import { useScrollFocus } from './use-scroll-focus.ts';
import './page-table.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Px; a column without width takes the rest. */
  readonly width?: number;
  readonly align?: 'right';
  readonly sortable?: boolean;
  readonly render: (row: Row) => ReactNode;
}

export interface Sort {
  readonly key: string;
  readonly direction: 'up' | 'down';
}

export interface Pager {
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  /** 共 53 件，本页 10 件 */
  readonly words?: string;
}

interface PageTableProps<Row> {
  /** What the table holds, for those who do not see it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly selected?: string | undefined;
  /** A row was pressed or chosen with Enter. */
  readonly onOpen?: (row: Row) => void;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  readonly empty?: ReactNode;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  readonly pager?: Pager;
  /** Rows chosen by tick box for a deed on many. */
  readonly picked?: ReadonlySet<string>;
  readonly onPick?: (picked: ReadonlySet<string>) => void;
}

/** A keyset-paged list: rows of 55 px in two lines, up/down and Enter by keyboard, with its own waiting, empty and error states. */
export function PageTable<Row>(props: PageTableProps<Row>) {
  const { label, columns, rows, error, onRetry, empty, pager } = props;
  const t = useWords('common');
  const isWaiting = rows === undefined && error === undefined;
  return (
    <div className="ll-table">
      <div ref={useScrollFocus<HTMLDivElement>()} className="ll-table-scroll">
        <table
          role={rows && rows.length > 0 && props.onOpen ? 'grid' : undefined}
          aria-label={label}
          aria-busy={isWaiting}
        >
          <Head {...props} />
          {rows !== undefined && error === undefined && <Body {...props} rows={rows} />}
          {isWaiting && <Waiting keys={[...(props.picked ? ['tick'] : []), ...columns.map(({ key }) => key)]} />}
        </table>
        {error !== undefined && <ErrorBlock error={error} {...(onRetry ? { onRetry } : {})} />}
        {rows?.length === 0 && error === undefined && (empty ?? <Empty title={t('state.empty')} />)}
      </div>
      {pager && <PagerRow pager={pager} />}
    </div>
  );
}

function Head<Row>({ columns, rows, rowKey, sort, onSort, picked, onPick }: PageTableProps<Row>) {
  const t = useWords('common');
  const keys = rows?.map(rowKey) ?? [];
  const isAll = keys.length > 0 && keys.every((key) => picked?.has(key));
  return (
    <thead>
      <tr>
        {picked && (
          <th className="ll-table-tick" scope="col">
            <input
              type="checkbox"
              aria-label={t('table.pickAll')}
              checked={isAll}
              disabled={keys.length === 0}
              onChange={() => onPick?.(new Set(isAll ? [] : keys))}
            />
          </th>
        )}
        {columns.map((column) => (
          <ColumnHead key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

interface ColumnHeadProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
}

function ColumnHead<Row>({ column, sort, onSort }: ColumnHeadProps<Row>) {
  const sorted = sort?.key === column.key ? sort.direction : undefined;
  const width = column.width === undefined ? {} : { style: { width: column.width } };
  const ariaSort = { up: 'ascending', down: 'descending' } as const;
  return (
    <th scope="col" {...width} align={column.align} aria-sort={sorted ? ariaSort[sorted] : undefined}>
      {column.sortable ? (
        <button
          type="button"
          className="ll-table-sort"
          onClick={() => onSort?.({ key: column.key, direction: sorted === 'up' ? 'down' : 'up' })}
        >
          {column.title}
          {sorted === 'down' ? (
            <ArrowDownIcon size={13} aria-hidden />
          ) : (
            <ArrowUpIcon size={13} aria-hidden opacity={sorted ? 1 : 0.35} />
          )}
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

/** Where the keyboard goes from a row; undefined for keys that do not move. */
function rowAfter(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function Body<Row>(props: PageTableProps<Row> & { readonly rows: readonly Row[] }) {
  const { columns, rows, rowKey, selected, onOpen, picked, onPick } = props;
  const t = useWords('common');
  const body = useRef<HTMLTableSectionElement>(null);
  const [focused, setFocused] = useState(0);
  const selectedAt = rows.findIndex((row) => rowKey(row) === selected);
  const stop = selectedAt >= 0 ? selectedAt : Math.min(focused, rows.length - 1);

  const onKey = (event: KeyboardEvent, at: number) => {
    if (event.target !== event.currentTarget) return;
    const next = rowAfter(event.key, at, rows.length);
    if (next !== undefined) {
      event.preventDefault();
      setFocused(next);
      body.current?.rows[next]?.focus();
    } else if (picked && event.key.toLowerCase() === 'x' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      toggle(at, event.shiftKey);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const row = rows[at];
      if (row !== undefined) onOpen?.(row);
    }
  };
  const lastPicked = useRef<number>(undefined);
  /** Ticks or unticks a row; with Shift every row from the one ticked before to this one. */
  const toggle = (at: number, isRange: boolean) => {
    const from = isRange ? (lastPicked.current ?? at) : at;
    const row = rows[at];
    if (row === undefined) return;
    const isOn = !picked?.has(rowKey(row));
    const next = new Set(picked);
    for (const one of rows.slice(Math.min(from, at), Math.max(from, at) + 1))
      if (isOn) next.add(rowKey(one));
      else next.delete(rowKey(one));
    lastPicked.current = at;
    onPick?.(next);
  };
  return (
    <tbody ref={body}>
      {rows.map((row, at) => {
        const key = rowKey(row);
        const choosing = onOpen
          ? {
              tabIndex: at === stop ? 0 : -1,
              'aria-selected': key === selected,
              onFocus: () => setFocused(at),
              onKeyDown: (event: KeyboardEvent) => onKey(event, at),
              // A press that ends a selection of text is not a choice of the row.
              onClick: () => !getSelection()?.toString() && onOpen(row),
            }
          : {};
        return (
          <tr key={key} className={key === selected ? 'll-table-selected' : undefined} {...choosing}>
            {picked && (
              <td className="ll-table-tick">
                <input
                  type="checkbox"
                  aria-label={t('table.pick')}
                  checked={picked.has(key)}
                  // One stop for the keyboard: the row that may be reached by Tab, and its box after it.
                  tabIndex={!onOpen || at === stop ? 0 : -1}
                  onClick={(event: MouseEvent) => {
                    event.stopPropagation();
                    toggle(at, event.shiftKey);
                  }}
                  // The press above knows of Shift; a change without one does not happen.
                  onChange={() => undefined}
                />
              </td>
            )}
            {columns.map((column) => (
              <td key={column.key} align={column.align}>
                {column.render(row)}
              </td>
            ))}
          </tr>
        );
      })}
    </tbody>
  );
}

function Waiting({ keys }: { readonly keys: readonly string[] }) {
  const t = useWords('common');
  return (
    <tbody>
      {[80, 60, 70, 50, 66, 58].map((width) => (
        <tr key={width}>
          {keys.map((key, at) => (
            <td key={key}>
              <i className="ll-table-waiting" style={{ width: `${width}%` }} />
              {width === 80 && at === 0 && (
                <span className="visually-hidden" role="status">
                  {t('state.loading')}
                </span>
              )}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function PagerRow({ pager }: { readonly pager: Pager }) {
  const t = useWords('common');
  return (
    <div className="ll-table-pager">
      <span aria-live="polite">{pager.words}</span>
      <button type="button" disabled={!pager.hasPrevious} onClick={pager.onPrevious}>
        <CaretLeftIcon size={14} aria-hidden />
        {t('pager.previous')}
      </button>
      <button type="button" disabled={!pager.hasNext} onClick={pager.onNext}>
        {t('pager.next')}
        <CaretRightIcon size={14} aria-hidden />
      </button>
    </div>
  );
}

interface TwoLinesProps {
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  /** A word before the title: 紧急. */
  readonly mark?: ReactNode;
}

/** The first cell of a row: what it is, then number and address small. */
export function TwoLines({ title, sub, mark }: TwoLinesProps) {
  return (
    <div className="ll-two-lines">
      <b>
        {mark}
        {title}
      </b>
      {sub && <small>{sub}</small>}
    </div>
  );
}
