import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useFilters } from '../../kit/use-filters.ts';
import { type Drawn, draw, settle } from '../../test/draw.tsx';
import { CountTabs } from './CountTabs.tsx';
import { FilterBar } from './FilterBar.tsx';
import { useCursorPages } from './use-cursor-pages.ts';

let drawn: Drawn;

afterEach(() => drawn.undraw());

function List() {
  const [filters, change] = useFilters(['tab', 'clock', 'q', 'day']);
  return (
    <>
      <CountTabs
        label="筛选"
        rows={[
          [
            { key: 'raised', label: '待受理', count: 3 },
            { key: 'handling', label: '处置中', count: 0 },
          ],
          [{ key: 'late', label: '已超时', count: 2, tone: 'late' }],
        ]}
        value={[filters.tab, filters.clock]}
        onChange={(row, key) => change(row === 0 ? { tab: key } : { clock: key })}
      />
      <FilterBar
        fields={[{ kind: 'search', key: 'q', label: '标题' }]}
        more={[{ kind: 'days', key: 'day', label: '上报时间' }]}
        values={filters}
        onChange={change}
      />
      <output>{JSON.stringify(filters)}</output>
    </>
  );
}

const shown = (): unknown => JSON.parse(drawn.find('output').textContent ?? '');

test('filters are read from the address as words: a number stays the words it was', async () => {
  drawn = await draw(List, '/?q=139&tab=raised&other=1');
  expect(shown()).toEqual({ tab: 'raised', q: '139' });
  expect(drawn.find('button', '待受理').getAttribute('aria-pressed')).toBe('true');
});

test('a count tab puts its filter into the address and a second press takes it off, leaving the others', async () => {
  drawn = await draw(List, '/?q=x&other=1');
  await drawn.press('button', '处置中');
  expect(drawn.address()).toBe('/?q=x&other=1&tab=handling');
  await drawn.press('button', '已超时');
  expect(shown()).toEqual({ tab: 'handling', clock: 'late', q: 'x' });
  await drawn.press('button', '处置中');
  expect(drawn.address()).toBe('/?q=x&other=1&clock=late');
});

test('words typed are searched once typing rests; clearing takes off this bar’s filters only', async () => {
  drawn = await draw(List, '/?tab=raised');
  await drawn.type('input[aria-label="标题"]', '路灯');
  expect(drawn.address()).toBe('/?tab=raised');
  await settle(500);
  expect(shown()).toEqual({ tab: 'raised', q: '路灯' });
  await drawn.press('button', '清除条件');
  expect(shown()).toEqual({ tab: 'raised' });
});

test('further filters are folded away until one of them is set', async () => {
  drawn = await draw(List);
  expect(drawn.box.querySelector('.ant-picker')).toBeNull();
  await drawn.press('button', '更多条件');
  expect(drawn.box.querySelector('.ant-picker')).not.toBeNull();
  await drawn.undraw();
  drawn = await draw(List, '/?day=2026-11-01..2026-11-22');
  const days = [...drawn.box.querySelectorAll<HTMLInputElement>('.ant-picker input')].map(({ value }) => value);
  expect(days).toEqual(['2026-11-01', '2026-11-22']);
});

function Pages() {
  const [filters, setFilters] = useState('a');
  const pages = useCursorPages(filters);
  return (
    <>
      <output>{`${pages.cursor ?? 'first'} ${pages.hasPrevious}`}</output>
      <button type="button" onClick={() => pages.next(`after ${pages.cursor ?? 'first'}`)}>
        next
      </button>
      <button type="button" onClick={pages.previous}>
        back
      </button>
      <button type="button" onClick={() => setFilters('b')}>
        other filters
      </button>
    </>
  );
}

test('pages go forward by the server’s cursor and back by memory; other filters begin at the first page', async () => {
  drawn = await draw(Pages);
  const said = () => drawn.find('output').textContent;
  await drawn.press('button', 'next');
  await drawn.press('button', 'next');
  expect(said()).toBe('after after first true');
  await drawn.press('button', 'back');
  expect(said()).toBe('after first true');
  await drawn.press('button', 'other filters');
  expect(said()).toBe('first false');
  await drawn.press('button', 'next');
  expect(said()).toBe('after first true');
});
