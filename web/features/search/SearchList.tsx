import { BuildingsIcon } from '@phosphor-icons/react/dist/csr/Buildings';
import { HouseLineIcon } from '@phosphor-icons/react/dist/csr/HouseLine';
import { MapTrifoldIcon } from '@phosphor-icons/react/dist/csr/MapTrifold';
import { MegaphoneIcon } from '@phosphor-icons/react/dist/csr/Megaphone';
import { UserIcon } from '@phosphor-icons/react/dist/csr/User';
import { type ComponentType, type MouseEvent, useEffect, useRef } from 'react';
import type { HitGroup, HitKind } from '../../../contract/search.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import type { Option, useSearch } from './use-search.ts';

const icons: Readonly<Record<HitKind, ComponentType<{ size?: number }>>> = {
  case: MegaphoneIcon,
  person: UserIcon,
  house: HouseLineIcon,
  area: MapTrifoldIcon,
  organisation: BuildingsIcon,
};

interface SearchListProps {
  readonly id: string;
  readonly found: ReturnType<typeof useSearch>;
  readonly chosen: number;
  readonly onOpen: (option: Option) => void;
  /** Opens the list where the rest of a group is; undefined where there is none. */
  readonly allOf: (kind: HitKind) => (() => void) | undefined;
}

/** A press in the list leaves the words' focus where it is. */
const stay = (event: MouseEvent) => event.preventDefault();

/** What was found, group by group, under the box. */
export function SearchList({ id, found, chosen, onOpen, allOf }: SearchListProps) {
  const t = useWords('search');
  const { groups } = found;
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  const starts = groups.map((_, at) => groups.slice(0, at).reduce((sum, { items }) => sum + items.length, 0));
  return (
    <div className="search-found" aria-busy={found.isBusy}>
      <div role="status" className={count > 0 ? 'visually-hidden' : 'search-note'}>
        <Note found={found} count={count} />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={t('label')} tabIndex={-1}>
        {groups.map((group, at) => (
          <Group
            key={group.kind}
            id={id}
            group={group}
            start={starts[at] ?? 0}
            chosen={chosen}
            onOpen={onOpen}
            onAll={group.isMore ? allOf(group.kind) : undefined}
          />
        ))}
      </div>
    </div>
  );
}

function Note({ found, count }: { readonly found: SearchListProps['found']; readonly count: number }) {
  const t = useWords('search');
  if (count > 0) return t('found', { count });
  if (found.needsMore) return t('needsMore');
  if (found.isFailed) return t('failed');
  if (!found.isEmpty) return t('searching');
  return (
    <>
      <b>{t('none')}</b>
      <br />
      {t('noneHint')}
    </>
  );
}

interface GroupProps extends Pick<SearchListProps, 'id' | 'chosen' | 'onOpen'> {
  readonly group: HitGroup;
  /** Which of all options its first one is. */
  readonly start: number;
  readonly onAll: (() => void) | undefined;
}

function Group({ id, group, start, chosen, onOpen, onAll }: GroupProps) {
  const t = useWords('search');
  const { kind, items, isMore } = group;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a listbox is no fieldset
    <div role="group" aria-labelledby={`${id}-${kind}`} className="search-group">
      <div className="search-group-head">
        <span id={`${id}-${kind}`}>{t(`kinds.${kind}`)}</span>
        {isMore && (onAll ? <AllButton label={t('all')} onAll={onAll} /> : <small>{t('tooMany')}</small>)}
      </div>
      {items.map((item, at) => (
        <HitRow
          key={item.ref}
          id={`${id}-${start + at}`}
          option={{ ...item, kind }}
          isChosen={start + at === chosen}
          onOpen={onOpen}
        />
      ))}
    </div>
  );
}

/** Reached with the mouse; the keyboard has the lists in the navigation. */
function AllButton({ label, onAll }: { readonly label: string; readonly onAll: () => void }) {
  return (
    <span className="search-all" aria-hidden onMouseDown={stay} onClick={onAll}>
      {label}
    </span>
  );
}

interface HitRowProps {
  readonly id: string;
  readonly option: Option;
  readonly isChosen: boolean;
  readonly onOpen: (option: Option) => void;
}

function HitRow({ id, option, isChosen, onOpen }: HitRowProps) {
  const pick = usePick();
  const row = useRef<HTMLDivElement>(null);
  const Icon = icons[option.kind];
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isChosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box holds the focus and opens the chosen option with Enter
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={`search-hit${isChosen ? ' search-on' : ''}`}
      onMouseDown={stay}
      onClick={() => onOpen(option)}
    >
      <Icon size={18} />
      <div>
        <b>{option.title}</b>
        <small>{option.facts.map(pick).join('　')}</small>
      </div>
    </div>
  );
}
