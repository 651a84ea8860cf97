import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass';
import { Button, DatePicker, Input, Select, TreeSelect } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import './filter-bar.css';

export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

export interface FilterNode extends FilterOption {
  readonly children?: readonly FilterNode[] | undefined;
}

interface FilterBase {
  readonly key: string;
  readonly label: string;
  readonly width?: number;
}

/** A filter as data. Values are words in the address: many choices are joined by commas, days are `from..to`. */
export type FilterField = FilterBase &
  (
    | { readonly kind: 'search' }
    | { readonly kind: 'choice'; readonly options: readonly FilterOption[]; readonly many?: boolean }
    | { readonly kind: 'tree'; readonly nodes: readonly FilterNode[] }
    | { readonly kind: 'days' }
  );

type FilterValues = Readonly<Record<string, string | undefined>>;

interface FilterBarProps {
  readonly fields: readonly FilterField[];
  /** Behind 更多条件; in sight while one of them is set. */
  readonly more?: readonly FilterField[];
  readonly values: FilterValues;
  readonly onChange: (patch: FilterValues) => void;
  readonly children?: ReactNode;
}

/** One row of filters over a list; pair it with useFilters so that they live in the address. */
export function FilterBar({ fields, more = [], values, onChange, children }: FilterBarProps) {
  const t = useWords('common');
  const [open, setOpen] = useState(false);
  const isMoreSet = more.some(({ key }) => values[key]);
  const all = [...fields, ...more];
  const isAnySet = all.some(({ key }) => values[key]);
  const draw = (field: FilterField) => (
    <FilterControl
      key={field.key}
      field={field}
      value={values[field.key]}
      onChange={(value) => onChange({ [field.key]: value })}
    />
  );
  return (
    <search className="ll-filters">
      {fields.map(draw)}
      {(open || isMoreSet) && more.map(draw)}
      {more.length > 0 && !isMoreSet && (
        <Button type="text" className="ll-filters-link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('filter.less') : t('filter.more')}
        </Button>
      )}
      {isAnySet && (
        <Button
          type="text"
          className="ll-filters-link"
          onClick={() => onChange(Object.fromEntries(all.map(({ key }) => [key, undefined])))}
        >
          {t('filter.clear')}
        </Button>
      )}
      {children}
    </search>
  );
}

interface ControlProps<F extends FilterField = FilterField> {
  readonly field: F;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function FilterControl({ field, value, onChange }: ControlProps) {
  switch (field.kind) {
    case 'search':
      return <SearchBox field={field} value={value} onChange={onChange} />;
    case 'choice':
      return <ChoiceBox field={field} value={value} onChange={onChange} />;
    case 'tree':
      return (
        <TreeSelect
          aria-label={field.label}
          placeholder={field.label}
          style={{ width: field.width ?? 140 }}
          treeData={field.nodes as FilterNode[] as never}
          value={value ?? null}
          onChange={(next: string | null) => onChange(next ?? undefined)}
          allowClear
          showSearch={{ treeNodeFilterProp: 'label' }}
          popupMatchSelectWidth={260}
        />
      );
    case 'days':
      return <DaysBox field={field} value={value} onChange={onChange} />;
  }
}

function SearchBox({ field, value, onChange }: ControlProps) {
  const [words, setWords] = useState(value ?? '');
  useEffect(() => setWords(value ?? ''), [value]);
  const give = (next: string) => {
    if (next.trim() !== (value ?? '')) onChange(next.trim() || undefined);
  };
  useEffect(() => {
    const timer = setTimeout(() => give(words), 400);
    return () => clearTimeout(timer);
  });
  return (
    <Input
      aria-label={field.label}
      placeholder={field.label}
      style={{ width: field.width ?? 208 }}
      prefix={<MagnifyingGlassIcon size={15} aria-hidden />}
      value={words}
      onChange={(event) => setWords(event.target.value)}
      onPressEnter={() => give(words)}
      allowClear
    />
  );
}

function ChoiceBox({ field, value, onChange }: ControlProps<FilterField & { kind: 'choice' }>) {
  const shared = {
    'aria-label': field.label,
    placeholder: field.label,
    style: { width: field.width ?? 120 },
    options: [...field.options],
    allowClear: true,
    popupMatchSelectWidth: false,
    showSearch: { optionFilterProp: 'label' },
  };
  if (field.many)
    return (
      <Select
        {...shared}
        mode="multiple"
        maxTagCount="responsive"
        value={value ? value.split(',') : []}
        onChange={(next: string[]) => onChange(next.join() || undefined)}
      />
    );
  return <Select {...shared} value={value ?? null} onChange={(next: string | null) => onChange(next ?? undefined)} />;
}

function DaysBox({ field, value, onChange }: ControlProps) {
  const t = useWords('common');
  const [from, to] = value?.split('..') ?? [];
  return (
    <DatePicker.RangePicker
      aria-label={field.label}
      style={{ width: field.width ?? 240 }}
      placeholder={[t('filter.from'), t('filter.to')]}
      allowEmpty={[true, true]}
      value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
      onChange={(days) => {
        const [start, end] = [days?.[0]?.format('YYYY-MM-DD') ?? '', days?.[1]?.format('YYYY-MM-DD') ?? ''];
        onChange(start || end ? `${start}..${end}` : undefined);
      }}
    />
  );
}
