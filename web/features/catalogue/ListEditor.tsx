import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown';
import { CaretUpIcon } from '@phosphor-icons/react/dist/csr/CaretUp';
import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { TrashIcon } from '@phosphor-icons/react/dist/csr/Trash';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { moved } from './category-draft.ts';

interface ListEditorProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly nameOf: (item: T, at: number) => string;
  readonly onChange: (items: readonly T[]) => void;
  readonly blank: () => T;
  readonly addLabel: string;
  readonly max?: number;
  readonly disabled: boolean;
  /** A line each, without a frame of its own. */
  readonly isPlain?: boolean;
  readonly children: (item: T, put: (item: T) => void, at: number) => ReactNode;
}

/** A short ordered list whose rows are changed in place, moved by buttons, added and taken away. */
export function ListEditor<T>(props: ListEditorProps<T>) {
  const { label, items, nameOf, onChange, blank, addLabel, max = 50, disabled, isPlain = false, children } = props;
  const t = useWords('catalogue');
  if (items.length === 0 && disabled) return <p className="cat-none">{t('none')}</p>;
  return (
    <>
      <ol className={`cat-list${isPlain ? ' cat-list-plain' : ''}`} aria-label={label}>
        {items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list; its fields are controlled
          <li key={at}>
            <div className="cat-list-body">{children(item, (next) => onChange(items.with(at, next)), at)}</div>
            {!disabled && (
              <RowButtons
                name={nameOf(item, at)}
                isFirst={at === 0}
                isLast={at === items.length - 1}
                onMove={(by) => onChange(moved(items, at, at + by))}
                onRemove={() => onChange(items.toSpliced(at, 1))}
              />
            )}
          </li>
        ))}
      </ol>
      {!disabled && items.length < max && (
        <Button type="dashed" icon={<PlusIcon size={15} />} onClick={() => onChange([...items, blank()])}>
          {addLabel}
        </Button>
      )}
    </>
  );
}

interface RowButtonsProps {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

function RowButtons({ name, isFirst, isLast, onMove, onRemove }: RowButtonsProps) {
  const t = useWords('catalogue');
  return (
    <div className="cat-list-buttons">
      <button
        type="button"
        disabled={isFirst}
        title={t('up')}
        aria-label={t('upOf', { what: name })}
        onClick={() => onMove(-1)}
      >
        <CaretUpIcon size={16} />
      </button>
      <button
        type="button"
        disabled={isLast}
        title={t('down')}
        aria-label={t('downOf', { what: name })}
        onClick={() => onMove(1)}
      >
        <CaretDownIcon size={16} />
      </button>
      <button type="button" title={t('remove')} aria-label={t('removeOf', { what: name })} onClick={onRemove}>
        <TrashIcon size={16} />
      </button>
    </div>
  );
}
