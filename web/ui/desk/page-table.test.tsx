import { afterEach, expect, test, vi } from 'vitest';
import { type Drawn, draw } from '../../test/draw.tsx';
import { PageTable } from './PageTable.tsx';

interface Row {
  readonly id: string;
  readonly name: string;
}
const rows: readonly Row[] = [
  { id: 'a', name: '甲' },
  { id: 'b', name: '乙' },
  { id: 'c', name: '丙' },
];
const columns = [{ key: 'name', title: '名称', sortable: true, render: ({ name }: Row) => name }];
let drawn: Drawn;

afterEach(() => drawn.undraw());

function table(more: object = {}) {
  return <PageTable label="表" columns={columns} rows={rows} rowKey={({ id }) => id} {...more} />;
}

test('one row can be reached by Tab; arrows move, Home and End jump, Enter opens', async () => {
  const onOpen = vi.fn();
  drawn = await draw(() => table({ onOpen }));
  const line = (at: number) => drawn.box.querySelectorAll<HTMLElement>('tbody tr')[at] as HTMLElement;
  expect([...drawn.box.querySelectorAll('tbody tr')].map((row) => row.getAttribute('tabindex'))).toEqual([
    '0',
    '-1',
    '-1',
  ]);
  line(0).focus();
  await drawn.key(line(0), 'ArrowDown');
  expect(document.activeElement).toBe(line(1));
  await drawn.key(line(1), 'End');
  expect(document.activeElement).toBe(line(2));
  await drawn.key(line(2), 'ArrowDown');
  expect(document.activeElement).toBe(line(2));
  await drawn.key(line(2), 'Enter');
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(rows[2]);
  await drawn.key(line(2), 'Home');
  expect(document.activeElement).toBe(line(0));
});

test('waiting, empty and failed lists each say so, and a failed one can be tried again', async () => {
  drawn = await draw(() => table({ rows: undefined }));
  expect(drawn.find('table').getAttribute('aria-busy')).toBe('true');
  expect(drawn.box.textContent).toContain('正在加载');
  await drawn.undraw();
  drawn = await draw(() => table({ rows: [] }));
  expect(drawn.box.textContent).toContain('这里还没有内容');
  await drawn.undraw();
  const onRetry = vi.fn();
  drawn = await draw(() => table({ rows: undefined, error: new Error('x'), onRetry }));
  expect(drawn.box.textContent).not.toContain('正在加载');
  await drawn.press('button', '重试');
  expect(onRetry).toHaveBeenCalledOnce();
});

test('a column head turns the order round', async () => {
  const onSort = vi.fn();
  drawn = await draw(() => table({ sort: { key: 'name', direction: 'up' }, onSort }));
  expect(drawn.find('th').getAttribute('aria-sort')).toBe('ascending');
  await drawn.press('th button');
  expect(onSort).toHaveBeenCalledWith({ key: 'name', direction: 'down' });
});

test('ticking takes rows one by one or all at once, and does not open them', async () => {
  const onPick = vi.fn();
  const onOpen = vi.fn();
  drawn = await draw(() => table({ picked: new Set(['a']), onPick, onOpen }));
  await drawn.press('tbody tr:nth-child(2) input');
  expect(onPick).toHaveBeenLastCalledWith(new Set(['a', 'b']));
  await drawn.press('tbody tr:nth-child(1) input');
  expect(onPick).toHaveBeenLastCalledWith(new Set());
  await drawn.press('thead input');
  expect(onPick).toHaveBeenLastCalledWith(new Set(['a', 'b', 'c']));
  expect(onOpen).not.toHaveBeenCalled();
});
